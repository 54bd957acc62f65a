"""Notes on where a run lies: what is moved beside the experts asked for, and formats that are whole or nowhere."""

from collections.abc import Callable, Sequence

import numpy as np

from llmselect.command.questions import Resolved
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.core.engines import splits
from llmselect.estimates.runs.run import RunEstimates
from llmselect.machine.machine import Machine
from llmselect.text import Text, in_both
from llmselect.units import Ints

TOO_FEW = Text(
    "The experts of {asked} layers in main memory do not make room enough: {moved} whole layers go there too. ",
    "Les experts de {asked} couches en mémoire centrale ne libèrent pas assez de place\u00a0: {moved} couches entières "
    "y vont aussi. ",
)
HEAD_TOO = Text(
    "The experts of {asked} layers in main memory do not make room enough: the output head goes there too. ",
    "Les experts de {asked} couches en mémoire centrale ne libèrent pas assez de place\u00a0: la tête de sortie y va "
    "aussi. ",
)
ENOUGH = Text(
    "With those of {least} layers (--cpu-moe {least}), nothing else has to.",
    "Avec ceux de {least} couches (--cpu-moe {least}), rien d’autre n’a à y aller.",
)
NEVER_ENOUGH = Text(
    "Not even those of all {most} layers would make enough.",
    "Même ceux des {most} couches n’en libéreraient pas assez.",
)
WHOLE_OR_NOWHERE = Text(
    "{format} lies wholly on the accelerators or nowhere: the programs that read it are made to hold the whole model "
    "there.",
    "{format} tient entièrement sur les accélérateurs ou nulle part\u00a0: les programmes qui le lisent y placent le "
    "modèle entier.",
)
Estimating = Callable[[Sequence[Machine], Ints], RunEstimates]


def placement_notes(questions: Sequence[Resolved], estimates: RunEstimates, estimate: Estimating) -> dict[int, Text]:
    """By row, what lies in main memory beside the experts asked for, and how many suffice; and why FP8 lies nowhere."""
    nowhere: list[int] = np.flatnonzero(estimates.memory.fit == Fit.NONE).tolist()
    formats = {row: questions[row].quantization for row in nowhere}
    whole = {row: in_both(WHOLE_OR_NOWHERE, format=one.id) for row, one in formats.items() if not splits(one)}
    asked = np.array([each.machine.expert_host_layers is not None for each in questions], dtype=np.bool_)
    short: list[int] = np.flatnonzero(
        asked & ((estimates.memory.host_layers > 0) | estimates.memory.head_on_host)
    ).tolist()
    return whole | {row: _note(questions[row], row, estimates, estimate) for row in short}


def _note(resolved: Resolved, row: int, estimates: RunEstimates, estimate: Estimating) -> Text:
    asked, most = resolved.machine.expert_host_layers or 0, int(estimates.weights.expert_layers[row])
    least = _least(resolved.machine, row, range(asked + 1, most + 1), estimate)
    moved = round(float(estimates.memory.host_layers[row]))
    values = {"asked": asked, "moved": moved, "least": least or 0, "most": most}
    first = in_both(HEAD_TOO if estimates.memory.head_on_host[row] else TOO_FEW, **values)
    second = in_both(NEVER_ENOUGH if least is None else ENOUGH, **values)
    return Text(first.en + second.en, first.fr + second.fr)


def _least(machine: Machine, row: int, counts: Sequence[int], estimate: Estimating) -> int | None:
    """The first of these counts of layers with which all other parts lie on the accelerators."""
    if not counts or machine.host_layers:
        return None
    tries = [machine.model_copy(update={"expert_host_layers": count}) for count in counts]
    room = estimate(tries, np.full(len(tries), row)).memory
    enough = np.flatnonzero((room.fit != Fit.NONE) & (room.host_layers == 0) & ~room.head_on_host)
    return counts[int(enough[0])] if len(enough) else None
