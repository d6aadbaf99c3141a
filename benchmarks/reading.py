"""Compare what is extracted from a text with a careful reader's own list, and publish both counts.

`python -m benchmarks.reading --text FILE [--reading benchmarks/readings/hotline.json]`. The list holds names and verbs
only; the text itself is not part of the project. An entity counts when one of its names has been found with its
type; a position when holder, organization and currency agree and the title holds the listed words; an event when an
event of one of the listed lemmas has all the listed participants and the listed factuality. Time, place and speaker of
the events that were found are counted beside them.
"""

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.language import load
from extract.pipeline import Pipeline
from graph.ids import document_iri, name_key
from graph.model import Document, DocumentGraph, Event, Statement, Value

RESULT = Path(__file__).with_name("reading.json")
PAGE = Path(__file__).parent.parent / "docs" / "accuracy-reading.md"


@dataclass(slots=True)
class Count:
    """How many of the listed were found, and which were not."""

    found: int = 0
    listed: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, right: bool, what: str) -> None:
        """Count one listed item."""
        self.listed += 1
        self.found += right
        if not right:
            self.missed.append(what)

    def row(self) -> dict[str, Any]:
        """Return the count for the frozen result."""
        return {"found": self.found, "listed": self.listed, "missed": self.missed}


class Reading:
    """A list of what a reader found, held against a graph."""

    def __init__(self, graph: DocumentGraph, listed: dict[str, Any]) -> None:
        self._graph = graph
        self._listed = listed
        self._names = {
            entity.id: {name_key(n) for n in (entity.name, *entity.aliases)}
            | {name_key(m.span.text) for m in entity.mentions}
            for entity in graph.entities
        }

    def _is(self, entity: str | None, names: list[str]) -> bool:
        return entity is not None and bool(self._names.get(entity, set()) & {name_key(n) for n in names})

    def entities(self, *, named: bool) -> Count:
        """Count the listed actors, places and named events, named or unnamed ones."""
        count = Count()
        for item in self._listed["entities"]:
            if bool(item.get("unnamed")) is not named:
                found = any(
                    entity.type.value == item["type"] and self._is(entity.id, item["names"])
                    for entity in self._graph.entities
                )
                count.add(found, item["names"][0])
        return count

    def positions(self) -> Count:
        """Count the listed positions."""
        count = Count()
        held = [s for s in self._graph.relations if s.predicate == "holdsPosition"]
        for item in self._listed["positions"]:
            found = any(
                self._is(s.subject, [item["holder"]])
                and set(item["title"].casefold().split()) <= set(_title(s).casefold().split())
                and s.current is item["current"]
                and (not item.get("organization") or self._is(s.organization, item["organization"]))
                for s in held
            )
            count.add(found, f"{item['holder']}: {item['title']}")
        return count

    def events(self, count: Count, details: dict[str, Count]) -> None:
        """Count the listed events, and time, place and speaker of those found."""
        free = list(self._graph.events)
        for item in self._listed["events"]:
            fitting = [e for e in free if self._fits(e, item)]
            who = ", ".join(names[0] for names in item["who"])
            what = f"{item['lemmas'][0]} ({who or 'nobody named'}; {item['factuality']})"
            count.add(bool(fitting), what)
            if not fitting:
                continue
            best = max(fitting, key=lambda e: (self._details(e, item), -e.trigger.start))
            free.remove(best)
            for name, right in zip(("time", "place", "speaker"), self._detail(best, item), strict=True):
                if right is not None:
                    details[name].add(right, what)

    def _fits(self, event: Event, item: dict[str, Any]) -> bool:
        if event.lemma not in item["lemmas"] or event.factuality.value != item["factuality"]:
            return False
        return all(any(self._is(p.entity, names) for p in event.participants) for names in item["who"])

    def _detail(self, event: Event, item: dict[str, Any]) -> tuple[bool | None, bool | None, bool | None]:
        time = (event.time.value or "") if event.time else ""
        return (
            time.startswith(item["time"]) if "time" in item else None,
            self._is(event.place, item["place"])
            or any(self._is(p.entity, item["place"]) for p in event.participants)
            if "place" in item
            else None,
            bool(event.attribution) and self._is(event.attribution[0], item["speaker"])
            if "speaker" in item
            else None,
        )

    def _details(self, event: Event, item: dict[str, Any]) -> int:
        return sum(bool(right) for right in self._detail(event, item))

    def wrongly_asserted(self) -> list[str]:
        """Return what is only feared, planned, guessed or denied in the text, but stands as a fact."""
        barred = set(self._listed["never_asserted"])
        return [
            e.trigger.text
            for e in self._graph.events
            if e.lemma in barred and e.factuality.value == "asserted"
        ]


def _title(statement: Statement) -> str:
    return statement.object.text if isinstance(statement.object, Value) else ""


def measure(text: str, listed: dict[str, Any]) -> dict[str, Any]:
    """Return the counts for one text."""
    document = Document(document_iri("reading"), text, published=listed["published"])
    graph = Pipeline(load()).one(document).graph
    reading = Reading(graph, listed)
    events = Count()
    details = {name: Count() for name in ("time", "place", "speaker")}
    reading.events(events, details)
    return {
        "named": reading.entities(named=True).row(),
        "unnamed": reading.entities(named=False).row(),
        "positions": reading.positions().row(),
        "events": events.row(),
        **{name: count.row() for name, count in details.items()},
        "extracted": {
            "entities": len(graph.entities),
            "events": len(graph.events),
            "relations": len(graph.relations),
        },
        "wrongly_asserted": reading.wrongly_asserted(),
    }


def page(result: dict[str, Any], about: str) -> str:
    """Return the page for docs/."""
    lines = ["# A story read by hand", "", about, "", "| what | listed by the reader | found | share |"]
    lines.append("| --- | ---: | ---: | ---: |")
    titles = {
        "named": "names, typed right", "unnamed": "unnamed actors, typed right", "positions": "positions held",
        "events": "events with participants and factuality", "time": "their dates", "place": "their places",
        "speaker": "who says so",
    }  # fmt: skip
    for key, title in titles.items():
        row = result[key]
        share = f"{100 * row['found'] / row['listed']:.0f} %" if row["listed"] else "-"
        lines.append(f"| {title} | {row['listed']} | {row['found']} | {share} |")
    wrong = ", ".join(result["wrongly_asserted"]) or "none"
    total = result["extracted"]
    lines += [
        "",
        f"Feared, planned, guessed or denied events that stand as facts: {wrong}. In all, {total['entities']} "
        f"entities, {total['events']} events and {total['relations']} relations were extracted.",
        "",
        "Missed:",
        "",
    ]
    lines += [
        f"- {titles[key]}: {'; '.join(result[key]['missed'])}" for key in titles if result[key]["missed"]
    ]
    return "\n".join([*lines, "", "Written by `python -m benchmarks.reading`.", ""])


def main() -> None:
    """Measure, print, and write the frozen result and the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--reading", type=Path, default=Path(__file__).parent / "readings" / "hotline.json")
    parser.add_argument("--print", action="store_true", help="print only, write nothing")
    arguments = parser.parse_args()
    listed = json.loads(arguments.reading.read_text(encoding="utf-8"))
    result = measure(arguments.text.read_text(encoding="utf-8"), listed)
    text = page(result, listed["about"])
    print(text)
    if not arguments.print:
        RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
