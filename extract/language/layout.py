"""What the layout of a text says about its sentences: blank lines and line ends."""

import re
from collections.abc import Sequence

from extract.dateline import find_dateline

__all__ = ["is_hard_wrapped", "line_starts"]

_BLANK = re.compile(r"\n[^\S\n]*\n")


def is_hard_wrapped(text: str) -> bool:
    """Tell whether lines end where a column is full rather than where a sentence or paragraph ends."""
    lines = [line for line in text[:20_000].split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    lengths = sorted(len(line) for line in lines)
    unfinished = sum(line.rstrip()[-1:].isalnum() or line.rstrip()[-1:] == "," for line in lines)
    return lengths[-1] <= 110 and lengths[len(lengths) // 2] >= 50 and unfinished * 2 >= len(lines)


def line_starts(text: str, gaps: Sequence[tuple[int, int]]) -> list[bool]:
    """Tell for each gap (character span between two words) whether a sentence must start after it.

    A blank line always parts sentences; a single line end does unless the text is hard-wrapped. A dateline is apart
    from the sentence behind it.

    >>> line_starts("Headline\\nBody text", [(0, 0), (8, 9), (13, 14)])
    [False, True, False]
    """
    wrapped = is_hard_wrapped(text)
    dateline = find_dateline(text)
    opening = dateline.end if dateline is not None else -1
    found = []
    for start, end in gaps:
        gap = text[start:end]
        ended = "\n" in gap and (not wrapped or _BLANK.search(gap) is not None)
        found.append(ended or start < opening <= end)
    return found
