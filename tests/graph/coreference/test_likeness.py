"""Words, vectors and features of pairs of reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.coreference.likeness import (
    FEATURES,
    content_words,
    cosine,
    features,
    probability,
    same_word,
    vector,
)
from graph.coreference.reports import read_reports
from tests.graph.coreference.reports import report, store_of


@given(st.text(), st.text())
def test_vectors_have_length_one_and_cosines_are_symmetric(one: str, other: str) -> None:
    first, second = vector(content_words(one)), vector(content_words(other))
    assert not first or cosine(first, first) == pytest.approx(1)
    assert cosine(first, second) == pytest.approx(cosine(second, first))
    assert -1e-9 <= cosine(first, second) <= 1 + 1e-9


def test_rare_words_weigh_more_and_the_trigger_is_left_out() -> None:
    weights = vector(["year", "reservoir"])
    assert weights["reservoir"] > weights.get("year", 0.0)
    assert "reservoir" not in vector(["flooded", "reservoir"], without=["reservoir"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("attack", "attack", True),
        ("acquire", "acquisition", True),
        ("die", "death", True),
        ("resign", "resignation", True),
        ("hire", "fire", False),
        ("win", "lose", False),
    ],
)
def test_word_families(one: str, other: str, *, same: bool) -> None:
    assert same_word(one, other) is same_word(other, one) is same


def test_features_have_names_and_a_shared_word_makes_a_pair_likelier() -> None:
    graphs = (report("a"), report("b"), report("c", kind="PROTEST", lemma="march"))
    found = {item.source.document.id[-1]: item for item in read_reports(store_of(*graphs).quads, {})}
    first, second, third = (found[key] for key in "abc")
    alike, unlike = features(first, second, 0.5), features(first, third, 0.5)
    assert len(alike) == len(unlike) == len(FEATURES)
    assert probability(alike) > probability(unlike)
    assert probability(alike, 1.0) > probability(alike)
