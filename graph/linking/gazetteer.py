"""The offline gazetteer: Wikidata and GeoNames candidates for places, people, parties and organizations."""

import gzip
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.linking.context import Context
from graph.model import Entity, EntityType, Link

__all__ = ["Record", "candidates", "fold", "sound"]

_WIKIDATA = "http://www.wikidata.org/entity/"
_GEONAMES = "https://sws.geonames.org/"
_SPELLINGS = (
    ("kh", "h"),
    ("zh", "z"),
    ("sh", "s"),
    ("iy", "i"),
    ("yi", "i"),
    ("ij", "i"),
    ("ye", "e"),
    ("y", "i"),
    ("w", "v"),
    ("ph", "f"),
    ("ck", "k"),
    ("ei", "i"),
)
_NAME_SCORES = {"label": 0.92, "alias": 0.84, "spelling": 0.72}


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the table; `weight` is a population for places, a rank of prominence for others."""

    qid: str
    type: str
    label: str
    country: str
    geonames: str
    weight: int
    note: str


def fold(name: str) -> str:
    """Return `name` without case, accents and punctuation.

    >>> fold("São Tomé and Príncipe")
    'sao tome and principe'
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", bare.replace("'", "").replace("\u2019", "")).split())


def sound(name: str) -> str:
    """Return a key under which transliterations of one name meet.

    >>> sound("Sergei Shoigu") == sound("Sergey Shoygu"), sound("Zelensky") == sound("Zelenskyy")
    (True, True)
    """
    key = fold(name)
    for old, new in _SPELLINGS:
        key = key.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", key)


def candidates(entity: Entity, context: Context) -> Iterator[Link]:
    """Yield scored links of a named entity; the explanation names each feature and its value."""
    if entity.type is EntityType.EVENT:
        return
    if entity.type is EntityType.PERSON and len(entity.name.split()) < 2:
        return
    found: dict[Record, str] = {}
    exact, loose = _index()
    for name in (entity.name, *sorted(entity.aliases)):
        if entity.type is EntityType.PERSON and len(name.split()) < 2:
            continue
        key = fold(name)
        for record in exact.get(key, ()):
            found.setdefault(record, "label" if fold(record.label) == key else "alias")
        if len(key) > 4:
            for record in loose.get(sound(name), ()):
                found.setdefault(record, "spelling")
    fit = {record: how for record, how in found.items() if record.type == entity.type.value}
    strength = {record: _strength(record, how, entity, context) for record, how in fit.items()}
    total = sum(strength.values())
    for record, how in fit.items():
        share = strength[record] / total
        score = round(_NAME_SCORES[how] * (0.35 + 0.65 * share), 4)
        explanation = _explain(record, how, share, context)
        if record.qid:
            yield Link(_WIKIDATA + record.qid, score, record.label, explanation)
        elif record.geonames:
            yield Link(f"{_GEONAMES}{record.geonames}/", score, record.label, explanation)
        if record.qid and record.geonames:
            yield Link(f"{_GEONAMES}{record.geonames}/", round(score * 0.999, 4), record.label, explanation)


def _strength(record: Record, how: str, entity: Entity, context: Context) -> float:
    strength = math.sqrt(1.0 + record.weight) * _NAME_SCORES[how] ** 3
    if record.country:
        strength *= 1.0 + 8.0 * context.share(record.country)
    if entity.country and record.country:
        strength *= 6.0 if entity.country == record.country else 0.15
    return strength


def _explain(record: Record, how: str, share: float, context: Context) -> tuple[tuple[str, str], ...]:
    facts = [("name", how), ("type", record.type), ("share among namesakes", f"{share:.2f}")]
    if record.country:
        facts.append(("country", f"{record.country}, {context.share(record.country):.2f} of the document's"))
    if record.weight:
        facts.append(("weight", str(record.weight)))
    facts.append(("description", record.note))
    return tuple(facts)


@cache
def _index() -> tuple[dict[str, list[Record]], dict[str, list[Record]]]:
    exact: dict[str, list[Record]] = {}
    loose: dict[str, list[Record]] = {}
    data = files("graph.linking").joinpath("gazetteer.tsv.gz").read_bytes()
    for line in gzip.decompress(data).decode("utf-8").splitlines():
        qid, type_, label, aliases, country, geonames, weight, note = line.split("\t")
        record = Record(qid, type_, label, country, geonames, int(weight), note)
        for name in {fold(label), *(fold(alias) for alias in aliases.split("|") if alias)}:
            exact.setdefault(name, []).append(record)
        for name in {
            sound(label),
            *(sound(alias) for alias in aliases.split("|") if alias.isascii() and alias),
        }:
            loose.setdefault(name, []).append(record)
    return exact, loose
