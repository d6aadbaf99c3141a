"""The best legal BIO sequence under the entity head's scores."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.language.labels import TAGS, allowed_start, allowed_transition

__all__ = ["best_tags", "spans_of"]

_FORBIDDEN = -1e9
_START = np.array([0.0 if allowed_start(tag) else _FORBIDDEN for tag in TAGS])
_STEP = np.array([[0.0 if allowed_transition(a, b) else _FORBIDDEN for b in TAGS] for a in TAGS])
_STARTS, _FOLLOWS = _START == 0.0, _STEP == 0.0


def best_tags(
    scores: NDArray[np.floating[Any]], sentences: Sequence[tuple[int, int]] | None = None
) -> list[int]:
    """Return the tag index of each word; `scores` is [words, tags].

    `sentences` are the half-open bounds of sentences that cover the words in order; without them all is one sentence.
    """
    bounds = list(sentences) if sentences is not None else [(0, len(scores))]
    count = bounds[-1][1]
    greedy = scores[:count].argmax(axis=1)
    legal = np.ones(count, dtype=bool)
    legal[1:] = _FOLLOWS[greedy[:-1], greedy[1:]]
    firsts = [first for first, _ in bounds]
    legal[firsts] = _STARTS[greedy[firsts]]
    tags: list[int] = greedy.tolist()
    broken = [(first, last) for first, last in bounds if not legal[first:last].all()]
    if not broken:
        return tags
    peak = scores.max(axis=1, keepdims=True)
    logs = scores - peak - np.log(np.exp(scores - peak).sum(axis=1, keepdims=True))
    longest = max(last - first for first, last in broken)
    padded = np.zeros((longest, len(broken), len(TAGS)))
    for column, (first, last) in enumerate(broken):
        padded[: last - first, column] = logs[first:last]
    for (first, last), found in zip(broken, _decoded(padded, broken), strict=True):
        tags[first:last] = found
    return tags


def _decoded(logs: NDArray[np.floating[Any]], bounds: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the best legal tags of several sentences at once; `logs` is [longest, sentences, tags]."""
    total = logs[0] + _START
    totals, back = [total], []
    for row in logs[1:]:
        steps = total[:, :, None] + _STEP
        back.append(steps.argmax(axis=1))
        total = steps.max(axis=1) + row
        totals.append(total)
    result = []
    for column, (first, last) in enumerate(bounds):
        length = last - first
        tags = [int(totals[length - 1][column].argmax())]
        for pointers in reversed(back[: length - 1]):
            tags.append(int(pointers[column, tags[-1]]))
        result.append(tags[::-1])
    return result


def spans_of(tags: list[int]) -> list[tuple[int, int, str]]:
    """Return the (start, end, type) spans, half-open, of a tag sequence.

    >>> spans_of([0, TAGS.index("B-ORG"), TAGS.index("I-ORG"), 0])
    [(1, 3, 'ORG')]
    """
    spans: list[tuple[int, int, str]] = []
    for index, number in enumerate(tags):
        tag = TAGS[number]
        if tag[0] == "B":
            spans.append((index, index + 1, tag[2:]))
        elif tag[0] == "I":
            start, _, label = spans.pop()
            spans.append((start, index + 1, label))
    return spans
