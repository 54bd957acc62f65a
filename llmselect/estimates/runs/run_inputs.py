"""What is run where, for whom: the one place that builds runs from machines and workloads."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel, Reasoning
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import Shapes
from llmselect.estimates.hardware.devices import devices
from llmselect.estimates.runs.calibration import own_speeds
from llmselect.estimates.runs.run import Runs, engine_of
from llmselect.machine.machine import Machine
from llmselect.settings import KvType, Workload
from llmselect.units import Bools, Floats, Ints

THINKING = (Reasoning.OPTIONAL, Reasoning.ALWAYS)


class RunInputs(NamedTuple):
    """Columns: what a model is asked to do in each row."""

    context: Ints
    users: Ints
    kv: tuple[KvType, ...]
    prompt_tokens: Floats
    output_tokens: Floats
    """Thinking included."""
    depth: Floats
    prompt_depth: Floats | None = None
    """Thoughts come after the prompt is read; None: the same depth."""

    @classmethod
    def of(cls, workloads: Sequence[Workload], which: Ints, thinks: Bools) -> Self:
        """Row i is `workloads[which[i]]`; a model that thinks writes its thoughts before the answer.

        Decoding is timed with half of what is written in the cache.
        """
        answer = output_tokens(workloads, which, np.zeros(len(which), np.bool_))
        prompt = np.array([float(each.prompt_tokens) for each in workloads])[which]
        output = output_tokens(workloads, which, thinks)
        return cls(
            context=np.array([each.context_tokens for each in workloads])[which],
            users=np.array([each.users for each in workloads])[which],
            kv=tuple(workloads[int(one)].kv_type for one in which),
            prompt_tokens=prompt,
            output_tokens=output,
            depth=prompt + output / 2,
            prompt_depth=prompt + answer / 2 if (output > answer).any() else None,
        )


def output_tokens(workloads: Sequence[Workload], which: Ints, thinks: Bools) -> Floats:
    """Tokens that are written for one answer, thoughts included where the model of the row can think."""
    answer = np.array([float(each.output_tokens) for each in workloads])[which]
    return answer + np.where(thinks, np.array([float(each.thinking_tokens) for each in workloads])[which], 0.0)


def thinks(catalog: Catalog, model: LanguageModel) -> bool:
    """Whether a model can write its thoughts before it answers; under a provider's name, what its weights can."""
    weights = catalog.models.get(model.weights, model)
    return (weights.reasoning if model.reasoning is Reasoning.UNKNOWN else model.reasoning) in THINKING


def runs_for(
    catalog: Catalog,
    shapes: Shapes,
    quantizations: Sequence[Quantization],
    quantization: Ints,
    machines: Sequence[Machine],
    of_machine: Ints,
    asked: RunInputs,
    engine: tuple[str, ...] | None = None,
    file_bytes: Floats | None = None,
) -> Runs:
    """Row i runs `quantizations[quantization[i]]` on `machines[of_machine[i]]`.

    Without an engine, the one whose measured speeds speak for the quantization; without a size, the computed one.
    Raises what `devices` and `own_speeds` raise.
    """
    engines = [engine_of(each) for each in quantizations]
    return Runs(
        shapes=shapes,
        quantizations=quantizations,
        quantization=quantization,
        devices=devices(catalog, machines, of_machine),
        engine=tuple(engines[int(which)] for which in quantization) if engine is None else engine,
        file_bytes=np.full(len(quantization), np.nan) if file_bytes is None else file_bytes,
        own=own_speeds(catalog, machines, of_machine),
        **asked._asdict(),
    )
