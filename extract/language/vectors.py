"""Vectors of mentions from the encoder's read, and the score of one as the antecedent of another."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extract.language.mentions import NAME, Mention

__all__ = ["DISTANCES", "Antecedents", "mention_vectors"]

Array = NDArray[Any]
DISTANCES = (1, 2, 3, 4, 6, 9, 14, 22, 35, 55, 90)
"""Upper bounds, in words, of the classes of distance between a mention and its antecedent."""

_WIDTH = 64


def mention_vectors(doc: Doc, mentions: list[Mention], words: Array) -> Array:
    """Return [mentions, 2 * 64 + 1]: means over the words of a name, the head's vector of other mentions.

    `words` are the vectors of the document's first tokens; mentions beyond them get zeros.
    """
    vectors = words.astype(np.float32)
    heads = np.array([mention.head for mention in mentions], dtype=np.int64)
    result = np.zeros((len(mentions), words.shape[1]), dtype=np.float32)
    known = heads < len(words)
    result[known] = vectors[heads[known]]
    name_of = {index: (ent.start, ent.end) for ent in doc.ents for index in range(ent.start, ent.end)}
    for row, mention in enumerate(mentions):
        if mention.kind == NAME:
            start, end = name_of.get(mention.head, (0, 0))
            if end - start > 1:
                result[row] = vectors[start:end].mean(0) if end <= len(words) else 0.0
    return result


class Antecedents:
    """Scores pairs by the product of query and key, and by their distance in words."""

    def __init__(self, distance: Array) -> None:
        self._distance = distance.astype(np.float32)

    def margins(self, space: Array, starts: Array, rows: Array, before: Array) -> Array:
        """Return the margin of mentions `before` as antecedents of mentions `rows` over having none."""
        query, key, null = space[:, :_WIDTH], space[:, _WIDTH : 2 * _WIDTH], space[:, 2 * _WIDTH]
        scores = np.einsum("pw,pw->p", query[rows], key[before]) / np.sqrt(np.float32(_WIDTH))
        steps = np.maximum(starts[rows] - starts[before], 0)
        margins: Array = scores + self._distance[np.searchsorted(DISTANCES, steps)] - null[rows]
        return margins
