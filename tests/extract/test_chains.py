"""Clusters of mentions: no man and woman in one."""

import numpy as np

from extract.language.chains import clusters_of
from extract.language.mentions import NAME, PRONOUN, Mention
from extract.language.pairs import FEMALE, MALE


def _links(*rows: dict[int, float]) -> list[tuple[np.ndarray, np.ndarray]]:
    return [
        (np.array(list(row), dtype=np.int64), np.array(list(row.values()), dtype=np.float32)) for row in rows
    ]


def _mentions(kinds: list[int]) -> list[Mention]:
    return [Mention(at, at + 1, at, kind, "PERSON" if kind == NAME else "") for at, kind in enumerate(kinds)]


def test_pronoun_goes_to_the_next_best_where_the_best_is_of_the_other_gender() -> None:
    """Rafael, he, Kim, she: the last is read as Rafael first, who is "he"."""
    mentions = _mentions([NAME, PRONOUN, NAME, PRONOUN])
    links = _links({}, {0: 2.0}, {}, {0: 1.0, 2: 0.5})
    assert clusters_of(mentions, [0, -1, 1, -1], links, [0, MALE, 0, FEMALE]) == [
        [(0, 1), (1, 2)],
        [(2, 3), (3, 4)],
    ]


def test_what_fits_a_name_best_decides_its_gender() -> None:
    """Kim, he, she, she: one doubtful "he" does not keep two clear "she" from the name."""
    mentions = _mentions([NAME, PRONOUN, PRONOUN, PRONOUN])
    links = _links({}, {0: 0.5}, {0: 2.0}, {2: 2.0, 0: 1.0})
    assert clusters_of(mentions, [0, -1, -1, -1], links, [0, MALE, FEMALE, FEMALE]) == [
        [(0, 1), (2, 3), (3, 4)]
    ]


def test_known_first_name_counts_more_than_pronouns() -> None:
    mentions = _mentions([NAME, PRONOUN, PRONOUN])
    links = _links({}, {0: 2.0}, {1: 2.0, 0: 1.0})
    assert clusters_of(mentions, [0, -1, -1], links, [FEMALE, MALE, FEMALE]) == [[(0, 1), (2, 3)]]
