"""Detects memory, processor and accelerators of this computer, as names of the catalog for the owner to correct."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from llmselect.machine.cards import DetectedCard, matching, nvidia_cards
from llmselect.machine.host import apple_cores, host_memory_gib, processor_name, processors_like
from llmselect.text import Text
from llmselect.units import GIB

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


def detect(catalog_gib: Mapping[str, float | None]) -> Detection:
    """This computer's memory, processor and accelerators; `catalog_gib`: GiB by name of accelerator."""
    cards, processor = nvidia_cards(), processor_name()
    if isinstance(cards, Text):
        chip = _chip(processor, catalog_gib)
        reasons = () if chip and chip[0].names and chip[0].names[0].startswith("Apple") else (cards,)
        return Detection(host_memory_gib(), processor, chip, reasons)
    kinds = tuple(sorted(_kinds(cards, catalog_gib), key=lambda kind: -(kind.memory_gib or 0) * kind.count))
    missing = (NOT_IN_CATALOG,) if any(not kind.names for kind in kinds) else ()
    return Detection(host_memory_gib(), processor, kinds, missing)


def _kinds(cards: Sequence[DetectedCard], catalog_gib: Mapping[str, float | None]) -> list[DetectedAccelerators]:
    """Cards of the same name and size together."""
    distinct = {card: cards.count(card) for card in cards}
    return [
        DetectedAccelerators(
            card.name,
            matching(card, catalog_gib),
            count,
            None if card.memory_bytes is None else round(card.memory_bytes / GIB, 1),
        )
        for card, count in distinct.items()
    ]


def _chip(processor: str | None, catalog_gib: Mapping[str, float | None]) -> tuple[DetectedAccelerators, ...]:
    """The processor as an entry of the catalog; an Apple chip is told apart by its graphics cores."""
    if processor is None:
        return ()
    if processor.startswith("Apple "):
        return _apple(processor, catalog_gib)
    names = processors_like(processor, catalog_gib)
    return (DetectedAccelerators(processor, names),) if names else ()


def _apple(processor: str, catalog_gib: Mapping[str, float | None]) -> tuple[DetectedAccelerators, ...]:
    variants = tuple(name for name in catalog_gib if name.rpartition(" ")[0] == processor and name.endswith("-core"))
    cores = apple_cores()
    exact = tuple(name for name in variants if name == f"{processor} {cores}-core")
    names = exact or variants
    return (DetectedAccelerators(processor, names),) if names else ()
