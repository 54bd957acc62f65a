"""Accelerators: graphics cards, unified-memory chips and processors that can run a model."""

from typing import Annotated

from pydantic import Field, model_validator

from llmselect.catalog.models import Enum
from llmselect.catalog.record import Sourced, Words
from llmselect.text import Labelled, Text

DeviceName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/@+(), -]*$", max_length=80)]
"""A name as printed on the box, with what tells two versions apart in brackets."""
Gibibytes = Annotated[float, Field(gt=0, le=2048)]
Bandwidth = Annotated[float, Field(ge=1, le=50_000)]
Throughput = Annotated[float, Field(gt=0, le=50_000)]
Watts = Annotated[float, Field(ge=1, le=5000)]
HourlyUsd = Annotated[float, Field(gt=0, le=1000)]
PurchaseUsd = Annotated[float, Field(ge=10, le=1_000_000)]


class AcceleratorKind(Labelled):
    """Where the memory is and who reads it."""

    GRAPHICS_CARD = "dgpu", Text("graphics card", "carte graphique")
    DATA_CENTRE = "datacenter", Text("data centre", "centre de données")
    APPLE = "apple", Text("Apple chip", "puce Apple")
    INTEGRATED = "apu", Text("integrated graphics", "puce graphique intégrée")
    PROCESSOR = "cpu", Text("processor only", "processeur seul")


class Rental(Sourced):
    """What renting one costs by the hour; the source names the marketplace."""

    usd_per_hour: HourlyUsd
    low_usd_per_hour: HourlyUsd | None = None
    high_usd_per_hour: HourlyUsd | None = None


class Purchase(Sourced):
    """What buying one costs."""

    low_usd: PurchaseUsd
    high_usd: PurchaseUsd


class Accelerator(Sourced):
    """One device, as its published figures describe it."""

    name: DeviceName
    vendor: str
    kind: Annotated[AcceleratorKind, Enum]
    chip_family: str
    """Key into the speed constants (`nv_ada`, `ap_m4`, `rdna3`, `cpu_desktop`, ...)."""
    generation: str | None = None
    memory_gib: Gibibytes | None = None
    """Memory on the device or, for unified memory, of the whole computer (the largest sold, where there are several);
    None for processors, whose memory is the host's."""
    memory_choices_gib: tuple[Gibibytes, ...] = Field(default=(), strict=False)
    """The sizes it is sold in, smallest first, where there are several."""
    bandwidth_gb_per_s: Bandwidth
    fp16_tflops: Throughput | None = None
    """Dense, no sparsity; rough for processors."""
    fp32_tflops: Throughput | None = None
    int8_tops: Throughput | None = None
    """Dense tensor throughput; None where the chip has none or none is published."""
    power_w: Watts | None = None
    unified_memory: bool
    release_year: Annotated[int, Field(ge=2005, le=2035)] | None = None
    rental: Rental | None = None
    other_rentals: tuple[Rental, ...] = Field(default=(), strict=False)
    """What other sources say that renting one costs."""
    purchase: Purchase | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _sizes_agree(self) -> "Accelerator":
        if self.memory_choices_gib and self.memory_gib != max(self.memory_choices_gib):
            raise ValueError(f"memory_gib is {self.memory_gib}; expected the largest of {self.memory_choices_gib}")
        return self
