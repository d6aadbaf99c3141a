"""The record of one attribution: who says what, by which word."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Kind", "Unit", "merged"]


class Kind(StrEnum):
    """What the source does: it says or thinks so (and vouches), knows what the document takes for granted, or made
    the picture of which a caption speaks.
    """

    SAID = "said"
    KNOWN = "known"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class Unit:
    """A cue (token index), its source, hearers and cited sources (indices of heads), and the content.

    `content` holds half-open token ranges; `root` is the head of the content. `clausal` tells whether the
    content is a finite clause or a quotation, not a nominal ('denied the attack') or an infinitive.
    """

    cue: int
    source: tuple[int, ...]
    root: int
    content: tuple[tuple[int, int], ...]
    clausal: bool
    kind: Kind = Kind.SAID
    told: tuple[int, ...] = ()
    cited: tuple[int, ...] = ()
    outside: int = 0

    @property
    def size(self) -> int:
        """Number of tokens of the content, with those of a cue that stands inside it (`outside`)."""
        return self.outside + sum(end - start for start, end in self.content)


def merged(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return half-open ranges in order, those that touch joined.

    >>> merged([(4, 6), (0, 2), (2, 3)])
    ((0, 3), (4, 6))
    """
    result: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
