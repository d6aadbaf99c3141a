"""The event lexicon: what it accepts, what it refuses, what the shipped file holds."""

import pytest

from extract.events.lexicon import LIGHT_VERBS, NO_EVENT, NOTHING, lexicon, parse_lexicon
from graph.errors import SchemaError
from ontologies.terms import EVENT_TYPES


def test_rules_with_a_condition_come_first() -> None:
    rules = parse_lexicon("ASSAULT verb : fire\nRESIGNATION verb : fire[minister|coach]")["fire", "verb"]
    assert [(rule.type, rule.where) for rule in rules] == [("RESIGNATION", "object"), ("ASSAULT", "")]


@pytest.mark.parametrize(
    "line", ["NOSUCH verb : hit", "ASSAULT adverb : hit", "ASSAULT verb odd : hit", "ASSAULT verb :"]
)
def test_malformed_line_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(SchemaError, match="line 2"):
        parse_lexicon(f"# comment\n{line}")


def test_shipped_lexicon_covers_the_event_types() -> None:
    used = {rule.type for rules in lexicon().values() for rule in rules}
    assert used == {*EVENT_TYPES, NOTHING}
    assert len(lexicon()) > 800


def test_states_are_no_bare_events() -> None:
    bare = {
        word for (word, pos), rules in lexicon().items() if pos == "verb" for rule in rules if not rule.where
    }
    assert bare & {"be", "have", "seem", "remain", "want", "begin", "continue"} == set()
    assert {"hold", "carry"} <= LIGHT_VERBS & NO_EVENT
