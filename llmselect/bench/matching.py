"""Which model of the catalog, and which quantization, the name on a server stands for."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.errors import UnknownName
from llmselect.estimates.core.weight_formats import stand_in

LONGEST: Final = 300
LIKE_ENOUGH: Final = 0.72
"""Share of letters in common below which two names are about different models."""
QUANTIZATION: Final = re.compile(
    r"(?i)(?<![a-z0-9])((?:ud-)?(?:iq[1-4]_(?:xxs|xs|s|m|nl)|q[2-8]_k(?:_(?:s|m|l|xl))?|q[4-8]_[01]|mxfp4(?:_moe)?|nvfp4"
    r"|bf16|f16|fp16|fp8|awq|gptq|int4|w4a16|[48]bit))(?![a-z0-9])"
)
NOISE: Final = re.compile(
    r"(?i)(?<![a-z0-9])(gguf|mlx|hf|meta|it|instruct|chat|latest|dynamic|imatrix|i1|safetensors|ud|\d{5}-of-\d{5})(?![a-z0-9])"
)
OLLAMA_QUANTIZATION: Final = "Q4_K_M"
"""What a tag of Ollama that names none is stored as (https://ollama.com/library, tags of the same digest)."""


class ServedNameMatch(NamedTuple):
    """A likely meaning of a served name; a person confirms it."""

    model: str
    """Id of the catalog."""
    quantization: str | None
    """Id of the catalog; None: the name does not say."""


def matches(catalog: Catalog, served: str, most: int = 5) -> tuple[ServedNameMatch, ...]:
    """The likeliest meanings of a name, best first; empty where nothing is like it."""
    name = _bare(served[:LONGEST])
    if not name:
        return ()
    quantization = _quantization(catalog, served[:LONGEST])
    models = _models(catalog, served[:LONGEST], name)[:most]
    if quantization is None and _ollama(catalog, served[:LONGEST]):
        return tuple(
            ServedNameMatch(model, catalog.models[model].native_quantization or OLLAMA_QUANTIZATION) for model in models
        )
    return tuple(ServedNameMatch(model, quantization) for model in models)


def _bare(served: str) -> str:
    """The name without folder, owner, file's end and quantization."""
    text = served.strip().replace("\\", "/")
    text = re.sub(r"(?i)\.(gguf|safetensors|bin)$", "", text.rstrip("/"))
    if ":" in text.rsplit("/", 1)[-1] and QUANTIZATION.search(text.rsplit(":", 1)[-1]) and text.count("/"):
        text = text.rsplit(":", 1)[0]
    return text.rsplit("/", 1)[-1]


def _quantization(catalog: Catalog, served: str) -> str | None:
    names = QUANTIZATION.findall(served.rsplit("/", 1)[-1]) or QUANTIZATION.findall(served)
    if not names:
        return None
    name = str(names[-1])
    if name.casefold() in ("4bit", "8bit"):
        return f"MLX-{name.casefold()}" if "mlx" in served.casefold() else None
    try:
        return catalog.quantization(name).id
    except UnknownName:
        return stand_in(name)


def _ollama(catalog: Catalog, served: str) -> bool:
    """Whether it is a tag of Ollama's library that the catalog knows, or looks like one."""
    tag = _tag(served)
    in_catalog = any(model.ollama_tag and model.ollama_tag.casefold() == tag for model in catalog.file.models)
    return in_catalog or re.fullmatch(r"[a-z0-9._-]+:\d+(\.\d+)?b", tag) is not None


def _tag(served: str) -> str:
    return served.casefold().strip().removesuffix(":latest")


def _models(catalog: Catalog, served: str, name: str) -> list[str]:
    """Ids by likeness: the catalog's own tags and repositories first, then names with the same numbers in them."""
    tag = _tag(served)
    exact = [row.model.id for row in _rows(catalog) if tag in row.names]
    exact += [row.model.id for row in _rows(catalog) if any(full_name.startswith(tag + ":") for full_name in row.names)]
    plain_name = _simple(name)
    numbers = _numbers(plain_name)
    scored = [
        (max(SequenceMatcher(None, plain_name, like, autojunk=False).ratio() for like in row.simple), row.model)
        for row in _rows(catalog)
        if any(_numbers(like) == numbers for like in row.simple)
    ]
    good = sorted((each for each in scored if each[0] >= LIKE_ENOUGH), key=lambda each: (-each[0], _rank(each[1])))
    return list(dict.fromkeys([*exact, *(model.id for _, model in good)]))


def _rank(model: LanguageModel) -> tuple[bool, int]:
    """Of equally like ones, what people talk to before what only completes text, then the more downloaded."""
    return model.base_model, -(model.downloads_30d or 0)


class _Row(NamedTuple):
    model: LanguageModel
    names: frozenset[str]
    simple: tuple[str, ...]


@lru_cache(maxsize=4)
def _rows(catalog: Catalog) -> tuple[_Row, ...]:
    """Models with weights of a known shape, by all the names that they have."""
    named: list[_Row] = []
    for model in catalog.file.models:
        if model.architecture is None or model.weights != model.id:
            continue
        names = [n for n in (model.id, model.hub_repo, model.gguf_repo, model.ollama_tag) if n]
        simple = tuple(dict.fromkeys(_simple(_bare(name)) for name in names))
        named.append(_Row(model, frozenset(name.casefold() for name in names), simple))
    return tuple(named)


def _simple(name: str) -> str:
    """Small letters and digits alone, without words that say nothing of which model it is."""
    without = NOISE.sub(" ", QUANTIZATION.sub(" ", name.casefold().replace(":", "-")))
    return re.sub(r"[^a-z0-9.]+", "-", without).strip("-.")


def _numbers(name: str) -> tuple[str, ...]:
    """Versions and sizes: `qwen3-8b` is not `qwen3-14b`, however alike."""
    return tuple(sorted(re.findall(r"\d+(?:\.\d+)?", name)))
