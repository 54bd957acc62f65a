"""The shape of a language model, and how its weights are stored, from a GGUF header."""

import re
from collections.abc import Sequence
from typing import Final

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.gaps import ReadableFacts
from llmselect.catalog.configs.gaps import still_told as still_known
from llmselect.catalog.configs.read import read
from llmselect.catalog.gguf.gguf_keys import gguf_keys
from llmselect.catalog.gguf.header import ARCHITECTURE, Header
from llmselect.catalog.gguf.names import MODEL_TYPES, NO_TEXT
from llmselect.catalog.gguf.tensors import TensorInfo
from llmselect.catalog.gguf.translate import NAMED, config_of
from llmselect.errors import BadConfig, nearest, shortened
from llmselect.text import Text

FILE_TYPES: Final = {
    0: "F32",
    1: "F16",
    2: "Q4_0",
    3: "Q4_1",
    7: "Q8_0",
    8: "Q5_0",
    9: "Q5_1",
    10: "Q2_K",
    11: "Q3_K_S",
    12: "Q3_K_M",
    13: "Q3_K_L",
    14: "Q4_K_S",
    15: "Q4_K_M",
    16: "Q5_K_S",
    17: "Q5_K_M",
    18: "Q6_K",
    19: "IQ2_XXS",
    20: "IQ2_XS",
    21: "Q2_K_S",
    22: "IQ3_XS",
    23: "IQ3_XXS",
    24: "IQ1_S",
    25: "IQ4_NL",
    26: "IQ3_S",
    27: "IQ3_M",
    28: "IQ2_S",
    29: "IQ2_M",
    30: "IQ4_XS",
    31: "IQ1_M",
    32: "BF16",
    36: "TQ1_0",
    37: "TQ2_0",
    38: "MXFP4",
    39: "NVFP4",
}
"""`general.file_type`: LlamaFileType of gguf-py/gguf/constants.py (https://github.com/ggml-org/llama.cpp)."""


def architecture(header: Header, tensors: Sequence[TensorInfo] = ()) -> Architecture:
    """The shape that the header describes; the list of tensors settles vocabulary and shared embeddings.

    Raises BadConfig for an architecture that is not known, or that no Architecture can describe, and for keys that are
    missing or impossible.
    """
    _refuse_textless(header.keys.get(ARCHITECTURE))  # first, as such files lack the keys of a model
    gguf = gguf_keys(header, tensors)
    _refuse(gguf.architecture)
    try:
        return read(config_of(header, tensors))
    except BadConfig as fault:
        raise BadConfig(_in_gguf_words(str(fault), gguf.architecture)) from None


def quantization(header: Header, catalog: Catalog) -> str | None:
    """The catalog's id of how most weights are stored, by `general.file_type`; None where not told or not known."""
    kind = header.keys.get("general.file_type")
    name = FILE_TYPES.get(kind) if isinstance(kind, int) else None
    if name is None:
        return None
    known = {each: record.id for record in catalog.file.quantizations for each in (record.id, *record.aliases)}
    return known.get(name)


def _refuse_textless(name: object) -> None:
    if isinstance(name, str) and name in NO_TEXT:
        raise BadConfig(f"GGUF header: {ARCHITECTURE} is {name}: {NO_TEXT[name]}; expected a transformer that writes")


def _refuse(name: str) -> None:
    if name not in MODEL_TYPES:
        near = nearest(name, MODEL_TYPES)
        hint = f"; the nearest known here are {', '.join(near)}" if near else ""
        raise BadConfig(f"GGUF header: {ARCHITECTURE} is {shortened(name)}, whose shape is not known here{hint}")


def _in_gguf_words(sentence: str, name: str) -> str:
    """The reader of config.json names its own keys; a person looks for those of the file."""
    words = "|".join(sorted(NAMED, key=len, reverse=True))
    sentence = re.sub(rf"\b({words})\b", lambda match: f"{name}.{NAMED[match[1]]}", sentence, count=1)
    return sentence.replace("config.json", "GGUF header", 1)


def still_told(header: Header) -> tuple[Text, ...]:
    """One sentence of what the header tells, whatever its architecture; none where it tells nothing."""
    name = header.keys.get(ARCHITECTURE)

    def whole(key: str, high: int = 2**24) -> int | None:
        value = header.keys.get(f"{name}.{key}")
        return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= high else None

    heads, hidden = whole("attention.head_count"), whole("embedding_length")
    size = whole("attention.key_length") or (hidden // heads if heads and hidden and not hidden % heads else None)
    kv = whole("attention.head_count_kv") or heads
    row = 2 * kv * size if kv and size and not whole("attention.kv_lora_rank") else None
    count = header.keys.get("general.parameter_count")
    parameters = count if isinstance(count, int) and 0 < count <= 10**14 else None
    return still_known(
        ReadableFacts(whole("block_count", 2000), hidden, row, whole("context_length", 10**8), parameters)
    )
