"""Weights in half precision on disk, in single precision in memory: half the size, and the same entities found."""

from __future__ import annotations

from spacy.language import Language

HALF, SINGLE = "float16", "float32"


def set_precision(nlp: Language, dtype: str) -> None:
    """Convert the weights of every trained component to ``float16`` for storing or ``float32`` for use."""
    for _, component in nlp.components:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype(dtype))
