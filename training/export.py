"""Writes the trained tagger as one ONNX file: all heads in one graph, weights as 8-bit integers with a scale for each row.

    python training/export.py --model build/tagger [--to src/sitrepdesk/language/weights]

The graph computes in single precision: the integers are only how the weights are stored (a quarter of the size), so that an answer
does not depend on what else is in the batch. Labels, pieces and the card travel inside the file as metadata.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from batches import ANSWERS, LINKS
from examples import NAMES
from onnx import TensorProto, helper, numpy_helper
from train import load

INPUTS = ("ids", "shapes", "places", "mask", "words")
OUTPUTS = ("pos", "names", "arcs", "labels", "predicates", "roles", "factuality", "types", "answers", "links")
SMALL = 40_000
"""Tensors with fewer numbers keep their precision."""


def packed(graph: onnx.GraphProto) -> None:
    """Replace each large float tensor by integers in -127 … 127 and a scale for each of its rows (or columns)."""
    gathered = {n.input[0] for n in graph.node if n.op_type == "Gather"}
    nodes = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < SMALL or values.ndim != 2:
            continue
        axis = 1 if tensor.name in gathered else 0
        scale = np.maximum(np.abs(values).max(axis, keepdims=True), 1e-8).astype(np.float32) / 127
        whole = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
        name = tensor.name
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(whole, f"{name}.int8"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{name}.scale"))
        if name in gathered:
            nodes += _gathered(graph, name)
        else:
            nodes.append(helper.make_node("Cast", [f"{name}.int8"], [f"{name}.cast"], to=TensorProto.FLOAT))
            nodes.append(helper.make_node("Mul", [f"{name}.cast", f"{name}.scale"], [name]))
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend([*nodes, *rest])


def _gathered(graph: onnx.GraphProto, name: str) -> list[onnx.NodeProto]:
    """A table that is only looked up stays small in memory too: the rows are widened behind the look-up."""
    for node in list(graph.node):
        if node.op_type == "Gather" and node.input[0] == name:
            at, out = node.input[1], node.output[0]
            place = list(graph.node).index(node)
            graph.node.remove(node)
            made = [
                helper.make_node("Gather", [f"{name}.int8", at], [f"{out}.int8"], axis=0),
                helper.make_node("Cast", [f"{out}.int8"], [f"{out}.cast"], to=TensorProto.FLOAT),
                helper.make_node("Gather", [f"{name}.scale", at], [f"{out}.scale"], axis=0),
                helper.make_node("Mul", [f"{out}.cast", f"{out}.scale"], [out]),
            ]
            for k, n in enumerate(made):
                graph.node.insert(place + k, n)
    return []


def main() -> None:
    """Export, pack, name by content."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", type=Path, default=Path("build/tagger"))
    ap.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "src" / "sitrepdesk" / "language" / "weights")
    args = ap.parse_args()
    model, labels, _ = load(args.model, "tagger.safetensors")
    model.eval()
    one = torch.ones(2, 9, dtype=torch.long)
    words = torch.tensor([[1, 2, 3, 5], [1, 3, 0, 0]])
    raw = args.model / "raw.onnx"
    axes = {n: {0: "batch", 1: "words" if n == "words" else "pieces"} for n in INPUTS}
    axes |= {n: {0: "batch", 1: "words", **({2: "words2"} if n in {"arcs", "roles", "links"} else {})} for n in OUTPUTS}
    torch.onnx.export(model, (one, one, one, one, words), str(raw), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
                      opset_version=17, dynamo=False)  # fmt: skip
    graph = onnx.load(str(raw))
    packed(graph.graph)
    meta = {
        "labels": json.dumps(asdict(labels) | {"names": NAMES, "links": LINKS, "answers": ANSWERS}),
        "vocabulary": (args.model / "vocab.txt").read_text(encoding="utf-8"),
        "card": (args.model / "card.json").read_text(encoding="utf-8"),
    }
    helper.set_model_props(graph, meta)
    data = graph.SerializeToString(deterministic=True)
    args.to.mkdir(parents=True, exist_ok=True)
    for old in args.to.glob("tagger-*.onnx"):
        old.unlink()
    name = f"tagger-{hashlib.sha256(data).hexdigest()[:12]}.onnx"
    (args.to / name).write_bytes(data)
    print(f"{name}: {len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
