"""Train the coreference scorer on the shipped pipeline's own annotation of the chains of gum_open and of gap.

`python -m training.coreference --corpora ../shared/corpora --weights extract/language/weights`
"""

import argparse
import csv
import json
import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor, nn

from extract.language.mentions import Mention, mentions_of
from extract.language.pairs import Columns, candidates, own_features, pair_features
from extract.language.pipeline import load
from training.entities import EntityReader

HIDDEN, EPOCHS, SEED = 96, 14, 7


@dataclass
class Example:
    """One mention: its own features, those of its pairs, and which pairs are right (none: no antecedent)."""

    own: Tensor
    pairs: Tensor
    right: Tensor


def genders(corpora: Path) -> dict[str, str]:
    """Return first names that are given to one sex in most of the country lists."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    path = corpora / "lexical/names_by_country/common-forenames-by-country.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in {row["Romanized Name"], row["Localized Name"]}:
                if name.isascii() and name.isalpha() and row["Gender"] in ("M", "F"):
                    counts[name.capitalize()][row["Gender"]] += 1
    return {name: found.most_common(1)[0][0] for name, found in sorted(counts.items()) if len(found) == 1}


def empty_weights(own: int, pair: int) -> dict[str, Any]:
    """Return weights that link nothing."""
    return {
        "none1": np.zeros((own, HIDDEN)).tolist(), "none1_bias": [0.0] * HIDDEN, "none2": [0.0] * HIDDEN,
        "none2_bias": 1.0, "own": np.zeros((own, HIDDEN)).tolist(), "pair": np.zeros((pair, HIDDEN)).tolist(),
        "pair_bias": [0.0] * HIDDEN, "score": [0.0] * HIDDEN,
    }  # fmt: skip


def gold_of(doc: Doc, mentions: list[Mention], clusters: list[list[list[int]]]) -> list[int]:
    """Return the gold cluster of each mention: exact span first, else the smallest span with the same head."""
    exact: dict[tuple[int, int], int] = {}
    for number, cluster in enumerate(clusters):
        for start, end in cluster:
            exact[start, end] = number
    result = []
    for mention in mentions:
        span = doc[mention.start : mention.end]
        key = (span.start_char, span.end_char)
        found = exact.get(key, -1)
        if found < 0:
            head = doc[mention.head]
            around = [(e - s, n) for (s, e), n in exact.items()
                      if s == key[0] and s <= head.idx < e and abs(e - key[1]) < 60]  # fmt: skip
            found = min(around)[1] if around else -1
        result.append(found)
    return result


def examples(
    doc: Doc, clusters: list[list[list[int]]], names: dict[str, str], *, partial: bool
) -> Iterator[Example]:
    """Yield the training examples of a document; with `partial`, only mentions in the given clusters count."""
    mentions = mentions_of(doc)
    if not mentions:
        return
    gold = gold_of(doc, mentions, clusters)
    columns = Columns.of(doc, mentions, names)
    own = own_features(columns)
    seen: set[int] = set()
    for index, number in enumerate(gold):
        first = number in seen
        if number >= 0:
            seen.add(number)
        before = candidates(columns, index)
        if not len(before) or (partial and not first):
            continue
        right = np.array([number >= 0 and gold[int(b)] == number for b in before])
        yield Example(
            torch.tensor(own[index], dtype=torch.float32),
            torch.tensor(pair_features(columns, index, before), dtype=torch.float32),
            torch.tensor(right),
        )


def gap_clusters(record: dict[str, Any]) -> list[list[list[int]]]:
    """Return the pronoun with the name that it stands for, if there is one."""
    by_id = {entity["id"]: entity for entity in record["entities"]}
    pronoun = by_id["p"]
    return [
        [[pronoun["start"], pronoun["end"]], [by_id[name]["start"], by_id[name]["end"]]]
        for name in ("A", "B")
        if by_id[name].get("coref")
    ]


class Scorer(nn.Module):
    """The two small networks: one for having no antecedent, one for pairs."""

    def __init__(self, own: int, pair: int) -> None:
        super().__init__()
        self.none1, self.none2 = nn.Linear(own, HIDDEN), nn.Linear(HIDDEN, 1)
        self.own, self.pair = nn.Linear(own, HIDDEN, bias=False), nn.Linear(pair, HIDDEN)
        self.score = nn.Linear(HIDDEN, 1, bias=False)
        self.drop = nn.Dropout(0.2)

    def forward(self, own: Tensor, pairs: Tensor, rows: Tensor) -> tuple[Tensor, Tensor]:
        """Score [mentions] without antecedent and [pairs], where `rows` gives the mention of each pair."""
        none = self.none2(self.drop(self.none1(own).relu()))[:, 0]
        return none, self.score(self.drop((self.pair(pairs) + self.own(own)[rows]).relu()))[:, 0]


def train(data: list[Example]) -> dict[str, Any]:
    """Train by the marginal likelihood of the right antecedents; return the weights as lists."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)  # noqa: S311 - a seeded order
    network = Scorer(len(data[0].own), data[0].pairs.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-3)
    steps = EPOCHS * (len(data) // 256 + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    for epoch in range(EPOCHS):
        rng.shuffle(data)
        total = 0.0
        for at in range(0, len(data), 256):
            batch = data[at : at + 256]
            rows = torch.tensor([i for i, e in enumerate(batch) for _ in range(len(e.pairs))])
            none, pairs = network(
                torch.stack([e.own for e in batch]), torch.cat([e.pairs for e in batch]), rows
            )
            most = max(len(e.pairs) for e in batch)
            table = torch.full((len(batch), most + 1), -1e9)
            right = torch.zeros(len(batch), most + 1, dtype=torch.bool)
            place = torch.cat([torch.arange(len(e.pairs)) for e in batch]) + 1
            table = table.index_put((rows, place), pairs)
            table = torch.cat([none[:, None], table[:, 1:]], 1)
            right[rows, place] = torch.cat([e.right for e in batch])
            right[:, 0] = ~right[:, 1:].any(1)
            loss = (table.logsumexp(1) - table.masked_fill(~right, -1e9).logsumexp(1)).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss) * len(batch)
        print("epoch", epoch + 1, "loss", round(total / len(data), 4), flush=True)
    state = {name: value.detach().numpy().round(4) for name, value in network.state_dict().items()}
    return {
        "none1": state["none1.weight"].T.tolist(), "none1_bias": state["none1.bias"].tolist(),
        "none2": state["none2.weight"][0].tolist(), "none2_bias": float(state["none2.bias"][0]),
        "own": state["own.weight"].T.tolist(), "pair": state["pair.weight"].T.tolist(),
        "pair_bias": state["pair.bias"].tolist(), "score": state["score.weight"][0].tolist(),
    }  # fmt: skip


def collect(nlp: Language, reader: EntityReader, names: dict[str, str]) -> list[Example]:
    """Annotate the training texts and return their examples."""
    data: list[Example] = []
    for record in reader.records("gum_open", "train"):
        data.extend(examples(nlp(record["text"]), record["onto_clusters"], names, partial=False))
    print("gum_open", len(data), flush=True)
    for record in reader.records("gap", "train"):
        data.extend(examples(nlp(record["text"]), gap_clusters(record), names, partial=True))
    print("with gap", len(data), flush=True)
    return data


def main() -> None:
    """Train and write coreference.json into the weights folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--weights", type=Path, default=Path("extract/language/weights"))
    parser.add_argument("--empty", action="store_true", help="write weights that link nothing")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    names = genders(arguments.corpora)
    path = arguments.weights / "coreference.json"
    if arguments.empty or not path.exists():
        sizes = (45, 72)
        path.write_text(json.dumps({"genders": names, "weights": empty_weights(*sizes)}), encoding="utf-8")
        if arguments.empty:
            return
    nlp = load(arguments.weights)
    nlp.remove_pipe("actorgraph_coreference")
    data = collect(nlp, EntityReader(arguments.corpora), names)
    table = {"genders": names, "weights": train(data)}
    path.write_text(json.dumps(table, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
