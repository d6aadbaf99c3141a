"""Coreference over names, noun phrases and pronouns: each mention chooses an antecedent, or none.

A small feed-forward network scores pairs of mentions on features of the annotated document (agreement, likeness of
the strings, distance, roles in the sentence); clusters are the connected mentions.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extract.language.mentions import Mention, mentions_of
from extract.language.pairs import Columns, candidate_features, candidates, own_features, pair_flags

__all__ = ["Coreference"]

Array = NDArray[Any]
_AT_ONCE = 128
"""Mentions scored together; a fixed number, so that memory stays small on long documents."""


class Coreference:
    """Writes `doc._.coref_clusters`: lists of half-open token spans, in textual order."""

    def __init__(self, path: Path) -> None:
        table = json.loads(path.read_text(encoding="utf-8"))
        self.genders: dict[str, str] = table["genders"]
        self._weights = {
            name: np.array(values, dtype=np.float32) for name, values in table["weights"].items()
        }
        if not Doc.has_extension("coref_clusters"):
            Doc.set_extension("coref_clusters", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document in place and return it."""
        mentions = mentions_of(doc)
        links = self._antecedents(doc, mentions)
        doc._.coref_clusters = _clusters(mentions, links)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate documents one after the other."""
        del batch_size
        for doc in stream:
            yield self(doc)

    def _antecedents(self, doc: Doc, mentions: list[Mention]) -> list[int]:
        """Return the chosen antecedent of each mention, -1 for none."""
        if not mentions:
            return []
        columns = Columns.of(doc, mentions, self.genders)
        own = own_features(columns)
        weights = self._weights
        none = (
            np.maximum(own @ weights["none1"] + weights["none1_bias"], 0) @ weights["none2"]
            + weights["none2_bias"]
        )
        shared = own @ weights["own"] + weights["pair_bias"]
        split = len(weights["pair"]) - (static := candidate_features(columns)).shape[1]
        as_antecedent = static @ weights["pair"][split:]
        chosen: list[int] = []
        for first in range(0, len(mentions), _AT_ONCE):
            lists = [
                candidates(columns, index) for index in range(first, min(first + _AT_ONCE, len(mentions)))
            ]
            before = np.concatenate(lists)
            rows = np.repeat(np.arange(first, first + len(lists)), [len(found) for found in lists])
            hidden = pair_flags(columns, rows, before) @ weights["pair"][:split]
            hidden += as_antecedent[before]
            hidden += shared[rows]
            scores = np.maximum(hidden, 0, out=hidden) @ weights["score"]
            at = 0
            for index, found in enumerate(lists, first):
                own_scores = scores[at : at + len(found)]
                at += len(found)
                best = int(own_scores.argmax()) if len(found) else -1
                chosen.append(int(found[best]) if best >= 0 and own_scores[best] > none[index] else -1)
        return chosen


def _clusters(mentions: list[Mention], links: list[int]) -> list[list[tuple[int, int]]]:
    """Join the mentions along their links; clusters of one are dropped."""
    group = list(range(len(mentions)))
    for index, link in enumerate(links):
        if link >= 0:
            group[index] = group[link]
    members: dict[int, list[tuple[int, int]]] = {}
    for index, mention in enumerate(mentions):
        members.setdefault(group[index], []).append((mention.start, mention.end))
    return [cluster for cluster in members.values() if len(cluster) > 1]
