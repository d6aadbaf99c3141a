"""The best dependency tree under arc scores: greedy where that is a tree, else Chu-Liu/Edmonds with one root."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_tree"]

Scores = NDArray[np.floating[Any]]
_ROOTS_TRIED = 3


def best_tree(scores: Scores) -> list[int]:
    """Return the head of each word; the one root is its own head.

    `scores` is [dependent, head]; the diagonal holds the scores of being the root.

    >>> best_tree(np.array([[0.0, 5.0], [1.0, 4.0]]))
    [1, 1]
    """
    heads = [int(head) for head in scores.argmax(axis=1)]
    if sum(head == index for index, head in enumerate(heads)) == 1 and _cycle(heads) is None:
        return heads
    peak = scores.max(axis=1, keepdims=True)
    logs = scores - peak - np.log(np.exp(scores - peak).sum(axis=1, keepdims=True))
    logs = logs.astype(np.float64)
    best: list[int] = []
    best_score = -np.inf
    for root in np.argsort(-np.diagonal(logs), kind="stable")[:_ROOTS_TRIED]:
        tree = _arborescence(logs, int(root))
        score = float(sum(logs[index, head] for index, head in enumerate(tree)))
        if score > best_score:
            best, best_score = tree, score
    return best


def _cycle(heads: list[int]) -> list[int] | None:
    """Return the members of one cycle (self-loops are roots, not cycles), or None."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            if heads[node] == node:
                break
            node = heads[node]
        if state[node] == 1 and heads[node] != node:
            return path[path.index(node) :]
        for visited in path:
            state[visited] = 2
    return None


def _arborescence(scores: Scores, root: int) -> list[int]:
    """Return the heads of the best spanning tree with this root."""
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    scores[root, :] = -np.inf
    scores[root, root] = 0.0
    heads = [int(head) for head in scores.argmax(axis=1)]
    heads[root] = root
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    members = set(cycle)
    outside = [node for node in range(len(heads)) if node not in members]
    place = {node: index for index, node in enumerate(outside)}
    merged = len(outside)
    small = np.full((merged + 1, merged + 1), -np.inf)
    ring = np.array(cycle)
    rest = np.array(outside)
    small[:merged, :merged] = scores[np.ix_(rest, rest)]
    leaving = scores[np.ix_(rest, ring)]
    small[:merged, merged] = leaving.max(axis=1)
    kept = np.array([scores[node, heads[node]] for node in cycle])
    entering = scores[np.ix_(ring, rest)] - kept[:, None]
    small[merged, :merged] = entering.max(axis=0)
    contracted = _arborescence(small, place[root])
    for index, node in enumerate(outside):
        head = contracted[index]
        heads[node] = cycle[int(leaving[index].argmax())] if head == merged else outside[head]
    heads[root] = root
    into = contracted[merged]
    broken = cycle[int(entering[:, into].argmax())]
    heads[broken] = outside[into]
    return heads
