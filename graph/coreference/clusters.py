"""Joining reports of one event: average-link clustering of pairs that are alike, never over a contradiction.

Only documents that are about the same things are compared, so that the work grows with the news of a day and not with
all pairs. Reports with dates that cannot both be true are kept apart. Set by hand, since the corpus behind the weights
has few dates and places: what a common day or another place is worth (in logits), how many days may lie between two
documents, and that statements are one only when they say much the same.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Self

from graph.coreference.likeness import comparable, cosine, features, probability
from graph.coreference.records import Report, Source
from graph.ids import minted_iri
from graph.judgements import Judgement

__all__ = ["APART_DAYS", "THRESHOLD", "Cluster", "Member", "compared_pairs", "coreferent_events", "disjoint"]

APART_DAYS = 14
"""Documents that came out further apart are not compared."""

THRESHOLD = 0.3
"""Least mean chance of the pairs between two clusters that are joined; chosen on ECB+'s development part."""

_ALIKE = 0.15
_NEIGHBOURS = 40
_LEAST = 0.05
_SAME_DAY = 0.5
_SAME_DAYS_AT_MOST = 3
_OTHER_PLACE = -4.0
_SAME_STATEMENT = 0.3
_SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})


@dataclass(frozen=True, slots=True)
class Member:
    """A report in a cluster, and why it is there: how it is like the report that it is most alike."""

    event: str
    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Reports of one event, in the order of their documents; `type` is that of most of them."""

    id: str
    type: str
    members: tuple[Member, ...]

    @classmethod
    def of(cls, members: Iterable[Member], types: Mapping[str, int]) -> Self:
        """Return the cluster of `members`; `types` counts those of their events."""
        ordered = tuple(sorted(members, key=lambda member: (member.document, member.event)))
        minted = minted_iri("cluster", *sorted(member.event for member in ordered))
        return cls(minted, min(types, key=lambda kind: (-types[kind], kind)), ordered)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that report the event, each once, in order."""
        return tuple(sorted({member.document for member in self.members}))


@dataclass(frozen=True, slots=True)
class _Pair:
    """How likely two reports are one event; above 1 where a user judged so, with his words."""

    score: float
    alike: float = 0.0
    same_day: bool = False
    judged: str | None = None


def coreferent_events(reports: Sequence[Report], judged: Iterable[Judgement] = ()) -> list[Cluster]:
    """Return the clusters that hold reports of two documents or more, in order.

    What a user judged to be one event is joined first, and what he judged not to be is never joined, directly or
    by way of a third report.
    """
    place = {report.event: number for number, report in enumerate(reports)}
    pairs: dict[tuple[int, int], _Pair] = {}
    kept_apart = set()
    for one, other, alike in compared_pairs(reports):
        pair = _compared(reports[one], reports[other], alike)
        if pair is None:
            kept_apart.add((one, other))
        elif pair.score >= _LEAST:
            pairs[one, other] = pair
    for item in judged:
        if item.one in place and item.other in place:
            one, other = sorted((place[item.one], place[item.other]))
            pairs.pop((one, other), None)
            kept_apart.discard((one, other))
            if item.same:
                pairs[one, other] = _Pair(2.0, judged=item.why)
            else:
                kept_apart.add((one, other))
    groups = _Groups(len(reports), {key: pair.score for key, pair in pairs.items()}, kept_apart).join()
    clusters = [_cluster(group, reports, pairs) for group in groups]
    return sorted((c for c in clusters if len(c.documents) > 1), key=lambda cluster: cluster.id)


def compared_pairs(
    reports: Sequence[Report], days: int | None = APART_DAYS
) -> Iterable[tuple[int, int, float]]:
    """Yield pairs of reports (smaller number first) with the cosine of their documents, 1 for pairs of one document.

    Documents are compared that are about the same things and came out at most so many `days` apart.
    """
    of: dict[str, list[int]] = defaultdict(list)
    sources: dict[str, Source] = {}
    for number, report in enumerate(reports):
        of[report.source.document.id].append(number)
        sources[report.source.document.id] = report.source
    for one in sources:
        yield from ((a, b, 1.0) for a, b in combinations(of[one], 2) if comparable(reports[a], reports[b]))
    for one, other, alike in _neighbours(sources, days):
        for a, b in product(of[one], of[other]):
            if comparable(reports[a], reports[b]):
                yield min(a, b), max(a, b), alike


def _neighbours(sources: Mapping[str, Source], days: int | None) -> Iterable[tuple[str, str, float]]:
    """Yield pairs of documents with their cosine: each and the nearest 40 that came out at most `days` from it."""
    holding: dict[str, list[tuple[str, float]]] = defaultdict(list)
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for one in sorted(sources):
        alike: dict[str, float] = defaultdict(float)
        for word, weight in sources[one].words.items():
            for other, its in holding[word]:
                alike[other] += weight * its
            holding[word].append((one, weight))
        for other, value in alike.items():
            if value >= _ALIKE and _together(sources[one].published, sources[other].published, days):
                found[one].append((-value, other))
                found[other].append((-value, one))
    kept = {
        (min(one, other), max(one, other)): -value
        for one, near in found.items()
        for value, other in sorted(near)[:_NEIGHBOURS]
    }
    for (one, other), value in sorted(kept.items()):
        yield one, other, value


def _together(one: str | None, other: str | None, days: int | None) -> bool:
    if one is None or other is None or days is None:
        return True
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= days


def disjoint(one: Report, other: Report) -> bool:
    """Tell whether two reports have dates that cannot both be true of one event."""
    if one.days is None or other.days is None:
        return False
    return one.days[1] < other.days[0] or other.days[1] < one.days[0]


def _compared(one: Report, other: Report, alike: float) -> _Pair | None:
    """Return how likely two reports are one event and why; None when they contradict each other."""
    if disjoint(one, other):
        return None
    if one.days and other.days:
        both = (*one.days, *other.days)
        length = (date.fromisoformat(max(both)) - date.fromisoformat(min(both))).days
        same_day = length < _SAME_DAYS_AT_MOST
    else:
        same_day = False
    if _other_words(one, other):
        return _Pair(0.0)
    more = _SAME_DAY if same_day else 0.0
    if one.place and other.place and one.place != other.place and not _one_area(one, other):
        more += _OTHER_PLACE
    return _Pair(probability(features(one, other, alike), more), alike, same_day)


def _other_words(one: Report, other: Report) -> bool:
    """Tell whether two acts of speech say different things, or are by different speakers."""
    if one.type != other.type:
        return False
    if one.type == "STATEMENT":
        return cosine(one.words, other.words) < _SAME_STATEMENT
    return one.type in _SPEECH and bool(one.agents and other.agents) and one.agents.isdisjoint(other.agents)


def _one_area(one: Report, other: Report) -> bool:
    """Tell whether one of the two places may lie in the other: a document that names the one names the other too."""
    return one.place in other.source.places or other.place in one.source.places


def _reason(pair: _Pair, one: Report, other: Report) -> str:
    if pair.judged is not None:
        return f"with {other.event}: judged the same" + (f": {pair.judged}" if pair.judged else "")
    shared = len(one.actors & other.actors)
    sentences = cosine(one.words, other.words)
    told = [
        f"both say {one.lemma!r}" if one.lemma == other.lemma else f"{one.lemma!r} and {other.lemma!r}",
        f"both {one.type}" if one.type == other.type else f"{one.type} and {other.type}",
        *([f"{shared} actor{'s' * (shared > 1)} in common"] if shared else []),
        *(f"{head!r} in both" for head in sorted(one.heads & other.heads)),
        *(["the same place"] if one.place and one.place == other.place else []),
        *(["the same day"] if pair.same_day else []),
        f"sentences {sentences:.2f} alike",
        "one document" if one.source is other.source else f"documents {pair.alike:.2f} alike",
    ]
    return f"with {other.event}: {', '.join(told)}: {min(pair.score, 0.99):.2f}"


class _Groups:
    """Agglomerative clustering: joins the two groups with the best mean score while it reaches the threshold."""

    def __init__(
        self, count: int, scores: Mapping[tuple[int, int], float], apart: set[tuple[int, int]]
    ) -> None:
        self.members = {number: [number] for number in range(count)}
        self._sums: dict[int, dict[int, float]] = defaultdict(dict)
        for (one, other), score in scores.items():
            self._sums[one][other] = self._sums[other][one] = score
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)
        self._queue = [(-score, *pair) for pair, score in scores.items() if score >= THRESHOLD]
        heapq.heapify(self._queue)

    def join(self) -> list[list[int]]:
        """Return the groups, each in order."""
        while self._queue:
            score, one, other = heapq.heappop(self._queue)
            if self._mean(one, other) == -score and other not in self._apart[one]:
                self._merge(one, other)
        return [sorted(group) for _, group in sorted(self.members.items())]

    def _mean(self, one: int, other: int) -> float | None:
        if one not in self.members or other not in self.members or other not in self._sums[one]:
            return None
        return self._sums[one][other] / (len(self.members[one]) * len(self.members[other]))

    def _merge(self, one: int, other: int) -> None:
        self.members[one] += self.members.pop(other)
        for third in self._apart.pop(other, set()):
            self._apart[third].discard(other)
            self._apart[third].add(one)
            self._apart[one].add(third)
        sums = self._sums[one]
        sums.pop(other)
        for third, value in self._sums.pop(other).items():
            if third != one:
                self._sums[third].pop(other)
                sums[third] = sums.get(third, 0.0) + value
        for third, value in sums.items():
            self._sums[third][one] = value
            pair = (min(one, third), max(one, third))
            mean = self._mean(*pair)
            if mean is not None and mean >= THRESHOLD:
                heapq.heappush(self._queue, (-mean, *pair))


def _cluster(group: list[int], reports: Sequence[Report], pairs: Mapping[tuple[int, int], _Pair]) -> Cluster:
    types = Counter(reports[number].type for number in group)
    members = []
    for number in group:
        near = [
            (pairs[key], other)
            for other in group
            if (key := (min(number, other), max(number, other))) in pairs
        ]
        best = max(near, key=lambda item: (item[0].score, -item[1]), default=None)
        why = "" if best is None else _reason(best[0], reports[number], reports[best[1]])
        members.append(Member(reports[number].event, reports[number].source.document.id, why))
    return Cluster.of(members, types)
