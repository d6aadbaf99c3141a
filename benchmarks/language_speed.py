"""Speed of the language model: `python -m benchmarks.language_speed --corpora ../shared/corpora`.

Raw text to finished `Doc` on one thread, beside the bare encoder on the same texts in the same run. Prints and writes
benchmarks/language_speed.json; figures depend on the machine.
"""

import argparse
import json
import resource
import time
from pathlib import Path

from extract.language.model import LanguageModel
from extract.language.pipeline import WEIGHTS, load
from training.sentences import read_treebank


def _texts(corpora: Path) -> list[str]:
    texts: dict[str, list[str]] = {}
    for sentence in read_treebank(corpora / "syntax/ud_gum_open/dev.conllu.xz"):
        texts.setdefault(sentence.group, []).append(sentence.text)
    return [" ".join(parts) for parts in texts.values()]


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    arguments = parser.parse_args()
    texts = _texts(arguments.corpora)
    began = time.perf_counter()
    nlp = load()
    started = time.perf_counter() - began
    list(nlp.pipe(texts[:2]))
    began = time.perf_counter()
    docs = list(nlp.pipe(texts))
    whole = time.perf_counter() - began
    words = sum(not token.is_space for doc in docs for token in doc)
    model = LanguageModel(WEIGHTS)
    began = time.perf_counter()
    for doc in docs:
        tokens = [token.text for token in doc if not token.is_space]
        for at in range(0, len(tokens), 140):
            part = tokens[at : at + 140]
            model.read(part, model.pieces.of(part))
    bare = time.perf_counter() - began
    result = {
        "words": words,
        "words_per_second": round(words / whole),
        "bare_encoder_words_per_second": round(words / bare),
        "share_of_bare_encoder": round(bare / whole, 3),
        "start_seconds": round(started, 2),
        "peak_memory_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(result, indent=1))
    Path("benchmarks/language_speed.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
