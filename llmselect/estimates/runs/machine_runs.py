"""Builds runs from the catalog's quantizations, machines and what is asked of them, calibration included."""

from collections.abc import Sequence

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import Shapes
from llmselect.estimates.hardware.devices import devices
from llmselect.estimates.runs.calibration import calibration_of
from llmselect.estimates.runs.run import Runs
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.machine.machine import Machine
from llmselect.units import Floats, Ints


def runs_for(
    catalog: Catalog,
    shapes: Shapes,
    quantizations: Sequence[Quantization],
    quantization: Ints,
    machines: Sequence[Machine],
    of_machine: Ints,
    inputs: RunInputs,
    engine: tuple[str, ...] | None = None,
    file_bytes: Floats | None = None,
) -> Runs:
    """Row i runs `quantizations[quantization[i]]` on `machines[of_machine[i]]`.

    Without `engine`, the usual one of each quantization; without `file_bytes`, the computed size. Raises UnknownName
    for an accelerator, or a model or quantization of a user's measurement, that the catalog lacks; NotPossible for a
    machine that contradicts itself, or a measurement of a model of unknown shape.
    """
    return Runs.of(
        shapes,
        quantizations,
        quantization,
        devices(catalog, machines, of_machine),
        inputs,
        engine=engine,
        file_bytes=file_bytes,
        calibration=calibration_of(catalog, machines, of_machine),
    )
