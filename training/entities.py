"""One label map for the entities of all corpora, as sets of tags that each corpus leaves possible.

Where a corpus does not label a type, a word outside its entities may still be of that type: its set of possible
tags is O and the tags of the unlabelled types, and the loss sums their probabilities.
"""

import json
import lzma
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.lang.en import English

from extract.language.labels import ENTITY_TYPES, TAGS
from extract.language.tokenization import adapt
from training.demonyms import country_names, demonyms
from training.sentences import Sentence

__all__ = ["LABELS", "UNLABELLED", "EntityReader"]

LABELS: dict[str, dict[str, str]] = {
    "gmb_news": {"PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC", "GPE": "GPE", "DATE": "DATE", "EVENT": "EVENT"},
    "wikigold": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "?"},
    "redocred": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "TIME": "DATE", "MISC": "?"},
    "uner_ewt": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"},
    "crossner_politics": {
        "politician": "PERSON", "person": "PERSON", "politicalparty": "ORG", "organisation": "ORG",
        "country": "LOC", "location": "LOC", "election": "EVENT", "event": "EVENT", "misc": "?",
    },
    "knowledgenet": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"},
    "meantime": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"},
    "btc": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"},
    "wnut17": {
        "person": "PERSON", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "?",
        "creative-work": "?",
    },
    "ecbplus": {"HUMAN_PART_PER": "PERSON", "HUMAN_PART_ORG": "ORG", "LOC_GEO": "LOC"},
    "gum_open": {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT", "time": "DATE"},
}  # fmt: skip
"""Corpus label to entity type; "?" means an entity whose type the corpus does not tell (O, NORP or EVENT)."""

UNLABELLED: dict[str, tuple[str, ...]] = {
    "gmb_news": ("EVENT",),
    "wikigold": ("NORP", "EVENT", "DATE", "TIME"),
    "redocred": ("NORP", "EVENT", "TIME"),
    "uner_ewt": ("NORP", "EVENT", "DATE", "TIME"),
    "crossner_politics": ("NORP", "DATE", "TIME"),
    "knowledgenet": ENTITY_TYPES,
    "ecbplus": ENTITY_TYPES,
    "meantime": ("NORP", "EVENT", "DATE", "TIME"),
    "gum_open": ("NORP", "DATE", "TIME"),
    "btc": ("NORP", "EVENT", "DATE", "TIME"),
    "wnut17": ("NORP", "EVENT", "DATE", "TIME"),
}

_TITLES = frozenset(
    """president vice prime minister chancellor king queen prince princess pope sheikh sheik senator representative
    congressman congresswoman governor mayor secretary general gen gen. lt lt. lieutenant col col. colonel major maj.
    captain capt. sgt sgt. sergeant admiral judge justice chief ambassador dr dr. doctor mr mr. mrs mrs. ms ms. miss
    professor prof prof. rev rev. reverend sir lord lady dame bishop archbishop cardinal ayatollah sen. rep. gov.
    spokesman spokeswoman former ex-president imam mullah sultan emir marshal commander foreign defense deputy
    attorney premier chairman director st. u.s.""".split()  # noqa: SIM905 - a word list reads better as words
)

_PERSONAL = frozenset(
    {"mr.", "mrs.", "ms.", "ayatollah", "president", "general", "major-general", "sheikh", "colonel"}
)

_CLOCK = re.compile(
    r"\b(a\.?m\.?|p\.?m\.?|noon|midnight|gmt|utc|est|morning|afternoon|evening|night|hours?|minutes?|overnight|"
    r"o'clock|\d{1,2}:\d\d)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(\b\d{4}s?\b|day\b|\bmonths?\b|\byears?\b|\bweeks?\b|\bdecades?\b|centur|\btomorrow\b|\btoday|"
    r"january|february|march|april|\bmay\b|june|july|august|september|october|november|december|"
    r"\bjan\b|\bfeb\b|\bsept?\b|\boct\b|\bnov\b|\bdec\b|spring|summer|autumn|winter|\b(18|19|20)\d0s)",
    re.IGNORECASE,
)
_SHORT = ("gmb_news", "btc", "wnut17")
"""Corpora of single sentences, which are read beside each other."""

_INDEX = {tag: index for index, tag in enumerate(TAGS)}
_OUTSIDE = _INDEX["O"]


def _either(*types: str) -> frozenset[int]:
    return frozenset({_OUTSIDE, *(_INDEX[f"{prefix}-{label}"] for label in types for prefix in "BI")})


class EntityReader:
    """Reads the entity layer of the span corpora under the one label map."""

    def __init__(self, corpora: Path) -> None:
        self.corpora = corpora
        self.demonyms = demonyms(corpora)
        self.countries = country_names(corpora)
        self._plain = English()
        adapt(self._plain)

    def records(self, corpus: str, split: str) -> Iterator[dict[str, Any]]:
        """Yield the records of `spans/<corpus>/<split>.jsonl.xz`."""
        with lzma.open(self.corpora / f"spans/{corpus}/{split}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)

    def sentences(self, corpus: str, split: str) -> Iterator[Sentence]:
        """Yield the corpus sentence by sentence with the possible tags of each word."""
        for record in self.records(corpus, split):
            text = record["text"]
            tokens = record.get("tokens") or self._tokens(text)
            spans = self.spans(corpus, record)
            cursor = 0
            for number, (start, end) in enumerate(record.get("sents") or [(0, len(text))]):
                inside = []
                while cursor < len(tokens) and tokens[cursor][0] < end:
                    if tokens[cursor][0] >= start and tokens[cursor][1] > tokens[cursor][0]:
                        inside.append(tokens[cursor])
                    cursor += 1
                if not inside or (corpus == "meantime" and number > 5):
                    continue
                yield Sentence(
                    group=_document(corpus, record["doc_id"]),
                    words=[text[left:right] for left, right in inside],
                    offsets=[(left, right) for left, right in inside],
                    allowed=self.allowed(corpus, text, inside, spans),
                )

    def _tokens(self, text: str) -> list[list[int]]:
        return [[token.idx, token.idx + len(token)] for token in self._plain(text) if not token.is_space]

    def spans(self, corpus: str, record: dict[str, Any]) -> list[tuple[int, int, str]]:
        """Return the entities of a record as (start, end, type), outermost, in order; type may be "?"."""
        found = []
        for entity in record["entities"]:
            label = LABELS[corpus].get(entity["label"])
            start, end = entity.get("start"), entity.get("end")
            if label is None or start is None:
                continue
            if corpus == "meantime" and entity.get("syntactic_type") not in ("NAM", "PRE.NAM"):
                continue
            if corpus == "knowledgenet" and not (entity["text"][:1].isupper() and len(entity["text"]) > 3):
                continue
            if corpus == "ecbplus" and not _plain_name(entity["text"], record["text"]):
                continue
            if corpus == "gum_open" and entity["mention"] != "NAM" and label != "DATE":
                continue
            words = record["text"][start:end]
            if label == "GPE":
                label = "LOC" if words in self.countries or not self._group(words) else "NORP"
            elif label == "DATE":
                label = "TIME" if _CLOCK.search(words) else "DATE" if _DATE.search(words) else "~"
            elif words in self.demonyms:
                label = "NORP"
            elif corpus in ("gmb_news", "btc"):
                label = self._cleaned(label, words, record["text"][max(0, start - 6) : start])
            found.append((start, end, label))
        found.sort(key=lambda span: (span[0], -span[1]))
        outer: list[tuple[int, int, str]] = []
        for span in found:
            if not outer or span[0] >= outer[-1][1]:
                outer.append(span)
        return outer

    def _cleaned(self, label: str, words: str, before: str) -> str:
        """Mend frequent slips of the silver labels: countries as actors, titled people as organizations."""
        if words in self.countries and label in ("ORG", "PERSON"):
            return "LOC"
        titled = words.split()[0].lower() in _PERSONAL and len(words.split()) > 1
        return (
            "PERSON" if label == "ORG" and (titled or before.endswith(("Mr. ", "Mrs. ", "Ms. "))) else label
        )

    def _group(self, words: str) -> bool:
        return words.split()[-1] in self.demonyms or words.endswith(
            ("ian", "ians", "ish", "ese", "i", "is", "ean")
        )

    def allowed(
        self,
        corpus: str,
        text: str,
        tokens: Sequence[Sequence[int]],
        spans: Sequence[tuple[int, int, str]],
    ) -> list[frozenset[int]]:
        """Return the possible tags of each token (character offsets `tokens`) under the label map."""
        outside = _either(*UNLABELLED[corpus])
        words = [text[left:right] for left, right in tokens]
        result = [outside] * len(tokens)
        for index, word in enumerate(words):
            if word in self.demonyms:
                result[index] = frozenset({_INDEX["B-NORP"]})
            elif corpus in ("btc", "wnut17") and word.startswith(("@", "#", "http")):
                result[index] = _either(*ENTITY_TYPES)
        for start, end, label in spans:
            if corpus in ("btc", "wnut17") and text[start : start + 1] in "@#":
                continue
            inside = [i for i, (left, right) in enumerate(tokens) if left < end and right > start]
            if label in ("~", "?"):
                for index in inside:
                    if label == "~":
                        result[index] = _either("DATE", "TIME")
                    elif words[index] not in self.demonyms or len(inside) > 1:
                        result[index] = _either("NORP", "EVENT")
                continue
            inside = self._trimmed(corpus, label, inside, words)
            for position, index in enumerate(inside):
                result[index] = frozenset({_INDEX[f"{'B' if position == 0 else 'I'}-{label}"]})
        return result

    def _trimmed(self, corpus: str, label: str, inside: list[int], words: list[str]) -> list[int]:
        while label == "PERSON" and len(inside) > 1 and words[inside[0]].lower() in _TITLES:
            inside = inside[1:]
        if label not in ("DATE", "TIME"):
            while len(inside) > 1 and words[inside[0]].lower() in ("the", "a", "an", "'", '"', "“"):
                inside = inside[1:]
            while len(inside) > 1 and words[inside[-1]] in ("'s", "\u2019s", "'", "\u2019", ",", "."):
                inside = inside[:-1]
        if label == "PERSON" and len(inside) == 1 and words[inside[0]].lower() in _PERSONAL:
            return []
        if corpus in ("gum_open", "meantime") and label not in ("DATE", "TIME"):
            return _name_core(inside, words)
        return inside if label in ENTITY_TYPES else []


def _document(corpus: str, identifier: str) -> str:
    """Return the document of a record: uner_ewt numbers the sentences of a text, the short corpora have no texts."""
    if corpus in _SHORT:
        return corpus
    return f"{corpus}/{re.sub(r'-[0-9]+$', '', identifier) if corpus == 'uner_ewt' else identifier}"


def _plain_name(words: str, text: str) -> bool:
    """Whether every word of a participant is capitalised, and a single one is never written small in the text."""
    parts = words.split()
    if words.endswith(("'s", "\u2019s")) or not all(part[:1].isupper() for part in parts):
        return False
    return len(parts) > 1 or (len(words) > 2 and not re.search(rf"\b{re.escape(words.lower())}\b", text))


def _name_core(inside: list[int], words: list[str]) -> list[int]:
    """Cut a noun phrase down to its first run of capitalised words (with "of", "and", "the", digits inside)."""
    links = {"of", "and", "the", "for", "&", "de", "la", "von", "van", "al", "-", "in", "on"}
    capital = [words[index][:1].isupper() or words[index][:1].isdigit() for index in inside]
    if not any(words[index][:1].isupper() for index in inside):
        return []
    first = next(i for i, index in enumerate(inside) if words[index][:1].isupper())
    last = first
    for position in range(first + 1, len(inside)):
        if capital[position]:
            last = position
        elif words[inside[position]].lower() not in links:
            break
    return inside[first : last + 1]


assert set(LABELS) == set(UNLABELLED)  # noqa: S101 - two tables that must name the same corpora
