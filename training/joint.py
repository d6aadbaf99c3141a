"""Train all heads together, those of words and those of documents, from a run of `training.train`.

`python -m training.joint --corpora ../shared/corpora --encoder DIR --run NAME --start RUN`; seeded, resumable. The
checkpoint also holds the running average of the weights, which is what is exported.
"""

import argparse
import json
import random
import time
from itertools import chain
from pathlib import Path

import torch
from torch import nn

from extract.language.pieces import WordPieces
from training.documents import KNOWLEDGENET, DocumentItem, DocumentReader
from training.heads import DocumentHeads, document_loss
from training.network import Network, Sizes
from training.train import PLANS, SEED, build, loss_of
from training.windows import Window, collate

_ENCODER = ("words", "positions", "layers", "norm", "shapes")
_AVERAGE = 0.998
_BATCH_WORDS = 1500


def document_batches(
    reader: DocumentReader, properties: frozenset[str], passes: int, rng: random.Random
) -> list[list[DocumentItem]]:
    """Return the batches of documents of all passes, each batch of one kind of task."""
    kept = frozenset(p for p in properties if p != "none")
    groups: list[tuple[list[DocumentItem], int]] = [
        (list(reader.gum("train")), passes),
        (list(reader.litbank("train")), 1),
        (list(reader.gap("train")), passes),
        (list(reader.redocred("train")), 2 * passes),
        (list(reader.knowledgenet("train")), passes + 1),
        (list(reader.fewrel("train", kept)), 1),
        (list(reader.triggers("ecbplus", "train")), passes),
        ([*reader.triggers("meantime", "train"), *chain(*[reader.plover("train")] * 1)], 2 * passes),
    ]
    batches: list[list[DocumentItem]] = []
    for items, times in groups:
        if items and items[0].triggers and items[0].style == 0:
            items = [i for i in items if any(t == t for t in i.triggers)]
        for _ in range(times):
            order = sorted(items, key=lambda item: len(item.words) + rng.random() * 20)
            batch: list[DocumentItem] = []
            for item in order:
                if batch and sum(len(i.words) for i in batch) + len(item.words) > _BATCH_WORDS:
                    batches.append(batch)
                    batch = []
                batch.append(item)
            batches.append(batch)
    rng.shuffle(batches)
    return batches


def classes(reader: DocumentReader) -> list[str]:
    """Return the properties that the relation head scores, sorted."""
    found = {r["label"] for record in reader.records("redocred", "train") for r in record["relations"]}
    return sorted(found | set(KNOWLEDGENET.values()))


def main() -> None:
    """Train, printing the mean losses, and write checkpoints to `training/runs/<run>/`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--run", required=True)
    parser.add_argument("--start", required=True)
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--plan", choices=sorted(PLANS), default="joint")
    parser.add_argument("--rate", type=float, default=1.0, help="what the learning rates are multiplied by")
    parser.add_argument("--limit", type=int, default=0, help="batches of the whole schedule; 0 for all")
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    rng = random.Random(SEED + 1)  # noqa: S311 - a seeded order
    folder = Path("training/runs") / arguments.run
    folder.mkdir(parents=True, exist_ok=True)
    pieces = WordPieces(arguments.encoder / "tokenizer.json")
    reader = DocumentReader(arguments.corpora)
    names = classes(reader)
    properties = {name: index for index, name in enumerate(names)}
    inventory, flat = build(arguments.corpora, pieces, PLANS[arguments.plan])
    documents = document_batches(reader, frozenset(names), arguments.passes, rng)
    batches: list[list[Window] | list[DocumentItem]] = [*flat, *documents]
    rng.shuffle(batches)
    total = min(len(batches), arguments.limit) if arguments.limit else len(batches)
    print("batches", total, "of", len(batches), "flat", len(flat), "documents", len(documents), flush=True)
    (folder / "inventory.json").write_text(
        json.dumps(inventory.__dict__, ensure_ascii=False), encoding="utf-8"
    )
    (folder / "properties.json").write_text(json.dumps(names), encoding="utf-8")
    started = torch.load(Path("training/runs") / arguments.start / "last.pt")
    network = Network(Sizes(**started["sizes"]))
    network.load_state_dict(started["network"])
    heads = DocumentHeads(len(names))
    if "heads" in started:
        heads.load_state_dict(started["heads"])
    both = nn.ModuleDict({"network": network, "heads": heads})
    inner = [p for n, p in network.named_parameters() if n.startswith(_ENCODER)]
    old = [p for n, p in network.named_parameters() if not n.startswith(_ENCODER)]
    optimizer = torch.optim.AdamW(
        [
            {"params": inner, "lr": 1.6e-4 * arguments.rate},
            {"params": old, "lr": 5e-4 * arguments.rate},
            {"params": list(heads.parameters()), "lr": 1.2e-3 * arguments.rate},
        ],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / (total * 0.05), max(0.01, (total - step) / (total * 0.95)))
    )
    average = {name: value.detach().clone() for name, value in both.state_dict().items()}
    first, last = 0, folder / "last.pt"
    if last.exists():
        state = torch.load(last)
        network.load_state_dict(state["raw"])
        heads.load_state_dict(state["raw_heads"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        average, first = state["average"], state["step"]
    sums: dict[str, list[float]] = {}
    began, words = time.time(), 0
    both.train()
    for step in range(first, total):
        draw = random.Random(SEED + step)  # noqa: S311 - seeded augmentation
        batch = batches[step]
        if isinstance(batch[0], DocumentItem):
            items = [item for item in batch if isinstance(item, DocumentItem)]
            loss, parts = document_loss(network, heads, items, pieces, properties, draw)
            words += sum(len(item.words) for item in items)
        else:
            flat_batch = collate([w for w in batch if isinstance(w, list)], pieces, inventory, draw)
            loss, parts = loss_of(network, flat_batch)
            words += flat_batch.words
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(both.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        keep = min(_AVERAGE, (step + 1) / (step + 10))
        with torch.no_grad():
            for name, value in both.state_dict().items():
                average[name].lerp_(value, 1 - keep)
        for name, part in parts.items():
            sums.setdefault(name, []).append(part)
        if (step + 1) % 25 == 0:
            means = " ".join(f"{name} {sum(v) / len(v):.3f}" for name, v in sorted(sums.items()))
            print(f"{step + 1}/{total} {words / (time.time() - began):.0f} words/s {means}", flush=True)
            sums.clear()
        if (step + 1) % 50 == 0 or step + 1 == total:
            save = {
                "network": {n.removeprefix("network."): v for n, v in average.items() if n.startswith("network.")},
                "heads": {n.removeprefix("heads."): v for n, v in average.items() if n.startswith("heads.")},
                "raw": network.state_dict(), "raw_heads": heads.state_dict(), "average": average,
                "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "step": step + 1,
                "sizes": started["sizes"],
            }  # fmt: skip
            torch.save(save, folder / "writing.pt")
            (folder / "writing.pt").replace(last)


if __name__ == "__main__":
    main()
