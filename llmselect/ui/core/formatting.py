"""Facts of a candidate as short words: what stands in a table's cell or behind a bold name."""

import datetime
import re

from llmselect.catalog.efforts import Effort
from llmselect.catalog.models import LanguageModel, Reasoning, YesNo
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.memory.paging import TIGHT_LABEL
from llmselect.estimates.speed.served_speed import SpeedBasis
from llmselect.machine.machine import PlacementKind
from llmselect.overview.model_table import Panorama
from llmselect.overview.reference_machines import NONE_HOLDS, ORDINARY
from llmselect.scoring.ranking.candidate import Candidate, Estimate
from llmselect.scoring.ranking.rented import rented_machine_of
from llmselect.text import NO_BREAK_SPACE, Voice

MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~$:])")
ADDRESS = re.compile(r"https?:(?=//)|www(?=\.)|@", re.IGNORECASE)
"""Where the browser would make a link of bare words, whatever is escaped: it looks for them after reading Markdown."""
WORD_JOINER = "\u2060"

INPUTS = {
    "text": "inputs.text",
    "image": "inputs.image",
    "audio": "inputs.audio",
    "video": "inputs.video",
    "pdf": "inputs.pdf",
}
"""Kinds of input that the catalog names; another one is shown as it stands."""


def escape_markdown(text: str) -> str:
    """Text that came with the data, with nothing left that would be read as Markdown or become a link."""
    return escaped(ADDRESS.sub(rf"\g<0>{WORD_JOINER}", text))


def escaped(text: str) -> str:
    """Text of the catalog's own, such as a source, with the addresses in it left as links."""
    return MARKDOWN.sub(r"\\\1", text)


def name(candidate: Candidate, say: Voice) -> str:
    """The model's name, marked where the visitor added it."""
    model = candidate.model.name
    return say("mine.mark", model=model) if candidate.own else model


def runtime_label(candidate: Candidate, say: Voice) -> str:
    """How it runs: a quantization here and where it lies, or somebody's interface; and how much it thinks."""
    how = _runtime(candidate, say)
    if candidate.free_quota:
        how = say("served.marked", how=how, free=say("served.free"))
    if candidate.effort is Effort.OFF:
        return how
    thinks = "how.thinks_on" if candidate.effort is Effort.ON else "how.thinks"
    return say(thinks, how=how, effort=say(candidate.effort.label))


def _runtime(candidate: Candidate, say: Voice) -> str:
    if candidate.provider is not None:
        name = candidate.provider.name
        return name if "API" in name else say("how.served", provider=name)
    name = candidate.quantization.id if candidate.quantization else ""
    machine = rented_machine_of(candidate)
    here = say("how.local", quantization=name)
    if machine is not None:
        here = say("how.rented", quantization=name, machine=machine)
    if candidate.placement is PlacementKind.WHOLE or candidate.fit is Fit.NONE:
        return here
    return say("how.placed", how=here, placement=placement(candidate, say))


def placement(candidate: Candidate, say: Voice) -> str:
    """Where the parts of the model lie, with the number of layers that lie in main memory."""
    words = say(candidate.placement.label)
    memory = candidate.assessment.runs.memory
    layers = {
        PlacementKind.EXPERTS_ON_HOST: memory.expert_host_layers,
        PlacementKind.LAYERS_ON_HOST: memory.host_layers,
    }.get(candidate.placement)
    if layers is None:
        return words
    return say("how.experts", placement=words, n=say.number(float(layers[candidate.row]), 0))


def evidence(candidate: Candidate, say: Voice) -> str:
    """What the quality rests on: the mark used everywhere, and its word."""
    return say("how.evidence", mark=candidate.evidence.mark, label=say(candidate.evidence.label))


def memory(candidate: Candidate, say: Voice) -> str:
    """What it takes and whether there is room; a dash for what others run."""
    if candidate.memory_bytes is None:
        return "–"
    verdict = say(candidate.fit.label)
    if candidate.memory_note is not None:
        verdict = f"{verdict}, {say(TIGHT_LABEL)}"
    return f"{say.gib(candidate.memory_bytes)}, {verdict}"


def speed_basis(candidate: Candidate, say: Voice) -> str:
    """What the speed is known from, an offer's with its day; empty for an estimate on one's own machine."""
    served, basis = candidate.assessment.served, candidate.speed_basis
    if candidate.speed_measured_by_visitor:
        return say("served.by_you")
    if basis is None:
        return ""
    day = candidate.speed_measured_on
    if day is None or served is None or served.source is None:
        return say("served.estimated", basis=say(basis.label)) if basis < SpeedBasis.MEASURED else say(basis.label)
    return say("served.measured_on", source=say(served.source.name), day=say.day(day))


def digits_for(value: float) -> int:
    """Decimals that keep two or three figures: 0.25, 2.5, 25."""
    return 2 if abs(value) < 1 else 1 if abs(value) < 10 else 0


def spread(estimate: Estimate | None, unit: str, say: Voice) -> str:
    """The likely value with its range, or that it is not known."""
    if estimate is None:
        return say("how.unknown")
    digits = digits_for(estimate.likely)
    likely, low, high = (say.number(v, digits) for v in (estimate.likely, estimate.low, estimate.high))
    measured = f"{likely}{NO_BREAK_SPACE}{unit}" if unit else likely
    return measured if low == high else say("how.range", likely=measured, low=low, high=high)


def dollars(amount: float | None, say: Voice) -> str:
    if amount is None:
        return say("how.unknown")
    return say("how.dollars", amount=say.number(amount, 2 if amount < 100 else 0))


def tokens(count: int | None, say: Voice) -> str:
    return say("how.unknown") if count is None else say("how.tokens", n=say.number(count, 0))


def model_size(model: LanguageModel, say: Voice) -> str:
    """Parameters in billions, with the active ones where they are fewer; empty where the size is unknown."""
    if not model.total_parameters:
        return ""
    total = model.total_parameters / 1e9
    active = (model.active_parameters or model.total_parameters) / 1e9
    size = say("memory.size", total=say.number(total, digits_for(total)))
    if active >= total * 0.95:
        return size
    return size + say("memory.active", active=say.number(active, digits_for(active)))


def yes_no(fact: YesNo, say: Voice) -> str | None:
    """Yes or no; None for unknown."""
    return None if fact is YesNo.UNKNOWN else say(fact.label)


def reasoning(model: LanguageModel, say: Voice) -> str | None:
    """Whether the model reasons before it answers; None for unknown."""
    return None if model.reasoning is Reasoning.UNKNOWN else say(model.reasoning.label)


def smallest_machine(panorama: Panorama, row: int, say: Voice) -> str | None:
    """The smallest ordinary machine in words; None where the shape is not published."""
    which = int(panorama.room.smallest[row])
    if which >= 0:
        return say(ORDINARY[which].label)
    largest = max(each.memory_gib for each in ORDINARY)
    return say("models.larger", gib=largest) if which == NONE_HOLDS else None


def inputs_in_words(model: LanguageModel, say: Voice) -> str | None:
    """Its inputs one after another, None where none is known."""
    return ", ".join(say(INPUTS[each]) if each in INPUTS else each for each in model.inputs) or None


def published(date: str, say: Voice) -> str:
    """A day or month of publication, `2026-03-08` or `2026-03`, as people write it; a year or a span stays as it is."""
    if re.fullmatch(r"\d{4}-\d\d", date):
        return say.month(datetime.date.fromisoformat(f"{date}-01"))
    return say.day(datetime.date.fromisoformat(date)) if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else date
