"""Coreference over names, noun phrases and pronouns: each mention chooses an antecedent, or none.

Names are joined first, by the ways in which names are varied (`names.py`). The other links come from two scores of
pairs that are added: a small feed-forward network over features of the annotated document (agreement, likeness of the
strings, distance, roles in the sentence), and the product of vectors that the encoder gives each mention. A link never
joins two names that are not forms of one.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extract.language.chains import clusters_of, name_mentions
from extract.language.mentions import Mention, mentions_of
from extract.language.names import Name, name_groups, names_of
from extract.language.pairs import Columns, candidate_features, candidates, own_features, pair_flags
from extract.language.reader import COREFERENCE_KEY
from extract.language.threads import one_thread
from extract.language.vectors import Antecedents, mention_vectors

__all__ = ["Coreference"]

Array = NDArray[Any]
_AT_ONCE = 128
"""Mentions scored together; a fixed number, so that memory stays small on long documents."""

_NO_LINK: tuple[Array, Array] = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))


class Coreference:
    """Writes `doc._.coref_clusters` and `doc._.name_chains`: lists of half-open token spans, in textual order."""

    def __init__(self, folder: Path) -> None:
        table = json.loads((folder / "coreference.json").read_text(encoding="utf-8"))
        self.genders: dict[str, str] = table["genders"]
        self._weights = {
            name: np.array(values, dtype=np.float32) for name, values in table["weights"].items()
        }
        self.blend = np.array(table.get("blend", [[1.0, 0.0, 0.0]] * 3), dtype=np.float32)
        pairs = folder / "pairs.npz"
        self._antecedents = Antecedents(np.load(pairs)["distance"]) if pairs.is_file() else None
        if not Doc.has_extension("coref_clusters"):
            Doc.set_extension("coref_clusters", default=None)
            Doc.set_extension("name_chains", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document in place and return it."""
        words = doc.user_data.pop(COREFERENCE_KEY, None)
        mentions = mentions_of(doc)
        names = names_of(doc)
        numbers = name_groups(names)
        doc._.name_chains = _chains(names, numbers)
        groups = name_mentions(names, numbers, mentions)
        with one_thread():
            columns = Columns.of(doc, mentions, self.genders) if mentions else None
            links = self.blended(mentions, self.margins(doc, mentions, words, columns))
            genders = columns.gender.tolist() if columns is not None else []
            doc._.coref_clusters = clusters_of(mentions, groups, links, genders)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate documents one after the other."""
        del batch_size
        for doc in stream:
            yield self(doc)

    def blended(
        self, mentions: list[Mention], margins: Iterable[tuple[tuple[Array, Array, int], Array, Array]]
    ) -> Iterator[tuple[Array, Array]]:
        """Yield for each mention its possible antecedents and the margin of each over having none.

        A mention for which every margin is zero or less yields none.
        """
        blend = self.blend
        for (before, rows, first), features, vectors in margins:
            kinds = np.array([mentions[index].kind for index in rows], dtype=np.int64)
            total = blend[kinds, 0] * features + blend[kinds, 1] * vectors + blend[kinds, 2]
            last = min(first + _AT_ONCE, len(mentions))
            bounds = np.searchsorted(rows, np.arange(first, last + 1)).tolist()
            linked = set(rows[total > 0].tolist())
            for index, (left, right) in enumerate(pairwise(bounds), first):
                yield (before[left:right], total[left:right]) if index in linked else _NO_LINK

    def margins(
        self, doc: Doc, mentions: list[Mention], words: Array | None, columns: Columns | None
    ) -> Iterator[tuple[tuple[Array, Array, int], Array, Array]]:
        """Yield, for some mentions at a time, (antecedents, mentions, first) of pairs and the two margins of each."""
        if columns is None:
            return
        own = own_features(columns)
        weights = self._weights
        none = (
            np.maximum(own @ weights["none1"] + weights["none1_bias"], 0) @ weights["none2"]
            + weights["none2_bias"]
        )
        shared = own @ weights["own"] + weights["pair_bias"]
        split = len(weights["pair"]) - (static := candidate_features(columns)).shape[1]
        as_antecedent = static @ weights["pair"][split:]
        space = mention_vectors(doc, mentions, words) if words is not None else None
        for first in range(0, len(mentions), _AT_ONCE):
            lists = [
                candidates(columns, index) for index in range(first, min(first + _AT_ONCE, len(mentions)))
            ]
            before = np.concatenate(lists)
            rows = np.repeat(np.arange(first, first + len(lists)), [len(found) for found in lists])
            hidden = pair_flags(columns, rows, before) @ weights["pair"][:split]
            hidden += as_antecedent[before]
            hidden += shared[rows]
            features = np.maximum(hidden, 0, out=hidden) @ weights["score"] - none[rows]
            if self._antecedents is None or space is None:
                vectors = np.zeros_like(features)
            else:
                vectors = self._antecedents.margins(space, columns.start, rows, before)
            yield (before, rows, first), features, vectors


def _chains(names: list[Name], numbers: list[int]) -> list[list[tuple[int, int]]]:
    chains: dict[int, list[tuple[int, int]]] = {}
    for name, number in zip(names, numbers, strict=True):
        chains.setdefault(number, []).append((name.start, name.end))
    return list(chains.values())
