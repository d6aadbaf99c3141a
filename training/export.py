"""Export a checkpoint to ONNX, quantise the encoder, and write the weights folder.

`python -m training.export --run NAME --corpora ../shared/corpora --encoder DIR --output extract/language/weights`
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.heads import DocumentHeads
from training.lemmas import write_table
from training.network import Network, Sizes
from training.sentences import read_treebank

_OUTPUTS = [
    "tags", "morph", "starts", "entities", "factuality", "arcs", "dependents", "heads",
    "coreference", "relations", "events",
]  # fmt: skip
_WIDE = (384, 1536, 96)
"""Rows of the matrices that are quantised: the encoder's widths, and that of the spaces in which labels are scored."""


class _Text(nn.Module):
    def __init__(self, network: Network, heads: DocumentHeads) -> None:
        super().__init__()
        self.network, self.heads = network, heads
        mixes = (
            network.tag_mix, network.tree_mix, network.entity_mix,
            heads.coref_mix, heads.relation_mix, heads.event_mix,
        )  # fmt: skip
        self.weights = nn.Parameter(torch.stack([mix.weights.detach().softmax(0) for mix in mixes]))

    def forward(self, ids: Tensor, shapes: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        layers = self.network.read(ids, shapes, firsts)
        stacked = torch.cat(layers)
        mixed = self.weights @ stacked.reshape(len(layers), -1)
        parts = [part[None] for part in mixed.reshape(-1, *stacked.shape[1:]).unbind(0)]
        return (*self.network.score_mixed(*parts[:3], layers[-1]), *self.heads.words_mixed(*parts[3:]))


class _Labels(nn.Module):
    """The label scores of `Network.labels`, as one matrix product for all labels and one for each word."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        count, width, _ = network.label.shape
        self.count, self.width = count, width
        self.spread = nn.Parameter(network.label.detach().permute(1, 0, 2).reshape(width, count * width))
        self.network = network

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        pair = (dependents @ self.spread).reshape(-1, self.count, self.width)
        scores = (pair @ heads[:, :, None])[:, :, 0]
        return scores + self.network.label_from_dep(dependents) + self.network.label_from_head(heads)


def export_float(network: Network, heads: DocumentHeads, folder: Path) -> None:
    """Write model-float.onnx and labels.onnx."""
    ids = torch.randint(5, 1000, (1, 21))
    firsts = torch.arange(1, 18)[None]
    pieces, words = torch.export.Dim("pieces", min=3, max=510), torch.export.Dim("words", min=2, max=500)
    torch.onnx.export(
        _Text(network, heads), (ids, torch.ones_like(ids), firsts), str(folder / "model-float.onnx"), dynamo=True,
        input_names=["ids", "shapes", "firsts"], output_names=_OUTPUTS, external_data=False,
        dynamic_shapes={"ids": {1: pieces}, "shapes": {1: pieces}, "firsts": {1: words}},
    )  # fmt: skip
    width = network.label.shape[-1]
    torch.onnx.export(
        _Labels(network), (torch.randn(7, width), torch.randn(7, width)), str(folder / "labels.onnx"), dynamo=True,
        input_names=["dependents", "heads"], output_names=["labels"], external_data=False,
        dynamic_shapes={"dependents": {0: words}, "heads": {0: words}},
    )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Quantise per channel what reads whole layers (encoder, first layers of heads) and all embeddings.

    The small last layers of the heads stay in float32.
    """
    graph = onnx.load(str(source)).graph
    inputs = {tensor.name: tensor.dims[0] for tensor in graph.initializer if len(tensor.dims) == 2}
    small = [
        node.name
        for node in graph.node
        if node.op_type in ("MatMul", "Gemm") and not any(inputs.get(name, 0) in _WIDE for name in node.input)
    ]
    quantize_dynamic(
        str(source), str(target), per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=small, extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def write_pairs(heads: DocumentHeads, path: Path) -> None:
    """Write what scores pairs of mentions outside the graph: the distances of coreference."""
    np.savez(path, distance=heads.distance.detach().numpy().astype(np.float32))


def main() -> None:
    """Export the last checkpoint of a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", required=True)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=Path("extract/language/weights"))
    parser.add_argument(
        "--float", action="store_true", help="ship float32 weights, to measure what int8 costs"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    folder, output = Path("training/runs") / arguments.run, arguments.output
    state = torch.load(folder / "last.pt")
    network = Network(Sizes(**state["sizes"]))
    network.load_state_dict(state["network"])
    network.eval()
    joint = "heads" in state
    properties = json.loads((folder / "properties.json").read_text(encoding="utf-8")) if joint else ["none"]
    torch.manual_seed(0)
    heads = DocumentHeads(len(properties))
    if joint:
        heads.load_state_dict(state["heads"])
    heads.eval()
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        with torch.no_grad():
            export_float(network, heads, work)
        if arguments.float:
            shutil.copy(work / "model-float.onnx", output / "model.onnx")
            shutil.copy(work / "labels.onnx", output / "labels.onnx")
        else:
            quantise(work / "model-float.onnx", output / "model.onnx")
            quantise(work / "labels.onnx", output / "labels.onnx")
    if joint:
        write_pairs(heads, output / "pairs.npz")
    shutil.copy(folder / "inventory.json", output / "inventory.json")
    shutil.copy(arguments.encoder / "tokenizer.json", output / "tokenizer.json")
    trees = [
        sentence
        for corpus in ("ud_ewt", "ud_gum_open")
        for sentence in read_treebank(arguments.corpora / f"syntax/{corpus}/train.conllu.xz")
    ]
    write_table(trees, output / "lemmas.json")
    for path in sorted(output.iterdir()):
        print(path.name, path.stat().st_size)
    print("step", state["step"])


if __name__ == "__main__":
    main()
