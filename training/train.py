"""Train the language model: `python -m training.train --corpora ../shared/corpora --encoder DIR --run NAME`.

Everything is seeded; a run that was stopped goes on from its last checkpoint when started again.
"""

import argparse
import itertools
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from extract.language.pieces import WordPieces
from training.entities import EntityReader
from training.network import Network, Sizes, load_encoder
from training.replacement import NamePool
from training.sentences import Sentence, read_treebank
from training.windows import Batch, Inventory, Window, collate, in_batches, pack

SEED = 20221115
DOUBTS = Path("training/runs/doubts.json")


@dataclass(frozen=True)
class Plan:
    """What a stage reads: passes over the trees, over each entity corpus, and which part of gmb_news once.

    `silver` is (n, k): every n-th sentence of gmb_news from the k-th on. `rate` scales the learning rates. With
    `doubt`, the names of GUM stand beside those that `training.doubt` read: where the two differ, either is right.
    """

    trees: int
    entities: tuple[tuple[str, str, int], ...]
    silver: tuple[int, int]
    rate: float
    exchange: bool
    doubt: bool = False


PLANS: dict[str, Plan] = {
    "first": Plan(
        trees=3,
        entities=(
            ("redocred", "train", 2), ("wikigold", "train", 2), ("uner_ewt", "dev", 2),
            ("crossner_politics", "train", 3),
        ),
        silver=(2, 0), rate=1.0, exchange=False,
    ),
    "second": Plan(
        trees=2,
        entities=(
            ("redocred", "train", 2), ("wikigold", "train", 3), ("uner_ewt", "dev", 2),
            ("crossner_politics", "train", 4), ("knowledgenet", "train", 1),
        ),
        silver=(4, 1), rate=0.5, exchange=True,
    ),
    "third": Plan(
        trees=4,
        entities=(
            ("redocred", "train", 2), ("wikigold", "train", 3), ("uner_ewt", "dev", 3),
            ("crossner_politics", "train", 3), ("knowledgenet", "train", 1),
        ),
        silver=(4, 3), rate=0.6, exchange=True,
    ),
    "fourth": Plan(
        trees=5,
        entities=(
            ("redocred", "train", 2), ("wikigold", "train", 3), ("uner_ewt", "dev", 3),
            ("crossner_politics", "train", 3), ("knowledgenet", "train", 1), ("btc", "train", 1),
            ("wnut17", "train", 1),
        ),
        silver=(6, 1), rate=0.5, exchange=True,
    ),
    "fifth": Plan(
        trees=3,
        entities=(
            ("redocred", "train", 2), ("wikigold", "train", 3), ("uner_ewt", "dev", 3),
            ("crossner_politics", "train", 3), ("knowledgenet", "train", 1), ("ecbplus", "train", 1),
            ("btc", "train", 1),
        ),
        silver=(3, 2), rate=0.5, exchange=True, doubt=True,
    ),
    "sixth": Plan(
        trees=3,
        entities=(
            ("redocred", "train", 2), ("wikigold", "train", 3), ("uner_ewt", "dev", 3),
            ("crossner_politics", "train", 3), ("knowledgenet", "train", 1), ("ecbplus", "train", 1),
            ("btc", "train", 1), ("wnut17", "train", 1),
        ),
        silver=(3, 1), rate=0.5, exchange=True, doubt=True,
    ),
    "apart": Plan(
        trees=1, entities=(("redocred", "train", 2), ("knowledgenet", "train", 1)),
        silver=(3, 0), rate=1.0, exchange=True,
    ),
    "joint": Plan(
        trees=4,
        entities=(
            ("redocred", "train", 2), ("wikigold", "train", 2), ("uner_ewt", "dev", 2),
            ("crossner_politics", "train", 2), ("knowledgenet", "train", 1),
        ),
        silver=(6, 5), rate=0.5, exchange=True,
    ),
}  # fmt: skip
"""The stages; the names of gum_open are read with its trees. "apart" leaves out the corpora of the left-out scores."""


def treebanks(corpora: Path, reader: EntityReader) -> list[Sentence]:
    """Read the two treebanks' training parts, with names (GUM) and factuality (EWT) put onto their words."""
    ewt = list(read_treebank(corpora / "syntax/ud_ewt/train.conllu.xz"))
    by_id = {sentence.identifier: sentence for sentence in ewt}
    for record in reader.records("uds_factuality", "train"):
        sentence = by_id.get(record["doc_id"])
        if sentence is not None:
            attach_factuality(sentence, record)
    gum = list(read_treebank(corpora / "syntax/ud_gum_open/train.conllu.xz"))
    named = list(reader.sentences("gum_open", "train"))
    for tree, names in zip(gum, named, strict=False):
        if tree.words == names.words:
            tree.allowed = names.allowed
    print("gum sentences with names", sum(bool(s.allowed) for s in gum), "of", len(gum), len(named))
    print("words with factuality", sum(not math.isnan(f) for s in ewt for f in s.factuality))
    return ewt + gum


def allow_read(trees: list[Sentence], path: Path) -> None:
    """Add the tags that `training.doubt` wrote for GUM's sentences to those that the corpus allows."""
    read = json.loads(path.read_text(encoding="utf-8"))
    named = [sentence for sentence in trees if sentence.allowed]
    changed = 0
    for sentence in named:
        tags = read.get(" ".join(sentence.words), [])
        if len(tags) == len(sentence.words):
            joined = [kept | {tag} for kept, tag in zip(sentence.allowed, tags, strict=True)]
            changed += sum(new != old for new, old in zip(joined, sentence.allowed, strict=True))
            sentence.allowed = joined
    print("words of GUM with a second reading", changed)


def attach_factuality(sentence: Sentence, record: dict) -> None:  # type: ignore[type-arg]
    """Put the scores of a `uds_factuality` record onto the words of its sentence, matched by the n-th like word."""
    text = record["text"]
    for event in record["events"]:
        if event.get("factuality") is None or event.get("start") is None:
            continue
        nth = text[: event["start"]].split().count(event["text"])
        places = [i for i, word in enumerate(sentence.words) if word == event["text"]]
        if nth < len(places):
            sentence.factuality[places[nth]] = float(event["factuality"])


def build(corpora: Path, pieces: WordPieces, plan: Plan) -> tuple[Inventory, list[list[Window]]]:
    """Return the inventory and the whole run's batches in order."""
    rng = random.Random(SEED)  # noqa: S311 - a seeded order of batches, nothing secret
    reader = EntityReader(corpora)
    trees = treebanks(corpora, reader)
    if plan.doubt:
        allow_read(trees, DOUBTS)
    inventory = Inventory.of(trees)
    named = {corpus: list(reader.sentences(corpus, split)) for corpus, split, _ in plan.entities}
    every, start = plan.silver
    once = list(reader.sentences("gmb_news", "train"))[start::every]
    pool = NamePool(corpora, corpora.parent / "gazetteers", [s for v in named.values() for s in v], rng)
    windows: list[Window] = list(
        pack(list(pool.exchanged(once)) if plan.exchange else once, pieces, rng, 160)
    )
    for corpus, _, passes in plan.entities:
        for _ in range(passes):
            read = list(pool.exchanged(named[corpus])) if plan.exchange else named[corpus]
            windows.extend(pack(read, pieces, rng, 200))
    for _ in range(plan.trees):
        windows.extend(pack(trees, pieces, rng, 200))
    rng.shuffle(windows)
    batches: list[list[Window]] = []
    for chunk in itertools.batched(windows, 600) if hasattr(itertools, "batched") else _chunks(windows, 600):
        batches.extend(in_batches(list(chunk), rng, 1600))
    return inventory, batches


def _chunks(windows: list[Window], size: int) -> list[list[Window]]:
    return [windows[i : i + size] for i in range(0, len(windows), size)]


def loss_of(network: Network, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """Return the summed loss of the heads and its parts."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = network(batch.ids, batch.shapes, batch.firsts, batch.mask)
    xpos, morph, start, entity, fact, arcs, dep, head = (output.float() for output in outputs)
    parts: dict[str, Tensor] = {}
    real = batch.same > 0
    known = ~batch.starts.isnan()
    parts["start"] = functional.binary_cross_entropy_with_logits(start[known], batch.starts[known])
    judged = ~batch.facts.isnan()
    if judged.any():
        parts["fact"] = functional.smooth_l1_loss(fact[judged], batch.facts[judged]) * 0.5
    parsed = batch.heads >= 0
    if parsed.any():
        parts["xpos"] = functional.cross_entropy(xpos[parsed], batch.xpos[parsed]) * 0.7
        parts["morph"] = functional.cross_entropy(morph[parsed], batch.morph[parsed]) * 0.7
        inside = batch.same[:, :, None] == batch.same[:, None, :]
        arcs = arcs.masked_fill(~inside, -1e4)
        parts["arc"] = functional.cross_entropy(arcs[parsed], batch.heads[parsed])
        chosen = torch.gather(head, 1, batch.heads.clamp(min=0)[:, :, None].expand(-1, -1, head.shape[-1]))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            labels = network.labels(dep[parsed], chosen[parsed])
        parts["label"] = functional.cross_entropy(labels.float(), batch.deps[parsed])
    scored = real & ~batch.allowed.all(-1)
    if scored.any():
        logits, allowed = entity[scored], batch.allowed[scored]
        possible = logits.masked_fill(~allowed, -1e4).logsumexp(-1)
        parts["entity"] = (logits.logsumexp(-1) - possible).mean() * 2.0
    return sum(parts.values(), torch.zeros(())), {name: float(part.detach()) for name, part in parts.items()}


def main() -> None:
    """Train, printing the mean losses, and write checkpoints to `training/runs/<run>/`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--run", required=True)
    parser.add_argument("--plan", choices=sorted(PLANS), default="first")
    parser.add_argument("--start", help="the run whose weights to start from")
    parser.add_argument("--limit", type=int, default=0, help="batches of the whole schedule; 0 for all")
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    folder = Path("training/runs") / arguments.run
    folder.mkdir(parents=True, exist_ok=True)
    pieces = WordPieces(arguments.encoder / "tokenizer.json")
    inventory, batches = build(arguments.corpora, pieces, PLANS[arguments.plan])
    total = min(len(batches), arguments.limit) if arguments.limit else len(batches)
    print(
        "batches",
        total,
        "of",
        len(batches),
        "classes",
        len(inventory.xpos),
        len(inventory.morph),
        len(inventory.deps),
    )
    (folder / "inventory.json").write_text(
        json.dumps(inventory.__dict__, ensure_ascii=False), encoding="utf-8"
    )
    sizes = Sizes(len(inventory.xpos), len(inventory.morph), len(inventory.deps))
    network = Network(sizes)
    load_encoder(network, arguments.encoder / "model.safetensors")
    if arguments.start:
        network.load_state_dict(torch.load(Path("training/runs") / arguments.start / "last.pt")["network"])
    scale = PLANS[arguments.plan].rate
    inner = [
        p for n, p in network.named_parameters() if n.startswith(("words", "positions", "layers", "norm"))
    ]
    heads = [
        p for n, p in network.named_parameters() if not n.startswith(("words", "positions", "layers", "norm"))
    ]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": 2.5e-4 * scale}, {"params": heads, "lr": 1.2e-3 * scale}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )

    def rate(step: int) -> float:
        warm = total * 0.06
        return min(step / warm, max(0.02, (total - step) / (total - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    first, last = 0, folder / "last.pt"
    if last.exists():
        state = torch.load(last)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first = state["step"]
    sums: dict[str, list[float]] = {}
    began, words = time.time(), 0
    network.train()
    for step in range(first, total):
        rng = random.Random(SEED + step)  # noqa: S311 - seeded augmentation
        batch = collate(batches[step], pieces, inventory, rng)
        loss, parts = loss_of(network, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        words += batch.words
        for name, part in parts.items():
            sums.setdefault(name, []).append(part)
        if (step + 1) % 25 == 0:
            means = " ".join(f"{name} {sum(v) / len(v):.3f}" for name, v in sorted(sums.items()))
            print(f"{step + 1}/{total} {words / (time.time() - began):.0f} words/s {means}", flush=True)
            sums.clear()
        if (step + 1) % 100 == 0 or step + 1 == total:
            torch.save(
                {"network": network.state_dict(), "optimizer": optimizer.state_dict(),
                 "schedule": schedule.state_dict(), "step": step + 1, "sizes": sizes.__dict__},
                folder / "writing.pt",
            )  # fmt: skip
            (folder / "writing.pt").replace(last)


if __name__ == "__main__":
    main()
