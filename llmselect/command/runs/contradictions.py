"""What may not be asked of a machine and a model together, each refused in one sentence."""

import numpy as np

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.quantizations import Quantization
from llmselect.errors import BadNumber, NotPossible
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.engines import splits
from llmselect.estimates.hardware.accelerator_groups import groups_of
from llmselect.estimates.memory.weights import weights
from llmselect.machine.machine import Machine


def check_expert_layers(catalog: Catalog, machine: Machine) -> None:
    """Raises NotPossible where the experts of N layers cannot be left to the host beside what else is asked."""
    if machine.expert_host_layers is None:
        return
    given = f"--cpu-moe {machine.expert_host_layers}"
    if machine.experts_on_host:
        raise NotPossible(
            f"--experts-on-host leaves the experts of every layer in main memory, {given} those of "
            f"{machine.expert_host_layers} layers; expected one of the two"
        )
    if machine.expert_host_layers and not groups_of(catalog, machine):
        raise NotPossible(f"{given} was given, but without an accelerator all experts lie in main memory already")


def check_experts_of(name: str, architecture: Architecture, quantization: Quantization, machine: Machine) -> None:
    """Raises NotPossible for a model without experts, or in a format that no engine splits; BadNumber for too many.

    `name`: of the model, for the sentence.
    """
    asked = machine.expert_host_layers
    if not asked:
        return
    if architecture.experts is None:
        raise NotPossible(
            f"--cpu-moe {asked} was given, but {name} is dense: it has no experts to leave in main memory"
        )
    if not splits(quantization):
        raise NotPossible(
            f"--cpu-moe {asked} was given, but no program can leave a part of {quantization.id} in main memory; "
            "expected a format of llama.cpp, as Q4_K_M or Q8_0"
        )
    most = int(weights(shapes([architecture]), [quantization], np.array([0])).expert_layers[0])
    if asked > most:
        raise BadNumber("--cpu-moe", asked, f"at most {most}, the layers of {name} that have experts")
