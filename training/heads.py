"""Heads that read whole documents: coreference, relations of entities, event triggers and types."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from extract.language.pieces import SHAPES, WordPieces, shape_of
from training.documents import EVENT_TYPES, DocumentItem
from training.network import HIDDEN, Mix, Network

__all__ = ["DISTANCES", "DocumentHeads", "document_loss", "encode"]

COREF, RELATION, EVENT, PAIR = 64, 192, 128, 256
WINDOW = 190
DISTANCES = (1, 2, 3, 4, 6, 9, 14, 22, 35, 55, 90)
"""Upper bounds, in words, of the classes of distance between a mention and its antecedent."""


class DocumentHeads(nn.Module):
    """The word-level parts (they join the exported graph) and the pair-level parts (numpy at run time)."""

    def __init__(self, properties: int) -> None:
        super().__init__()
        self.coref_mix, self.relation_mix, self.event_mix = Mix(), Mix(), Mix()
        self.coref_dense = nn.Sequential(nn.Linear(HIDDEN, 256), nn.GELU(), nn.Dropout(0.25))
        self.query, self.key = nn.Linear(256, COREF), nn.Linear(256, COREF)
        self.null = nn.Linear(256, 1)
        self.distance = nn.Parameter(torch.zeros(len(DISTANCES) + 1))
        self.relation_dense = nn.Sequential(nn.Linear(HIDDEN, RELATION), nn.GELU(), nn.Dropout(0.2))
        self.event_dense = nn.Sequential(nn.Linear(HIDDEN, EVENT), nn.GELU(), nn.Dropout(0.25))
        self.trigger, self.kind = nn.Linear(EVENT, 2), nn.Linear(EVENT, len(EVENT_TYPES))
        self.look, self.seen = nn.Linear(2 * RELATION, 96), nn.Linear(RELATION, 96)
        self.pair = nn.Linear(4 * RELATION, PAIR)
        self.property = nn.Linear(PAIR, properties + 1)

    def words(self, layers: Sequence[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """Return, for words [..., 384] of seven layers: query, key and null [..., 129]; relation space; events."""
        layers = list(layers)
        return self.words_mixed(self.coref_mix(layers), self.relation_mix(layers), self.event_mix(layers))

    def words_mixed(self, corefs: Tensor, relations: Tensor, events: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return what `words` returns from the three mixes of layers."""
        coref = self.coref_dense(corefs)
        event = self.event_dense(events)
        return (
            torch.cat([self.query(coref), self.key(coref), self.null(coref)], -1),
            self.relation_dense(relations),
            torch.cat([self.trigger(event), self.kind(event)], -1),
        )

    def properties_of(self, words: Tensor, entities: Tensor, rows: Tensor) -> Tensor:
        """Score pairs `rows` [pairs, 2] of `entities` [entities, width] over `words` [words, width]; last: none."""
        one, two = entities[rows[:, 0]], entities[rows[:, 1]]
        look = self.look(torch.cat([one, two], -1)) @ self.seen(words).T / math.sqrt(96)
        around = look.softmax(-1) @ words
        hidden = functional.gelu(self.pair(torch.cat([one, two, one * two, around], -1)))
        scores: Tensor = self.property(functional.dropout(hidden, 0.2, self.training))
        return scores


def _windows(item: DocumentItem, pieces: WordPieces) -> list[tuple[int, int]]:
    own = pieces.of(item.words)
    found, start = [], 0
    while start < len(item.words):
        total, end = 0, start
        while end < len(own) and (total + len(own[end]) <= WINDOW or end == start):
            total += len(own[end])
            end += 1
        if end < len(own):
            inside = [b for b in item.breaks if start < b <= end]
            end = inside[-1] if inside else end
        found.append((start, end))
        start = end
    return found


def encode(network: Network, items: list[DocumentItem], pieces: WordPieces) -> list[Tensor]:
    """Return the seven layers at the first pieces of all words of the items in order, each [words, 384]."""
    rows = []
    for item in items:
        own = pieces.of(item.words)
        for start, end in _windows(item, pieces):
            ids, shapes, firsts = [pieces.first], [0], []
            for word, parts in zip(item.words[start:end], own[start:end], strict=True):
                firsts.append(len(ids))
                ids.extend(parts)
                shapes.extend([shape_of(word)] * len(parts))
            rows.append(([*ids, pieces.last], [*shapes, SHAPES.index("none")], firsts))
    width = max(len(row[0]) for row in rows)
    ids_t, shapes_t = (
        torch.zeros(len(rows), width, dtype=torch.long),
        torch.zeros(len(rows), width, dtype=torch.long),
    )
    mask = torch.full((len(rows), 1, 1, width), -10000.0)
    for i, (ids, shapes, _) in enumerate(rows):
        ids_t[i, : len(ids)], shapes_t[i, : len(ids)] = torch.tensor(ids), torch.tensor(shapes)
        mask[i, 0, 0, : len(ids)] = 0.0
    places = torch.tensor([i * width + first for i, (_, _, firsts) in enumerate(rows) for first in firsts])
    layers = network.encode(ids_t, shapes_t, mask)
    return [layer.reshape(-1, HIDDEN).index_select(0, places) for layer in layers]


def _mean(words: Tensor, places: Sequence[tuple[int, int]]) -> Tensor:
    return torch.stack([words[start:end].mean(0) for start, end in places])


@dataclass
class _Sums:
    parts: dict[str, list[Tensor]]

    def add(self, name: str, value: Tensor) -> None:
        self.parts.setdefault(name, []).append(value)


def document_loss(
    network: Network, heads: DocumentHeads, items: list[DocumentItem], pieces: WordPieces,
    properties: dict[str, int], rng: random.Random,
) -> tuple[Tensor, dict[str, float]]:  # fmt: skip
    """Return the summed loss of the document heads over a batch of items, and its parts."""
    sums = _Sums({})
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = heads.words(encode(network, items, pieces))
    counts = [len(item.words) for item in items]
    outputs = zip(*(part.float().split(counts) for part in words), strict=True)
    for item, (coref, relation, event) in zip(items, outputs, strict=True):
        if any(item.scored) and len(item.mentions) > 1:
            sums.add("coref", _coref_loss(heads, item, coref))
        if item.entities and item.labelled:
            sums.add("relation", _relation_loss(heads, item, relation, properties, rng))
        if item.triggers:
            target = torch.tensor(item.triggers)
            known = ~target.isnan()
            if known.any():
                sums.add("trigger", functional.binary_cross_entropy_with_logits(
                    event[:, item.style][known], target[known]))  # fmt: skip
        for start, _, kind in item.types:
            sums.add("type", functional.cross_entropy(event[start : start + 1, 2:], torch.tensor([kind])))
    weights = {"coref": 0.7, "relation": 1.0, "trigger": 1.5, "type": 0.5}
    total = torch.zeros(())
    shown: dict[str, float] = {}
    for name, values in sums.parts.items():
        mean = torch.stack(values).mean()
        total = total + mean * weights[name]
        shown[name] = float(mean.detach())
    return total, shown


def _coref_loss(heads: DocumentHeads, item: DocumentItem, words: Tensor) -> Tensor:
    vectors = _mean(words, item.mentions)
    query, key, null = vectors[:, :COREF], vectors[:, COREF : 2 * COREF], vectors[:, 2 * COREF]
    scores = query @ key.T / math.sqrt(COREF)
    place = torch.tensor([start for start, _ in item.mentions])
    steps = (place[:, None] - place[None, :]).clamp(min=0)
    scores = scores + heads.distance[torch.bucketize(steps, torch.tensor(DISTANCES))]
    earlier = torch.ones_like(scores, dtype=torch.bool).tril(-1)
    scores = torch.cat([null[:, None], scores.masked_fill(~earlier, -1e4)], 1)
    chain = torch.tensor(item.chain)
    right = (chain[:, None] == chain[None, :]) & (chain[:, None] >= 0) & earlier
    right = torch.cat([~right.any(1, keepdim=True), right], 1)
    loss = scores.logsumexp(1) - scores.masked_fill(~right, -1e4).logsumexp(1)
    kept = torch.tensor(item.scored)
    return loss[kept].mean()


def _relation_loss(
    heads: DocumentHeads, item: DocumentItem, words: Tensor, properties: dict[str, int], rng: random.Random
) -> Tensor:
    """Adaptive thresholds: every property that holds scores above "none", every other below it."""
    entities = torch.stack([_mean(words, places).mean(0) for places in item.entities])
    count = len(item.entities)
    pairs = (
        sorted(item.pairs) if item.pairs else [(a, b) for a in range(count) for b in range(count) if a != b]
    )
    if len(pairs) > 700:
        kept = set(item.relations)
        pairs = [pair for pair in pairs if pair in kept or rng.random() < 500 / len(pairs)]
    rows = torch.tensor(pairs)
    scores = heads.properties_of(words, entities, rows)
    none = scores.shape[1] - 1
    labelled = torch.zeros(scores.shape[1], dtype=torch.bool)
    labelled[[properties[p] for p in item.labelled]] = True
    positive = torch.zeros_like(scores, dtype=torch.bool)
    for row, pair in enumerate(pairs):
        for name in item.relations.get(pair, ()):
            positive[row, properties[name]] = True
    threshold = torch.zeros_like(positive)
    threshold[:, none] = True
    above = scores.masked_fill(~(positive | threshold), -1e4).log_softmax(-1)
    below = scores.masked_fill(~((labelled[None, :] & ~positive) | threshold), -1e4).log_softmax(-1)
    first = -(above * positive).sum() / max(int(positive.any(1).sum()), 1)
    second = -below[:, none].mean() * 2.0
    return first + second * 2.0
