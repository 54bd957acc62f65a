"""Which chip families there are, and the class each belongs to: what is unknown of a family is taken from its class."""

from llmselect.errors import UnknownName
from llmselect.machine.machine import ChipClass

FAMILIES = {
    ChipClass.NVIDIA: (  # Maxwell counts as Pascal
        "nv_pascal nv_volta nv_turing nv_ampere nv_ada nv_blackwell nv_hbm nv_hopper nv_soc nv_other"
    ),
    ChipClass.AMD: "gcn rdna2 rdna3 rdna4 cdna amd_other",
    ChipClass.INTEL: "alchemist battlemage intel_other",
    ChipClass.APPLE: "ap_m1 ap_m2 ap_m3 ap_m4 ap_m5 ap_m6 ap_other",
    ChipClass.INTEGRATED: "apu_halo apu_small apu_other",
    ChipClass.PROCESSOR: "cpu_desktop cpu_server cpu_arm cpu_other",
}
OF_CLASS = {chip_class: families.split()[-1] for chip_class, families in FAMILIES.items()}
"""The family of chips of which the class alone is known: devices typed in by hand."""
CLASS_OF = {family: chip_class for chip_class, families in FAMILIES.items() for family in families.split()}


def chip_class(family: str) -> ChipClass:
    """The class of a family; raises UnknownName."""
    try:
        return CLASS_OF[family]
    except KeyError:
        raise UnknownName("chip family", family, CLASS_OF) from None
