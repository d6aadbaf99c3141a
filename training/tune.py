"""Weigh what is added at run time, on development parts: `python -m training.tune --weights DIR --corpora DIR`.

Writes into the weights folder how the two scores of coreference are added (coreference.json, "blend") and the
calibration of the relations' probabilities (pairs.npz, "calibration").
"""

import argparse
import itertools
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.language_chains import chain_scores, gap_score
from extract.language.chains import clusters_of, name_mentions
from extract.language.coreference import Coreference
from extract.language.mentions import mentions_of
from extract.language.names import name_groups, names_of
from extract.language.pipeline import load
from extract.language.reader import COREFERENCE_KEY
from extract.language.relations import RELATION_CLASSES, pair_margins, relation_scorer
from training.documents import DocumentReader
from training.entities import EntityReader

_STEPS = (0.0, 0.25, 0.5, 1.0)
_SHIFTS = (-1.0, -0.5, 0.0, 0.5)


class _Read:
    """Texts that were read and scored once, so that only the links are made again."""

    def __init__(self, nlp: Language, texts: list[str]) -> None:
        component = nlp.get_pipe("actorgraph_coreference")
        if not isinstance(component, Coreference):
            raise TypeError("the pipeline has no coreference component")
        self.component = component
        nlp.disable_pipe("actorgraph_coreference")
        self._kept = {}
        for text in texts:
            doc = nlp(text)
            mentions, names = mentions_of(doc), names_of(doc)
            groups = name_mentions(names, name_groups(names), mentions)
            margins = list(component.margins(doc, mentions, doc.user_data.pop(COREFERENCE_KEY, None)))
            self._kept[text] = (doc, mentions, groups, margins)

    def __call__(self, text: str) -> Doc:
        doc, mentions, groups, margins = self._kept[text]
        doc._.coref_clusters = clusters_of(mentions, groups, self.component.blended(mentions, margins))
        return doc


def blend(nlp: Language, reader: EntityReader) -> list[list[float]]:
    """Return, for pronouns, names and nominals, the weights of the two scores and what is added.

    Each kind in turn takes the values that are best for the sum of gum_open's mean and half of GAP's F1.
    """
    texts = [r["text"] for corpus in ("gum_open", "gap") for r in reader.records(corpus, "dev")]
    read = _Read(nlp, texts)
    best = [[0.5, 0.5, 0.0] for _ in range(3)]
    for kind in (2, 0, 1, 2, 0):
        tried = []
        for features, vectors, shift in itertools.product(_STEPS[1:], _STEPS, _SHIFTS):
            if max(features, vectors) < 1.0 and (features, vectors) != (0.5, 0.5):
                continue
            trial = [row[:] for row in best]
            trial[kind] = [features, vectors, shift]
            read.component.blend = np.array(trial, dtype=np.float32)
            chains = chain_scores(read, reader, "dev")["mean"]  # type: ignore[arg-type]
            gap = gap_score(read, reader, "dev") if kind == 0 else 0.0  # type: ignore[arg-type]
            tried.append((chains + gap / 4, trial[kind], chains, gap))
        best[kind] = max(tried)[1]
        print("kind", kind, max(tried), flush=True)
    return best


def calibration(nlp: Language, reader: DocumentReader, folder: Path) -> NDArray[np.float32]:
    """Return [properties, 2]: one slope, and a shift for each property, by the likelihood on redocred's dev part.

    The shifts are drawn to the common one as if 5 pairs spoke for it.
    """
    scorer = relation_scorer(folder)
    if scorer is None:
        raise FileNotFoundError(f"{folder} has no pairs.npz")
    number = {name: index for index, name in enumerate(RELATION_CLASSES)}
    margins, truth = [], []
    for item in reader.redocred("dev"):
        doc = nlp(Doc(nlp.vocab, words=item.words))
        for pairs, found in pair_margins(doc, item.entities, scorer):
            right = np.zeros(found.shape)
            for row, (one, two) in enumerate(pairs.tolist()):
                for name in item.relations.get((one, two), ()):
                    right[row, number[name]] = 1.0
            margins.append(found.astype(np.float64))
            truth.append(right)
    x, y = np.concatenate(margins), np.concatenate(truth)
    slope, common = 1.0, 0.0
    shifts = np.zeros(x.shape[1])
    for _ in range(300):
        p = 1.0 / (1.0 + np.exp(-(slope * x + common + shifts)))
        error = p - y
        weight = p * (1 - p)
        slope -= 0.5 * (error * x).sum() / ((weight * x * x).sum() + 1.0)
        common -= 0.5 * error.sum() / (weight.sum() + 1.0)
        shifts -= 0.5 * (error.sum(0) + 1.0 * shifts) / (weight.sum(0) + 1.0)
    p = 1.0 / (1.0 + np.exp(-(slope * x + common + shifts)))
    right = y > 0
    for limit in (0.3, 0.4, 0.5):
        over = p > limit
        hit = (over & right).sum()
        print("relations over", limit, "P", hit / max(over.sum(), 1), "R", hit / right.sum(),
              "F1", 2 * hit / (over.sum() + right.sum()))  # fmt: skip
    print("slope", slope, "shift", common, "expected", p.sum(), "true", y.sum())
    return np.stack([np.full(x.shape[1], slope), common + shifts], axis=1).astype(np.float32)


def main() -> None:
    """Tune both and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--weights", type=Path, default=Path("extract/language/weights"))
    arguments = parser.parse_args()
    nlp = load(arguments.weights)
    nlp_read = load(arguments.weights)
    nlp_read.remove_pipe("actorgraph_coreference")
    table = calibration(nlp_read, DocumentReader(arguments.corpora), arguments.weights)
    path = arguments.weights / "pairs.npz"
    with np.load(path) as arrays:
        kept = {name: arrays[name] for name in arrays.files if name != "calibration"}
    np.savez(path, calibration=table, **kept)
    path = arguments.weights / "coreference.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    found["blend"] = blend(nlp, EntityReader(arguments.corpora))
    path.write_text(json.dumps(found, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
