"""The network behind the language model: one ONNX graph for the text, one for dependency labels."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # the package ships no types
from numpy.typing import NDArray

from extract.language.pieces import WordPieces, shape_of

__all__ = ["SLOWER", "LanguageModel", "Scores"]

Array = NDArray[Any]
SLOWER = "SkipLayerNormFusion"
"""Adding and normalising in one node: it takes ten times as long as the two apart, a sixth of the whole network."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The heads' raw scores for one window of words.

    `tags` [words, Penn tags]; `morph` [words, classes]; `starts` [words], log-odds that a sentence starts here;
    `entities` [words, BIO tags]; `factuality` [words]; `arcs` [dependent, head], the diagonal for the root;
    `dependents`, `heads` [words, width]: the spaces in which labels are scored; `coreference` [words, 2 * 64 + 1]:
    query, key and the score of no antecedent; `relations` [words, 192]: the space in which relations are scored;
    `events` [words, 2 + types]: log-odds of being a trigger under two guidelines, scores of event types.
    """

    tags: Array
    morph: Array
    starts: Array
    entities: Array
    factuality: Array
    arcs: Array
    dependents: Array
    heads: Array
    coreference: Array | None = None
    relations: Array | None = None
    events: Array | None = None


class LanguageModel:
    """Reads windows of words, one at a time: int8 activations are scaled per window, never per batch.

    Sessions run on one thread, so that results do not depend on how work is divided.
    """

    def __init__(self, folder: Path) -> None:
        inventory = json.loads((folder / "inventory.json").read_text(encoding="utf-8"))
        self.tags: list[str] = inventory["xpos"]
        self.morph: list[tuple[str, str]] = [
            (upos, "" if feats == "_" else feats)
            for upos, _, feats in (value.partition("|") for value in inventory["morph"])
        ]
        self.deps: list[str] = inventory["deps"]
        self.pieces = WordPieces(folder / "tokenizer.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._text = self._session(folder / "model.onnx", options)
        self._labels = self._session(folder / "labels.onnx", options)

    @staticmethod
    def _session(path: Path, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
        return onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOWER]
        )

    def read(self, words: Sequence[str], pieces: Sequence[tuple[int, ...]]) -> Scores:
        """Score one window of words, given their pieces."""
        ids, shapes, firsts = [self.pieces.first], [0], []
        for word, own in zip(words, pieces, strict=True):
            firsts.append(len(ids))
            ids.extend(own)
            shapes.extend([shape_of(word)] * len(own))
        ids.append(self.pieces.last)
        shapes.append(0)
        feed = {
            "ids": np.array([ids], dtype=np.int64),
            "shapes": np.array([shapes], dtype=np.int64),
            "firsts": np.array([firsts], dtype=np.int64),
        }
        return Scores(*(output[0] for output in self._text.run(None, feed)))

    def label_scores(self, scores: Scores, heads: Sequence[int]) -> Array:
        """Return the [words, labels] scores of each word's dependency on its head in the window."""
        chosen = scores.heads[np.array(heads, dtype=np.int64)]
        found: Array = self._labels.run(None, {"dependents": scores.dependents, "heads": chosen})[0]
        return found
