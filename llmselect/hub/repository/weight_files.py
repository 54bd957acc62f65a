"""The files of a repository that hold weights: shards counted together, towers and measurements apart."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.published import Part, WeightFile
from llmselect.hub.http.hub_faults import clean
from llmselect.hub.repository.listing import Listing, Sibling
from llmselect.text import Text

SHARD = re.compile(r"[-_.]?\d{1,6}[-_]of[-_]\d{1,6}")
FOREIGN = {
    ".onnx": "ONNX",
    ".mlpackage": "Core ML",
    ".nemo": "NeMo",
    ".xml": "OpenVINO",
    ".tflite": "TensorFlow Lite",
    ".h5": "TensorFlow",
    ".msgpack": "Flax",
    ".task": "MediaPipe",
    ".litertlm": "LiteRT",
    ".engine": "TensorRT",
}
GGUF_RUNTIME = "llama.cpp"
PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
OTHER_BINARIES = re.compile(r"(training_args|optimizer|scheduler|rng_state|tokenizer|scaler|imatrix)", re.IGNORECASE)
ADAPTER = re.compile(r"(^|/)adapter_(model|config)\b|lora", re.IGNORECASE)
PROJECTOR = re.compile(r"mmproj", re.IGNORECASE)
BESIDE = re.compile(r"(^|/)(mmproj|imatrix)|mmproj|[._-]imatrix|(^|/)(mtp|draft)[-_.]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WeightFiles:
    """A repository's files, sorted by what they are."""

    gguf: tuple[tuple[WeightFile, bool], ...]
    """Each with whether its size is known whole; smallest first."""
    safetensors: tuple[tuple[str, int | None, int], ...]
    """Name of the first shard, bytes of all (None: not told), count; the largest group first."""
    projectors: tuple[tuple[str, int | None], ...]
    adapter: bool
    pickles: bool
    foreign: str | None
    """Name of another format that is there."""


def shelf(listing: Listing, catalog: Catalog) -> WeightFiles:
    """Sort the files of a listing by name."""
    files = listing.siblings
    gguf = [file for file in files if file.rfilename.casefold().endswith(".gguf")]
    tensors = [file for file in files if file.rfilename.endswith(".safetensors")]
    whole = [file for file in tensors if not ADAPTER.search(file.rfilename)]
    names = [file.rfilename for file in files]
    return WeightFiles(
        gguf=_gguf(gguf, catalog),
        safetensors=_safetensors(whole),
        projectors=tuple((file.rfilename, file.size_bytes) for file in gguf if PROJECTOR.search(file.rfilename)),
        adapter="adapter_config.json" in names or len(whole) < len(tensors),
        pickles=any(name.endswith(PICKLES) and not OTHER_BINARIES.search(name) for name in names),
        foreign=next((FOREIGN[end] for name in names if (end := _ending(name)) in FOREIGN), None),
    )


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2].casefold()


def _gguf(files: Iterable[Sibling], catalog: Catalog) -> tuple[tuple[WeightFile, bool], ...]:
    groups: dict[str, list[Sibling]] = defaultdict(list)
    for file in files:
        if not BESIDE.search(file.rfilename):
            groups[SHARD.sub("", file.rfilename)].append(file)
    whole_models = [_group(sorted(each, key=lambda file: file.rfilename), catalog) for each in groups.values()]
    return tuple(sorted(whole_models, key=lambda file: (not file[1], file[0].size_bytes, file[0].name)))


def _group(files: list[Sibling], catalog: Catalog) -> tuple[WeightFile, bool]:
    sizes = [file.size_bytes or 0 for file in files]
    first = files[0].rfilename
    stored = WeightFile(clean(first, 512), quantization_named(first, catalog), sum(sizes), len(files))
    return stored, all(sizes)


def quantization_named(name: str, catalog: Catalog) -> str | None:
    """The catalog's quantization in the name of a file or folder, the last where there are several; None: none.

    Unsloth's dynamic mixes (UD-Q4_K_XL) differ from every mix of the catalog, and only names that end like one of its
    own (UD-IQ2_M) count.
    """
    stem = SHARD.sub("", name.removesuffix(".gguf").removesuffix(".GGUF"))
    of_runtime = [quantization for quantization in catalog.file.quantizations if GGUF_RUNTIME in quantization.runtimes]
    known = {
        each.casefold(): quantization.id
        for quantization in of_runtime
        for each in (quantization.id, *quantization.aliases)
    }
    known |= {"fp16": known["f16"]} if "f16" in known else {}
    choices = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    named = re.findall(rf"(?<![a-z0-9])({choices})(?![a-z0-9]|_[a-z0-9])", stem.casefold().rpartition("/")[2])
    named = named or re.findall(rf"(?<![a-z0-9])({choices})(?![a-z0-9]|_[a-z0-9])", stem.casefold())
    return known[named[-1]] if named else None


def _safetensors(files: list[Sibling]) -> tuple[tuple[str, int | None, int], ...]:
    """Files at the root count together, as one model; where there are none, each folder's do."""
    root = [file for file in files if "/" not in file.rfilename]
    plain = [file for file in root if not file.rfilename.startswith("consolidated")]
    if root:
        return (_together(plain or root),)
    folders: dict[str, list[Sibling]] = defaultdict(list)
    for file in files:
        folders[file.rfilename.rpartition("/")[0]].append(file)
    return tuple(sorted(map(_together, folders.values()), key=lambda each: -(each[1] or 0)))


def _together(files: list[Sibling]) -> tuple[str, int | None, int]:
    sizes = [file.size_bytes for file in files]
    known = [size for size in sizes if size is not None]
    return min(file.rfilename for file in files), sum(known) if len(known) == len(sizes) else None, len(files)


def projector(projectors: tuple[tuple[str, int | None], ...]) -> tuple[Part, ...]:
    """The vision part of GGUF files: one of the several precisions it comes in, 16-bit where there is one."""
    if not projectors:
        return ()
    order = ("f16", "bf16", "")
    name, size = min(
        projectors, key=lambda file: (next(i for i, word in enumerate(order) if word in file[0].casefold()), file)
    )
    shown = clean(name, 80)
    called = Text(f"vision projector and tower ({shown})", f"projecteur et tour de vision ({shown})")
    return (Part(called, None, size),)


def is_named(weights: WeightFile, file: str | None, tag: str | None) -> bool:
    """Whether an address names this file: any of its shards, or the quantization of a tag."""
    if file:
        return SHARD.sub("", weights.name) == SHARD.sub("", file)
    return bool(tag) and (tag or "").casefold() in weights.name.rpartition("/")[2].casefold()
