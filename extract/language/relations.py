"""Relations of a document's entities, scored from the vectors of the one read, as properties of Wikidata.

Every pair of entities is read with the words that both look at; a property holds when it scores above the threshold
that the network gives for the same pair. Long documents are read in overlapping parts, as long as in training.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy import attrs
from spacy.tokens import Doc

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


class RelationScorer:
    """The layers that score pairs, from `pairs.npz`."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            self._arrays: dict[str, Array] = {name: arrays[name] for name in arrays.files}
        names = tuple(self._arrays.pop("properties").tolist())
        if names != RELATION_CLASSES:
            raise ValueError(f"{path} scores other properties than RELATION_CLASSES")
        self._calibration = self._arrays.get(
            "calibration", np.array([[1.0, 0.0]] * len(names), dtype=np.float32)
        )

    def margins(self, words: Array, entities: Array, rows: Array) -> Array:
        """Return [pairs, properties]: scores above the pair's threshold, of `rows` [pairs, 2] of `entities`."""
        with one_thread():
            return self._margins(words, entities, rows)

    def _margins(self, words: Array, entities: Array, rows: Array) -> Array:
        a = self._arrays
        width = entities.shape[1]
        one, two = entities[rows[:, 0]], entities[rows[:, 1]]
        look_one, look_two = (entities @ a["look_weight"][:, i * width : (i + 1) * width].T for i in (0, 1))
        look = look_one[rows[:, 0]] + look_two[rows[:, 1]] + a["look_bias"]
        seen = words @ a["seen_weight"].T + a["seen_bias"]
        attention = look @ seen.T / np.sqrt(np.float32(seen.shape[1]))
        attention = np.exp(attention - attention.max(axis=1, keepdims=True))
        around = (attention / attention.sum(axis=1, keepdims=True)) @ words
        hidden = np.concatenate([one, two, one * two, around], axis=1) @ a["pair_weight"].T + a["pair_bias"]
        scores = _gelu(hidden) @ a["property_weight"].T + a["property_bias"]
        found: Array = scores[:, :-1] - scores[:, -1:]
        return found

    def probabilities(self, margins: Array) -> Array:
        """Return the calibrated probabilities of margins."""
        slope, shift = self._calibration.T
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
    path = folder / "pairs.npz"
    return RelationScorer(path) if path.is_file() else None


def pair_margins(
    doc: Doc,
    entities: Sequence[Places],
    scorer: RelationScorer,
    among: Collection[tuple[int, int]] | None = None,
) -> Iterator[tuple[Array, Array]]:
    """Yield (pairs [count, 2], margins [count, properties]) for the pairs of entities that stand near each other.

    With `among`, only for those pairs.
    """
    vectors: Array = np.asarray(doc.tensor)
    if vectors.ndim != 2 or not len(vectors):
        return
    space = doc.to_array([attrs.IS_SPACE]).reshape(-1)[: len(vectors)] == 1
    start = 0
    while start < len(vectors):
        end = min(start + _PART, len(vectors)) if len(vectors) - start > _PART + _STEP else len(vectors)
        words = vectors[start:end][~space[start:end]].astype(np.float32)
        inside: list[int] = []
        pooled: list[Array] = []
        for number, places in enumerate(entities):
            own = [vectors[a:b].astype(np.float32).mean(0) for a, b in places if start <= a < b <= end]
            if own:
                inside.append(number)
                pooled.append(np.mean(own, axis=0))
        count = len(inside)
        if count > 1 and len(words):
            numbers = np.array(inside)
            rows = np.array(
                [
                    (h, t)
                    for h in range(count)
                    for t in range(count)
                    if h != t and (among is None or (inside[h], inside[t]) in among)
                ]
            )
            for at in range(0, len(rows), _AT_ONCE):
                some = rows[at : at + _AT_ONCE]
                yield numbers[some], scorer.margins(words, np.stack(pooled), some)
        if end == len(vectors):
            return
        start += _STEP


def pair_scores(
    doc: Doc,
    entities: Sequence[Places],
    *,
    folder: Path = _WEIGHTS,
    among: Collection[tuple[int, int]] | None = None,
) -> dict[tuple[int, int], Array]:
    """Return the probabilities [properties] of each ordered pair of entities that stand near each other.

    `entities` are lists of half-open token spans of an annotated document; keys are (subject, object) in their
    numbers, in order. Pairs more than about 400 words apart are left out; with `among`,
    all but these. Empty when the model scores no relations.
    """
    scorer = relation_scorer(folder)
    found: dict[tuple[int, int], Array] = {}
    if scorer is None:
        return found
    for pairs, margins in pair_margins(doc, entities, scorer, among):
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
