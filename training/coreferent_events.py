"""Learn when two reports tell of one event: `python -m training.coreferent_events --corpora ../shared/corpora`.

Reads the training parts of ECB+ and MEANTIME with the whole pipeline and fits a logistic regression (Newton's method,
L2 penalty 1) over comparable pairs: of events that the corpus marks, and, as pairs that are not one event, of any
events in documents of different topics. The whole of it takes two minutes. Writes into
graph/coreference weights.json, words.tsv (counts of words in the training parts of news and encyclopaedia) and
nouns.tsv (nouns and their verbs in PropBank's frames).
"""

import argparse
import json
import lzma
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.event_coreference import Corpus, read
from graph.coreference.clusters import compared_pairs, disjoint
from graph.coreference.likeness import FEATURES, content_words, features

__all__ = ["fit"]

FOLDER = Path(__file__).parent.parent / "graph/coreference"
COUNTED = ("gmb_news", "redocred", "knowledgenet", "meantime", "ecbplus")
FEWEST = 5
Floats = npt.NDArray[np.float64]


def count_words(corpora: Path) -> Counter[str]:
    """Return how often each word that comes at least five times is in the training parts; `*` is the sum of all."""
    counts: Counter[str] = Counter()
    for corpus in COUNTED:
        with lzma.open(corpora / f"spans/{corpus}/train.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.update(content_words(json.loads(line)["text"]))
    total = counts.total()
    kept = Counter({word: count for word, count in counts.items() if count >= FEWEST})
    kept["*"] = total
    return kept


def verbs_of_nouns(corpora: Path) -> dict[str, str]:
    """Return the verb of each noun that PropBank lists beside it; the first in order where there are several."""
    with lzma.open(corpora / "lexical/propbank/rolesets.json.xz", "rt", encoding="utf-8") as source:
        rolesets = json.load(source)
    found: dict[str, set[str]] = {}
    for roleset in rolesets:
        forms = [alias.rpartition("/") for alias in roleset["aliases"]]
        verbs = {form for form, _, kind in forms if kind == "v" and form.islower() and form.isalpha()}
        for noun in {
            form for form, _, kind in forms if kind == "n" and form.islower() and form.isalpha()
        } - verbs:
            found.setdefault(noun, set()).update(verbs)
    return {noun: min(verbs) for noun, verbs in found.items() if verbs}


def fit(values: Floats, right: Floats, penalty: float = 1.0) -> Floats:
    """Return the weights (features) of a logistic regression for `values` (pairs, features) and `right` (pairs)."""
    weights = np.zeros(values.shape[1])
    for _ in range(100):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (chance - right) + penalty * weights
        curve = (values * (chance * (1 - chance))[:, None]).T @ values + penalty * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def examples(corpus: Corpus) -> tuple[Floats, Floats]:
    """Return the features of comparable pairs, and whether they are one event: those that the corpus tells of."""
    values, right = [], []
    for first, second, alike in compared_pairs(corpus.reports, days=None):
        one, other = corpus.reports[first], corpus.reports[second]
        if one.event in corpus.gold and other.event in corpus.gold:
            same = corpus.gold[one.event] == corpus.gold[other.event]
        elif corpus.topic[one.source.document.id] != corpus.topic[other.source.document.id]:
            same = False
        else:
            continue
        if not disjoint(one, other):
            values.append(features(one, other, alike))
            right.append(same)
    return np.array(values), np.array(right, dtype=np.float64)


def main() -> None:
    """Count the words, then learn the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    corpora = parser.parse_args().corpora
    words = sorted(count_words(corpora).items())
    lines = "".join(f"{word}\t{count}\n" for word, count in words)
    (FOLDER / "words.tsv").write_text(lines, encoding="utf-8")
    nouns = sorted(verbs_of_nouns(corpora).items())
    (FOLDER / "nouns.tsv").write_text("".join(f"{n}\t{v}\n" for n, v in nouns), encoding="utf-8")
    parts = [examples(read(corpora, "train", corpus)) for corpus in ("ecbplus", "meantime")]
    learnt = fit(
        np.concatenate([values for values, _ in parts]), np.concatenate([right for _, right in parts])
    )
    table = {"weights": {name: round(float(w), 3) for name, w in zip(FEATURES, learnt, strict=True)}}
    (FOLDER / "weights.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
