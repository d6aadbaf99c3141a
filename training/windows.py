"""Sentences into windows of word pieces, and windows into padded batches with their targets."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from extract.language.labels import TAGS
from extract.language.pieces import SHAPES, WordPieces, shape_of
from training.sentences import Sentence

__all__ = ["Batch", "Inventory", "collate", "in_batches", "pack"]

Window = list[Sentence]


@dataclass(frozen=True)
class Inventory:
    """The closed sets of tags, morphology classes ("UPOS|FEATS") and dependency labels."""

    xpos: tuple[str, ...]
    morph: tuple[str, ...]
    deps: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> "Inventory":
        """Collect the classes of parsed sentences, sorted."""
        return cls(
            xpos=tuple(sorted({tag for s in sentences for tag in s.xpos})),
            morph=tuple(
                sorted({f"{u}|{f}" for s in sentences for u, f in zip(s.upos, s.feats, strict=True)})
            ),
            deps=tuple(sorted({dep for s in sentences for dep in s.deps})),
        )


@dataclass
class Batch:
    """Padded inputs and targets; -100 (or NaN, or all-allowed) marks what is not scored."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    firsts: Tensor
    xpos: Tensor
    morph: Tensor
    starts: Tensor
    heads: Tensor
    deps: Tensor
    same: Tensor
    allowed: Tensor
    facts: Tensor
    words: int


def pack(
    sentences: Sequence[Sentence], pieces: WordPieces, rng: random.Random, most: int
) -> Iterator[Window]:
    """Yield runs of neighbouring sentences of one document, up to a random number of pieces."""
    window: Window = []
    size, limit = 0, rng.randint(most // 3, most)
    for sentence in sentences:
        length = sum(len(piece) for piece in pieces.of(sentence.words))
        if length > most:
            continue
        if window and (size + length > limit or window[-1].group != sentence.group):
            yield window
            window, size, limit = [], 0, rng.randint(most // 3, most)
        window.append(sentence)
        size += length
    if window:
        yield window


def in_batches(windows: list[Window], rng: random.Random, size: int) -> list[list[Window]]:
    """Group windows of like length into batches of about `size` words, in random order."""
    keyed = sorted(windows, key=lambda window: sum(len(s.words) for s in window) + rng.random() * 10)
    batches: list[list[Window]] = []
    words = size
    for window in keyed:
        length = sum(len(sentence.words) for sentence in window)
        if words + length > size:
            batches.append([])
            words = 0
        batches[-1].append(window)
        words += length
    rng.shuffle(batches)
    return batches


def _recased(window: Window, rng: random.Random) -> list[str]:
    words = [word for sentence in window for word in sentence.words]
    draw = rng.random()
    if draw < 0.05:
        return [word.upper() for word in words]
    if draw < 0.08:
        return [word.lower() for word in words]
    if draw < 0.10:
        return [word[:1].upper() + word[1:] for word in words]
    return words


def collate(windows: list[Window], pieces: WordPieces, inventory: Inventory, rng: random.Random) -> Batch:
    """Build one batch; a small part of the windows is read in capitals, lower case or headline case."""
    xpos = {tag: index for index, tag in enumerate(inventory.xpos)}
    morph = {tag: index for index, tag in enumerate(inventory.morph)}
    deps = {tag: index for index, tag in enumerate(inventory.deps)}
    encoded = []
    for window in windows:
        words = _recased(window, rng)
        ids, shapes, firsts = [pieces.first], [0], []
        for word, own in zip(words, pieces.of(words), strict=True):
            firsts.append(len(ids))
            ids.extend(own)
            shapes.extend([shape_of(word)] * len(own))
        ids.append(pieces.last)
        shapes.append(SHAPES.index("none"))
        encoded.append((ids, shapes, firsts))
    rows, width = len(windows), max(len(e[0]) for e in encoded)
    most = max(len(e[2]) for e in encoded)
    ids_t, shapes_t = torch.zeros(rows, width, dtype=torch.long), torch.zeros(rows, width, dtype=torch.long)
    mask, firsts_t = torch.full((rows, 1, 1, width), -10000.0), torch.zeros(rows, most, dtype=torch.long)
    targets = [torch.full((rows, most), -100, dtype=torch.long) for _ in range(4)]
    xpos_t, morph_t, heads_t, deps_t = targets
    starts, facts = torch.full((rows, most), math.nan), torch.full((rows, most), math.nan)
    same = torch.zeros(rows, most, dtype=torch.long)
    allowed = torch.ones(rows, most, len(TAGS), dtype=torch.bool)
    for row, (window, (ids, shapes, firsts)) in enumerate(zip(windows, encoded, strict=True)):
        ids_t[row, : len(ids)] = torch.tensor(ids)
        shapes_t[row, : len(ids)] = torch.tensor(shapes)
        mask[row, 0, 0, : len(ids)] = 0.0
        firsts_t[row, : len(firsts)] = torch.tensor(firsts)
        base = 0
        for number, s in enumerate(window):
            end = base + len(s.words)
            same[row, base:end] = number + 1
            if number > 0:
                starts[row, base] = 1.0
            starts[row, base + 1 : end] = 0.0
            if s.heads:
                xpos_t[row, base:end] = torch.tensor([xpos[t] for t in s.xpos])
                morph_t[row, base:end] = torch.tensor(
                    [morph[f"{u}|{f}"] for u, f in zip(s.upos, s.feats, strict=True)]
                )
                heads_t[row, base:end] = torch.tensor(s.heads) + base
                deps_t[row, base:end] = torch.tensor([deps[d] for d in s.deps])
                facts[row, base:end] = torch.tensor(s.factuality)
            if s.allowed:
                for offset, tags in enumerate(s.allowed):
                    allowed[row, base + offset] = False
                    allowed[row, base + offset, sorted(tags)] = True
            base = end
    return Batch(
        ids_t, shapes_t, mask, firsts_t, xpos_t, morph_t, starts, heads_t, deps_t, same, allowed, facts,
        sum(len(e[2]) for e in encoded),
    )  # fmt: skip
