"""Detects memory, processor and accelerators of this computer, as names of the catalog for the owner to correct."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from llmselect.machine.cards import DetectedCard, matching, nvidia_cards
from llmselect.machine.host import apple_cores, carved_out_bytes, host_memory_gib, processor_name, processors_like
from llmselect.machine.processor import Instructions, instructions, usable_cores
from llmselect.machine.typed_names import SAME_SIZE_SHARE, of_size
from llmselect.text import Text
from llmselect.units import GIB

BOARD = "Jetson "

NOT_IN_CATALOG = Text(
    "A detected card is not in the catalog: choose the closest one in the list, or enter its specifications.",
    "Une carte détectée n’est pas dans le catalogue : choisissez la plus proche dans la liste, ou "
    "saisissez ses caractéristiques.",
)


@dataclass(frozen=True, slots=True)
class DetectedAccelerators:
    """Equal accelerators of this computer."""

    device: str
    """The name that the driver or the system gives it."""
    names: tuple[str, ...]
    """Names in the catalog that this may be, likeliest first; several where its name alone does not tell."""
    count: int = 1
    memory_gib: float | None = None
    """Memory of one as reported; None: not told, or the host's own."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found; each reason says in one sentence what was not."""

    host_memory_gib: float
    processor: str | None = None
    kinds: tuple[DetectedAccelerators, ...] = ()
    """Accelerators, most memory first; where no card can be asked, the processor or chip itself where it is known."""
    reasons: tuple[Text, ...] = ()
    cores: int | None = None
    """Of the processor, that programs here may use."""
    instructions: Instructions | None = None


def detect(catalog_gib: Mapping[str, float | None]) -> Detection:
    """This computer's memory, processor and accelerators; `catalog_gib`: GiB by name of accelerator."""
    return replace(_without_cores(catalog_gib), cores=usable_cores(), instructions=instructions())


def _without_cores(catalog_gib: Mapping[str, float | None]) -> Detection:
    cards, processor, host_gib = nvidia_cards(), processor_name(), host_memory_gib()
    if isinstance(cards, Text):
        chip = _chip(processor, host_gib, catalog_gib)
        reasons = () if chip and chip[0].names and chip[0].names[0].startswith("Apple") else (cards,)
        return Detection(host_gib, processor, chip, reasons)
    found = _kinds(cards, host_gib, catalog_gib)
    kinds = tuple(sorted(found, key=lambda kind: -(kind.memory_gib or 0) * kind.count))
    missing = (NOT_IN_CATALOG,) if any(not kind.names for kind in kinds) else ()
    return Detection(host_gib, processor, kinds, missing)


def _kinds(
    cards: Sequence[DetectedCard], host_gib: float, catalog_gib: Mapping[str, float | None]
) -> list[DetectedAccelerators]:
    """Cards of the same name and size together."""
    distinct = {card: cards.count(card) for card in cards}
    return [
        DetectedAccelerators(
            card.name,
            _sized(matching(card, catalog_gib), host_gib, catalog_gib),
            count,
            None if card.memory_bytes is None else round(card.memory_bytes / GIB, 1),
        )
        for card, count in distinct.items()
    ]


def _sized(names: tuple[str, ...], host_gib: float, catalog_gib: Mapping[str, float | None]) -> tuple[str, ...]:
    """Boards named after one chip are told apart by the memory they share with the host: Orin comes with 4 to 64 GB."""
    boards = tuple(name for name in names if name.startswith(BOARD))
    return of_size(boards, host_gib * GIB, catalog_gib, ()) if boards else names


def _chip(
    processor: str | None, host_gib: float, catalog_gib: Mapping[str, float | None]
) -> tuple[DetectedAccelerators, ...]:
    """The processor as an entry of the catalog; an Apple chip is told apart by its graphics cores."""
    if processor is None:
        return ()
    if processor.startswith("Apple "):
        return _apple(processor, catalog_gib)
    names = _sized(processors_like(processor, catalog_gib), host_gib, catalog_gib)
    if not names:
        return ()
    return (DetectedAccelerators(processor, names, memory_gib=_carved_out(catalog_gib[names[0]], host_gib)),)


def _carved_out(whole_gib: float | None, host_gib: float) -> float | None:
    """Memory of integrated graphics where most of the computer's was given to it; None: it takes from the host's."""
    carved = carved_out_bytes() / GIB
    ours = whole_gib is not None and carved + host_gib <= whole_gib * (1 + SAME_SIZE_SHARE)
    return round(carved, 1) if ours and carved > host_gib else None


def _apple(processor: str, catalog_gib: Mapping[str, float | None]) -> tuple[DetectedAccelerators, ...]:
    variants = tuple(name for name in catalog_gib if name.rpartition(" ")[0] == processor and name.endswith("-core"))
    cores = apple_cores()
    exact = tuple(name for name in variants if name == f"{processor} {cores}-core")
    names = exact or variants
    return (DetectedAccelerators(processor, names),) if names else ()
