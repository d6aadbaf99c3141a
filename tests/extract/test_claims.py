"""Whole sentences through the whole pipeline: what is denied or planned, who says so, when and where."""

import pytest

from extract.pipeline import Pipeline
from graph.model import Document, DocumentGraph

PUBLISHED = "2024-01-11"


def _graph(pipeline: Pipeline, text: str) -> DocumentGraph:
    return pipeline.one(Document("urn:tests:claims", text, published=PUBLISHED)).graph


FRAMED = [
    (
        "The Kremlin dismissed suggestions that it had ordered the killing.",
        "ordered",
        "negated",
        ("Kremlin",),
    ),
    (
        'The Kremlin dismissed as "an absolute lie" suggestions that it had ordered his death.',
        "ordered",
        "negated",
        ("Kremlin",),
    ),
    ("Iran rejected as false reports that it had attacked the ship.", "attacked", "negated", ("Iran",)),
    ("Norway said it had nothing to do with the crash.", "crash", "asserted", ("Norway",)),
    ("Ann Lee told the court that no attack could justify it.", "attack", "negated", ("Ann Lee",)),
    ("No attack was reported in Kabul.", "attack", "negated", ()),
    ('Greece offered help: "We will assist," Bob Ray wrote.', "offered", "asserted", ()),
    ('Greece offered help: "We will assist," Bob Ray wrote.', "assist", "planned", ("Bob Ray",)),
    ("Ann Lee told police to arrest the rebels.", "arrest", "possible", ()),
    ('"Arrest me," Bob Ray told the court.', "Arrest", "possible", ("Bob Ray",)),
    ("The United Nations called on Iran to release the hostages.", "release", "possible", ()),
    ("Bob Ray faces trial for planning an attack, a charge he denies.", "denies", "asserted", ()),
    (
        "The fire was likely caused by a drone, but Iran is guilty because it began the war.",
        "war",
        "asserted",
        (),
    ),
    ("Bob Ray will resign as the firm loses ground to Nokia.", "loses", "asserted", ()),
    ("They met to avert sanctions that Iran has threatened to impose.", "threatened", "asserted", ()),
    ("Ann Lee said the departure was not expected.", "departure", "asserted", ("Ann Lee",)),
    ("Kenya's president, William Ruto, called an emergency summit for Friday.", "summit", "planned", ()),
    (
        "Ann Lee said in a letter read by her children that Iran had tortured her.",
        "tortured",
        "asserted",
        ("Ann Lee",),
    ),
]


@pytest.mark.parametrize(("text", "word", "factuality", "speakers"), FRAMED)
def test_what_is_said_of_an_event(
    pipeline: Pipeline, text: str, word: str, factuality: str, speakers: tuple[str, ...]
) -> None:
    graph = _graph(pipeline, text)
    names = {entity.id: entity.name for entity in graph.entities}
    event = next(event for event in graph.events if event.trigger.text == word)
    assert (event.factuality, tuple(names[i] for i in event.attribution)) == (factuality, speakers)


DATED = [
    ("Ken Wilcox led the bank from 2001 until 2011.", "led", "2001/2011", None),
    ("Angela Merkel led Germany from 2005 to 2021.", "led", "2005/2021", None),
    ("Talks were held between May 3 and May 5 in Geneva.", "Talks", "2023-05-03/2023-05-05", "Geneva"),
    ("He met Bob Ray on Monday and Ann Lee on Tuesday.", "met", "2024-01-08", None),
    ("Becker joined the bank in 1993 and became its chief executive in 2011.", "joined", "1993", None),
    ("Becker joined the bank in 1993 and became its chief executive in 2011.", "became", "2011", None),
    ("Rebels entered Goma on Monday and seized the port the next day.", "seized", "2024-01-09", None),
    ("Rebels entered Goma on Monday and left three days later.", "left", "2024-01-11", None),
    (
        "Rebels entered Goma on Monday. They seized a port the next day. They left a day later.",
        "left",
        "2024-01-10",
        None,
    ),
    ("Guzman was extradited in 2023 and plans to plead guilty.", "plead", None, None),
    ("Kenya's president, William Ruto, called an emergency summit for Friday.", "summit", "2024-01-12", None),
    ("An explosion was reported in Kharkiv on Tuesday.", "explosion", "2024-01-09", "Kharkiv"),
    ("Three blasts were heard near Odesa on Monday.", "blasts", "2024-01-08", "Odesa"),
]


@pytest.mark.parametrize(("text", "word", "value", "place"), DATED)
def test_when_and_where(
    pipeline: Pipeline, text: str, word: str, value: str | None, place: str | None
) -> None:
    graph = _graph(pipeline, text)
    names = {entity.id: entity.name for entity in graph.entities}
    event = next(event for event in graph.events if event.trigger.text == word)
    where = names[event.place] if event.place is not None else None
    assert (event.time and event.time.value, where) == (value, place)


def test_pronoun_holds_the_positions_of_its_predicates(pipeline: Pipeline) -> None:
    text = "Ann Lee lives in Oslo. She was the president of Georgia from 2001 to 2003 and is a director of Shell."
    graph = _graph(pipeline, text)
    names = {entity.id: entity.name for entity in graph.entities}
    held = [
        (names[s.subject], s.object.text, names.get(s.organization or ""), s.current, s.time and s.time.value)
        for s in graph.relations
        if s.predicate == "holdsPosition" and not isinstance(s.object, str)
    ]
    assert ("Ann Lee", "president", "Georgia", False, "2001/2003") in held


PAST = [
    ("Bob Ray lives in Oslo. He was once a spokesman for Nokia.", False),
    ("Bob Ray lives in Oslo. He was a spokesman for Nokia.", None),
    ("Bob Ray lives in Oslo. He is a spokesman for Nokia.", True),
]


@pytest.mark.parametrize(("text", "current"), PAST)
def test_tense_tells_whether_a_position_still_holds(
    pipeline: Pipeline, text: str, *, current: bool | None
) -> None:
    held = [s for s in _graph(pipeline, text).relations if s.predicate == "holdsPosition"]
    assert [s.current for s in held] == [current]


def test_spokesman_is_not_head_of_those_he_speaks_for(pipeline: Pipeline) -> None:
    found = _graph(pipeline, "Kremlin spokesman Dmitry Peskov told reporters that talks had begun.").relations
    assert {s.predicate for s in found} == {"holdsPosition", "spokespersonFor"}


def test_those_who_did_not_join_take_no_part(pipeline: Pipeline) -> None:
    graph = _graph(pipeline, "Fighters who did not join the revolt will be offered contracts.")
    revolt = next(event for event in graph.events if event.trigger.text == "revolt")
    assert revolt.participants == ()


def test_adjective_of_what_is_owned_is_no_party_to_a_deal(pipeline: Pipeline) -> None:
    graph = _graph(pipeline, "HSBC agreed on Monday to buy the bank's British arm for one pound.")
    agreed = next(event for event in graph.events if event.trigger.text == "agreed")
    names = {entity.id: entity.name for entity in graph.entities}
    assert [names[p.entity] for p in agreed.participants if p.entity] == ["HSBC", "bank"]


def test_defence_acts_only_where_it_is_an_arm(pipeline: Pipeline) -> None:
    presented = _graph(pipeline, "Israel will present its defence on Friday.")
    assert [entity.name for entity in presented.entities] == ["Israel"]
    fired = _graph(pipeline, "Ukrainian air defences shot down ten drones on Monday.")
    assert "Ukrainian air defences" in {entity.name for entity in fired.entities}


ACTORS = [
    ("The United Nations called on Iran to release the hostages.", "release", "agent", ["Iran"]),
    ("The pilots of Delta went on strike in Atlanta.", "strike", "agent", ["pilots"]),
    (
        "Ann Lee said in a letter read by her children that Iran had tortured her.",
        "tortured",
        "agent",
        ["Iran"],
    ),
    (
        "President Ann Lee spoke with her counterpart, Bob Ray, and the two agreed on a truce.",
        "agreed",
        "agent",
        ["Ann Lee", "Bob Ray"],
    ),
    ("The sons of Ann Lee, who is serving a sentence in Rome, left.", "serving", "agent", ["Ann Lee"]),
    ("One of them, Ovidio Guzman, was extradited in 2023.", "extradited", "patient", ["Ovidio Guzman"]),
    ("Police fired tear gas at the crowd in Kinshasa.", "fired", "agent", ["Police"]),
    ("Nokia's head, Ann Lee, will step down in May, the firm said on Monday.", "said", "agent", ["firm"]),
]


@pytest.mark.parametrize(("text", "word", "role", "expected"), ACTORS)
def test_who_takes_part(pipeline: Pipeline, text: str, word: str, role: str, expected: list[str]) -> None:
    graph = _graph(pipeline, text)
    names = {entity.id: entity.name for entity in graph.entities}
    events = [event for event in graph.events if event.trigger.text == word]
    assert [[names[p.entity] for p in event.participants if p.role == role] for event in events] == [expected]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Airbus delivered 700 planes last year, while its European rival Leonardo cut jobs.",
            {("Leonardo", "Airbus")},
        ),
        ("Pakistan's rival India tested a missile.", {("India", "Pakistan")}),
    ],
)
def test_origin_of_a_rival_is_no_rival(pipeline: Pipeline, text: str, pairs: set[tuple[str, str]]) -> None:
    graph = _graph(pipeline, text)
    names = {entity.id: entity.name for entity in graph.entities}
    found = [one for one in graph.relations if one.predicate == "adversary" and isinstance(one.object, str)]
    assert {(names[one.subject], names[str(one.object)]) for one in found} == pairs


TYPED = [
    ("Police fired tear gas at the crowd in Kinshasa.", "fired", "COERCE"),
    ("Bob Ray was fired by the coach.", "fired", "RESIGNATION"),
    ("Ann Lee headed to Rome.", "headed", "TRAVEL"),
    ("Ann Lee is expected to appear before a court in Rome.", "appear", "TRIAL"),
    ("Kenya's president, William Ruto, called an emergency summit for Friday.", "called", "REQUEST"),
    ("The pilots went on strike in Atlanta.", "strike", "PROTEST"),
    ("The army's air strikes on Sanaa continued on Monday.", "strikes", "ASSAULT"),
    ("Iran condemned a strike on Sanaa.", "strike", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "word", "expected"), TYPED)
def test_what_kind_of_event(pipeline: Pipeline, text: str, word: str, expected: str) -> None:
    events = [event for event in _graph(pipeline, text).events if event.trigger.text == word]
    assert [event.type.rpartition("/")[2].rpartition("#")[2] for event in events] == [expected]


def test_position_of_an_attorney_general(pipeline: Pipeline) -> None:
    graph = _graph(pipeline, "Mexico's attorney general, Ann Lee, spoke on Monday.")
    titles = [one.object for one in graph.relations if one.predicate == "holdsPosition"]
    assert [title.text for title in titles if not isinstance(title, str)] == ["attorney general"]
