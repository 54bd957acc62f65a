"""The quantizations of the catalog as the fitted loss knows them: method, bits of the layers, importance matrix."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.quantizations import Condition, Quantization, Tensor
from llmselect.catalog.weight_files.tensor_types import TensorType
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.architecture.tensor_types import CONDITIONS, TENSORS, steps_of
from llmselect.estimates.memory.weights import weights
from llmselect.estimates.quality.quantization.quantization_terms import METHODS, Method, Stored
from llmselect.units import Bools, Ints

METHOD_OF: Final[dict[TensorType, Method]] = {
    TensorType.F32: Method.NONE,
    TensorType.F16: Method.NONE,
    TensorType.BF16: Method.NONE,
    TensorType.Q8_0: Method.K_QUANT,
    TensorType.Q6_K: Method.K_QUANT,
    TensorType.Q5_K: Method.K_QUANT,
    TensorType.Q4_K: Method.K_QUANT,
    TensorType.Q3_K: Method.K_QUANT,
    TensorType.Q2_K: Method.K_QUANT,
    TensorType.Q5_1: Method.LEGACY_QUANT,
    TensorType.Q5_0: Method.LEGACY_QUANT,
    TensorType.Q4_1: Method.LEGACY_QUANT,
    TensorType.Q4_0: Method.LEGACY_QUANT,
    TensorType.TQ2_0: Method.LEGACY_QUANT,
    TensorType.TQ1_0: Method.LEGACY_QUANT,
    TensorType.IQ4_NL: Method.I_QUANT,
    TensorType.IQ4_XS: Method.I_QUANT,
    TensorType.IQ3_S: Method.I_QUANT,
    TensorType.IQ3_XXS: Method.I_QUANT,
    TensorType.IQ2_S: Method.I_QUANT,
    TensorType.IQ2_XS: Method.I_QUANT,
    TensorType.IQ2_XXS: Method.I_QUANT,
    TensorType.IQ1_M: Method.I_QUANT,
    TensorType.IQ1_S: Method.I_QUANT,
    TensorType.MXFP4: Method.MXFP4,
    TensorType.FP8_BLOCK: Method.EIGHT_BIT,
    TensorType.INT8_ROW: Method.EIGHT_BIT,
    TensorType.NVFP4: Method.NVFP4,
    TensorType.INT4_GROUP_128: Method.INT_CALIBRATED,
    TensorType.NF4: Method.INT_ROUNDED,
    TensorType.MLX_4_GROUP_64: Method.INT_ROUNDED,
    TensorType.MLX_8_GROUP_64: Method.INT_ROUNDED,
}
"""By the type that most weights of a mix take; a type that is not here is of an unknown method.

The ternary types round plainly, as the first ones do.
INT4 in groups of 128 is AWQ's and GPTQ's. MLX rounds without having seen text. Q8_0 stands with the K types: from
Q6_K on the loss is the same (`quantization_terms.FINEST_BITS`).
"""
USUAL_SHAPE: Final = Architecture(
    family="llama",
    layers=32,
    hidden_size=4096,
    vocabulary_size=128256,
    heads=32,
    kv_heads=8,
    head_size=128,
    feed_forward_size=14336,
    tied_embeddings=False,
    full_attention_layers=32,
    context_tokens=8192,
)
"""Of Llama 3 8B: the bits of the measured files' layers are counted on such models."""
WIDE_BITS: Final = 16.0
NO_QUANTIZATION: Final = -1
"""An offer: what its provider stores is not known here, and nothing is charged."""


def stored_as(quantizations: Sequence[Quantization]) -> Stored:
    """A row a quantization, in their order, and a last row for NO_QUANTIZATION, which loses nothing."""
    methods = [METHODS.index(method_of(each)) for each in quantizations]
    matrix = [1.0 if method_of(each) is Method.I_QUANT else np.nan for each in quantizations]
    return Stored(
        np.array([*methods, METHODS.index(Method.NONE)], dtype=np.int64),
        np.array([*block_bits(quantizations), WIDE_BITS]),
        np.array([*matrix, np.nan]),
    )


def method_of(quantization: Quantization) -> Method:
    """The method by which most weights of a large model become smaller."""
    conditions = 1 << CONDITIONS.index(Condition.GROUPED_BY_FOUR)
    steps = steps_of(quantization.mix, conditions)[TENSORS.index(Tensor.EXPERT_UP)]
    return METHOD_OF.get(steps[-1].type, Method.UNKNOWN)


def block_bits(quantizations: Sequence[Quantization]) -> list[float]:
    """Bits a weight of the layers, scales and finer tensors counted, of the usual shape."""
    which = np.arange(len(quantizations))
    found = weights(shapes([USUAL_SHAPE] * len(quantizations)), quantizations, which)
    values = USUAL_SHAPE.vocabulary_size * USUAL_SHAPE.hidden_size
    bits = found.layer_bytes * USUAL_SHAPE.layers * 8 / (found.parameters - 2 * values)
    mixed = [method_of(each) is Method.MXFP4 for each in quantizations]  # its 4 bits are the experts' alone
    return np.where(mixed, [each.nominal_bits for each in quantizations], bits).tolist()


@lru_cache(maxsize=16)
def catalog_stored(catalog: Catalog) -> Stored:
    """How the quantizations of a catalog are stored, with the last row of `stored_as`."""
    return stored_as(catalog.file.quantizations)


@lru_cache(maxsize=16)
def natively_stored(catalog: Catalog) -> Bools:
    """Models by quantizations (and a last column for none): the format is the released one, or as wide as it.

    A model released in FP8 or MXFP4 loses nothing in that format, nor in 16 bits: there is no better original.
    """
    quantizations = catalog.file.quantizations
    wide = catalog_stored(catalog).method == METHODS.index(Method.NONE)
    own = [[*(is_native(model, each) for each in quantizations), False] for model in catalog.file.models]
    return np.array(own, dtype=np.bool_).reshape(-1, len(wide)) | wide


def stored_rows(catalog: Catalog, model: Ints, quantization: Ints) -> Stored:
    """How each candidate is stored: indices into the catalog's models and quantizations, NO_QUANTIZATION for offers."""
    return _uncharged(catalog_stored(catalog).take(quantization), natively_stored(catalog)[model, quantization])


def stored_models(model: LanguageModel, quantizations: Sequence[Quantization]) -> Stored:
    """How one model, of the catalog or not, is stored at each of these quantizations."""
    return stored_runs(quantizations, [is_native(model, each) for each in quantizations])


def stored_runs(quantizations: Sequence[Quantization], native: Sequence[bool]) -> Stored:
    """How each run is stored; `native`: in the format that its model was released in."""
    names = list(dict.fromkeys(each.id for each in quantizations))
    distinct = {each.id: each for each in quantizations}
    which = np.array([names.index(each.id) for each in quantizations], dtype=np.int64)
    return _uncharged(stored_as([distinct[name] for name in names]).take(which), np.array(native, dtype=np.bool_))


def is_native(model: LanguageModel, quantization: Quantization) -> bool:
    """Released so, or of a family whose models are (gpt-oss and what others made of it)."""
    return is_stored_natively(model, model.architecture, quantization)


def is_stored_natively(
    model: LanguageModel | None, architecture: Architecture | None, quantization: Quantization
) -> bool:
    """The same for a model of which only the shape may be known."""
    released = model is not None and model.native_quantization == quantization.id
    return released or (architecture is not None and architecture.family in quantization.native_families)


def _uncharged(stored: Stored, native: Bools) -> Stored:
    return stored._replace(method=np.where(native, METHODS.index(Method.NONE), stored.method))
