"""The first bytes of a GGUF file from disk as a model that the catalog does not know."""

import datetime
import re
from typing import Final

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.published import BEFORE, UNTOLD, identifier, shown
from llmselect.catalog.configs.sentences import config_sentence
from llmselect.catalog.gguf.header import ARCHITECTURE, Header, read_header
from llmselect.catalog.gguf.reader import Truncated
from llmselect.catalog.gguf.shape import architecture, quantization, still_told
from llmselect.catalog.gguf.tensors import TensorInfo, read_tensors
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.published import Published, WeightFile
from llmselect.errors import LlmselectError
from llmselect.text import Text, in_both

SHARD: Final = re.compile(r"-(\d{1,6})-of-(\d{1,6})(?=\.gguf$|$)", re.IGNORECASE)
ONE_SHARD: Final = Text(
    "Only shard {number} of {count} is known: the size of the whole is computed.",
    "Seul le fragment {number} sur {count} est connu\u00a0: la taille du tout est calculée.",
)
TIE_TAKEN: Final = Text(
    "The bytes read do not show whether input and output share their embedding; assumed: {shared}, "
    "as is usual for {family}.",
    "Les octets lus ne disent pas si l’entrée et la sortie partagent leur plongement ; hypothèse "
    "retenue : {shared}, comme d’ordinaire pour {family}.",
)
SHARED: Final = Text("shared", "partagé")
APART: Final = Text("not shared", "non partagé")
BY_NAME: Final = Text(
    "The quantization {quantization} was read from the file's name.",
    "La quantification {quantization} a été lue dans le nom du fichier.",
)
NOT_TOLD: Final = Text(
    "Neither the header nor the name states a quantization that is known here.",
    "Ni l’en-tête ni le nom n’indiquent une quantification connue ici.",
)
CUT_SHORT: Final = Text(
    "The file is too small to hold its weights, a header alone or cut short: sizes are computed from the shape.",
    "Le fichier est trop petit pour contenir ses poids (en-tête seul, ou fichier tronqué)\u00a0: les tailles sont "
    "calculées d’après la structure.",
)
COUNTED: Final = 1
"""Shards below which the list of tensors is that of the whole model."""


def published(data: bytes, name: str, size_bytes: int | None, catalog: Catalog) -> Published:
    """The model of a file whose first bytes these are; `size_bytes` is that of the whole file, None where not known.

    Raises Truncated where there are too few bytes, and BadFile for what is no GGUF header; an architecture that is
    not known here is a gap.
    """
    header = read_header(data)
    number, count = _shard(header, name)
    tensors = _tensors(data, header) if count == COUNTED else ()
    gaps: list[Text] = []
    notes: list[Text] = []
    shape: Architecture | None = None
    try:
        shape = architecture(header, tensors)
    except LlmselectError as fault:
        gaps += [config_sentence(fault), *still_told(header)]
    if shape is not None and not tensors:
        shared = SHARED if shape.tied_embeddings else APART
        notes.append(in_both(TIE_TAKEN, shared=lambda say: say(shared), family=shape.family))
    total = sum(tensor.values for tensor in tensors if not tensor.name.startswith("rope_")) or None
    stored, note = _quantization(header, name, catalog)
    notes += note
    files: tuple[WeightFile, ...] = ()
    if count > COUNTED:
        notes.append(in_both(ONE_SHARD, number=number, count=count))
    elif size_bytes is not None and size_bytes < _least_bytes(shape, total):
        notes.append(CUT_SHORT)
    elif size_bytes is not None:
        files = (WeightFile(shown(name), stored, size_bytes),)
    model = LanguageModel(
        id=identifier(name),
        name=_text(header, "general.name") or shown(name),
        family=shape.family if shape else _text(header, ARCHITECTURE) or UNTOLD,
        publisher=_text(header, "general.organization") or UNTOLD,
        architecture=_counted(shape, total),
        architecture_source=shown(name) if shape else None,
        total_parameters=total,
        context_tokens=shape.context_tokens if shape else None,
        native_quantization=None,
        licence=_licence(header, catalog),
        source=f"{BEFORE} {shown(name)}",
        checked=datetime.date.today(),
    )
    return Published(model, files=files, gaps=tuple(gaps), notes=tuple(notes))


def _least_bytes(shape: Architecture | None, total: int | None) -> float:
    """No format stores a weight in less than a bit; where tensors are not listed, few of the weights are certain."""
    if total is None and shape is not None:
        total = shape.layers * shape.hidden_size**2
    return (total or 0) / 8


def _shard(header: Header, name: str) -> tuple[int, int]:
    """Number from 1, and count of the shards."""
    number, count = header.keys.get("split.no"), header.keys.get("split.count")
    if isinstance(number, int) and isinstance(count, int) and 0 <= number < count:
        return number + 1, count
    match = SHARD.search(name)
    return (int(match[1]), int(match[2])) if match and int(match[2]) > 0 else (1, 1)


def _tensors(data: bytes, header: Header) -> tuple[TensorInfo, ...]:
    """The list of tensors where the bytes hold all of it."""
    if not header.complete:
        return ()
    try:
        return read_tensors(data, header)
    except Truncated:
        return ()


def _counted(shape: Architecture | None, total: int | None) -> Architecture | None:
    """The shape with the count of its weights, where no drafting layers are counted among them."""
    if shape is None or total is None or shape.draft_layers or not 10**6 <= total <= 10**14:
        return shape
    return shape.model_copy(update={"parameters": total})


def _quantization(header: Header, name: str, catalog: Catalog) -> tuple[str | None, list[Text]]:
    stored = quantization(header, catalog)
    if stored is not None:
        return stored, []
    stored = named(name, catalog)
    return stored, [in_both(BY_NAME, quantization=stored) if stored else NOT_TOLD]


def named(name: str, catalog: Catalog) -> str | None:
    """The catalog's quantization that a file's name tells, the last one named; None: none does."""
    known = {
        each.casefold(): quantization.id
        for quantization in catalog.file.quantizations
        for each in (quantization.id, *quantization.aliases)
    }
    choices = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    if not choices:
        return None
    found_names = re.findall(rf"(?<![a-z0-9])({choices})(?![a-z0-9]|_[a-z0-9])", name[-400:].casefold())
    return known[found_names[-1]] if found_names else None


def _licence(header: Header, catalog: Catalog) -> str | None:
    name = (_text(header, "general.license") or "").casefold()
    if not name:
        return None
    return next((each.id for each in catalog.file.licences if name in (each.id, (each.spdx or "").casefold())), None)


def _text(header: Header, key: str) -> str | None:
    value = header.keys.get(key)
    return shown(value) if isinstance(value, str) and value.strip() else None
