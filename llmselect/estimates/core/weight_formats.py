"""How weights are stored, as far as speed cares: the class of a quantization, read from its name in this one place."""

import re
from enum import StrEnum

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.quantizations import Quantization
from llmselect.errors import UnknownName


class Storage(StrEnum):
    """Ways to store weights that run alike."""

    F16 = "f16"
    BF16 = "bf16"
    """Apart from F16 because graphics cards without BF16 units emulate it."""
    EIGHT = "q8"
    PLAIN = "plain"
    """One scale a block: Q4_0, MXFP4, AWQ and their kin."""
    K = "k"
    K_LOW = "klow"
    """K-quants of three bits and less."""
    IQ = "iq"
    """Codebooks, which cost arithmetic."""
    MLX = "mlx"


PATTERNS = (
    (r"mlx", Storage.MLX),
    (r"iq[1-4]|tq[12]", Storage.IQ),
    (r"bf16", Storage.BF16),
    (r"f16|fp16|f32", Storage.F16),
    (r"mxfp4|nvfp4|fp4|awq|gptq|int4|w4a16|nf4|bnb-?4|q[45]_[01]", Storage.PLAIN),
    (r"q8|fp8|int8|w8a8|bnb-?8", Storage.EIGHT),
    (r"q[1-3]_k", Storage.K_LOW),
)
"""First match wins, so `UD-IQ2_XXS` is a codebook; anything else is taken for a K-quant of four to six bits."""


def storage(quantization: str) -> Storage:
    """Class of a quantization id, known to the catalog or not (`UD-Q4_K_XL`, `Q5_K - Medium`, `MLX-4bit`)."""
    name = quantization.casefold()
    return next((kind for pattern, kind in PATTERNS if re.search(pattern, name)), Storage.K)


STAND_INS = (
    (r"q2_k(_m|_l|_xl)?", "Q2_K"),
    (r"q3_k(_m|_xl)?", "Q3_K_M"),
    (r"q4_k(_m|_l|_xl)?", "Q4_K_M"),
    (r"q5_k(_m|_l|_xl)?", "Q5_K_M"),
    (r"q6_k(_m|_l|_xl)?", "Q6_K"),
    (r"q8_k_xl|q8_0_l", "Q8_0"),
    (r"q5_1", "Q5_0"),
    (r"iq3_xx?s", "IQ3_XXS"),
    (r"f16-gptoss|mxfp4(_moe)?", "MXFP4"),
    (r"nvfp4([-_]?\w+)?|(modelopt[-_])?fp4", "NVFP4"),
    (r"nf4|bnb(-4bit)?", "NF4"),
    (r"int8|w8a8([-_]int8)?", "INT8"),
    (r"int4|w4a16([-_]g128)?|awq([-_](4bit|g128))?", "AWQ-INT4"),
    (r"gptq([-_](4bit|g128))?|auto-?round([-_]int4)?", "GPTQ-INT4"),
    (r"fp8([-_]\w+)*|w8a8[-_]fp8", "FP8"),
    (r"f32|fp32|float32", "F16"),
)
OWN_MIXES = re.compile(r"iq1_[sm]|iq2_(xxs|xs|s|m)|iq3_[sm]|iq4_(nl|xs)|q2_k_s|q3_k_[sl]|q[45]_k_s|tq[12]_0")
"""Mixes of llama.cpp that the catalog has: a publisher's own recipe of such a name (`UD-IQ1_S`) starts from them."""
RUN_TOGETHER = re.compile(r"^(q\d)_?k_?([sml])$")
"""`q4km`: people leave the lines out."""
OF_A_GGUF_FILE = re.compile(r"ud-(i?q\d|tq\d|mxfp4)")
"""Unsloth's dynamic mixes are GGUF files: there is no UD-FP8 and no UD-AWQ."""
FOREIGN = re.compile(r"exl\d|bpw|aqlm|hqq|quip|\d ?-?bits?|half|float16")
"""Names of formats without a mix here, and of bits without a format."""
BITS = re.compile(r"(\d{1,2}(?:\.\d+)?) ?-?_?(?:bpw|bits?)")
OF_BITS = (
    (2.5, ("IQ2_M", "Q2_K")),
    (3.4, ("IQ3_M", "Q3_K_M")),
    (4.4, ("AWQ-INT4", "NF4", "Q4_K_M")),
    (5.4, ("Q5_K_M",)),
    (6.5, ("Q6_K",)),
    (8.0, ("FP8", "INT8", "Q8_0")),
    (16.0, ("FP16", "BF16", "F16")),
)
"""What runs on the same graphics cards at about as many bits a weight."""
SIZES = {" - small": "_s", " - medium": "_m", " - large": "_l"}
"""As llama-bench prints them."""


def stand_in(quantization: str) -> str | None:
    """Catalog id of the nearest mix to a published one that the catalog lacks (`UD-Q4_K_XL`: Q4_K_M); None: no name.

    Meant for questions about real files, whose size replaces the computed one.
    """
    name = quantization.casefold().removesuffix(".gguf")
    if name.startswith("ud-") and not OF_A_GGUF_FILE.match(name):
        return None
    name = name.removeprefix("ud-")
    for words, size in SIZES.items():
        name = name.replace(words, size)
    name = RUN_TOGETHER.sub(r"\1_k_\2", name)
    if OWN_MIXES.fullmatch(name):
        return name.upper()
    return next((known for pattern, known in STAND_INS if re.fullmatch(pattern, name)), None)


def nearest_formats(name: str) -> tuple[str, ...] | None:
    """Formats of about as many bits that run on the same hardware, for one without a mix here (`EXL2-4.65bpw`, `4bit`).

    None for a name of no such format.
    """
    folded = name.casefold()
    if "mlx" in folded or not FOREIGN.search(folded):
        return None
    found = BITS.search(folded)
    bits = float(found[1]) if found else 16.0 if re.search("half|float16", folded) else 4.4
    return min(OF_BITS, key=lambda row: abs(row[0] - bits))[1]


def nearest_quantization(catalog: Catalog, name: str) -> Quantization:
    """The catalog's quantization of that name, or the nearest mix to it; raises UnknownName."""
    try:
        return catalog.quantization(name)
    except UnknownName:
        nearest = stand_in(name)
        if nearest is None:
            raise
        return catalog.quantization(nearest)
