"""Train what scores the relations of entities, over the vectors of the shipped language model.

    python -m training.relations --corpora ../shared/corpora

The encoder stays as it is; the layers that read its vectors are learnt here, and written as `relations.npz`. The epoch
that does best on Re-DocRED's development part is kept, its scores turned into probabilities on the same part.
"""

import argparse
import itertools
import math
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional

from extract.language import load
from extract.language.relations import RELATION_CLASSES, RelationScorer, pair_margins
from extract.language.standing import DISTANCES, KINDS, PAIR_FLAGS, standing, words_of
from training.documents import DocumentItem, DocumentReader

VECTOR, WIDTH, HEADS, BLOCK, HIDDEN = 192, 192, 4, 16, 256
CLASSES = len(DISTANCES)
NUMBERS = {name: number for number, name in enumerate(RELATION_CLASSES)}


@dataclass
class Example:
    """A text with its entities: `true` [pairs, properties], and the properties that its corpus labels."""

    words: Tensor
    pooled: Tensor
    kinds: Tensor
    to_words: Tensor
    to_entities: Tensor
    rows: Tensor
    gaps: Tensor
    sentences: Tensor
    flags: Tensor
    between: Tensor
    true: Tensor
    labelled: Tensor
    facts: int


class _Attention(nn.Module):
    def __init__(self, query: int, key: int, value: int, out: int | None) -> None:
        super().__init__()
        self.query = nn.Linear(query, HEADS * 32)
        self.key = nn.Linear(key, HEADS * 32)
        self.value = nn.Linear(key, HEADS * value)
        self.out = nn.Linear(HEADS * value, out) if out else None

    def forward(self, queries: Tensor, keys: Tensor, bias: Tensor) -> Tensor:
        """Return what each query sees; `bias` [heads, queries, keys]."""
        q, k, v = (
            layer(x).view(len(x), HEADS, -1).transpose(0, 1)
            for layer, x in ((self.query, queries), (self.key, keys), (self.value, keys))
        )
        seen = ((q @ k.transpose(1, 2)) / math.sqrt(32) + bias).softmax(-1) @ v
        seen = seen.transpose(0, 1).flatten(1)
        result: Tensor = seen if self.out is None else self.out(seen)
        return result


class RelationHead(nn.Module):
    """The layers of `extract.language.relations.RelationScorer`."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.entity = nn.Linear(VECTOR + KINDS, WIDTH)
        self.see = _Attention(WIDTH, VECTOR, 48, WIDTH)
        self.see_near = nn.Parameter(torch.zeros(HEADS, CLASSES))
        self.first_norm, self.second_norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.meet = _Attention(WIDTH, WIDTH, 32, WIDTH)
        self.meet_near = nn.Parameter(torch.zeros(HEADS, 2 * CLASSES))
        self.widen, self.shrink = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.look = _Attention(2 * WIDTH, VECTOR, 64, None)
        self.near = nn.Parameter(torch.zeros(2, HEADS, CLASSES))
        self.gap, self.apart = nn.Embedding(CLASSES, 16), nn.Embedding(4, 8)
        features = 3 * WIDTH + HEADS * 64 + VECTOR + 24 + PAIR_FLAGS + 2 * KINDS
        self.hidden, self.deeper = nn.Linear(features, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.left, self.right = nn.Linear(WIDTH + HEADS * 64, WIDTH), nn.Linear(WIDTH + HEADS * 64, WIDTH)
        self.property = nn.Linear(HIDDEN, len(RELATION_CLASSES))
        self.bilinear = nn.Linear(WIDTH * BLOCK, len(RELATION_CLASSES))
        self.threshold = nn.Linear(HIDDEN, 1)
        self.drop, self.thin = nn.Dropout(drop), nn.Dropout(0.1)

    def forward(self, item: Example) -> Tensor:
        """Return [pairs, properties]: scores above the pair's threshold."""
        words = self.thin(item.words)
        x = self.drop(functional.gelu(self.entity(torch.cat([item.pooled, item.kinds], 1))))
        x = x + self.drop(self.see(x, words, self.see_near[:, item.to_words]))
        y = self.first_norm(x)
        x = x + self.drop(self.meet(y, y, self.meet_near[:, item.to_entities]))
        x = x + self.drop(self.shrink(functional.gelu(self.widen(self.second_norm(x)))))
        one, two = item.rows.T
        a, b = x[one], x[two]
        near = self.near[0][:, item.to_words][:, one] + self.near[1][:, item.to_words][:, two]
        around = self.look(torch.cat([a, b], 1), words, near)
        hidden = self.hidden(torch.cat([
            a, b, a * b, around, item.between, self.gap(item.gaps), self.apart(item.sentences), item.flags,
            item.kinds[one], item.kinds[two],
        ], 1))  # fmt: skip
        hidden = self.drop(functional.gelu(hidden))
        hidden = hidden + self.drop(functional.gelu(self.deeper(hidden)))
        left, right = (
            torch.tanh(layer(torch.cat([side, around], 1))).view(len(a), -1, BLOCK)
            for layer, side in ((self.left, a), (self.right, b))
        )
        products = (left[..., :, None] * right[..., None, :]).flatten(1)
        scores: Tensor = self.property(hidden) + self.bilinear(self.drop(products)) - self.threshold(hidden)
        return scores


def examples(nlp: Language, items: Iterable[DocumentItem]) -> Iterator[Example]:
    """Yield what the head reads of each text, as the language model annotates its words."""
    items, again = itertools.tee(item for item in items if len(item.entities) > 1)
    docs = nlp.pipe((Doc(nlp.vocab, words=item.words) for item in again), batch_size=64)
    for item, doc in zip(items, docs, strict=True):
        words = words_of(doc)
        found = standing(words, item.entities, (0, len(words.vectors)), item.pairs or None)
        true = np.zeros((len(found.rows), len(RELATION_CLASSES)), dtype=np.float32)
        for row, (one, two) in enumerate(found.rows.tolist()):
            for name in item.relations.get((one, two), ()):
                if name in NUMBERS:
                    true[row, NUMBERS[name]] = 1.0
        labelled = torch.zeros(len(RELATION_CLASSES))
        labelled[[NUMBERS[name] for name in item.labelled if name in NUMBERS]] = 1.0
        parts = (found.pooled, found.kinds, found.to_words, found.to_entities, found.rows, found.gaps,
                 found.sentences, found.flags, found.between)  # fmt: skip
        vectors = words.vectors[~words.spaces].astype(np.float32)
        facts = sum(len(names) for names in item.relations.values())
        yield Example(
            *(torch.from_numpy(np.ascontiguousarray(part)) for part in (vectors, *parts, true)),
            labelled=labelled,
            facts=facts,
        )


def crops(items: Iterable[DocumentItem], count: int, rng: random.Random) -> Iterator[DocumentItem]:
    """Yield pieces of documents, one to three sentences long, so that not all that is short is of one corpus."""
    for item in items:
        bounds = sorted({0, *item.breaks, len(item.words)})
        for _ in range(count):
            at = rng.randrange(len(bounds) - 1)
            start, end = bounds[at], bounds[min(at + rng.randint(1, 3), len(bounds) - 1)]
            inside = [
                [(a - start, b - start) for a, b in places if start <= a and b <= end]
                for places in item.entities
            ]
            number = {old: new for new, old in enumerate(i for i, places in enumerate(inside) if places)}
            yield replace(
                item,
                words=item.words[start:end],
                entities=[places for places in inside if places],
                relations={
                    (number[a], number[b]): names
                    for (a, b), names in item.relations.items()
                    if a in number and b in number
                },
            )


def loss_of(scores: Tensor, item: Example) -> Tensor:
    """Return the loss of the labelled properties, so scaled that a text counts by the root of its pairs."""
    each = functional.binary_cross_entropy_with_logits(scores, item.true, reduction="none")
    return (each * item.labelled).sum() / (8 * math.sqrt(len(item.true)))


def best_f1(head: RelationHead, items: list[Example]) -> float:
    """Return the best F1, in percent, that one threshold over all labelled properties reaches."""
    head.eval()
    scores, true = [], []
    with torch.no_grad():
        for item in items:
            kept = item.labelled > 0
            scores.append(head(item)[:, kept].flatten())
            true.append(item.true[:, kept].flatten())
    head.train()
    order = torch.cat(scores).argsort(descending=True)
    hits = torch.cat(true)[order].double().cumsum(0)
    facts = sum(item.facts for item in items)
    return float(100 * (2 * hits / (torch.arange(1, len(hits) + 1) + facts)).max())


def batches(documents: list[Example], sentences: list[Example], rng: random.Random) -> list[list[Example]]:
    """Return one pass: every document by itself, short texts twelve at a time."""
    found = [[item] for item in documents]
    items = rng.sample(sentences, len(sentences))
    found += [items[at : at + 12] for at in range(0, len(items), 12)]
    rng.shuffle(found)
    return found


def train(
    data: dict[str, list[Example]], passes: int, rate: float, drop: float, rng: random.Random
) -> RelationHead:
    """Return the averaged weights of the pass that does best on the development part."""
    head, average = RelationHead(drop), RelationHead(drop)
    average.load_state_dict(head.state_dict())
    optimiser = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.01)
    sets = data["redocred"], [*data["crops"], *data["knowledgenet"]]
    total, step, best, kept = passes * len(batches(*sets, rng)), 0, 0.0, dict(average.state_dict())
    started = time.monotonic()
    for number in range(passes):
        for batch in batches(*sets, rng):
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 200) * max(0.02, 1 - step / total)
            loss = torch.stack([loss_of(head(item), item) for item in batch]).sum() / math.sqrt(len(batch))
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            step += 1
            share = min(0.998, step / (step + 10))
            with torch.no_grad():
                for mine, its in zip(average.parameters(), head.parameters(), strict=True):
                    mine.lerp_(its, 1 - share)
        figures = {name: best_f1(average, data[name]) for name in ("redocred dev", "knowledgenet dev")}
        print(
            number,
            {k: round(v, 2) for k, v in figures.items()},
            f"{time.monotonic() - started:.0f} s",
            flush=True,
        )
        if figures["redocred dev"] > best:
            best, kept = figures["redocred dev"], {k: v.clone() for k, v in average.state_dict().items()}
    average.load_state_dict(kept)
    return average


def calibration(nlp: Language, reader: DocumentReader, scorer: RelationScorer) -> NDArray[np.float32]:
    """Return [properties, 2]: one slope, and a shift for each property, by the likelihood on redocred's dev part.

    The shifts are drawn to the common one as if 5 pairs spoke for it.
    """
    margins, truth = [], []
    for item in reader.redocred("dev"):
        doc = nlp(Doc(nlp.vocab, words=item.words))
        for pairs, found in pair_margins(doc, item.entities, scorer):
            right = np.zeros(found.shape)
            for row, (one, two) in enumerate(pairs.tolist()):
                for name in item.relations.get((one, two), ()):
                    right[row, NUMBERS[name]] = 1.0
            margins.append(found.astype(np.float64))
            truth.append(right)
    x, y = np.concatenate(margins), np.concatenate(truth)
    slope, common = 1.0, 0.0
    shifts = np.zeros(x.shape[1])
    for _ in range(300):
        p = 1.0 / (1.0 + np.exp(-(slope * x + common + shifts)))
        error = p - y
        weight = p * (1 - p)
        slope -= 0.5 * (error * x).sum() / ((weight * x * x).sum() + 1.0)
        common -= 0.5 * error.sum() / (weight.sum() + 1.0)
        shifts -= 0.5 * (error.sum(0) + 1.0 * shifts) / (weight.sum(0) + 1.0)
    p = 1.0 / (1.0 + np.exp(-(slope * x + common + shifts)))
    right = y > 0
    for limit in (0.3, 0.4, 0.5):
        over = p > limit
        hit = (over & right).sum()
        print("relations over", limit, "P", hit / max(over.sum(), 1), "R", hit / right.sum(),
              "F1", 2 * hit / (over.sum() + right.sum()))  # fmt: skip
    print("slope", slope, "shift", common, "expected", p.sum(), "true", y.sum())
    return np.stack([np.full(x.shape[1], slope), common + shifts], axis=1).astype(np.float32)


def write(head: RelationHead, path: Path, table: NDArray[np.float32] | None = None) -> None:
    """Write the layers (float16) and the calibration as the arrays that `RelationScorer` reads."""
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in head.state_dict().items()}
    flat = np.array([[1.0, 0.0]] * len(RELATION_CLASSES)) if table is None else table
    np.savez(
        path,
        properties=np.array(RELATION_CLASSES),
        blocks=np.zeros(BLOCK, dtype=np.int8),
        calibration=flat.astype(np.float32),
        **arrays,
    )


def main() -> None:
    """Read, train, calibrate and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--weights", type=Path, default=Path("extract/language/weights"))
    parser.add_argument("--passes", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--drop", type=float, default=0.35)
    parser.add_argument("--crops", type=int, default=4, help="pieces of each document in every pass")
    parser.add_argument("--seed", type=int, default=2)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    nlp, reader = load(arguments.weights), DocumentReader(arguments.corpora)
    nlp.remove_pipe("actorgraph_coreference")
    rng = random.Random(arguments.seed)  # noqa: S311 - seeded, for the order of the texts
    read = {
        "redocred": reader.redocred("train"),
        "knowledgenet": reader.knowledgenet("train"),
        "crops": crops(reader.redocred("train"), arguments.crops, rng),
        "redocred dev": reader.redocred("dev"),
        "knowledgenet dev": reader.knowledgenet("dev"),
    }
    data = {name: list(examples(nlp, items)) for name, items in read.items()}
    head = train(data, arguments.passes, arguments.rate, arguments.drop, rng)
    path = arguments.weights / "relations.npz"
    write(head, path)
    write(head, path, calibration(nlp, reader, RelationScorer(path)))


if __name__ == "__main__":
    main()
