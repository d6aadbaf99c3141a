"""Texts with the relations that a careful reader takes from them, and how they compare with what is extracted.

A file holds a text a line and, indented below it, one line for each relation, its cells parted by " | ":

    predicate | subject | object | factuality | former | time: EDTF | by: speaker > speaker
    holds | person | title | organization: name | former | ...

Without a factuality the relation is asserted, without "former" it is not said to be over, without "time" it has
none, without speakers it is the document's own. A line that starts with "?" may come out or not. Kinship, alliance
and enmity may be stated from either side.

A relation counts once for itself (with factuality, speakers and whether it is over), and once more each for the
organization and the time that it should have. What comes out and stands in no line is wrong; so is a time that
a relation should not have. Publication is 2023-06-15, a Thursday.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import DocumentGraph, Factuality, Statement

__all__ = ["PUBLISHED", "Count", "Row", "compare", "read"]

PUBLISHED = "2023-06-15"
_INVERSE = {
    **{name: name for name in ("spouse", "sibling", "relative", "ally", "adversary")},
    "parent": "child",
    "child": "parent",
}
_KINDS = {kind.value for kind in Factuality}


@dataclass(frozen=True, slots=True)
class Row:
    """One relation that a reader expects (or, where `optional`, lets pass)."""

    predicate: str
    subject: str
    object: str
    factuality: str = "asserted"
    speakers: tuple[str, ...] = ()
    organization: str | None = None
    time: str | None = None
    former: bool = False
    optional: bool = False


@dataclass(slots=True)
class Count:
    """What was expected, what of it came out, what came out, and what of that is right; `notes` tell of the rest."""

    expected: int = 0
    met: int = 0
    found: int = 0
    right: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Count") -> None:
        """Add the figures of another text."""
        self.expected += other.expected
        self.met += other.met
        self.found += other.found
        self.right += other.right
        self.notes += other.notes

    @property
    def recall(self) -> float:
        """Share of what is expected that came out."""
        return self.met / self.expected

    @property
    def precision(self) -> float:
        """Share of what came out that is right."""
        return self.right / self.found


def read(path: Path) -> Iterator[tuple[str, list[Row]]]:
    """Yield the texts of a file and their rows; raise `ValueError` for a line that cannot be read."""
    text, rows = "", list[Row]()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            rows.append(_row(line.strip()))
        elif line and not line.startswith("#"):
            if text:
                yield text, rows
            text, rows = line, []
    if text:
        yield text, rows


def _row(line: str) -> Row:
    predicate, subject, thing, *rest = (cell.strip() for cell in line.removeprefix("?").split("|"))
    factuality, former = "asserted", False
    named: dict[str, str] = {}
    for cell in rest:
        name, colon, value = cell.partition(": ")
        if colon and name in ("by", "time", "organization"):
            named[name] = value
        elif cell in _KINDS:
            factuality = cell
        elif cell == "former":
            former = True
        else:
            raise ValueError(f"cannot read {cell!r} in {line!r}")
    speakers = tuple(named["by"].split(" > ")) if "by" in named else ()
    predicate = "holdsPosition" if predicate == "holds" else predicate
    where, time = named.get("organization"), named.get("time")
    return Row(predicate, subject, thing, factuality, speakers, where, time, former, line.startswith("?"))


def compare(graph: DocumentGraph, rows: list[Row]) -> Count:
    """Return how the relations of a text compare with what a reader expects of it."""
    count, used = Count(), set[str]()
    for row in rows:
        about = [s for s in graph.relations if _about(graph, s, row)]
        same = [s for s in about if _framed(graph, s, row)]
        used.update(s.id for s in same)
        if row.optional:
            continue
        best = max(same, key=lambda s: sum(_further(graph, s, row)), default=None)
        extra = _further(graph, best, row) if best else [False] * len(_further(graph, None, row))
        count.expected += 1 + len(extra)
        count.met += bool(best) + sum(extra)
        if best is None:
            count.notes.append(f"missed: {row}" + "".join(f" [{_told(graph, s)}]" for s in about))
        elif not all(extra):
            count.notes.append(f"short: {row} [{_told(graph, best)}]")
    for statement in graph.relations:
        matching = [row for row in rows if _about(graph, statement, row) and _framed(graph, statement, row)]
        right = bool(matching)
        count.found += 1
        count.right += right
        if not right:
            count.notes.append(f"wrong: {_told(graph, statement)}")
        elif statement.time is not None and not statement.predicate.endswith("Date"):
            timed = any(
                row.time in (None, statement.time.value) and (row.time or row.optional) for row in matching
            )
            count.found += 1
            count.right += timed
            if not timed:
                count.notes.append(f"wrong time: {_told(graph, statement)}")
    return count


def _about(graph: DocumentGraph, statement: Statement, row: Row) -> bool:
    if statement.predicate == row.predicate and _called(graph, statement.subject, row.subject):
        thing = statement.object
        if isinstance(thing, str):
            return _called(graph, thing, row.object)
        if row.predicate == "holdsPosition":
            return _words(row.object) <= _words(thing.text)
        return thing.text == row.object
    return (
        statement.predicate == _INVERSE.get(row.predicate)
        and isinstance(statement.object, str)
        and _called(graph, statement.subject, row.object)
        and _called(graph, statement.object, row.subject)
    )


def _framed(graph: DocumentGraph, statement: Statement, row: Row) -> bool:
    return (
        statement.factuality.value == row.factuality
        and (statement.current is False) is row.former
        and len(statement.attribution) == len(row.speakers)
        and all(_called(graph, i, name) for i, name in zip(statement.attribution, row.speakers, strict=True))
    )


def _further(graph: DocumentGraph, statement: Statement | None, row: Row) -> list[bool]:
    """Return, for the organization and the time that a row names, whether the statement has them."""
    found = []
    if row.organization is not None:
        where = statement.organization if statement else None
        found.append(where is not None and _called(graph, where, row.organization))
    if row.time is not None:
        time = statement.time if statement else None
        found.append(time is not None and time.value == row.time)
    return found


def _words(text: str) -> frozenset[str]:
    text = text.casefold().replace("-", " ").replace("\u2019", "'").replace('"', "")
    return frozenset(word.removesuffix("'s") for word in text.split()) - {"the", "a", "an", "of"}


def _called(graph: DocumentGraph, identifier: str, name: str) -> bool:
    """Whether an entity is called so: all the words of one of its names, or they all those of it."""
    entity = next(e for e in graph.entities if e.id == identifier)
    wanted = _words(name)
    names = [_words(text) for text in (entity.name, *(m.span.text for m in entity.mentions))]
    return any(said and (said <= wanted or wanted <= said) for said in names)


def _told(graph: DocumentGraph, statement: Statement) -> str:
    names = {e.id: e.name for e in graph.entities}
    thing = statement.object
    parts = [
        names[statement.subject],
        statement.predicate,
        names[thing] if isinstance(thing, str) else thing.text,
    ]
    parts += [f"at {names[statement.organization]}"] if statement.organization else []
    parts += [statement.factuality.value, *(["former"] if statement.current is False else [])]
    parts += [f"time {statement.time.value}"] if statement.time else []
    parts += [f"by {' > '.join(names[i] for i in statement.attribution)}"] if statement.attribution else []
    return f"{', '.join(parts)} ({statement.extractor} {statement.confidence:.2f})"
