"""A document in windows: each text is read once, with neighbouring sentences as context.

A window holds up to `WINDOW_PIECES` word pieces from the current place, and ends with a full stop before a capital
where there is one in its second half. Its sentences are found on the same read; where no full stop ended it, the last
one may be cut off, so it is left for the next window to read. Only a sentence that fills a window alone is read again
in a window of double size, and cut there if it still does not end.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.language.model import LanguageModel, Scores

__all__ = ["WINDOW_PIECES", "Window", "windows"]

WINDOW_PIECES = 190
_MOST_PIECES = 380
_STOPS = frozenset({".", "!", "?"})
_CLOSING = frozenset({'"', "\u201d", "\u2019", "'", ")", "]"})


@dataclass(frozen=True, slots=True)
class Window:
    """Scores of the words from `first` on, and the bounds of the sentences in it, relative to `first`."""

    first: int
    scores: Scores
    sentences: tuple[tuple[int, int], ...]


def windows(
    model: LanguageModel, words: Sequence[str], forced: Sequence[bool], *, given: bool
) -> Iterator[Window]:
    """Yield the windows of a document.

    `forced` marks words at which a sentence must start; with `given`, sentences start there and nowhere else.
    """
    pieces = model.pieces.of(words)
    position, count = 0, len(words)
    while position < count:
        for limit in (WINDOW_PIECES, _MOST_PIECES):
            end = _end(pieces, position, limit)
            if given:
                end = _last_start(forced, position, end, count)
                if limit < _MOST_PIECES and end < count and not forced[end]:
                    continue
            whole = end == count or forced[end]
            if not whole and not given:
                stop = _last_stop(words, forced, position + (end - position) // 2, end)
                whole, end = (True, stop) if stop else (False, end)
            scores = model.read(words[position:end], pieces[position:end])
            starts = _starts(scores, forced, position, end, given=given)
            if len(starts) > 1 or whole or given:
                break
        bounds = [*starts, end - position]
        sentences = list(pairwise(bounds))
        if not whole and len(sentences) > 1 and not given:
            sentences.pop()
        yield Window(position, scores, tuple(sentences))
        position += sentences[-1][1]


def _end(pieces: Sequence[tuple[int, ...]], position: int, limit: int) -> int:
    total, end = 0, position
    while end < len(pieces) and (total + len(pieces[end]) <= limit or end == position):
        total += len(pieces[end])
        end += 1
    return end


def _last_stop(words: Sequence[str], forced: Sequence[bool], first: int, end: int) -> int:
    """Return the last place after `first`, up to `end`, where a sentence surely starts; 0 for none.

    That is where one must, or where a word that starts big follows a full stop.
    """
    for index in range(end, first, -1):
        if forced[index]:
            return index
        if not (words[index][:1].isupper() or words[index][:1] in '"\u201c'):
            continue
        before = index - 1
        if words[before] in _CLOSING and words[index][:1].isupper():
            before -= 1
        if words[before] in _STOPS:
            return index
    return 0


def _last_start(forced: Sequence[bool], position: int, end: int, count: int) -> int:
    if end == count or forced[end]:
        return end
    return next((index for index in range(end - 1, position, -1) if forced[index]), end)


def _starts(scores: Scores, forced: Sequence[bool], position: int, end: int, *, given: bool) -> list[int]:
    found: Callable[[int], bool] = (lambda _: False) if given else (lambda index: bool(hit[index]))
    hit = np.asarray(scores.starts) > 0
    return [0, *(index for index in range(1, end - position) if forced[position + index] or found(index))]
