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
from extract.language.pairs import Columns, candidates, own_features, pair_features

__all__ = ["Coreference"]

Array = NDArray[Any]


class Coreference:
    """Writes `doc._.coref_clusters`: lists of half-open token spans, in textual order."""

    def __init__(self, path: Path) -> None:
        table = json.loads(path.read_text(encoding="utf-8"))
        self.genders: dict[str, str] = table["genders"]
        self._weights = {
            name: np.array(values, dtype=np.float64) for name, values in table["weights"].items()
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
        chosen = []
        for index in range(len(mentions)):
            before = candidates(columns, index)
            if not len(before):
                chosen.append(-1)
                continue
            hidden = np.maximum(pair_features(columns, index, before) @ weights["pair"] + shared[index], 0)
            scores = hidden @ weights["score"]
            best = int(scores.argmax())
            chosen.append(int(before[best]) if scores[best] > none[index] else -1)
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
