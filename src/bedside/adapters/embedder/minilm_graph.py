"""Builds the ONNX graph of all-MiniLM-L6-v2 from its published weights, without torch.

The model is BERT (Devlin et al. 2019) with 6 layers of width 384 and 12 heads, distilled as MiniLM (Wang et al. 2020);
the sentence vector is the mean of the token vectors under the mask, scaled to length one (Reimers and Gurevych 2019).
onnxruntime's fused operators are used directly, so that nothing depends on its pattern matching.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from bedside.adapters.embedder.weights import Weights, model_folder, question_tuning, tuned

_MS = "com.microsoft"
_EPSILON = 1e-12
_HEADS = 12
_LAYERS = 6


def build(weights: Weights, graph_file: Path) -> None:
    """Writes the graph file; output ``vectors`` float32 (n, 384).

    Inputs are ``words`` float32 (n, tokens, 384), the vectors of the word pieces, and ``mask`` int32 (n, tokens). The
    table of word pieces is half of the weights; it stays outside, so that two graphs share it.
    """
    width = weights[_POSITIONS].shape[1]
    nodes: list[onnx.NodeProto] = []
    constants: dict[str, NDArray[np.generic]] = {}
    hidden = _embedding(weights, nodes, constants)
    for layer in range(_LAYERS):
        hidden = _layer(weights, layer, hidden, nodes, constants)
    _pooling(hidden, nodes, constants)
    graph = helper.make_graph(
        nodes,
        "all-MiniLM-L6-v2",
        [
            helper.make_tensor_value_info("words", TensorProto.FLOAT, ["n", "tokens", width]),
            helper.make_tensor_value_info("mask", TensorProto.INT32, ["n", "tokens"]),
        ],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", width])],
        [numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in constants.items()],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MS, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    # The mark spares what quantises a graph the advice to have its shapes inferred first: ours says them.
    helper.set_model_props(model, {"onnx.quant.pre_process": "onnxruntime.quant"})
    partial = graph_file.with_suffix(".partial")
    onnx.save(model, str(partial))
    partial.replace(graph_file)


def build_int8(weights: Weights, graph_file: Path) -> None:
    """Writes the graph with int8 weights, a scale for each output; twice as fast, vectors near those of `build`.

    Seven of the eight bits are used, so that sums of products overflow on no processor and every one finds the same.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole, partial = graph_file.with_suffix(".fp32"), graph_file.with_suffix(".partial")
    build(weights, whole)
    quantize_dynamic(
        whole,
        partial,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
    partial.replace(graph_file)
    whole.unlink()


_POSITIONS = "embeddings.position_embeddings.weight"


def _embedding(weights: Weights, nodes: list[onnx.NodeProto], constants: dict[str, NDArray[np.generic]]) -> str:
    # A text is one segment, so its row is part of every position's.
    constants["positions"] = weights[_POSITIONS] + weights["embeddings.token_type_embeddings.weight"][0]
    constants["embed.gamma"] = weights["embeddings.LayerNorm.weight"]
    constants["embed.beta"] = weights["embeddings.LayerNorm.bias"]
    constants["start"], constants["first_axis"] = np.zeros(1, np.int64), np.zeros(1, np.int64)
    nodes += [
        helper.make_node("Shape", ["mask"], ["length"], start=1, end=2),
        helper.make_node("Slice", ["positions", "start", "length", "first_axis"], ["placed"]),
        helper.make_node("Add", ["words", "placed"], ["embedded"]),
        helper.make_node(
            "LayerNormalization", ["embedded", "embed.gamma", "embed.beta"], ["hidden.0"], epsilon=_EPSILON
        ),
    ]
    return "hidden.0"


def _layer(
    weights: Weights, layer: int, hidden: str, nodes: list[onnx.NodeProto], constants: dict[str, NDArray[np.generic]]
) -> str:
    source, here = f"encoder.layer.{layer}.", f"layer.{layer}."
    roles = ("query", "key", "value")
    constants[here + "qkv"] = np.hstack([weights[f"{source}attention.self.{role}.weight"].T for role in roles])
    constants[here + "qkv.bias"] = np.hstack([weights[f"{source}attention.self.{role}.bias"] for role in roles])
    for name, where in {
        "attended": "attention.output.dense",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
    }.items():
        constants[here + name] = weights[f"{source}{where}.weight"].T
        constants[here + name + ".bias"] = weights[f"{source}{where}.bias"]
    for name, where in {"norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm"}.items():
        constants[here + name + ".gamma"] = weights[f"{source}{where}.weight"]
        constants[here + name + ".beta"] = weights[f"{source}{where}.bias"]

    def fused(kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        names = [name if name in (hidden, "mask") or name.startswith("=") else here + name for name in inputs]
        names = [name.removeprefix("=") for name in names]
        domain = "" if kind == "MatMul" else _MS
        nodes.append(helper.make_node(kind, names, [here + output], domain=domain, **attributes))
        return output

    fused("Attention", [hidden, "qkv", "qkv.bias", "mask"], "heads", num_heads=_HEADS)
    fused("MatMul", ["heads", "attended"], "mixed")
    norm = ["norm1.gamma", "norm1.beta", "attended.bias"]
    fused("SkipLayerNormalization", ["mixed", hidden, *norm], "middle", epsilon=_EPSILON)
    fused("MatMul", ["middle", "wide"], "spread")
    fused("BiasGelu", ["spread", "wide.bias"], "active")
    fused("MatMul", ["active", "narrow"], "folded")
    norm = ["norm2.gamma", "norm2.beta", "narrow.bias"]
    fused("SkipLayerNormalization", ["folded", "middle", *norm], "out", epsilon=_EPSILON)
    return here + "out"


def _pooling(hidden: str, nodes: list[onnx.NodeProto], constants: dict[str, NDArray[np.generic]]) -> None:
    constants["token_axis"] = np.array([1], np.int64)
    constants["last_axis"] = np.array([2], np.int64)
    nodes += [
        helper.make_node("Cast", ["mask"], ["weight"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["weight", "last_axis"], ["weights"]),
        helper.make_node("Mul", [hidden, "weights"], ["weighted"]),
        helper.make_node("ReduceSum", ["weighted", "token_axis"], ["summed"], keepdims=0),
        helper.make_node("LpNormalization", ["summed"], ["vectors"], axis=1, p=2),
    ]


def main(graph_file: Path, tuning: Path | None = None) -> None:
    """Builds a graph of the published weights, or, with the folder of factors, the one that reads questions."""
    weights = load_file(model_folder() / "model.safetensors")
    if tuning is None:
        build(weights, graph_file)
    else:
        build_int8(tuned(weights, question_tuning(tuning)[1]), graph_file)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
