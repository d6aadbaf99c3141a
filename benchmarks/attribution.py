"""Attribution units against GUM's attribution units: source, cue and content found.

GUM marks, for each unit, the elementary discourse unit that names source and cue ("the report says") and the one
that it introduces. A unit counts as found when its cue lies in the first, its source too (or is understood, as in
"to say that ..."), and its content holds at least half of the second. Units whose content is no clause
("denied the attack") are not annotated in GUM and are left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from spacy.language import Language

from benchmarks.events import Record, rate
from extract.framing.unit import Unit
from extract.framing.units import units
from extract.parse import read
from extract.tree import Doc

__all__ = ["Gold", "attribution", "gold_units", "matches"]

NEWS = ("news", "interview", "bio", "speech", "court")
_UNDERSTOOD = ("VB", "VBG", "VBN")
_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "DT", "EX", "CD")


@dataclass(slots=True)
class Gold:
    """A unit of the corpus: spans (characters) that hold source and cue, and the span that they introduce."""

    cue: list[tuple[int, int]]
    content: tuple[int, int]
    text: str = field(default="")


def gold_units(record: Record) -> list[Gold]:
    """Return the attribution units of a GUM document; parts of a broken-up unit are joined."""
    by_id = {edu[2]: edu for edu in record["edus"]}
    found = {}
    for start, end, name, relation, parent in record["edus"]:
        if relation.startswith("attribution") and parent in by_id:
            target = by_id[parent]
            text = record["text"][start:end] + " | " + record["text"][target[0] : target[1]]
            found[name] = Gold([(start, end)], (target[0], target[1]), text)
    for start, end, _, relation, parent in record["edus"]:
        if relation.startswith("same-unit") and parent in found:
            found[parent].cue.append((start, end))
    return list(found.values())


def matches(doc: Doc, unit: Unit, gold: Gold, *, whole: bool = True) -> bool:
    """Tell whether cue (and, `whole`, source and content too) of a unit are those of a gold unit."""
    cue = doc[unit.cue]
    if not any(start <= cue.idx < end for start, end in gold.cue):
        return False
    return not whole or (_source(doc, unit, gold) and _content(doc, unit, gold))


def _source(doc: Doc, unit: Unit, gold: Gold) -> bool:
    inside = [t for s, e in gold.cue for t in doc if s <= t.idx < e]
    if any(t.i in (*unit.source, *unit.cited) for t in inside):
        return True
    named = any(t.tag_ in _NOMINAL and t.i < unit.cue for t in inside)
    others = any(t.tag_ in _NOMINAL for t in inside if t.i != unit.cue)
    return not named and (not others or doc[unit.cue].tag_ in _UNDERSTOOD)


def _content(doc: Doc, unit: Unit, gold: Gold) -> bool:
    start, end = gold.content
    wanted = {t.i for t in doc if start <= t.idx < end and not t.is_punct and not t.is_space}
    held = sum(first <= place < last for place in wanted for first, last in unit.content)
    return 2 * held >= len(wanted) > 0


def attribution(nlp: Language, found: Iterable[Record]) -> dict[str, Any]:
    """Return figures over all genres, and over those that are near to news."""
    counts = {"all genres": [0, 0, 0, 0], "news, interviews, biographies, speeches, courts": [0, 0, 0, 0]}
    for record in found:
        doc, gold = read(nlp(record["text"])), gold_units(record)
        mine = sorted((unit for unit in units(doc) if unit.clausal), key=lambda unit: unit.size)
        left, cues, right = list(gold), 0, 0
        for unit in mine:
            hit = next((g for g in left if matches(doc, unit, g)), None)
            if hit is not None:
                left.remove(hit)
                right += 1
            cues += any(matches(doc, unit, g, whole=False) for g in gold)
        for name, count in counts.items():
            if name == "all genres" or record["genre"] in NEWS:
                for place, number in enumerate((right, len(mine), len(gold), cues)):
                    count[place] += number
    return {
        name: {**rate(right, mine, gold), "cue F1": rate(cues, mine, gold)["f1"]}
        for name, (right, mine, gold, cues) in counts.items()
    }
