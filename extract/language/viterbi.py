"""The best legal BIO sequence under the entity head's scores."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.language.labels import TAGS, allowed_start, allowed_transition

__all__ = ["best_tags", "spans_of"]

_FORBIDDEN = -1e9
_START = np.array([0.0 if allowed_start(tag) else _FORBIDDEN for tag in TAGS])
_STEP = np.array([[0.0 if allowed_transition(a, b) else _FORBIDDEN for b in TAGS] for a in TAGS])


def best_tags(scores: NDArray[np.floating[Any]]) -> list[int]:
    """Return the tag index of each word of one sentence; `scores` is [words, tags]."""
    greedy = [int(tag) for tag in scores.argmax(axis=1)]
    if not any(greedy):
        return greedy
    peak = scores.max(axis=1, keepdims=True)
    logs = scores - peak - np.log(np.exp(scores - peak).sum(axis=1, keepdims=True))
    total = logs[0] + _START
    back = []
    for row in logs[1:]:
        steps = total[:, None] + _STEP
        back.append(steps.argmax(axis=0))
        total = steps.max(axis=0) + row
    tags = [int(total.argmax())]
    for pointers in reversed(back):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]


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
