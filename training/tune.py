"""Weigh what is added at run time, on development parts: `python -m training.tune --weights DIR --corpora DIR`.

Writes into the weights folder how the two scores of coreference are added (coreference.json, "blend").
"""

import argparse
import itertools
import json
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.language_chains import chain_scores, gap_score
from extract.language.chains import clusters_of, name_mentions
from extract.language.coreference import Coreference
from extract.language.mentions import mentions_of
from extract.language.names import name_groups, names_of
from extract.language.pairs import Columns
from extract.language.pipeline import load
from extract.language.reader import COREFERENCE_KEY
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
            columns = Columns.of(doc, mentions, component.genders) if mentions else None
            margins = list(
                component.margins(doc, mentions, doc.user_data.pop(COREFERENCE_KEY, None), columns)
            )
            genders = columns.gender.tolist() if columns is not None else []
            self._kept[text] = (doc, mentions, groups, margins, genders)

    def __call__(self, text: str) -> Doc:
        doc, mentions, groups, margins, genders = self._kept[text]
        links = self.component.blended(mentions, margins)
        doc._.coref_clusters = clusters_of(mentions, groups, links, genders)
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


def main() -> None:
    """Tune and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--weights", type=Path, default=Path("extract/language/weights"))
    arguments = parser.parse_args()
    nlp = load(arguments.weights)
    path = arguments.weights / "coreference.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    found["blend"] = blend(nlp, EntityReader(arguments.corpora))
    path.write_text(json.dumps(found, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
