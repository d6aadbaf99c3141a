"""Events of whole sentences: type, trigger, roles, place."""

import pytest

from extract.events.extractor import events
from graph.model import Event
from tests.extract.trees import context

CASES = [
    (
        "The minister met Angela Merkel in Berlin.",
        "met",
        "CONSULT",
        {"agent The minister", "companion Angela Merkel"},
    ),
    (
        "Kherson was recaptured by Ukrainian forces.",
        "recaptured",
        "CONTROL",
        {"agent Ukrainian forces", "patient Kherson"},
    ),
    (
        "Russia's invasion of Ukraine began in February.",
        "invasion",
        "ASSAULT",
        {"agent Russia", "patient Ukraine"},
    ),
    ("Lavrov held talks with Blinken in Geneva.", "talks", "CONSULT", {"agent Lavrov", "companion Blinken"}),
    (
        "Talks between Iran and France were held in Vienna last year.",
        "Talks",
        "CONSULT",
        {"agent Iran", "companion France"},
    ),
    (
        "Police arrested and charged two men in Paris on Monday.",
        "arrested",
        "ARREST",
        {"agent Police", "patient men"},
    ),
    (
        "Macron called Zelensky and congratulated him.",
        "congratulated",
        "SUPPORT",
        {"agent Macron", "patient him"},
    ),
    ("France accused Iran of attacking the tanker.", "attacking", "ASSAULT", {"agent Iran"}),
    (
        "The minister who visited Kiev on Tuesday resigned.",
        "visited",
        "TRAVEL",
        {"agent The minister", "destination Kiev"},
    ),
    (
        "Turkey plans to send troops to Syria.",
        "send",
        "MOBILIZE",
        {"agent Turkey", "patient troops", "destination Syria"},
    ),
    ("The army managed to capture the city.", "capture", "CONTROL", {"agent The army"}),
    (
        "Troops opened fire on protesters in Cairo.",
        "opened",
        "ASSAULT",
        {"agent Troops", "patient protesters"},
    ),
    (
        "There is a risk of war between India and Pakistan.",
        "war",
        "ASSAULT",
        {"agent India", "companion Pakistan"},
    ),
    (
        "Canada and Mexico signed a trade agreement in 2018.",
        "agreement",
        "AGREE",
        {"agent Canada", "agent Mexico"},
    ),
    ("The strike that killed five soldiers was condemned by Egypt.", "condemned", "ACCUSE", {"agent Egypt"}),
    (
        "The strike that killed five soldiers was condemned by Egypt.",
        "killed",
        "ASSAULT",
        {"patient soldiers"},
    ),
    (
        "The court sentenced the general to ten years in prison.",
        "sentenced",
        "SENTENCE",
        {"agent The court", "patient the general"},
    ),
    ("Moscow postponed talks with Washington.", "talks", "CONSULT", {"agent Moscow", "companion Washington"}),
]
MORE = [
    (
        "The leader of Mali was killed in a drone strike by French troops.",
        "strike",
        "ASSAULT",
        {"agent French troops"},
    ),
    ("Poland could attack and destroy the base.", "destroy", "ASSAULT", {"agent Poland"}),
    (
        "The attack on Mosul by Iraqi troops failed.",
        "attack",
        "ASSAULT",
        {"agent Iraqi troops", "patient Mosul"},
    ),
    ("As the ministry said, rebels fled to Chad.", "fled", "MOVEMENT", {"agent rebels", "destination Chad"}),
    (
        "The minister's visit to Ghana was cancelled.",
        "visit",
        "TRAVEL",
        {"agent The minister", "destination Ghana"},
    ),
    ("Mexico helped Peru before it joined NATO.", "helped", "AID", {"agent Mexico", "patient Peru"}),
    (
        "The company sent a letter to Angela Merkel about Libya.",
        "letter",
        "COMMUNICATION",
        {"agent The company", "recipient Angela Merkel", "topic Libya"},
    ),
    ("Two of the soldiers were wounded near Gaza.", "wounded", "ASSAULT", {"patient the soldiers"}),
    (
        "When police came, the workers had left Milan for Rome.",
        "left",
        "TRAVEL",
        {"agent the workers", "origin Milan", "destination Rome"},
    ),
    ("Qatar provided Sudan with food.", "provided", "AID", {"agent Qatar", "patient Sudan"}),
    (
        "Leaders including Emmanuel Macron and Olaf Scholz met in Paris.",
        "met",
        "CONSULT",
        {"agent Leaders", "agent Emmanuel Macron", "agent Olaf Scholz"},
    ),
    ("The talks, attended by Japan, were aimed at a truce.", "talks", "CONSULT", {"agent Japan"}),
    ("Police shot down a drone over Warsaw.", "shot down", "ASSAULT", {"agent Police"}),
    ("Norway called the decision a mistake.", "called", "STATEMENT", {"agent Norway"}),
    ("Cuba urged Spain to free the diplomat.", "free", "RELEASE", {"agent Spain", "patient the diplomat"}),
    ("Sudan was accused by Chad of arming rebels.", "accused", "ACCUSE", {"agent Chad", "patient Sudan"}),
    ("Sudan was accused by Chad of arming rebels.", "arming", "AID", {"agent Sudan", "patient rebels"}),
    (
        "Talks between Foreign Minister Wang Yi and General Mark Milley ended on Friday.",
        "Talks",
        "CONSULT",
        {"agent Wang Yi", "companion Mark Milley"},
    ),
    (
        "Kenya, which had invaded Somalia in 2011, withdrew its troops last month.",
        "invaded",
        "ASSAULT",
        {"agent Kenya", "patient Somalia"},
    ),
]


def found(*texts: str) -> dict[str, Event]:
    return {event.trigger.text: event for event in events(context(*texts))}


@pytest.mark.parametrize(("text", "trigger", "kind", "parts"), [*CASES, *MORE])
def test_event_has_type_and_participants(text: str, trigger: str, kind: str, parts: set[str]) -> None:
    event = found(text)[trigger]
    assert event.type == kind
    assert {f"{part.role} {part.entity}" for part in event.participants} == parts


def test_light_verb_is_no_event_beside_its_noun() -> None:
    assert set(found("The rebels carried out an attack on the airport.")) == {"attack"}


def test_copula_reports_no_event() -> None:
    assert found("The United States is a member of NATO.") == {}


def test_sense_without_event_reports_none() -> None:
    assert "met" not in found("The deal met the conditions of Greece.")


def test_place_is_a_location_of_the_clause() -> None:
    assert found("The minister met Angela Merkel in Berlin.")["met"].place == "Berlin"


def test_evidence_is_the_trimmed_sentence_and_spans_quote_the_text() -> None:
    here = context("Moscow postponed talks with Washington.", "Japan did not attack China.")
    text = here.document.text
    sentences = set()
    for event in events(here):
        sentences.add(event.evidence.text)
        assert text[event.evidence.start : event.evidence.end] == event.evidence.text
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text
    assert sentences == {"Moscow postponed talks with Washington.", "Japan did not attack China."}


def test_events_are_the_same_in_two_runs() -> None:
    text = "Talks between Iran and France were held in Vienna last year."
    assert list(events(context(text))) == list(events(context(text)))
