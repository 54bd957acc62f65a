"""How safetensors files store their weights, by config.json and the types of the tensors."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, cast

from llmselect.catalog.catalog import Catalog
from llmselect.hub.http.hub_faults import clean
from llmselect.hub.repository.listing import Safetensors

HALF: Final = ("BF16", "F16")
PLAIN: Final = frozenset({"BF16", "F16", "F32", "F64"})
"""Types whose count is a count of parameters; U8, I32 and their kin hold several packed in each."""
NO_PACKING: Final = PLAIN | {"F8_E4M3", "F8_E5M2"}
SMALL: Final = 0.01
"""Share of all values below which a packed type is a buffer: rotary indices, masks."""
Keys = Mapping[str, object]


class StorageFormat(NamedTuple):
    """A way to store weights: the catalog's name for it, and the files' own words."""

    quantization: str | None
    scheme: str
    """As the files say it: `awq, 4 bits, groups of 128`."""


def stored(config: Keys | None, counted: Safetensors | None, catalog: Catalog) -> StorageFormat | None:
    """How the weights are stored; None where nothing tells it."""
    storage = _of_config(config or {}) or _of_types(counted)
    if storage is None:
        return None
    return storage if storage.quantization in catalog.quantizations else StorageFormat(None, storage.scheme)


def plain_format(config: Keys | None, counted: Safetensors | None) -> bool:
    """Whether every value counted is a parameter of the model."""
    return counted is not None and scheme_of(config or {}) is None and _types(counted) <= PLAIN


def unpacked(counted: Safetensors | None) -> bool:
    """Whether values are stored one by one, so that their count is that of the parameters and a few scales."""
    return counted is not None and _types(counted) <= NO_PACKING


def _types(counted: Safetensors) -> set[str]:
    total = sum(counted.parameters.values())
    return {kind for kind, count in counted.parameters.items() if count > SMALL * total} or {"unknown"}


def scheme_of(config: Keys) -> Keys | None:
    """The object of config.json that describes a quantization, at its root or with the language part."""
    for part in (config, _object(config.get("text_config"))):
        for name in ("quantization_config", "quantization", "compression_config"):
            if scheme := _object(part.get(name)):
                return scheme
    return None


def _object(value: object) -> Keys:
    if not isinstance(value, dict):
        return {}
    return {key: each for key, each in cast("dict[object, object]", value).items() if isinstance(key, str)}


def _of_config(config: Keys) -> StorageFormat | None:
    scheme = scheme_of(config)
    if scheme is None:
        return None
    method = _word(scheme, "quant_method") or _word(scheme, "quant_algo") or _word(scheme, "quant_type")
    if not method and "bits" in scheme:
        return _mlx(scheme)
    method = method or "?"
    read = METHODS.get(method)
    return read(scheme) if read else StorageFormat(None, clean(method, 40))


def _mlx(scheme: Keys) -> StorageFormat:
    """MLX writes group size and bits alone; the catalog's rows are of groups of 64."""
    bits, group, mode = _whole(scheme, "bits"), _whole(scheme, "group_size"), _word(scheme, "mode") or "affine"
    known = f"MLX-{bits}bit" if mode == "affine" and group in (None, 64) else None
    kind = "" if mode == "affine" else f", {mode}"
    return StorageFormat(known, _scheme_words("MLX", bits, group) + kind)


def _awq(scheme: Keys) -> StorageFormat:
    bits, group = _whole(scheme, "bits") or _whole(scheme, "w_bit"), _whole(scheme, "group_size")
    return StorageFormat(
        "AWQ-INT4" if bits in (4, None) and group in (128, None) else None, _scheme_words("AWQ", bits, group)
    )


def _gptq(scheme: Keys) -> StorageFormat:
    bits, group = _whole(scheme, "bits"), _whole(scheme, "group_size")
    return StorageFormat(
        "GPTQ-INT4" if bits == 4 and group in (128, None) else None, _scheme_words("GPTQ", bits, group)
    )


def _bitsandbytes(scheme: Keys) -> StorageFormat:
    four = scheme.get("load_in_4bit") is True
    kind = _word(scheme, "bnb_4bit_quant_type")
    if not four:
        return StorageFormat("INT8", "bitsandbytes, 8 bits")
    return StorageFormat("NF4", f"bitsandbytes, {kind or '4 bits'}")


def _compressed(scheme: Keys) -> StorageFormat:
    """compressed-tensors (LLM Compressor): groups of layers tell bits and type, which must be the same in all."""
    groups = [_object(_object(group).get("weights")) for group in _object(scheme.get("config_groups")).values()]
    if len({(_whole(each, "num_bits"), _word(each, "type")) for each in groups}) > 1:
        return StorageFormat(None, "compressed-tensors, of several sorts")
    weights = groups[0] if groups else _object(None)
    bits, kind, group = _whole(weights, "num_bits"), _word(weights, "type"), _whole(weights, "group_size")
    known = PACKED.get((bits, kind, group if bits == 4 else None))
    words = "".join(f", {word}" for word in (kind, _word(scheme, "format")) if word)
    return StorageFormat(known, _scheme_words("compressed-tensors", bits, group) + words)


def _modelopt(scheme: Keys) -> StorageFormat:
    algorithm = (_word(scheme, "quant_algo") or _compressed(scheme).quantization or "modelopt").upper()
    return StorageFormat(algorithm if algorithm in ("FP8", "NVFP4") else None, algorithm)


def _fp8(_: Keys) -> StorageFormat:
    return StorageFormat("FP8", "FP8")


def _mxfp4(_: Keys) -> StorageFormat:
    return StorageFormat("MXFP4", "MXFP4")


PACKED: Final[dict[tuple[int | None, str | None, int | None], str]] = {
    (8, "float", None): "FP8",
    (8, "int", None): "INT8",
    (4, "int", 128): "GPTQ-INT4",
    (4, "float", 16): "NVFP4",
}
"""Bits, type and, of four bits, size of the groups in compressed-tensors."""
METHODS: Final[dict[str, Callable[[Keys], StorageFormat]]] = {
    "fp8": _fp8,
    "fbgemm_fp8": _fp8,
    "finegrained_fp8": _fp8,
    "mxfp4": _mxfp4,
    "awq": _awq,
    "gptq": _gptq,
    "bitsandbytes": _bitsandbytes,
    "compressed-tensors": _compressed,
    "modelopt": _modelopt,
    "modelopt_fp4": _modelopt,
    "auto-round": _gptq,
    "intel/auto-round": _gptq,
}
"""`quant_method` of config.json and what it says; AutoRound stores as GPTQ does
(https://github.com/intel/auto-round, read 2026-11-29)."""


def _scheme_words(name: str, bits: int | None, group: int | None) -> str:
    return name + (f", {bits} bits" if bits else "") + (f", groups of {group}" if group and group > 0 else "")


def _of_types(counted: Safetensors | None) -> StorageFormat | None:
    if counted is None or not counted.parameters:
        return None
    main = max(counted.parameters, key=lambda kind: counted.parameters[kind])
    if main in HALF:
        return StorageFormat("FP16", main)
    return StorageFormat("FP8" if main.startswith("F8_E") else None, clean(main, 20))


def _word(scheme: Keys, name: str) -> str | None:
    value = scheme.get(name)
    return clean(value, 40).casefold() if isinstance(value, str) and value else None


def _whole(scheme: Keys, name: str) -> int | None:
    value = scheme.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**6 else None
