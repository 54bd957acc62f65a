"""Changes that would make a model fit a machine; each is estimated before it is proposed, with its speed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import Final, NamedTuple

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.core.candidates import known_architecture, runs
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.core.engines import splits
from llmselect.estimates.hardware.accelerator_groups import MOST, groups_of, kinds_of
from llmselect.estimates.runs.run_estimates import RunEstimate, RunRequest, estimate_trials
from llmselect.estimates.runs.thoughts import thinking_of
from llmselect.machine.machine import Machine
from llmselect.settings import KvType, Workload
from llmselect.text import Text, in_both
from llmselect.units import GIB

CONTEXT_STEP: Final = 1024
MOST_CONTEXTS: Final = 2048
"""So many contexts are tried; of a longer one, every second, third, ... multiple of the step."""
LARGEST_GIB: Final = 2048
"""The largest memory of one accelerator that a machine can be given."""
CLEARLY_FASTER: Final = 1.1
"""Times the likely speed of now; half of the estimates of decoding are within a tenth of the measurement."""
NEAR_GIB: Final = 16
"""Sizes tried above the one that the sum asks for: layers are whole, and systems keep a part of unified memory."""


class Remedy(Enum):
    """What is changed; the sentence names the change."""

    QUANTIZATION = Text("Use the quantization {quantization}", "Utiliser la quantification {quantization}")
    KV_TYPE = Text("Store the cache as {kv}", "Stocker le cache en {kv}")
    CONTEXT = Text("Limit the context to {context} tokens", "Limiter le contexte à {context} jetons")
    USERS = Text("Serve {users} users at once", "Servir {users} utilisateurs à la fois")
    HOST_LAYERS = Text("Layers left to the processor: {layers}", "Couches laissées au processeur\u00a0: {layers}")
    EXPERTS = Text("Keep the experts in main memory", "Garder les experts en mémoire vive")
    ANOTHER = Text(
        "Add one more of the same accelerator ({count} in total)", "Ajouter un accélérateur identique ({count} en tout)"
    )
    MEMORY = Text("Use accelerators with {gib} GiB of memory", "Utiliser des accélérateurs dotés de {gib} Gio")
    HOST_MEMORY = Text("Use {ram} GiB of main memory", "Disposer de {ram} Gio de mémoire vive")


@dataclass(frozen=True, slots=True)
class Way:
    """One change after which it fits, and what it gives then."""

    kind: Remedy
    machine: Machine
    workload: Workload
    quantization: Quantization
    bar: RunEstimate
    """Fit and speed after the change."""
    before: RunEstimate
    """The same before it."""

    @property
    def helps(self) -> bool:
        """Whether it is better than now: by its verdict, or clearly faster where the verdict is the same."""
        now, then = self.before.decode_tokens_per_s, self.bar.decode_tokens_per_s
        if self.bar.fit > self.before.fit or now is None or then is None:
            return True
        return then.likely > CLEARLY_FASTER * now.likely

    @property
    def text(self) -> Text:
        """The change in a few words."""
        return in_both(
            self.kind.value,
            quantization=self.quantization.id,
            kv=self.workload.kv_type.value,
            context=lambda voice: voice.number(self.workload.context_tokens, 0),
            users=lambda voice: voice.number(self.workload.users, 0),
            layers=self.machine.host_layers or 0,
            count=self.machine.count,
            gib=lambda voice: voice.number(self.machine.memory_gib or 0, 0),
            ram=lambda voice: voice.number(self.machine.host_memory_gib, 0),
        )


class _Try(NamedTuple):
    kind: Remedy
    trial: RunRequest
    partial: bool = False
    """Counts although a part of the model stays in host memory."""


def ways_to_fit(
    catalog: Catalog,
    model: LanguageModel,
    machine: Machine,
    workload: Workload,
    quantization: Quantization,
    depth: float | None = None,
) -> tuple[Way, ...]:
    """Each way that works, the fastest first; none where it fits already. Of each kind the smallest change is told.

    `depth`: tokens in the cache when decoding is timed; None: what the workload fills. Raises NotPossible for a model
    whose shape is not published, and what `devices` raises.
    """
    architecture = known_architecture(model)
    thinking = thinking_of(catalog, model, workload).likely
    asked = RunRequest(machine, workload, quantization)
    now = estimate_trials(catalog, architecture, (asked,), thinking, depth)[0]
    if now.fit is Fit.FULL:
        return ()
    tries = [each for propose in PROPOSALS for each in propose(catalog, model, asked, now)]
    found = estimate_trials(catalog, architecture, [each.trial for each in tries], thinking, depth)
    ways: dict[Remedy, Way] = {}
    for (kind, trial, partial), bar in zip(tries, found, strict=True):
        if kind not in ways and (bar.fit is Fit.FULL or (partial and bar.fit is Fit.PARTIAL)):
            ways[kind] = Way(kind, trial.machine, trial.workload, trial.quantization, bar, now)
    return tuple(sorted(ways.values(), key=_slowness))


def _slowness(way: Way) -> float:
    speed = way.bar.decode_tokens_per_s
    return float("inf") if speed is None else -speed.likely


def _quantizations(catalog: Catalog, model: LanguageModel, asked: RunRequest, now: RunEstimate) -> Iterator[_Try]:
    """The finest of the coarser ones."""
    kinds, bits = kinds_of(catalog, asked.machine), asked.quantization.nominal_bits
    coarser = [q for q in catalog.file.quantizations if q.ranked and q.nominal_bits < bits and runs(model, q, kinds)]
    for quantization in sorted(coarser, key=lambda q: -q.nominal_bits):
        yield _Try(Remedy.QUANTIZATION, _on(asked)._replace(quantization=quantization))
    if not splits(asked.quantization):  # what cannot be whole may still be split, in another format
        able = [q for q in (*coarser, *_as_wide(catalog, model, asked)) if splits(q)]
        for quantization in sorted(able, key=lambda q: -q.nominal_bits):
            yield _Try(Remedy.QUANTIZATION, _on(asked)._replace(quantization=quantization), partial=True)


def _as_wide(catalog: Catalog, model: LanguageModel, asked: RunRequest) -> Iterator[Quantization]:
    """Formats of the same bits as the one asked for, give or take the scales: Q8_0 for FP8."""
    kinds, bits = kinds_of(catalog, asked.machine), asked.quantization.nominal_bits
    return (
        q for q in catalog.file.quantizations if q.ranked and 0 <= q.nominal_bits - bits < 1 and runs(model, q, kinds)
    )


def _kv_types(catalog: Catalog, model: LanguageModel, asked: RunRequest, now: RunEstimate) -> Iterator[_Try]:
    types = list(KvType)
    for kv_type in types[types.index(asked.workload.kv_type) + 1 :]:
        yield _Try(Remedy.KV_TYPE, _working(asked, kv_type=kv_type))


def _contexts(catalog: Catalog, model: LanguageModel, asked: RunRequest, now: RunEstimate) -> Iterator[_Try]:
    """The longest that holds the typical request and its answer."""
    workload = asked.workload
    needed = workload.prompt_tokens + workload.output_tokens
    needed += thinking_of(catalog, model, workload).likely
    most = (workload.context_tokens - 1) // CONTEXT_STEP
    for steps in range(most, 0, -ceil(max(most, 1) / MOST_CONTEXTS)):
        if steps * CONTEXT_STEP >= needed:
            yield _Try(Remedy.CONTEXT, _working(asked, context_tokens=steps * CONTEXT_STEP))


def _users(catalog: Catalog, model: LanguageModel, asked: RunRequest, now: RunEstimate) -> Iterator[_Try]:
    for users in range(asked.workload.users - 1, 0, -1):
        yield _Try(Remedy.USERS, _working(asked, users=users))


def _host_layers(catalog: Catalog, model: LanguageModel, asked: RunRequest, now: RunEstimate) -> Iterator[_Try]:
    if now.fit is Fit.PARTIAL and now.host_layers:
        machine = asked.machine.model_copy(update={"host_layers": now.host_layers})
        yield _Try(Remedy.HOST_LAYERS, asked._replace(machine=machine), partial=True)


def _experts(catalog: Catalog, model: LanguageModel, asked: RunRequest, now: RunEstimate) -> Iterator[_Try]:
    mixture = model.architecture is not None and model.architecture.experts is not None
    if mixture and now.device_memory_bytes is not None and not asked.machine.experts_on_host:
        yield _Try(Remedy.EXPERTS, _on(asked, experts_on_host=True), partial=True)


def _another(catalog: Catalog, model: LanguageModel, asked: RunRequest, now: RunEstimate) -> Iterator[_Try]:
    together = sum(group.count for group in groups_of(catalog, asked.machine))
    if now.device_memory_bytes is not None and together < MOST:
        yield _Try(Remedy.ANOTHER, _on(asked, count=asked.machine.count + 1))


def _memory(catalog: Catalog, model: LanguageModel, asked: RunRequest, now: RunEstimate) -> Iterator[_Try]:
    """Of each accelerator of the first kind: what is missing now, and some more while layers do not divide."""
    groups = groups_of(catalog, asked.machine)
    if now.device_memory_bytes is None:
        return
    first = groups[0]
    shared = first.accelerator.unified_memory and asked.machine.memory_gib is None and asked.machine.custom is None
    has = asked.machine.host_memory_gib if shared else first.memory_gib or first.accelerator.memory_gib or 0.0
    missing = max(now.wanted_bytes - now.device_memory_bytes, 0) / GIB / first.count
    for more in range(NEAR_GIB):
        for share in (1.0, 0.75, 2 / 3):
            gib = float(ceil(has + missing / share) + more)
            if has < gib <= LARGEST_GIB:
                yield _Try(Remedy.MEMORY, _having(asked, gib))


def _having(asked: RunRequest, gib: float) -> RunRequest:
    """The accelerators changed; unified memory is the host's and grows with it."""
    return _on(asked, memory_gib=gib)


def _host_memory(catalog: Catalog, model: LanguageModel, asked: RunRequest, now: RunEstimate) -> Iterator[_Try]:
    """Where nothing fits for want of main memory."""
    needed = ceil(now.host_bytes / GIB)
    if now.fit is Fit.NONE and asked.machine.host_memory_gib < needed <= 65536:
        machine = asked.machine.model_copy(update={"host_memory_gib": float(needed)})
        yield _Try(Remedy.HOST_MEMORY, asked._replace(machine=machine), partial=True)


def _on(asked: RunRequest, **changes: object) -> RunRequest:
    """The machine changed, and all of the model wanted on the accelerators again unless the change says otherwise."""
    everything: dict[str, object] = {"host_layers": None, "experts_on_host": False}
    return asked._replace(machine=asked.machine.model_copy(update=everything | changes))


def _working(asked: RunRequest, **changes: object) -> RunRequest:
    return _on(asked)._replace(workload=asked.workload.model_copy(update=changes))


Proposal = Callable[[Catalog, LanguageModel, RunRequest, RunEstimate], Iterator[_Try]]
PROPOSALS: Sequence[Proposal] = (
    _quantizations,
    _kv_types,
    _contexts,
    _users,
    _host_layers,
    _experts,
    _another,
    _memory,
    _host_memory,
)
"""Each tries the smallest change first."""
