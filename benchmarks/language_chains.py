"""Measures for coreference (MUC, B3, CEAFe; GAP; name chains) and for event factuality."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment
from spacy.language import Language
from spacy.tokens import Doc

from training.entities import EntityReader
from training.sentences import Sentence

__all__ = ["chain_scores", "factuality_scores", "gap_score", "name_chain_scores", "score_chains"]

Mention = Hashable
Clusters = Sequence[frozenset[Mention]]


def _muc(gold: Clusters, place: dict[Mention, int]) -> tuple[int, int]:
    right = total = 0
    for cluster in gold:
        parts = len({place.get(mention, (mention,)) for mention in cluster})
        right += len(cluster) - parts
        total += len(cluster) - 1
    return right, total


def score_chains(documents: Sequence[tuple[Clusters, Clusters]]) -> dict[str, float]:
    """Return F1 of MUC, B3 and CEAFe and their mean, in percent, over (gold, found) pairs of documents."""
    sums = np.zeros((3, 4))
    for gold, found in documents:
        in_gold = {mention: index for index, cluster in enumerate(gold) for mention in cluster}
        in_found = {mention: index for index, cluster in enumerate(found) for mention in cluster}
        sums[0] += (*_muc(gold, in_found), *_muc(found, in_gold))
        overlap = Counter((in_gold[m], in_found[m]) for m in in_gold if m in in_found)
        sums[1] += (
            sum(n * n / len(gold[g]) for (g, _), n in overlap.items()), len(in_gold),
            sum(n * n / len(found[f]) for (_, f), n in overlap.items()), len(in_found),
        )  # fmt: skip
        if gold and found:
            likeness = np.zeros((len(gold), len(found)))
            for (g, f), n in overlap.items():
                likeness[g, f] = 2 * n / (len(gold[g]) + len(found[f]))
            best = likeness[linear_sum_assignment(-likeness)].sum()
        else:
            best = 0.0
        sums[2] += (best, len(gold), best, len(found))
    scores = {}
    for name, (r, rt, p, pt) in zip(("muc", "b3", "ceafe"), sums, strict=True):
        recall, precision = (r / rt if rt else 0.0), (p / pt if pt else 0.0)
        f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        scores[name] = float(round(100 * f1, 2))
    scores["mean"] = round(sum(scores.values()) / 3, 2)
    return scores


def _spans(doc: Doc) -> list[list[tuple[int, int]]]:
    return [
        [(doc[a : b].start_char, doc[a : b].end_char) for a, b in cluster] for cluster in doc._.coref_clusters
    ]  # fmt: skip


def chain_scores(nlp: Language, reader: EntityReader, split: str) -> dict[str, float]:
    """Score the OntoNotes-style chains of gum_open from raw text, exact spans."""
    documents = []
    for record in reader.records("gum_open", split):
        gold = [frozenset((a, b) for a, b in cluster) for cluster in record["onto_clusters"]]
        documents.append((gold, [frozenset(cluster) for cluster in _spans(nlp(record["text"]))]))
    return score_chains(documents)


def gap_score(nlp: Language, reader: EntityReader, split: str) -> float:
    """Return the F1 of GAP: is the pronoun in one chain with name A, with name B."""
    right = found = gold = 0
    for record in reader.records("gap", split):
        by_id = {entity["id"]: entity for entity in record["entities"]}
        spans = _spans(nlp(record["text"]))
        pronoun = by_id["p"]
        chain = next((c for c in spans if (pronoun["start"], pronoun["end"]) in c), [])
        for name in ("A", "B"):
            start, end = by_id[name]["start"], by_id[name]["end"]
            linked = any(s <= start and end <= e and e - s < end - start + 40 for s, e in chain)
            gold += bool(by_id[name]["coref"])
            found += linked
            right += linked and bool(by_id[name]["coref"])
    return round(200 * right / max(found + gold, 1), 2)


def name_chain_scores(nlp: Language, reader: EntityReader, split: str) -> dict[str, float]:
    """Score chains of the names of people, organizations and places on redocred.

    Leading articles are no part of a name on either side; what the corpus marks as a name of another type is left out.
    """
    documents = []
    for record in reader.records("redocred", split):
        text = record["text"]
        marked = {e["id"]: _without_article(text, e["start"], e["end"]) for e in record["entities"]}
        kept = {e["id"] for e in record["entities"] if e["label"] in ("PER", "ORG", "LOC")}
        gold = [frozenset(marked[m] for m in c["mentions"] if m in kept) for c in record["clusters"]]
        other = set(marked.values()) - {marked[m] for m in kept}
        doc = nlp(text)
        found = []
        for chain in doc._.name_chains:
            spans = (doc[start:end] for start, end in chain)
            found.append(frozenset(_without_article(text, s.start_char, s.end_char) for s in spans) - other)
        documents.append(([c for c in gold if len(c) > 1], [c for c in found if len(c) > 1]))
    return score_chains(documents)


def _without_article(text: str, start: int, end: int) -> tuple[int, int]:
    return (start + 4, end) if text[start:end].lower().startswith("the ") else (start, end)


def factuality_scores(
    nlp: Language, trees: Sequence[Sentence], reader: EntityReader, split: str
) -> dict[str, Any]:
    """Return Pearson's r on the predicates of uds_factuality, on the treebank's words and sentences."""
    records = {record["doc_id"]: record for record in reader.records("uds_factuality", split)}
    gold, found, missing = [], [], 0
    for tree in trees:
        record = records.get(tree.identifier)
        if record is None:
            continue
        doc = nlp(Doc(nlp.vocab, words=tree.words, sent_starts=[i == 0 for i in range(len(tree.words))]))
        for event in record["events"]:
            places = [token for token in doc if token.text == event["text"]]
            nth = record["text"][: event["start"]].split().count(event["text"])
            if event.get("factuality") is None or nth >= len(places):
                continue
            value = places[nth]._.factuality
            missing += value is None
            gold.append(float(event["factuality"]))
            found.append(0.0 if value is None else float(value))
    r = float(np.corrcoef(gold, found)[0, 1])
    return {"pearson": round(r, 3), "predicates": len(gold), "without_value": missing}
