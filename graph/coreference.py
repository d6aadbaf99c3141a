"""Coreferent events: reports of one real event in different documents, joined, each report kept as it is.

Reports are compared when they have the type, an actor or place, and a day in common. Two reports with dates or places
that cannot both be true are never joined. The score is a weighted sum of features; the weights are set by hand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from graph.ids import minted_iri
from graph.model import DocumentGraph, Event
from graph.rdf.dates import bounds, is_date, is_edtf

__all__ = ["THRESHOLD", "Cluster", "Report", "coreferent_events"]

THRESHOLD = 0.65
_LONGEST_DAYS = 7
_WORD = re.compile(r"\w{4,}")
_FEWEST_WORDS = 0.25


@dataclass(frozen=True, slots=True)
class Report:
    """One document's event, with its actors and place under their canonical ids; `days` is None without a date."""

    document: str
    event: Event
    actors: frozenset[str]
    place: str | None
    days: tuple[str, str] | None
    published: str | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Reports of one event in the order of their ids; `reasons` tell for each later one why it was joined."""

    id: str
    reports: tuple[Report, ...]
    reasons: tuple[str, ...]


def coreferent_events(graphs: Iterable[DocumentGraph], canonical: Mapping[str, str]) -> list[Cluster]:
    """Return the clusters that hold reports of two documents or more, in order.

    `canonical` maps merged entity IRIs to the one that stands for them. Each report is compared with the first report
    of each cluster that shares a key with it, so that the work grows with the clusters of a day, not with all pairs.
    """
    reports = sorted(
        (report for graph in graphs for report in _reports(graph, canonical)),
        key=lambda report: (report.days is None, report.days or ("", ""), report.event.id),
    )
    clusters: list[list[Report]] = []
    reasons: list[list[str]] = []
    index: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for report in reports:
        keys = _keys(report)
        near = sorted({number for key in keys for number in index[key]})
        scored = [
            (score, -number, why) for number in near for score, why in [_score(clusters[number], report)]
        ]
        best = max(scored, default=(0.0, 0, ""))
        if best[0] >= THRESHOLD:
            clusters[-best[1]].append(report)
            reasons[-best[1]].append(best[2])
            continue
        for key in keys:
            index[key].append(len(clusters))
        clusters.append([report])
        reasons.append([])
    found = [
        Cluster(minted_iri("cluster", *sorted(r.event.id for r in members)), tuple(members), tuple(why))
        for members, why in zip(clusters, reasons, strict=True)
        if len({report.document for report in members}) > 1
    ]
    return sorted(found, key=lambda cluster: cluster.id)


def _reports(graph: DocumentGraph, canonical: Mapping[str, str]) -> Iterable[Report]:
    named = {entity.id for entity in graph.entities if entity.named}
    published = graph.document.published
    for event in graph.events:
        actors = frozenset(canonical.get(p.entity, p.entity) for p in event.participants if p.entity in named)
        place = canonical.get(event.place, event.place) if event.place in named and event.place else None
        yield Report(
            graph.document.id,
            event,
            actors,
            place,
            _days(event),
            published[:10] if published and is_date(published) and published >= "0002" else None,
            frozenset(_WORD.findall(event.evidence.text.casefold())),
        )


def _days(event: Event) -> tuple[str, str] | None:
    if event.time is None or event.time.value is None or not is_edtf(event.time.value):
        return None
    first, last = bounds(event.time.value)
    return (first, last) if first is not None and last is not None else None


def _keys(report: Report) -> list[tuple[str, str, str]]:
    """Return type, thing and day; a report with no day, or with too many, stands under the day it came out."""
    first, last = report.days or ("", "")
    if not first or (date.fromisoformat(last) - date.fromisoformat(first)).days > _LONGEST_DAYS:
        if report.published is None or (first and not first <= report.published <= last):
            return []
        last = report.published
        first = max(first, (date.fromisoformat(last) - timedelta(days=2)).isoformat())
    start = date.fromisoformat(first)
    count = (date.fromisoformat(last) - start).days + 1
    things = sorted(report.actors | ({report.place} if report.place else set()))
    days = [(start + timedelta(days=step)).isoformat() for step in range(count)]
    return [(report.event.type, thing, day) for thing in things for day in days]


def _score(members: list[Report], other: Report) -> tuple[float, str]:
    """Return how well `other` fits the first report of a cluster, and why; 0 for a conflict with any of them."""
    if any(_conflict(member, other) for member in members):
        return 0.0, ""
    first = members[0]
    shared = first.actors & other.actors
    total = len(first.actors) + len(other.actors)
    dice = 2 * len(shared) / total if total else 0.0
    either = first.words | other.words
    words = len(first.words & other.words) / len(either) if either else 0.0
    placed = first.place is not None and first.place == other.place
    if len(shared) < 2 and not placed and words < _FEWEST_WORDS:
        # One actor does many things of one type in a day: statements above all.
        return 0.0, ""
    lemma = first.event.lemma == other.event.lemma
    dated = 1.0 if first.days and other.days else 0.5
    score = (
        0.35 * dice + 0.2 * lemma + 0.2 * dated + 0.1 * (1.0 if placed else 0.5) + 0.15 * min(1.0, 2 * words)
    )
    told = [f"type {first.event.type}", f"{len(shared)} shared actors ({dice:.2f})"]
    told += ["same word" if lemma else f"{first.event.lemma} and {other.event.lemma}"]
    told += ["dates agree" if dated == 1.0 else "a date is missing"]
    told += ["same place"] if placed else []
    return score, f"{', '.join(told)}, sentences {words:.2f} alike: score {score:.2f}"


def _conflict(one: Report, other: Report) -> bool:
    if one.place and other.place and one.place != other.place:
        return True
    return bool(one.days and other.days and (one.days[1] < other.days[0] or other.days[1] < one.days[0]))
