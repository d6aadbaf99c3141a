"""Read the names of GUM's training part with the shipped model: `python -m training.doubt --corpora ../shared/corpora`.

GUM marks whole noun phrases, and cutting them to names leaves slips; a plan with `doubt` takes either reading as right.
"""

import argparse
import json
from pathlib import Path

from spacy.tokens import Doc

from extract.language import load
from extract.language.labels import TAGS
from training.entities import EntityReader
from training.sentences import Sentence
from training.train import DOUBTS

__all__ = ["read"]


def read(sentences: list[Sentence]) -> dict[str, list[int]]:
    """Return the index of the tag of each word, by the sentence's words joined with blanks; reads whole documents."""
    nlp = load()
    groups: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(sentence.group, []).append(sentence)
    result: dict[str, list[int]] = {}
    for group in groups.values():
        words = [word for sentence in group for word in sentence.words]
        doc = nlp(Doc(nlp.vocab, words=words))
        at = 0
        for sentence in group:
            tokens = doc[at : at + len(sentence.words)]
            at += len(sentence.words)
            result[" ".join(sentence.words)] = [
                TAGS.index(f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O")
                for token in tokens
            ]
    return result


def main() -> None:
    """Write the tags to `training/runs/doubts.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    arguments = parser.parse_args()
    tags = read(list(EntityReader(arguments.corpora).sentences("gum_open", "train")))
    DOUBTS.write_text(json.dumps(tags, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
