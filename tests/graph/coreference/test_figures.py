"""Figures in the words of participants, and whether reports give other ones."""

import pytest

from graph.coreference.figures import Figure, differ, figures
from tests.graph.coreference.reports import report


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("at least 12 people", 12),
        ("three soldiers", 3),
        ("1,200 homes", 1200),
        ("2.5 million voters", 2_500_000),
        ("some two hundred guests", 200),
        ("a dozen sailors", 12),
    ],
)
def test_numbers_are_read(words: str, number: float) -> None:
    (event,) = report("a", f"The dam burst and killed {words}.", who=words).events
    assert figures(event) == (Figure("patient", number, words),)


@pytest.mark.parametrize("words", ["a 40-year-old man", "dozens of people", "the 7th fleet", "someone", "U2"])
def test_ages_and_vague_numbers_are_no_figures(words: str) -> None:
    (event,) = report("a", f"The dam burst and killed {words}.", who=words).events
    assert figures(event) == ()


def test_reports_differ_by_number_in_one_role_alone() -> None:
    twelve, dozen = Figure("patient", 12, "12 people"), Figure("patient", 12, "a dozen people")
    fifteen, police = Figure("patient", 15, "15 people"), Figure("agent", 40, "40 police")
    assert not differ([[twelve], [dozen], [], [police]])
    assert differ([[twelve], [fifteen, police]])
