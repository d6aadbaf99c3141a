"""Definite descriptions: "the ministry", "the president", "the two leaders" stand for names that went before."""

from collections.abc import Iterator

from extract.entities.countries import countries
from extract.entities.lexicon import PUBLIC, agent_nouns, titles
from extract.entities.mentions import Found
from extract.tree import Doc
from graph.ids import name_key
from graph.model import EntityType, MentionKind

__all__ = ["Definites"]

_DEFINITE = {"the", "this"}
_LEADERS = {"president", "premier", "chancellor", "leader", "king", "queen", "prime", "minister", "ruler"}
_FIRMS = {"company", "firm", "bank", "lender"}
_RESTRICTING = ("nmod", "acl", "acl:relcl")
_OFTEN, _CLEARLY = 2, 1.5
"""How often, and how many times as often as the next, a document names the company that it is about."""
_REACH = 3
"""How many sentences a description goes back for what it does not name."""


class Definites:
    """The named clusters of a document, and what each was called besides its names."""

    def __init__(self, doc: Doc, clusters: list[list[Found]]) -> None:
        self._doc = doc
        self._clusters = clusters
        self._words = [self._described(cluster) for cluster in clusters]
        self._sentence = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            for token in sentence:
                self._sentence[token.i] = number

    def antecedents(self, item: Found) -> list[list[Found]]:
        """Return the clusters that `item` stands for: one, or two for "both leaders"; none when it is not clear."""
        noun = self._doc[item.head]
        opening = self._doc[item.start].lower_
        if any(child.dep_ in _RESTRICTING and child.i > noun.i for child in noun.children):
            return []
        rest = {w.lower_ for w in self._doc[item.start : item.head]}
        if (opening == "both" and len(rest) == 1) or rest == {"the", "two"}:
            return self._pair(item) if noun.tag_ in ("NNS", "NNPS") else []
        if opening not in _DEFINITE or noun.tag_ not in ("NN", "NNP"):
            return []
        firm = item.type is EntityType.ORGANIZATION and noun.lemma_.lower() in _FIRMS
        found = self._salient(item) if firm else self._called(item)
        return [] if found is None else [found]

    def _called(self, item: Found) -> list[Found] | None:
        """Return the nearest cluster of which all the words of `item` were said before."""
        words = {w for w in name_key(item.name).split() if countries().of(w.title()) is None}
        words -= {w for w in words if countries().of(w.upper()) is not None}
        near: list[tuple[int, list[Found]]] = []
        for cluster, said in zip(self._clusters, self._words, strict=True):
            if cluster[0].type is not item.type:
                continue
            fits = words <= said or (
                item.country is not None
                and words <= _LEADERS
                and bool(said & _LEADERS)
                and "minister" not in words
            )
            country = self._country(cluster)
            if item.country and (country is None or country != item.country):
                continue
            last = max((f.start for f in cluster if f.start < item.start), default=-1)
            if fits and last >= 0:
                near.append((last, cluster))
        near.sort(key=lambda pair: -pair[0])
        if len(near) > 1 and self._distance(near[1][0], item.start) <= 1:
            return None
        return near[0][1] if near else None

    def _salient(self, item: Found) -> list[Found] | None:
        """Return the company that the document is about, if it was mentioned shortly before."""
        if self._doc[item.start : item.head].text.lower() != "the":
            return None
        counts = sorted(
            (
                (sum(f.kind is MentionKind.NAME for f in cluster), number)
                for number, cluster in enumerate(self._clusters)
                if cluster[0].type is EntityType.ORGANIZATION
                and not self._words[number] & PUBLIC
                and not any(f.name.isupper() for f in cluster)
            ),
            reverse=True,
        )
        if (
            not counts
            or counts[0][0] < _OFTEN
            or (len(counts) > 1 and counts[0][0] < _CLEARLY * counts[1][0])
        ):
            return None
        best = self._clusters[counts[0][1]]
        near = (self._distance(f.start, item.start) for f in best if f.start < item.start)
        return best if min(near, default=_REACH + 1) <= _REACH else None

    def _pair(self, item: Found) -> list[list[Found]]:
        """Return the only two leaders that the sentences before name."""
        if self._doc[item.head].lemma_.lower() not in _LEADERS:
            return []
        for reach in range(_REACH):
            seen = [
                cluster
                for cluster in self._recent(item, EntityType.PERSON, reach)
                if self._words[self._clusters.index(cluster)] & _LEADERS
            ]
            if len(seen) >= 2:
                return seen if len(seen) == 2 else []
        return []

    def _recent(self, item: Found, type_: EntityType, reach: int) -> Iterator[list[Found]]:
        for cluster in self._clusters:
            if cluster[0].type is type_ and any(
                f.start < item.start and self._distance(f.start, item.start) <= reach for f in cluster
            ):
                yield cluster

    def _distance(self, one: int, other: int) -> int:
        return self._sentence[other] - self._sentence[one]

    def _country(self, cluster: list[Found]) -> str | None:
        own = next((f.country for f in cluster if f.country), None)
        if own is not None or cluster[0].type is EntityType.LOCATION:
            return own
        words = [w for f in cluster for w in self._doc[self._title_start(f) : f.end]]
        return next((c.code for w in words if (c := countries().of(w.text))), None)

    def _described(self, cluster: list[Found]) -> set[str]:
        said: set[str] = set()
        for item in cluster:
            if cluster[0].type is EntityType.ORGANIZATION:
                said |= set(name_key(item.name).split())
            if item.kind is MentionKind.NOMINAL and cluster[0].type is EntityType.ORGANIZATION:
                said |= {w.lower_ for w in self._doc[item.start : item.end]}
            elif cluster[0].type is EntityType.PERSON and item.kind in (
                MentionKind.NAME,
                MentionKind.NOMINAL,
            ):
                start = self._title_start(item) if item.kind is MentionKind.NAME else item.start
                end = item.start if item.kind is MentionKind.NAME else item.end
                words = {w.lower_ for w in self._doc[start:end]}
                said |= words if "former" not in words else set()
        return said

    def _title_start(self, item: Found) -> int:
        """Return where the titles before a name start."""
        start, floor = item.start, self._doc[item.start].sent.start
        while start > floor:
            word = self._doc[start - 1]
            titled = word.text in titles() or word.lemma_.lower() in agent_nouns()
            if not (titled or word.text[:1].isupper() or word.tag_ == "POS" or word.lower_ == "former"):
                break
            if word.tag_ in ("DT", "IN", "CC") or word.pos_ == "VERB":
                break
            start -= 1
        return start
