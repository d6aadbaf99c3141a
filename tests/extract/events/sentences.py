"""Sentences with the events that a careful reader takes from them, and how they compare with what is extracted.

A file holds a sentence a line and, indented below it, one line for each event, its cells parted by " | ":

    word | TYPE | role: name | place: name | date: EDTF | factuality | by: speaker > speaker

The word is the trigger, or two that are one event, a light verb and its noun ("imposed/sanctions"); the rest
may be left out, and may be given more than once where it makes sense. Without a factuality the event is
asserted; without speakers it is the document's own. Roles are the reader's: agent; patient; target (whatever
the act is aimed at: patient, recipient, companion or destination); with (companion); who (a party to a mutual
act); to; from. A position is a line of its own:

    holds | holder: name | title: words | organization: name | former

A line that starts with "!" is what must not come out: no event with this word, or none with this participant.

Statements are counted as the graph holds them: one for the event (word, type, factuality, speakers), one for each
participant, the place and the date; for a position one for holder and title, one for the organization. What must
not come out and does is a miss on top. Publication is 2023-06-15, a Thursday.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import DocumentGraph, Event, Factuality, Role, Value

__all__ = ["PUBLISHED", "Sentence", "missed", "read"]

PUBLISHED = "2023-06-15"

_ROLES = {
    "agent": {Role.AGENT},
    "patient": {Role.PATIENT},
    "target": {Role.PATIENT, Role.RECIPIENT, Role.COMPANION, Role.DESTINATION},
    "with": {Role.COMPANION},
    "who": {Role.AGENT, Role.COMPANION, Role.PATIENT},
    "to": {Role.DESTINATION, Role.RECIPIENT, Role.PATIENT},
    "from": {Role.ORIGIN},
}
_KINDS = {kind.value for kind in Factuality}


@dataclass(frozen=True, slots=True)
class Row:
    """One expected (or forbidden) event or position."""

    word: str
    cells: tuple[tuple[str, str], ...]
    type: str = ""
    factuality: str = "asserted"
    speakers: tuple[str, ...] = ()
    former: bool = False
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its rows."""

    text: str
    rows: list[Row] = field(default_factory=list)


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file; raise `ValueError` for a line that cannot be read."""
    sentence: Sentence | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  ") and sentence is not None:
            sentence.rows.append(_row(line.strip()))
        elif line and not line.startswith("#"):
            if sentence is not None:
                yield sentence
            sentence = Sentence(line)
    if sentence is not None:
        yield sentence


def _row(line: str) -> Row:
    forbidden = line.startswith("!")
    word, *rest = (cell.strip() for cell in line.removeprefix("!").split("|"))
    kind, factuality, former = "", "asserted", False
    speakers: tuple[str, ...] = ()
    cells: list[tuple[str, str]] = []
    for cell in rest:
        name, colon, value = cell.partition(": ")
        if name == "by":
            speakers = tuple(value.split(" > "))
        elif colon and name in {*_ROLES, "place", "date", "holder", "title", "organization"}:
            cells.append((name, value))
        elif cell in _KINDS:
            factuality = cell
        elif cell == "former":
            former = True
        elif cell.isupper():
            kind = cell
        else:
            raise ValueError(f"cannot read {cell!r} in {line!r}")
    return Row(word, tuple(cells), kind, factuality, speakers, former, forbidden)


def missed(graph: DocumentGraph, rows: list[Row]) -> tuple[int, list[str]]:
    """Return how many statements are expected, and what is missing or should not be there."""
    total, misses = 0, []
    for row in rows:
        if row.word == "holds":
            count, found = _position(graph, row)
        elif row.forbidden:
            count, found = 0, _forbidden(graph, row)
        else:
            count, found = _event(graph, row)
        total += count
        misses += found
    return total, misses


def _words(text: str) -> frozenset[str]:
    text = text.casefold().replace("-", " ").replace("\u2019", "'").replace('"', "")
    return frozenset(word.removesuffix("'s") for word in text.split()) - {"the", "a", "an"}


def _called(graph: DocumentGraph, identifier: str, name: str) -> bool:
    """Whether an entity is called so: all the words of one of its names, or they all those of it."""
    entity = next(e for e in graph.entities if e.id == identifier)
    wanted = _words(name)
    names = [_words(text) for text in (entity.name, *(m.span.text for m in entity.mentions))]
    return any(said and (said <= wanted or wanted <= said) for said in names)


def _has(graph: DocumentGraph, event: Event, cell: tuple[str, str]) -> bool:
    role, name = cell
    if role == "place":
        return event.place is not None and _called(graph, event.place, name)
    if role == "date":
        return event.time is not None and event.time.value == name
    return any(p.role in _ROLES[role] and _called(graph, p.entity, name) for p in event.participants)


def _same(graph: DocumentGraph, event: Event, row: Row) -> bool:
    chain = event.attribution
    return (
        event.type == (row.type or event.type)
        and event.factuality.value == row.factuality
        and len(chain) == len(row.speakers)
        and all(_called(graph, i, name) for i, name in zip(chain, row.speakers, strict=True))
    )


def _event(graph: DocumentGraph, row: Row) -> tuple[int, list[str]]:
    count = 1 + len(row.cells)
    best = [f"{row.word}: no event"] + [f"{row.word}: {role} {name}" for role, name in row.cells]
    for event in graph.events:
        if event.trigger.text.split()[0].casefold() in row.word.casefold().split("/"):
            said = _told(graph, event)
            misses = [] if _same(graph, event, row) else [f"{row.word}: is {said}"]
            misses += [f"{row.word}: {c[0]} {c[1]} in {said}" for c in row.cells if not _has(graph, event, c)]
            best = min(best, misses, key=len)
    return count, best


def _forbidden(graph: DocumentGraph, row: Row) -> list[str]:
    events = [e for e in graph.events if e.trigger.text.split()[0] == row.word]
    wrong = [e for e in events if all(_has(graph, e, cell) for cell in row.cells)]
    return [f"{row.word}: should not be {_told(graph, e)}" for e in wrong]


def _position(graph: DocumentGraph, row: Row) -> tuple[int, list[str]]:
    cells = dict(row.cells)
    facts = []
    for fact in graph.relations:
        if fact.predicate == "holdsPosition" and isinstance(fact.object, Value):
            titled = _words(cells["title"]) <= _words(fact.object.text)
            if (
                titled
                and _called(graph, fact.subject, cells["holder"])
                and (fact.current is False) is row.former
            ):
                facts.append(fact)
    misses = [] if facts else [f"holds: {cells['holder']} {cells['title']}"]
    where = cells.get("organization")
    if where is None:
        return 1, misses
    if not any(f.organization is not None and _called(graph, f.organization, where) for f in facts):
        misses.append(f"holds: {cells['title']} at {where}")
    return 2, misses


def _told(graph: DocumentGraph, event: Event) -> str:
    names = {e.id: e.name for e in graph.entities}
    parts = [f"{p.role.value} {names[p.entity]}" for p in event.participants]
    place = [f"place {names[event.place]}"] if event.place else []
    time = [f"date {event.time.value}"] if event.time else []
    chain = [f"by {' > '.join(names[i] for i in event.attribution)}"] if event.attribution else []
    return ", ".join([event.type, event.factuality.value, *parts, *place, *time, *chain])
