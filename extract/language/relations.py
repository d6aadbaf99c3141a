"""Relations of a document's entities, scored from the vectors of the one read, as properties of Wikidata.

Every entity sees the words around it and the other entities; every pair is read with the words that both look at and
those between, by where they stand to each other (`standing`). A property holds when it scores above the threshold
that the network gives for the same pair. Long documents are read in overlapping parts, as long as in training.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extract.language.standing import KINDS, Standing, standing, words_of
from extract.language.threads import one_thread

__all__ = ["RELATION_CLASSES", "pair_scores", "score"]

Array = NDArray[Any]
Places = Sequence[tuple[int, int]]

RELATION_CLASSES: tuple[str, ...] = (
    "P1001", "P102", "P1056", "P108", "P112", "P118", "P123", "P127", "P131", "P1336", "P1344", "P136", "P1365",
    "P1366", "P137", "P1376", "P140", "P1412", "P1441", "P150", "P155", "P156", "P159", "P161", "P162", "P166",
    "P169", "P17", "P170", "P171", "P172", "P175", "P176", "P178", "P179", "P19", "P190", "P194", "P20", "P205",
    "P206", "P22", "P241", "P25", "P26", "P264", "P27", "P272", "P276", "P279", "P30", "P31", "P3373", "P35",
    "P355", "P36", "P361", "P364", "P37", "P39", "P40", "P400", "P403", "P449", "P463", "P488", "P495", "P50",
    "P527", "P54", "P551", "P569", "P57", "P570", "P571", "P576", "P577", "P58", "P580", "P582", "P585", "P6",
    "P607", "P674", "P676", "P69", "P706", "P710", "P737", "P740", "P749", "P800", "P807", "P840", "P86", "P937",
)  # fmt: skip
"""Wikidata's properties, in the order of the scores; subject first, as Wikidata has it."""

_WEIGHTS = Path(__file__).parent / "weights"
_PART, _STEP, _AT_ONCE = 400, 250, 1024
_MOST_DENSE = 1500
_NEVER = -30.0


class RelationScorer:
    """The layers that score pairs, from `relations.npz`."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            found = {name: arrays[name] for name in arrays.files}
        names = tuple(found.pop("properties").tolist())
        if names != RELATION_CLASSES:
            raise ValueError(f"{path} scores other properties than RELATION_CLASSES")
        self._arrays: dict[str, Array] = {name: value.astype(np.float32) for name, value in found.items()}
        self._heads = self._arrays["near"].shape[1]
        self._block = self._arrays["blocks"].shape[0]
        weights, width = self._arrays["hidden.weight"], self._arrays["shrink.bias"].shape[0]
        self._sides = [
            np.ascontiguousarray(
                np.concatenate([weights[:, at : at + width], weights[:, last : last + KINDS]], axis=1).T
            )
            for at, last in ((0, weights.shape[1] - 2 * KINDS), (width, weights.shape[1] - KINDS))
        ]
        self._shared = np.ascontiguousarray(weights[:, 2 * width : -2 * KINDS].T)
        self._chosen: dict[tuple[int, ...], tuple[Array, Array, Array]] = {}

    def _columns(self, only: tuple[int, ...]) -> tuple[Array, Array, Array]:
        """Return the last layers of these properties: of the hidden numbers, of the products, their biases."""
        if only not in self._chosen:
            a, at = self._arrays, list(only)
            bias = a["property.bias"][at] + a["bilinear.bias"][at]
            self._chosen[only] = a["property.weight"][at].T.copy(), a["bilinear.weight"][at].T.copy(), bias
        return self._chosen[only]

    def margins(self, words: Array, standing: Standing, only: Sequence[int] | None = None) -> Array:
        """Return [pairs, properties]: scores above the pair's threshold; `words` [words, width] without spaces.

        Of other properties than those in `only`, by number, the score is one that no property holds with.
        """
        columns = tuple(range(len(RELATION_CLASSES))) if only is None else tuple(only)
        found = np.full((len(standing.rows), len(RELATION_CLASSES)), _NEVER, dtype=np.float32)
        entities = self._entities(words, standing)
        for at in range(0, len(standing.rows), _AT_ONCE):
            part = slice(at, at + _AT_ONCE)
            found[part, columns] = self._pairs(words, standing, entities, part, columns)
        return found

    def _linear(self, name: str, x: Array) -> Array:
        found: Array = x @ self._arrays[f"{name}.weight"].T + self._arrays[f"{name}.bias"]
        return found

    def _split(self, x: Array) -> Array:
        """Return [heads, rows, width of a head]."""
        return x.reshape(len(x), self._heads, -1).transpose(1, 0, 2)

    def _attend(self, name: str, queries: Array, seen: Array, bias: Array) -> Array:
        """Return [rows, heads * width]: what each query sees of `seen`; `bias` [heads, rows, seen] is added.

        Where the queries are few, they are brought into the space of what they see, which is cheaper than the reverse.
        """
        a, few = self._arrays, len(queries) * self._heads < len(seen)
        own = self._split(self._linear(f"{name}.query", queries))
        if few:
            keys = a[f"{name}.key.weight"].reshape(self._heads, own.shape[2], -1)
            brought = (own @ keys).reshape(-1, seen.shape[1]) @ seen.T
            scores = brought.reshape(*own.shape[:2], -1)  # the keys' bias is the same for all, so it cancels
        else:
            scores = own @ self._split(self._linear(f"{name}.key", seen)).transpose(0, 2, 1)
        scores = scores / np.sqrt(np.float32(own.shape[2])) + bias
        scores = np.exp(scores - scores.max(axis=2, keepdims=True))
        scores /= scores.sum(axis=2, keepdims=True)
        if few:
            values = a[f"{name}.value.weight"].reshape(self._heads, -1, seen.shape[1]).transpose(0, 2, 1)
            got = (scores.reshape(-1, len(seen)) @ seen).reshape(*own.shape[:2], -1) @ values
            got = got + a[f"{name}.value.bias"].reshape(self._heads, 1, -1)
        else:
            got = scores @ self._split(self._linear(f"{name}.value", seen))
        found: Array = got.transpose(1, 0, 2).reshape(len(queries), -1)
        return found

    def _norm(self, name: str, x: Array) -> Array:
        centred = x - x.mean(axis=1, keepdims=True)
        scaled = centred / np.sqrt((centred * centred).mean(axis=1, keepdims=True) + 1e-5)
        found: Array = scaled * self._arrays[f"{name}.weight"] + self._arrays[f"{name}.bias"]
        return found

    def _entities(self, words: Array, standing: Standing) -> Array:
        """Return [entities, width]: each entity with what it sees of the words and of the other entities."""
        a = self._arrays
        x = _gelu(self._linear("entity", np.concatenate([standing.pooled, standing.kinds], axis=1)))
        seen = self._attend("see", x, words, a["see_near"][:, standing.to_words])
        x = x + self._linear("see.out", seen)
        y = self._norm("first_norm", x)
        seen = self._attend("meet", y, y, a["meet_near"][:, standing.to_entities])
        x = x + self._linear("meet.out", seen)
        found: Array = x + self._linear("shrink", _gelu(self._linear("widen", self._norm("second_norm", x))))
        return found

    def _pairs(
        self, words: Array, standing: Standing, entities: Array, part: slice, columns: tuple[int, ...]
    ) -> Array:
        a = self._arrays
        one, two = standing.rows[part].T
        x, y = entities[one], entities[two]
        near = [a["near"][side][:, standing.to_words] for side in (0, 1)]
        around = self._attend(
            "look", np.concatenate([x, y], axis=1), words, near[0][:, one] + near[1][:, two]
        )
        own = np.concatenate([entities, standing.kinds], axis=1)
        sides = [own @ weights for weights in self._sides]
        features = [
            *(x * y, around, standing.between[part]),
            *(a["gap.weight"][standing.gaps[part]], a["apart.weight"][standing.sentences[part]]),
            standing.flags[part],
        ]
        shared = np.concatenate(features, axis=1) @ self._shared
        hidden = _gelu(shared + sides[0][one] + sides[1][two] + a["hidden.bias"])
        hidden = hidden + _gelu(self._linear("deeper", hidden))
        left, right = (
            self._blocks(name, entities, around, side) for name, side in (("left", one), ("right", two))
        )
        products = (left[:, :, :, None] * right[:, :, None, :]).reshape(len(x), -1)
        plain, bilinear, bias = self._columns(columns)
        scores = hidden @ plain + products @ bilinear + bias
        found: Array = scores - self._linear("threshold", hidden)
        return found

    def _blocks(self, name: str, entities: Array, around: Array, side: Array) -> Array:
        """Return [pairs, blocks, width of a block] of one side of the pairs."""
        weights, width = self._arrays[f"{name}.weight"], entities.shape[1]
        mixed = (entities @ weights[:, :width].T)[side] + around @ weights[:, width:].T
        found: Array = np.tanh(mixed + self._arrays[f"{name}.bias"])
        return found.reshape(len(side), -1, self._block)

    def probabilities(self, margins: Array) -> Array:
        """Return the calibrated probabilities of margins."""
        slope, shift = self._arrays["calibration"].T
        found: Array = 1.0 / (1.0 + np.exp(-np.clip(margins * slope + shift, -30.0, 30.0)))
        return found


def _gelu(x: Array) -> Array:
    """Return the Gaussian error linear unit, by Abramowitz and Stegun's 7.1.26 (error below 2e-7)."""
    z = np.abs(x) / np.float32(np.sqrt(2.0))
    t = 1.0 / (1.0 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - poly * np.exp(-z * z))
    result: Array = (0.5 * x * (1.0 + erf)).astype(np.float32)
    return result


@cache
def relation_scorer(folder: Path = _WEIGHTS) -> RelationScorer | None:
    """Return the scorer of a weights folder, None when the folder has none."""
    path = folder / "relations.npz"
    return RelationScorer(path) if path.is_file() else None


def pair_margins(
    doc: Doc,
    entities: Sequence[Places],
    scorer: RelationScorer,
    among: Collection[tuple[int, int]] | None = None,
    only: Sequence[int] | None = None,
) -> Iterator[tuple[Array, Array]]:
    """Yield (pairs [count, 2], margins [count, properties]) for the pairs of entities that stand near each other.

    With `among`, only for those pairs; with `only`, of these properties (by number) alone.
    """
    if np.ndim(doc.tensor) != 2 or not len(doc.tensor):
        return
    words, start, count = words_of(doc), 0, len(doc.tensor)
    while start < count:
        end = min(start + _PART, count) if count - start > _PART + _STEP else count
        numbers, places = _inside(entities, start, end)
        own = words.vectors[start:end][~words.spaces[start:end]].astype(np.float32)
        if len(numbers) > 1 and len(own):
            known = {number: row for row, number in enumerate(numbers)}
            some = (
                None
                if among is None
                else {(known[a], known[b]) for a, b in among if a in known and b in known}
            )
            if some is None or some:
                found = standing(words, places, (start, end), some)
                yield np.array(numbers)[found.rows], scorer.margins(own, found, only)
        if end == count:
            return
        start += _STEP


def _inside(entities: Sequence[Places], start: int, end: int) -> tuple[list[int], list[Places]]:
    """Return the numbers of the entities with mentions inside a part of the text, and these mentions."""
    kept = {
        number: [(a, b) for a, b in places if start <= a < b <= end] for number, places in enumerate(entities)
    }
    return [number for number, places in kept.items() if places], [
        places for places in kept.values() if places
    ]


def pair_scores(
    doc: Doc,
    entities: Sequence[Places],
    *,
    folder: Path = _WEIGHTS,
    among: Collection[tuple[int, int]] | None = None,
    only: Sequence[int] | None = None,
) -> dict[tuple[int, int], Array]:
    """Return the probabilities [properties] of each ordered pair of entities that stand near each other.

    `entities` are lists of half-open token spans of an annotated document; keys are (subject, object) in their
    numbers, in order. Pairs more than about 400 words apart are left out; with `among`,
    all but these; with `only`, properties by their numbers, all others score zero. Empty when the model scores no
    relations.
    """
    scorer = relation_scorer(folder)
    found: dict[tuple[int, int], Array] = {}
    if scorer is None:
        return found
    with one_thread():
        for pairs, margins in pair_margins(doc, entities, scorer, among, only):
            for pair, row in zip(map(tuple, pairs.tolist()), scorer.probabilities(margins), strict=True):
                known = found.get(pair)
                found[pair] = row if known is None else np.maximum(known, row)
    return dict(sorted(found.items()))


def score(doc: Doc, entities: Sequence[Places], *, folder: Path = _WEIGHTS) -> Array:
    """Return [entities, entities, properties]: `pair_scores` as one array, float32, zeros elsewhere.

    Raises `ValueError` for more than 1,500 entities, whose array would not fit: `pair_scores` takes any number.
    """
    count = len(entities)
    if count > _MOST_DENSE:
        raise ValueError(f"{count} entities are too many for one array: use pair_scores")
    result: Array = np.zeros((count, count, len(RELATION_CLASSES)), dtype=np.float32)
    for (head, tail), row in pair_scores(doc, entities, folder=folder).items():
        result[head, tail] = row
    return result
