"""How fast bytes travel between devices: each constant once, with its name, its value and its source.

Two figures of one bus stand here on purpose: what PCI Express promises, and what reading prompts really got from it.
"""

from dataclasses import dataclass
from typing import Final

from llmselect.text import Text


@dataclass(frozen=True, slots=True)
class Interconnect:
    """A link between devices, or between a device and its host, in one direction."""

    name: Text
    bytes_per_s: float
    source: Text
    """Where the figure was published or measured."""


HOST_BUS_MEASURED: Final = Interconnect(
    Text("bus from host to card, as measured", "bus de l’hôte à la carte, tel que mesuré"),
    9.8e9,
    Text(
        "fitted: prompts read with experts in host memory, one weight a page (docs/accuracy.md)",
        "ajusté\u00a0: prompts lus avec des experts en mémoire vive, un poids par page (docs/accuracy.md)",
    ),
)
"""Weights in host memory cross the bus once a batch. They lie in pages that the system may move, so each copy goes
through a buffer of the driver first: 9e9 to 12.6e9 with PCI Express 4, half of it with 3 (two P100 came to 6.3e9).
Pinned pages give up to 24e9 (an RTX 3090 with gpt-oss-120b came to that), but engines map files by default."""
HALF_BUS_FAMILIES: Final = ("nv_pascal", "nv_volta", "nv_turing", "gcn")
"""Cards of PCI Express 3."""
PCIE_3_X16: Final = Interconnect(
    Text("bus between two cards", "bus entre deux cartes"),
    15.75e9,
    Text("PCI-SIG: PCI Express 3.0, 16 lanes", "PCI-SIG\u00a0: PCI Express 3.0, 16 voies"),
)
"""985 MB/s a lane."""
NVLINK_3: Final = Interconnect(
    Text("NVLink between linked cards, one user", "NVLink entre cartes reliées, un utilisateur"),
    300e9,
    Text(
        "NVIDIA A100 datasheet: third-generation NVLink", "fiche technique NVIDIA A100\u00a0: NVLink de 3e génération"
    ),
)
"""600 GB/s in both directions together."""
NVLINK_4: Final = Interconnect(
    Text("NVLink between linked cards, several users", "NVLink entre cartes reliées, plusieurs utilisateurs"),
    450e9,
    Text(
        "NVIDIA H100 datasheet: fourth-generation NVLink", "fiche technique NVIDIA H100\u00a0: NVLink de 4e génération"
    ),
)
"""900 GB/s in both directions together; the factors fitted on measured/serving.csv say how much of it is reached."""
INTERCONNECTS: Final = (HOST_BUS_MEASURED, PCIE_3_X16, NVLINK_3, NVLINK_4)

NVLINK_FAMILIES: Final = ("nv_hbm", "nv_hopper", "cdna")
"""Chip families taken as linked directly (NVLink, Infinity Fabric); all others exchange over the PCI Express bus."""
LINK_LATENCY_US: Final = 15.0
BUS_LATENCY_US: Final = 30.0
"""Microseconds of one exchange between accelerators: judgements, held against the speeds in test_tensor_split.py."""
