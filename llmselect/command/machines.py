"""Machines as they are typed: further accelerators, a device described by hand, how they share a model."""

import re
from argparse import ArgumentParser, Namespace
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from llmselect.catalog.catalog import Catalog
from llmselect.command.typed.validation_errors import refusal
from llmselect.errors import BadNumber, UnknownName
from llmselect.estimates.hardware.named_accelerators import named_accelerator, uncounted
from llmselect.machine.machine import ChipClass, Custom, Further, Split

DEVICE = "NAME,MAKER,24GB,1008GB/s, and where known 165TFLOPS, 330TOPS, unified"
FURTHER = "NAME, NAME:COUNT or NAME:COUNT:24GB"
UNITS = {"GB": "memory_gib", "GB/S": "bandwidth_gb_per_s", "TFLOPS": "fp16_tflops", "TOPS": "int8_tops"}
QUANTITY = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*(GB/S|GB|TFLOPS|TOPS)")
STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def whole(given: object) -> object:
    """8192.0 is a whole number too: JSON knows one kind of number, and tables of floats are common."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


class FurtherAsked(BaseModel):
    """Accelerators of another kind, in a question."""

    model_config = STRICT

    accelerator: str
    count: Annotated[int, BeforeValidator(whole), Field(ge=1, le=64)] = 1
    memory_gb: Annotated[float, Field(gt=0, le=65_536)] | None = None

    @property
    def further(self) -> Further:
        """As a machine has it; the name is already known to the catalog."""
        return Further(accelerator=self.accelerator, count=self.count, memory_gib=self.memory_gb)

    @classmethod
    def of(cls, further: Further) -> Self:
        return cls(accelerator=further.accelerator, count=further.count, memory_gb=further.memory_gib)


class CustomAsked(BaseModel):
    """A device described by hand, in a question."""

    model_config = STRICT

    name: Annotated[str, Field(min_length=1, max_length=60)] = "device"
    maker: Annotated[ChipClass, Field(strict=False)]
    memory_gb: Annotated[float, Field(gt=0, le=2048)]
    bandwidth_gb_per_s: Annotated[float, Field(ge=1, le=50_000)]
    fp16_tflops: Annotated[float, Field(gt=0, le=50_000)] | None = None
    """Dense; without it no prefill is told."""
    int8_tops: Annotated[float, Field(gt=0, le=50_000)] | None = None
    unified_memory: bool = False

    @property
    def custom(self) -> Custom:
        """As a machine has it."""
        return Custom(memory_gib=self.memory_gb, **self.model_dump(exclude={"memory_gb"}))

    @classmethod
    def of(cls, device: Custom) -> Self:
        return cls(memory_gb=device.memory_gib, **device.model_dump(exclude={"memory_gib"}))


def add_options(parser: ArgumentParser) -> None:
    """Options on the machine beyond its first accelerators, and on the thoughts of models that think."""
    parser.add_argument(
        "--and",
        dest="further",
        action="append",
        default=[],
        metavar="NAME:COUNT",
        help=f"further accelerators: {FURTHER}",
    )
    parser.add_argument("--device", metavar="WORDS", help=f"an accelerator that the catalog does not know: {DEVICE}")
    parser.add_argument("--split", help="how several accelerators share a model: layer (default) or tensor")
    parser.add_argument("--host-layers", type=int, metavar="N", help="layers left to the host at least")
    parser.add_argument("--experts-on-host", action="store_true", help="keep routed experts in main memory")
    parser.add_argument(
        "--reserved",
        type=float,
        metavar="GIB",
        help="memory of each accelerator kept by the desktop (default: 0.8 for graphics cards)",
    )
    parser.add_argument("--cpu-moe", type=int, metavar="N", help="keep the experts of N layers in main memory")
    parser.add_argument("--host-reserved", type=float, metavar="GIB", help="main memory kept by the system (default 3)")
    parser.add_argument("--cores", type=int, metavar="N", help="cores of the host's processor that an engine may use")
    parser.add_argument("--host-bandwidth", type=float, metavar="GB/S", help="memory bandwidth of the host")
    parser.add_argument(
        "--thinking",
        type=int,
        metavar="TOKENS",
        help="tokens that a reasoning model writes before its answer (default: usual for the use and the effort)",
    )


def typed_further(catalog: Catalog, given: Namespace) -> tuple[Further, ...]:
    """What `--and` names, as the catalog spells it."""
    return tuple(known_further(catalog, _further(text)) for text in given.further)


def known_further(catalog: Catalog, further: Further) -> Further:
    """The same with the name of the catalog; raises UnknownName or NotPossible for what is none."""
    text, count = uncounted(further.accelerator, further.count)
    found = named_accelerator(catalog, text, further.memory_gib)
    if found.name is None:
        raise UnknownName("accelerator", further.accelerator, catalog.accelerators)
    return Further(accelerator=found.name, count=count, memory_gib=found.memory_gib)


def typed_device(text: str | None) -> Custom | None:
    """What `--device` describes; raises BadNumber for what is not understood."""
    if text is None:
        return None
    name, _, rest = text.partition(",")
    maker, _, figures = rest.partition(",")
    fields: dict[str, object] = {"name": name.strip(), "maker": maker.strip().casefold()}
    for part in (part.strip() for part in figures.split(",") if part.strip()):
        found = QUANTITY.fullmatch(part.upper())
        if part.casefold() == "unified":
            fields["unified_memory"] = True
        elif found is None:
            raise BadNumber("--device", text, DEVICE)
        else:
            fields[UNITS[found[2]]] = float(found[1])
    if not {"memory_gib", "bandwidth_gb_per_s"} <= set(fields):
        raise BadNumber("--device", text, DEVICE)
    try:
        return Custom.model_validate(fields)
    except ValidationError as fault:
        raise refusal(fault) from None


def named_split(text: str | None) -> Split | None:
    """How several accelerators share a model; raises UnknownName."""
    try:
        return None if text is None else Split(text)
    except ValueError:
        raise UnknownName("split", text or "", [split.value for split in Split]) from None


def _further(text: str) -> Further:
    name, *parts = text.split(":")
    fields: dict[str, object] = {"accelerator": name.strip()}
    try:
        if parts:
            fields["count"] = int(parts.pop(0))
        if parts:
            fields["memory_gib"] = float(parts.pop(0).upper().removesuffix("GB"))
    except ValueError:
        raise BadNumber("--and", text, FURTHER) from None
    if parts:
        raise BadNumber("--and", text, FURTHER)
    try:
        return Further.model_validate(fields)
    except ValidationError as fault:
        raise refusal(fault) from None
