"""Independent sources: documents that are copies of one text, or come from one publisher, count once."""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from graph.model import Document

__all__ = ["independent_sources"]

_WORD = re.compile(r"\w+")
_SHINGLE, _SKETCH, _ALIKE = 5, 64, 0.5


def independent_sources(documents: Sequence[Document]) -> list[list[str]]:
    """Return the ids of `documents` in groups, one for each independent source, in order.

    Two documents are of one source when they name the same publisher, or share half of the smallest hashes of
    their runs of five words (bottom-k sketch; Broder 1997): a wire story that two papers print.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    group: dict[str, int] = {}
    publishers: dict[str, int] = {}
    held: dict[int, set[str]] = defaultdict(set)
    sizes: dict[str, int] = {}
    merged: dict[int, int] = {}

    def root(number: int) -> int:
        while number in merged:
            number = merged[number]
        return number

    for number, document in enumerate(ordered):
        found = set()
        if document.source:
            found.add(root(publishers.setdefault(document.source.casefold(), number)))
        sketch = _sketch(document.text)
        shared = Counter(other for value in sketch for other in held[value])
        found |= {
            root(group[other])
            for other, count in shared.items()
            if count >= _ALIKE * min(sizes[other], len(sketch))
        }
        first = min(found, default=number)
        for other in found - {first}:
            merged[other] = first
        group[document.id] = first
        sizes[document.id] = len(sketch)
        for value in sketch:
            held[value].add(document.id)
    sources: dict[int, list[str]] = defaultdict(list)
    for document in ordered:
        sources[root(group[document.id])].append(document.id)
    return [sources[number] for number in sorted(sources)]


def _sketch(text: str) -> set[int]:
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}
    return set(sorted({zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs})[:_SKETCH])
