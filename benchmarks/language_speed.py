"""Speed of the language model: `python -m benchmarks.language_speed --corpora ../shared/corpora`.

Raw text to finished `Doc` on one thread, beside the bare network (the encoder with the heads' matrices: one pass over
every word, nothing decoded) and the bare encoder (its six layers alone; measured where the package onnx is installed,
which cuts it out of the graph) on the same texts in the same run: the encoder both as the language model runs it and
with all of onnxruntime's default fusions, one of which is slower than what it replaces. Takes turns, and gives the best
turn of each.
Prints and writes benchmarks/language_speed.json; figures depend on the machine.
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # the package ships no types

from extract.language.model import SLOWER, LanguageModel
from extract.language.pipeline import WEIGHTS, load
from training.sentences import read_treebank


def _texts(corpora: Path) -> list[str]:
    texts: dict[str, list[str]] = {}
    for sentence in read_treebank(corpora / "syntax/ud_gum_open/dev.conllu.xz"):
        texts.setdefault(sentence.group, []).append(sentence.text)
    return [" ".join(parts) for parts in texts.values()]


_WORDS = 140
"""Words of a window, about as many as the language model reads at a time."""
_TURNS = 3


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _encoders() -> dict[str, onnxruntime.InferenceSession]:
    """Return the encoder's layers as sessions of their own: up to the last normalisation; nothing without onnx."""
    if find_spec("onnx") is None:
        return {}
    import onnx  # type: ignore[import-not-found]

    source = WEIGHTS / "model.onnx"
    norms = [node for node in onnx.load(str(source)).graph.node if node.op_type == "LayerNormalization"]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "encoder.onnx")
        onnx.utils.extract_model(str(source), path, ["ids", "shapes"], [norms[-1].output[0]])
        return {
            name: onnxruntime.InferenceSession(
                path, options, providers=["CPUExecutionProvider"], disabled_optimizers=left_out
            )
            for name, left_out in (("encoder", [SLOWER]), ("encoder_by_default", []))
        }


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    arguments = parser.parse_args()
    texts = _texts(arguments.corpora)
    began = time.perf_counter()
    nlp = load()
    started = time.perf_counter() - began
    docs = list(nlp.pipe(texts))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    words = [[token.text for token in doc if not token.is_space] for doc in docs]
    model, encoders = LanguageModel(WEIGHTS), _encoders()
    parts = [text[at : at + _WORDS] for text in words for at in range(0, len(text), _WORDS)]

    def network() -> None:
        for part in parts:
            model.read(part, model.pieces.of(part))

    def layers(encoder: onnxruntime.InferenceSession) -> None:
        for part in parts:
            ids = [
                model.pieces.first,
                *(i for piece in model.pieces.of(part) for i in piece),
                model.pieces.last,
            ]
            feed = np.array([ids], dtype=np.int64)
            encoder.run(None, {"ids": feed, "shapes": np.ones_like(feed)})

    times: dict[str, list[float]] = {"whole": [], "network": [], **{name: [] for name in encoders}}
    for _ in range(_TURNS):
        times["whole"].append(_timed(lambda: list(nlp.pipe(texts))))
        times["network"].append(_timed(network))
        for name, encoder in encoders.items():
            times[name].append(_timed(partial(layers, encoder)))
    count = sum(map(len, words))
    best = {name: min(found) for name, found in times.items()}
    result: dict[str, float] = {"words": count, "words_per_second": round(count / best["whole"])}
    for name in ("network", *encoders):
        result[f"bare_{name}_words_per_second"] = round(count / best[name])
        result[f"share_of_bare_{name}"] = round(best[name] / best["whole"], 3)
    result |= {"start_seconds": round(started, 2), "peak_memory_mib": round(peak / 1024)}
    print(json.dumps(result, indent=1))
    Path("benchmarks/language_speed.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
