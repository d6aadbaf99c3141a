"""The network: one encoder, an embedding of word shapes, and heads over words."""

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from extract.language.labels import TAGS
from extract.language.pieces import SHAPES

__all__ = ["Network", "Sizes", "load_encoder"]

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512


@dataclass(frozen=True)
class Sizes:
    """Numbers of classes of the heads, and widths of the biaffine spaces."""

    xpos: int
    morph: int
    deps: int
    arc: int = 256
    label: int = 96


class Layer(nn.Module):
    """A post-norm transformer layer, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.value, self.out = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.wide, self.narrow = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return the next layer's input; `mask` is additive, [batch, 1, 1, pieces]."""
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.reshape(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = query @ key.transpose(2, 3) / math.sqrt(HIDDEN // HEADS)
        if mask is not None:
            scores = scores + mask
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


class Mix(nn.Module):
    """A learnt weighted sum of the encoder's layers."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([-2.0, -1, -1, -1, 0, 1, 2]))

    def forward(self, layers: list[Tensor]) -> Tensor:
        """Return the mixed layer."""
        weights = self.weights.softmax(0)
        total = layers[0] * weights[0]
        for index in range(1, len(layers)):
            total = total + layers[index] * weights[index]
        return total


def _dense(width: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(HIDDEN, width), nn.GELU(), nn.Dropout(0.25))


class Network(nn.Module):
    """Encoder and heads; every head reads the first piece of a word."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.shapes = nn.Embedding(len(SHAPES), HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tag_mix, self.tree_mix, self.entity_mix = Mix(), Mix(), Mix()
        self.tag_dense, self.entity_dense, self.fact_dense = _dense(256), _dense(256), _dense(128)
        self.xpos, self.morph = nn.Linear(256, sizes.xpos), nn.Linear(256, sizes.morph)
        self.start = nn.Linear(256, 1)
        self.entity = nn.Linear(256, len(TAGS))
        self.fact = nn.Linear(128, 1)
        self.arc_dep, self.arc_head = _dense(sizes.arc), _dense(sizes.arc)
        self.arc = nn.Linear(sizes.arc, sizes.arc)
        self.arc_bias = nn.Linear(sizes.arc, 1)
        self.root = nn.Linear(sizes.arc, 1)
        self.label_dep, self.label_head = _dense(sizes.label), _dense(sizes.label)
        self.label = nn.Parameter(torch.zeros(sizes.deps, sizes.label, sizes.label))
        nn.init.normal_(self.label, std=0.02)
        self.label_from_dep = nn.Linear(sizes.label, sizes.deps)
        self.label_from_head = nn.Linear(sizes.label, sizes.deps, bias=False)
        self.drop = nn.Dropout(0.1)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> list[Tensor]:
        """Return the embeddings and the six layers, each [batch, pieces, 384]."""
        place = torch.arange(ids.shape[1], device=ids.device)[None]
        x = self.drop(self.norm(self.words(ids) + self.positions(place) + self.shapes(shapes)))
        layers = [x]
        for layer in self.layers:
            layers.append(layer(layers[-1], mask))
        return layers

    def forward(
        self, ids: Tensor, shapes: Tensor, firsts: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        """Score words: xpos, morph, start, entity, factuality, arcs, label spaces of dependents and of heads.

        `ids`, `shapes`: [batch, pieces]; `firsts`: [batch, words], the place of each word's first piece.
        Arcs are [batch, dependent, head]; the diagonal is the score of being a root.
        """
        return self.score(self.read(ids, shapes, firsts, mask))

    def read(self, ids: Tensor, shapes: Tensor, firsts: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """Return the embeddings and the six layers at the words' first pieces, each [batch, words, 384]."""
        index = firsts[:, :, None].expand(-1, -1, HIDDEN)
        return [torch.gather(layer, 1, index) for layer in self.encode(ids, shapes, mask)]

    def score(self, layers: list[Tensor]) -> tuple[Tensor, ...]:
        """Return the scores of `forward` from the layers at the words."""
        return self.score_mixed(
            self.tag_mix(layers), self.tree_mix(layers), self.entity_mix(layers), layers[-1]
        )

    def score_mixed(self, tags: Tensor, tree: Tensor, names: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Return the scores of `forward` from the three mixes of layers and the last layer."""
        tag = self.tag_dense(tags)
        named = self.entity_dense(names)
        dep, head = self.arc_dep(tree), self.arc_head(tree)
        arcs = self.arc(dep) @ head.transpose(1, 2) / math.sqrt(head.shape[-1])
        arcs = arcs + self.arc_bias(head).transpose(1, 2)
        diagonal = torch.eye(dep.shape[1], dtype=dep.dtype, device=dep.device)[None]
        arcs = arcs * (1 - diagonal) + self.root(dep) * diagonal
        return (
            self.xpos(tag), self.morph(tag), self.start(tag)[:, :, 0], self.entity(named),
            self.fact(self.fact_dense(last))[:, :, 0],
            arcs, self.label_dep(tree), self.label_head(tree),
        )  # fmt: skip

    def labels(self, dep: Tensor, head: Tensor) -> Tensor:
        """Score the dependency labels of [words, label] dependents with their [words, label] heads."""
        count, width, _ = self.label.shape
        spread = self.label.permute(1, 0, 2).reshape(width, count * width)
        pair = (dep @ spread).reshape(-1, count, width)
        scores = (pair * head[:, None, :]).sum(-1)
        return scores + self.label_from_dep(dep) + self.label_from_head(head)


def load_encoder(network: Network, path: Path) -> None:
    """Copy the weights of a BERT-shaped encoder (safetensors) into the network."""
    source = load_file(str(path))
    target: dict[str, Tensor] = {
        "words.weight": source["embeddings.word_embeddings.weight"],
        "positions.weight": source["embeddings.position_embeddings.weight"]
        + source["embeddings.token_type_embeddings.weight"][:1],
    }
    names = {
        "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
        "attention.output.dense": "out", "attention.output.LayerNorm": "norm1",
        "intermediate.dense": "wide", "output.dense": "narrow", "output.LayerNorm": "norm2",
    }  # fmt: skip
    for part in ("weight", "bias"):
        target[f"norm.{part}"] = source[f"embeddings.LayerNorm.{part}"]
        for layer in range(LAYERS):
            for old, new in names.items():
                target[f"layers.{layer}.{new}.{part}"] = source[f"encoder.layer.{layer}.{old}.{part}"]
    missing = network.load_state_dict(target, strict=False)
    if missing.unexpected_keys:
        raise ValueError(f"the encoder file has unknown weights: {missing.unexpected_keys}")
