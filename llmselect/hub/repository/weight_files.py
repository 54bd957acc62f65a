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
    gguf = [one for one in files if one.rfilename.casefold().endswith(".gguf")]
    tensors = [one for one in files if one.rfilename.endswith(".safetensors")]
    whole = [one for one in tensors if not ADAPTER.search(one.rfilename)]
    names = [one.rfilename for one in files]
    return WeightFiles(
        gguf=_gguf(gguf, catalog),
        safetensors=_safetensors(whole),
        projectors=tuple((one.rfilename, one.size_bytes) for one in gguf if PROJECTOR.search(one.rfilename)),
        adapter="adapter_config.json" in names or len(whole) < len(tensors),
        pickles=any(name.endswith(PICKLES) and not OTHER_BINARIES.search(name) for name in names),
        foreign=next((FOREIGN[end] for name in names if (end := _ending(name)) in FOREIGN), None),
    )


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2].casefold()


def _gguf(files: Iterable[Sibling], catalog: Catalog) -> tuple[tuple[WeightFile, bool], ...]:
    groups: dict[str, list[Sibling]] = defaultdict(list)
    for one in files:
        if not BESIDE.search(one.rfilename):
            groups[SHARD.sub("", one.rfilename)].append(one)
    found = [_group(sorted(each, key=lambda one: one.rfilename), catalog) for each in groups.values()]
    return tuple(sorted(found, key=lambda one: (not one[1], one[0].size_bytes, one[0].name)))


def _group(files: list[Sibling], catalog: Catalog) -> tuple[WeightFile, bool]:
    sizes = [one.size_bytes or 0 for one in files]
    first = files[0].rfilename
    stored = WeightFile(clean(first, 512), quantization_named(first, catalog), sum(sizes), len(files))
    return stored, all(sizes)


def quantization_named(name: str, catalog: Catalog) -> str | None:
    """The catalog's quantization that a file's or a folder's name tells, the last one named; None: none does.

    Unsloth's dynamic mixes (UD-Q4_K_XL) differ from every mix of the catalog, and only names that end like one of its
    own (UD-IQ2_M) count.
    """
    stem = SHARD.sub("", name.removesuffix(".gguf").removesuffix(".GGUF"))
    read = [one for one in catalog.file.quantizations if GGUF_RUNTIME in one.runtimes]
    known = {each.casefold(): one.id for one in read for each in (one.id, *one.aliases)}
    known |= {"fp16": known["f16"]} if "f16" in known else {}
    choices = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    told = re.findall(rf"(?<![a-z0-9])({choices})(?![a-z0-9]|_[a-z0-9])", stem.casefold().rpartition("/")[2])
    told = told or re.findall(rf"(?<![a-z0-9])({choices})(?![a-z0-9]|_[a-z0-9])", stem.casefold())
    return known[told[-1]] if told else None


def _safetensors(files: list[Sibling]) -> tuple[tuple[str, int | None, int], ...]:
    """Files at the root count together, as one model; where there are none, each folder's do."""
    root = [one for one in files if "/" not in one.rfilename]
    again = [one for one in root if not one.rfilename.startswith("consolidated")]
    if root:
        return (_together(again or root),)
    folders: dict[str, list[Sibling]] = defaultdict(list)
    for one in files:
        folders[one.rfilename.rpartition("/")[0]].append(one)
    return tuple(sorted(map(_together, folders.values()), key=lambda each: -(each[1] or 0)))


def _together(files: list[Sibling]) -> tuple[str, int | None, int]:
    sizes = [one.size_bytes for one in files]
    known = [size for size in sizes if size is not None]
    return min(one.rfilename for one in files), sum(known) if len(known) == len(sizes) else None, len(files)


def projector(found: tuple[tuple[str, int | None], ...]) -> tuple[Part, ...]:
    """The vision part of GGUF files: one of the several precisions it comes in, 16-bit where there is one."""
    if not found:
        return ()
    order = ("f16", "bf16", "")
    name, size = min(found, key=lambda one: (next(i for i, word in enumerate(order) if word in one[0].casefold()), one))
    shown = clean(name, 80)
    called = Text(f"vision projector and tower ({shown})", f"projecteur et tour de vision ({shown})")
    return (Part(called, None, size),)


def is_named(one: WeightFile, file: str | None, tag: str | None) -> bool:
    """Whether an address names this file: any of its shards, or the quantization of a tag."""
    if file:
        return SHARD.sub("", one.name) == SHARD.sub("", file)
    return bool(tag) and (tag or "").casefold() in one.name.rpartition("/")[2].casefold()
