"""Defaults of the configuration classes of transformers for keys missing in a config.json."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, cast

from llmselect.catalog.configs.values import Values

FILE: Final = Path(__file__).parent / "left_out.json"
"""Written by `python -m scripts.read_left_out` from transformers; its first entry names the version."""
ALWAYS_WRITTEN: Final = frozenset(
    {"hidden_size", "n_embd", "d_model", "num_hidden_layers", "n_layer", "num_layers", "num_attention_heads", "n_head"}
    | {"num_heads", "num_key_value_heads", "vocab_size", "intermediate_size", "layer_types"}
)
"""Keys that a file of its own always gives; only one inside another leaves them out (LLaVA, Gemma 3, Pixtral)."""


@lru_cache(maxsize=1)
def _file() -> Mapping[str, Mapping[str, object]]:
    return cast("Mapping[str, Mapping[str, object]]", json.loads(FILE.read_text("utf-8")))


def left_out(model_type: str, *, nested: bool) -> Values:
    """The defaults of a model type; none for one that transformers does not know."""
    defaults = _file().get(model_type) or _file().get(language_type(model_type) or "", {})
    return defaults if nested else {key: value for key, value in defaults.items() if key not in ALWAYS_WRITTEN}


def language_type(model_type: str) -> str | None:
    """The model type of the language part, for the types of models that also see or hear."""
    inner_type = _file()["language part"].get(model_type)
    return inner_type if isinstance(inner_type, str) else None


def is_known(model_type: str) -> bool:
    """Whether transformers has a class for that model type, of a language model or of one that also sees or hears."""
    file = _file()
    listed = model_type in file or f"{model_type}_text" in file or model_type in file["language part"]
    return listed and model_type not in ("source", "language part")
