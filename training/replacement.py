"""Names in place of names: some mentions of the entity corpora are exchanged, the same way all over a document.

The corpora name few people and places outside Europe and America; the language model must not learn their names by
heart but the company that names keep.
"""

import csv
import gzip
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

from extract.language.labels import TAGS
from training.sentences import Sentence

__all__ = ["NamePool"]

_INDEX = {tag: index for index, tag in enumerate(TAGS)}
_SHARE = 0.3


def _spans(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    start, label = -1, ""
    for index, allowed in enumerate([*sentence.allowed, frozenset({0})]):
        tag = TAGS[next(iter(allowed))] if len(allowed) == 1 else "O"
        if start >= 0 and not (tag.startswith("I-") and tag[2:] == label):
            yield start, index, label
            start = -1
        if tag.startswith("B-"):
            start, label = index, tag[2:]


class NamePool:
    """Names by type: persons from country name lists, places from GeoNames, organizations from the corpora."""

    def __init__(
        self, corpora: Path, gazetteers: Path, sentences: list[Sentence], rng: random.Random
    ) -> None:
        self._rng = rng
        folder = corpora / "lexical/names_by_country"
        self._first = self._column(folder / "common-forenames-by-country.csv.xz", "Romanized Name")
        self._last = self._column(folder / "common-surnames-by-country.csv.xz", "Romanized Name")
        places: list[list[str]] = []
        with gzip.open(gazetteers / "geonames/cities15000.tsv.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                name = line.split("\t")[1]
                if name[:1].isupper() and all(word.isalpha() for word in name.split()):
                    places.append(name.split())
        self._places = places
        self._organizations = sorted(
            {
                tuple(s.words[a:b])
                for s in sentences
                for a, b, label in _spans(s)
                if label == "ORG" and s.words[a][0].isupper()
            }
        )

    @staticmethod
    def _column(path: Path, name: str) -> list[str]:
        with lzma.open(path, "rt", encoding="utf-8", newline="") as lines:
            names = {row[name].split(",")[0].strip() for row in csv.DictReader(lines)}
        return sorted(word for word in names if word.isalpha() and word[0].isupper() and len(word) > 1)

    def _name(self, label: str, length: int) -> list[str]:
        if label == "PERSON":
            return [*([self._rng.choice(self._first)] if length > 1 else []), self._rng.choice(self._last)]
        if label == "LOC":
            return list(self._rng.choice(self._places))
        return list(self._rng.choice(self._organizations))

    def exchanged(self, sentences: list[Sentence]) -> Iterator[Sentence]:
        """Yield the sentences with a share of their names exchanged."""
        known: dict[tuple[str, str], list[str] | None] = {}
        for sentence in sentences:
            words: list[str] = []
            allowed: list[frozenset[int]] = []
            cursor = 0
            for start, end, label in _spans(sentence):
                mention = " ".join(sentence.words[start:end])
                if label not in ("PERSON", "LOC", "ORG") or not mention[0].isupper():
                    continue
                key = (sentence.group, mention)
                if key not in known or sentence.group == "gmb_news":
                    known[key] = self._name(label, end - start) if self._rng.random() < _SHARE else None
                name = known[key]
                if name is None:
                    continue
                words += [*sentence.words[cursor:start], *name]
                allowed += sentence.allowed[cursor:start]
                allowed += [
                    frozenset({_INDEX[f"{'B' if i == 0 else 'I'}-{label}"]}) for i in range(len(name))
                ]
                cursor = end
            words += sentence.words[cursor:]
            allowed += sentence.allowed[cursor:]
            yield Sentence(group=sentence.group, words=words, allowed=allowed)
