"""How the entities of a text stand to its words and to one another, in the numbers that score their relations."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy import attrs
from spacy.tokens import Doc

from extract.language.labels import ENTITY_TYPES

__all__ = ["DISTANCES", "KINDS", "PAIR_FLAGS", "Standing", "Words", "standing", "words_of"]

Array = NDArray[Any]
Places = Sequence[tuple[int, int]]

DISTANCES: Final = (0, 1, 2, 3, 5, 8, 12, 18, 27, 40, 60, 90, 140, 220)
"""Lower bounds of the classes of distance, in tokens."""

KINDS: Final = len(ENTITY_TYPES) + 3
"""Numbers that tell what an entity is: shares of no type and of each type among its tokens, opening, mentions."""

PAIR_FLAGS: Final = 4
"""Flags of a pair: in order, side by side, a word in common, several sentences' worth of mentions together."""

_OPENING = 6
_MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text: vectors [n, width], types [n] (0 none), sentences [n], spaces [n];
    `text` gives the lower-case word of a token."""

    vectors: Array
    types: Array
    sentences: Array
    spaces: Array
    text: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Entities of a text as numbers.

    `pooled` [entities, width]: the mean of the mentions; `kinds` [entities, KINDS]; `to_words` [entities, words]:
    class of distance of each word to the nearest mention; `to_entities` [entities, entities]: class of distance of
    the nearest mentions, raised by the number of classes where the first stands before the second.
    By pair: `rows` [pairs, 2]; `gaps`, `sentences` [pairs]: classes of distance; `flags` [pairs, PAIR_FLAGS];
    `between` [pairs, width]: the mean of the words between the nearest mentions; zeros where there are none, or
    where these stand in different sentences.
    """

    pooled: Array
    kinds: Array
    to_words: Array
    to_entities: Array
    rows: Array
    gaps: Array
    sentences: Array
    flags: Array
    between: Array


def words_of(doc: Doc) -> Words:
    """Return the tokens of an annotated document that have vectors."""
    vectors = np.asarray(doc.tensor)
    count = len(vectors)
    number = {doc.vocab.strings.add(label): i + 1 for i, label in enumerate(ENTITY_TYPES)}
    table = doc.to_array([attrs.ENT_TYPE, attrs.SENT_START, attrs.IS_SPACE])[:count]
    return Words(
        vectors,
        np.array([number.get(code, 0) for code in table[:, 0].tolist()], dtype=np.int64),
        np.cumsum(table[:, 1] == 1),
        table[:, 2] == 1,
        lambda i: doc[i].lower_,
    )


def standing(
    words: Words, entities: Sequence[Places], part: tuple[int, int], among: Collection[tuple[int, int]] | None
) -> Standing:
    """Return how `entities`, all with mentions inside `part` (tokens), stand; of all pairs, or of those in `among`."""
    starts, ends = (np.array([place[side] for places in entities for place in places]) for side in (0, 1))
    owners = np.repeat(np.arange(len(entities)), [len(places) for places in entities])
    first = np.searchsorted(owners, np.arange(len(entities)))
    nearest, gaps, order = _nearest(starts, ends, first)
    rows = _pairs(len(entities), among)
    one, two = (nearest[rows[:, 0], rows[:, 1]] // len(starts), nearest[rows[:, 0], rows[:, 1]] % len(starts))
    sentence = words.sentences[starts]
    apart = np.minimum(np.abs(sentence[one] - sentence[two]), _MOST_SENTENCES)
    together = np.add.reduceat(np.add.reduceat(sentence[:, None] == sentence, first, 0, int), first, 1)
    left, right = np.minimum(ends[one], ends[two]), np.maximum(starts[one], starts[two])
    right = np.where(apart == 0, np.maximum(left, right), left)
    texts = [{words.text(i) for a, b in places for i in range(a, b)} for places in entities]
    flags = np.stack(
        [
            order[rows[:, 0], rows[:, 1]],
            gaps[rows[:, 0], rows[:, 1]] == 0,
            [not texts[a].isdisjoint(texts[b]) for a, b in rows.tolist()],
            together[rows[:, 0], rows[:, 1]] > 1,
        ],
        axis=1,
    )
    begin, end = part
    vectors = words.vectors[begin:end].astype(np.float32)
    at = np.arange(begin, end)[~words.spaces[begin:end]]
    away = np.maximum(np.maximum(starts[:, None] - at, at - ends[:, None] + 1), 0)
    classes = _class(gaps)
    return Standing(
        _shares(entities, begin, end) @ vectors,
        _kinds(words.types[begin:end], entities, begin),
        _class(np.minimum.reduceat(away, first, 0)),
        classes + len(DISTANCES) * order,
        rows,
        classes[rows[:, 0], rows[:, 1]],
        apart,
        flags.astype(np.float32),
        _between(vectors, left - begin, right - begin),
    )


def _between(vectors: Array, left: Array, right: Array) -> Array:
    """Return [pairs, width]: the means of the vectors `left:right`, zeros where there are none."""
    at = np.arange(len(vectors))
    inside = ((at >= left[:, None]) & (at < right[:, None])).astype(np.float32)
    found: Array = (inside @ vectors) / np.maximum(right - left, 1).astype(np.float32)[:, None]
    return found


def _nearest(starts: Array, ends: Array, first: Array) -> tuple[Array, Array, Array]:
    """Return, by pair of entities: the number of their nearest mentions (one * mentions + other), gap, and order."""
    count = len(starts)
    gap = np.maximum(np.maximum(starts - ends[:, None], starts[:, None] - ends), 0)
    before = (starts[:, None] < starts).astype(np.int64)
    keys = (gap * 2 + 1 - before) * count * count + np.arange(count * count).reshape(count, count)
    best = np.minimum.reduceat(np.minimum.reduceat(keys, first, 0), first, 1)
    rank, nearest = np.divmod(best, count * count)
    return nearest, rank // 2, 1 - rank % 2


def _pairs(count: int, among: Collection[tuple[int, int]] | None) -> Array:
    rows = (
        [(a, b) for a in range(count) for b in range(count) if a != b]
        if among is None
        else [(a, b) for a, b in sorted(among) if a != b]
    )
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


_CLASSES = np.searchsorted(DISTANCES, np.arange(DISTANCES[-1] + 1), side="right") - 1


def _class(distances: Array) -> Array:
    found: Array = _CLASSES[np.minimum(distances, DISTANCES[-1])]
    return found


def _shares(entities: Sequence[Places], begin: int, end: int) -> Array:
    """Return [entities, tokens]: the share of each token in the mean over an entity's mentions."""
    shares = np.zeros((len(entities), end - begin), dtype=np.float32)
    for row, places in zip(shares, entities, strict=True):
        for a, b in places:
            row[a - begin : b - begin] += 1.0 / ((b - a) * len(places))
    return shares


def _kinds(types: Array, entities: Sequence[Places], begin: int) -> Array:
    kinds = np.zeros((len(entities), KINDS), dtype=np.float32)
    for row, places in zip(kinds, entities, strict=True):
        for a, b in places:
            for kind in types[a - begin : b - begin].tolist():
                row[kind] += 1.0
        row /= row.sum()
        row[-2:] = min(a for a, _ in places) < _OPENING, np.log1p(len(places))
    return kinds
