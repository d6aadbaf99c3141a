import itertools

import numpy as np
import pytest

from extract.language.tree import best_tree


def _is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head == index for index, head in enumerate(heads)) != 1:
        return False
    for start in range(len(heads)):
        node = start
        for _ in heads:
            node = heads[node]
        if heads[node] != node:
            return False
    return True


@pytest.mark.parametrize("seed", range(25))
def test_best_tree_matches_exhaustive_search(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 4)) * 2
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    trees = [heads for heads in itertools.product(range(4), repeat=4) if _is_tree(heads)]
    best = max(trees, key=lambda heads: sum(logs[i, h] for i, h in enumerate(heads)))
    found = best_tree(scores)
    assert _is_tree(tuple(found))
    total = sum(logs[i, h] for i, h in enumerate(found))
    assert total >= sum(logs[i, h] for i, h in enumerate(best)) - 0.8


def test_best_tree_of_one_word_is_its_root() -> None:
    assert best_tree(np.zeros((1, 1))) == [0]
