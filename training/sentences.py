"""One form for the sentences of all corpora, and the reader of the treebanks."""

import lzma
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Sentence", "read_treebank"]


@dataclass(slots=True)
class Sentence:
    """A sentence with the layers that its corpus has; absent layers are empty.

    `paragraph` tells that a paragraph starts here. `heads` are word indices in the sentence, a root is its own head;
    `allowed` holds, for each word, the set of entity tags (indices in `TAGS`) that the corpus leaves possible;
    `factuality` is NaN where nothing is said.
    """

    group: str
    words: list[str]
    xpos: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    allowed: list[frozenset[int]] = field(default_factory=list)
    factuality: list[float] = field(default_factory=list)
    identifier: str = ""
    text: str = ""
    offsets: list[tuple[int, int]] = field(default_factory=list)
    paragraph: bool = False


def _offsets(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Find the words in the text, left to right; a word that is not there takes the place of the last."""
    spans, at = [], 0
    for word in words:
        found = text.find(word, at)
        if 0 <= found <= at + 40:
            spans.append((found, found + len(word)))
            at = found + len(word)
        else:
            spans.append((at, at))
    return spans


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file (xz), without multiword tokens and empty nodes."""
    group, identifier, text, paragraph = "", "", "", False
    rows: list[list[str]] = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                group = line.partition("=")[2].strip()
            elif line.startswith("# newpar") and not line.startswith("# newpar_"):
                paragraph = True
            elif line.startswith("# sent_id"):
                identifier = line.partition("=")[2].strip()
            elif line.startswith("# text ="):
                text = line.partition("=")[2].strip()
            elif line and line[0].isdigit():
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif not line and rows:
                sentence = _sentence(group, identifier, text, rows)
                sentence.paragraph = paragraph
                yield sentence
                rows, paragraph = [], False


def _sentence(group: str, identifier: str, text: str, rows: list[list[str]]) -> Sentence:
    words = [row[1] for row in rows]
    heads = [int(row[6]) - 1 if row[6] != "0" else index for index, row in enumerate(rows)]
    return Sentence(
        group=group, words=words, identifier=identifier, text=text,
        upos=[row[3] for row in rows], xpos=[row[4] for row in rows], feats=[row[5] for row in rows],
        lemmas=[row[2] for row in rows], heads=heads, deps=[row[7] for row in rows],
        factuality=[math.nan] * len(rows), offsets=_offsets(text, words),
    )  # fmt: skip
