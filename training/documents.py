"""Documents with mentions, chains, relations and event triggers, in words, for the heads that read whole documents."""

import json
import lzma
import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.lang.en import English

from extract.language.tokenization import adapt

__all__ = ["EVENT_TYPES", "KNOWLEDGENET", "DocumentItem", "DocumentReader"]

KNOWLEDGENET = {
    "DATE_OF_BIRTH": "P569", "DATE_OF_DEATH": "P570", "PLACE_OF_RESIDENCE": "P551", "PLACE_OF_BIRTH": "P19",
    "NATIONALITY": "P27", "EMPLOYEE_OR_MEMBER_OF": "P108", "EDUCATED_AT": "P69", "POLITICAL_AFFILIATION": "P102",
    "CHILD_OF": "P40", "SPOUSE": "P26", "DATE_FOUNDED": "P571", "HEADQUARTERS": "P159", "SUBSIDIARY_OF": "P749",
    "FOUNDED_BY": "P112", "CEO": "P169",
}  # fmt: skip
"""Properties of KnowledgeNet as Wikidata's; CHILD_OF is P40 with its two sides exchanged."""

EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
_ENDS = frozenset({".", "!", "?", "\u201d", '"'})


@dataclass(slots=True)
class DocumentItem:
    """A document in words; all places are half-open runs of words.

    `mentions` are in textual order, `chain` holds the number of each one's chain (-1: none known) and `scored`
    whether its antecedent is scored; `entities` are lists of places; `relations` maps pairs of entities to
    properties, `labelled` are the properties that the corpus labels, `pairs` the pairs that it covers (None: all).
    `triggers` are 0, 1 or NaN for each word, in `style` 0 (ECB+) or 1 (MEANTIME); `types` are runs with a type.
    """

    words: list[str]
    breaks: list[int]
    mentions: list[tuple[int, int]] = field(default_factory=list)
    chain: list[int] = field(default_factory=list)
    scored: list[bool] = field(default_factory=list)
    entities: list[list[tuple[int, int]]] = field(default_factory=list)
    relations: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    labelled: frozenset[str] = frozenset()
    pairs: set[tuple[int, int]] | None = None
    triggers: list[float] = field(default_factory=list)
    style: int = 0
    types: list[tuple[int, int, int]] = field(default_factory=list)


class DocumentReader:
    """Reads the corpora's records into items, on the words of the shipped tokenizer."""

    def __init__(self, corpora: Path) -> None:
        self._spans = corpora / "spans"
        self._nlp = English()
        adapt(self._nlp)
        self._nlp.max_length = 10_000_000

    def records(self, corpus: str, split: str) -> Iterator[dict[str, Any]]:
        """Yield the records of a part of a corpus."""
        with lzma.open(self._spans / corpus / f"{split}.jsonl.xz", "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)

    def _item(self, text: str) -> tuple[DocumentItem, "_Places"]:
        tokens = [t for t in self._nlp.make_doc(text) if not t.is_space]
        words = [t.text for t in tokens]
        breaks = [i + 1 for i, word in enumerate(words) if word in _ENDS]
        breaks += [
            i
            for i in range(1, len(tokens))
            if "\n" in text[tokens[i - 1].idx + len(tokens[i - 1]) : tokens[i].idx]
        ]
        places = _Places([t.idx for t in tokens], [t.idx + len(t) for t in tokens])
        return DocumentItem(words, sorted({*breaks, len(words)})), places

    def gum(self, split: str) -> Iterator[DocumentItem]:
        """Yield the OntoGUM chains, cut into parts of about 450 words."""
        for record in self.records("gum_open", split):
            item, places = self._item(record["text"])
            heads = {
                (e["start"], e["end"]): tuple(e["head"])
                for e in record["entities"]
                if e.get("head") and e["start"] is not None
            }
            chains = {(a, b): n for n, cluster in enumerate(record["onto_clusters"]) for a, b in cluster}
            spans = sorted({*heads, *chains})
            for span in spans:
                place = places.of(*heads.get(span, span))
                if place is not None:
                    if span not in heads:
                        place = (place[1] - 1, place[1]) if place[1] - place[0] > 3 else place
                    item.mentions.append(place)
                    item.chain.append(chains.get(span, -1))
                    item.scored.append(True)
            yield from _parts(item, 450)

    def litbank(self, split: str) -> Iterator[DocumentItem]:
        """Yield the chains of people and places in literature, cut into parts."""
        for record in self.records("litbank", split):
            item, places = self._item(record["text"])
            chain = {m: n for n, c in enumerate(record["clusters"]) for m in c["mentions"]}
            for e in sorted(
                (e for e in record["entities"] if e["start"] is not None),
                key=lambda e: (e["start"], -e["end"]),
            ):
                place = places.of(e["start"], e["end"])
                if place is None:
                    continue
                if e.get("mention") == "NOM" or place[1] - place[0] > 4:
                    place = _core(item.words, place)
                item.mentions.append(place)
                item.chain.append(chain.get(e["id"], -1))
                item.scored.append(e["id"] in chain)
            yield from _parts(item, 450)

    def gap(self, split: str) -> Iterator[DocumentItem]:
        """Yield the texts of GAP: one pronoun, two names."""
        for record in self.records("gap", split):
            item, places = self._item(record["text"])
            found = []
            for e in record["entities"]:
                place = places.of(e["start"], e["end"])
                if place is not None:
                    right = e["id"] == "p" or e.get("coref")
                    found.append((place, 0 if right else -1, e["id"] == "p"))
            found.sort()
            if len(found) == 3 and not found[0][2]:
                pronoun = next(p for p in found if p[2])
                before = [f for f in found if f[0] < pronoun[0]]
                after = [f for f in found if f[0] > pronoun[0]]
                item.mentions = [f[0] for f in (*before, pronoun)]
                item.chain = [f[1] for f in (*before, pronoun)]
                item.scored = [f[2] for f in (*before, pronoun)]
                if after and after[0][1] == 0:
                    item.scored = [False] * len(item.mentions)
                yield item

    def redocred(self, split: str) -> Iterator[DocumentItem]:
        """Yield entities with their mentions, name chains and relations."""
        labels = sorted({r["label"] for r in self.records("redocred", "train") for r in r["relations"]})
        for record in self.records("redocred", split):
            item, places = self._item(record["text"])
            by_id = {e["id"]: places.of(e["start"], e["end"]) for e in record["entities"]}
            number: dict[str, int] = {}
            flat = []
            for cluster in record["clusters"]:
                spans = sorted({p for m in cluster["mentions"] if (p := by_id.get(m)) is not None})
                if spans:
                    number[cluster["id"]] = len(item.entities)
                    flat += [(span, len(item.entities)) for span in spans]
                    item.entities.append(spans)
            flat.sort()
            item.mentions, item.chain = [f[0] for f in flat], [f[1] for f in flat]
            item.scored = [True] * len(flat)
            for r in record["relations"]:
                if r["head"] in number and r["tail"] in number:
                    item.relations.setdefault((number[r["head"]], number[r["tail"]]), set()).add(r["label"])
            item.labelled = frozenset(labels)
            yield item

    def knowledgenet(self, split: str) -> Iterator[DocumentItem]:
        """Yield sentences with their facts between marked places."""
        for record in self.records("knowledgenet", split):
            item, places = self._item(record["text"])
            number: dict[str, int] = {}
            for e in record["entities"]:
                place = places.of(e["start"], e["end"]) if e["start"] is not None else None
                if place is not None:
                    number[e["id"]] = len(item.entities)
                    item.entities.append([place])
            for r in record["relations"]:
                if r["head"] in number and r["tail"] in number:
                    one, two = number[r["head"]], number[r["tail"]]
                    pair = (two, one) if r["label"] == "CHILD_OF" else (one, two)
                    item.relations.setdefault(pair, set()).add(KNOWLEDGENET[r["label"]])
            item.labelled = frozenset(KNOWLEDGENET.values())
            if len(item.entities) > 1:
                yield item

    def fewrel(self, split: str, kept: frozenset[str]) -> Iterator[DocumentItem]:
        """Yield sentences with one pair each, of a property in `kept` or of none of them."""
        for record in self.records("fewrel", split):
            item, places = self._item(record["text"])
            pair = {e["id"]: places.of(e["start"], e["end"]) for e in record["entities"]}
            if pair.get("h") is None or pair.get("t") is None:
                continue
            label = record["relations"][0]["label"]
            item.entities = [[pair["h"]], [pair["t"]]]  # type: ignore[list-item]
            item.pairs = {(0, 1)}
            if label in kept:
                item.relations = {(0, 1): {label}}
            item.labelled = kept
            yield item

    def triggers(self, corpus: str, split: str) -> Iterator[DocumentItem]:
        """Yield event triggers of ECB+ (its annotated sentences only) or MEANTIME."""
        for record in self.records(corpus, split):
            item, places = self._item(record["text"])
            item.style = int(corpus == "meantime")
            item.triggers = [math.nan] * len(item.words)
            kept = record.get("validated_sents")
            sents = (
                record["sents"]
                if not kept
                else [record["sents"][i] for i in kept if i < len(record["sents"])]
            )
            if corpus == "ecbplus" and not kept:
                spans = [(e["start"], e["end"]) for e in record["events"] if e["start"] is not None]
                sents = [s for s in record["sents"] if any(s[0] <= a < s[1] for a, _ in spans)]
            for start, end in sents:
                place = places.of(start, end)
                if place is not None:
                    item.triggers[place[0] : place[1]] = [0.0] * (place[1] - place[0])
            for event in record["events"]:
                if event.get("start") is None:
                    continue
                part = (event.get("parts") or [[event["start"], event["end"]]])[0]
                place = places.of(*part)
                if place is not None:
                    if place[1] - place[0] > 1 and corpus == "ecbplus":
                        item.triggers[place[0] : place[1]] = [math.nan] * (place[1] - place[0])
                    item.triggers[place[0]] = 1.0
            yield from _parts(item, 450)

    def plover(self, split: str) -> Iterator[DocumentItem]:
        """Yield sentences with typed events."""
        for record in self.records("plover_gsr", split):
            item, places = self._item(record["text"])
            for event in record["events"]:
                if event["label"] in EVENT_TYPES and event.get("start") is not None:
                    part = (event.get("parts") or [[event["start"], event["end"]]])[0]
                    place = places.of(*part)
                    if place is not None:
                        item.types.append((*place, EVENT_TYPES.index(event["label"])))
            if item.types:
                yield item


@dataclass(slots=True)
class _Places:
    starts: list[int]
    ends: list[int]

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the run of words that overlaps the characters, None when there is none."""
        first = bisect_right(self.ends, start)
        last = first
        while last < len(self.starts) and self.starts[last] < end:
            last += 1
        return (first, last) if last > first else None


_CUTS = frozenset(
    [
        "of",
        "in",
        "at",
        "on",
        "for",
        "with",
        "from",
        "to",
        "who",
        "which",
        "that",
        ",",
        "(",
        "-",
        "where",
        "when",
        "and",
    ]
)


def _core(words: list[str], place: tuple[int, int]) -> tuple[int, int]:
    """Return the likely head of a noun phrase: the word before its first preposition, comma or clause."""
    start, end = place
    for at in range(start + 1, end):
        if words[at].lower() in _CUTS:
            end = at
            break
    return end - 1, end


def _parts(item: DocumentItem, most: int) -> Iterator[DocumentItem]:
    """Cut a long document at sentence ends into parts of at most `most` words."""
    start = 0
    while start < len(item.words):
        fitting = [b for b in item.breaks if start < b <= start + most]
        end = fitting[-1] if fitting else min(start + most, len(item.words))
        inside = [i for i, (a, b) in enumerate(item.mentions) if start <= a and b <= end]
        yield DocumentItem(
            item.words[start:end],
            [b - start for b in item.breaks if start < b <= end] or [end - start],
            [(item.mentions[i][0] - start, item.mentions[i][1] - start) for i in inside],
            [item.chain[i] for i in inside],
            [item.scored[i] for i in inside],
            triggers=item.triggers[start:end],
            style=item.style,
        )
        start = end
