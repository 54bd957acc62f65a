"""The ranked answer as lines of text for a terminal."""

from collections.abc import Iterator, Sequence

from llmselect import __version__
from llmselect.catalog.efforts import Effort
from llmselect.estimates.hardware.kept_back import kept_back
from llmselect.reports import story
from llmselect.reports.no_command import no_command_reason
from llmselect.reports.run_commands import run_commands
from llmselect.reports.served_state import served_state
from llmselect.reports.story import not_stated, picked
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness.exclusion_remedies import exclusion_remedy
from llmselect.scoring.robustness.workload_changes import WorkloadChange
from llmselect.settings import Settings
from llmselect.text import Voice

EXCLUDED_SHOWN = 5
UNPROVEN_SHOWN = 3


def as_text(
    recommendation: Recommendation,
    top: int,
    settings: Settings,
    *,
    every_exclusion: bool = False,
    levers: Sequence[WorkloadChange] = (),
) -> Iterator[str]:
    """The answer for people, a line at a time; exclusions one a model, the first few or all."""
    say = Voice(settings.language)
    yield _situation(recommendation, settings, say)
    if reserved := kept_back(recommendation.catalog, settings.machine):
        yield say("command.reserved", gib=say.number(reserved.gib), source=say(reserved.source))
    if (served := recommendation.estimates.served) and served.source:
        yield served_state(served.source, say)
    yield say.count(len(recommendation), "command.ranked_one", "command.ranked_many")
    for place in recommendation.places(top):
        yield from _lines(place, recommendation.rank_shown(place.rank), say)
    yield from _how_to_run(recommendation, say)
    yield from _robustness(recommendation, say)
    yield from (say(lever.sentence) for lever in levers)
    unproven = recommendation.unproven(UNPROVEN_SHOWN)
    if unproven:
        yield say("command.unproven")
    for place in unproven:
        yield f"{place.rank:>3}. {label(place.candidate, say)}   {say.number(place.score)}"
    if recommendation.not_stated:
        yield say("excluded.not_stated", what=not_stated(recommendation, say))
    excluded = recommendation.excluded_models
    if len(excluded):
        yield say.count(len(excluded), "command.excluded_one", "command.excluded_many")
    named = set(recommendation.unproven_rows.tolist())  # they stand in the list above
    others = [row for row in excluded.tolist() if row not in named]
    for exclusion in recommendation.exclusions(others if every_exclusion else others[:EXCLUDED_SHOWN]):
        yield f"  {label(exclusion.candidate, say)}"
        for reason in exclusion.reasons:
            change = exclusion_remedy(exclusion.candidate, reason.code)
            yield f"    {say(reason.message)}" + (f" {say(change)}" if change else "")


def _how_to_run(recommendation: Recommendation, say: Voice) -> Iterator[str]:
    """The command, or the first call, for what is shown large."""
    for place in recommendation.headliners(1):
        for command in run_commands(place.candidate)[:1]:
            yield say("command.run", name=label(place.candidate, say), how=say(command.label))
            yield from (f"    {line}" for line in command.command.splitlines())
            if command.to_replace is not None:
                yield f"  {say(command.to_replace)}"
        reason = no_command_reason(place.candidate)
        if reason is not None:
            yield f"{label(place.candidate, say)}: {say(reason)}"


def _robustness(recommendation: Recommendation, say: Voice) -> Iterator[str]:
    """The pick among equals, the share of weightings, ties, and what would change the first place."""
    for place in recommendation.headliners(1):
        yield from (f"{label(place.candidate, say)}: {say(each.words)}" for each in picked(recommendation, place))
    confidence = story.confidence(recommendation)
    yield from map(say, confidence.sentences)
    if confidence.change is not None:
        yield say(confidence.change)


def _situation(recommendation: Recommendation, settings: Settings, say: Voice) -> str:
    """What the answer is for, so that nobody reads it as one for another machine."""
    machine, workload = settings.machine, settings.workload
    name = machine.custom.name if machine.custom else machine.accelerator
    device = say("command.host_alone") if name is None else f"{machine.count} × {name}" if machine.count > 1 else name
    weights = (
        f"{say(criterion.label)} {say.percent(share)}"
        for criterion, share in zip(CRITERIA, map(float, recommendation.shares), strict=True)
        if share > 0
    )
    return say(
        "command.situation",
        device=device,
        ram=say.number(machine.host_memory_gib, 0),
        use=say(workload.use.label),
        context=say.number(workload.context_tokens, 0),
        weights=", ".join(weights),
        day=say.day(recommendation.catalog.newest_check),
        version=__version__,
    )


def label(candidate: Candidate, say: Voice) -> str:
    """Model and way to run it, on one line; a model that was added and an offer that is free are marked."""
    way = candidate.quantization.id if candidate.quantization else candidate.offer.id if candidate.offer else ""
    effort = "" if candidate.effort is Effort.OFF else f" · {say(candidate.effort.label)}"
    free = f" · {say('served.free')}" if candidate.free_quota else ""
    return f"{candidate.model.name}{' (own)' if candidate.own else ''} · {way}{effort}{free}"


def _lines(place: Place, rank: str, say: Voice) -> Iterator[str]:
    candidate = place.candidate
    open_end = f"–{say.number(place.score_high)}" if place.unknown else ""
    marked = rank if rank.endswith("=") else f"{rank}."
    yield f"{marked:>4} {label(candidate, say)}   {say.number(place.score)}{open_end}"
    yield f"     {place.in_points(say)}"
    facts = [say.gib(candidate.memory_bytes)] if candidate.memory_bytes is not None else []
    if candidate.decode_tokens_per_s is not None:
        low, _, high = candidate.decode_tokens_per_s
        speed = say("command.speed", low=say.number(low, 0), high=say.number(high, 0))
        basis = candidate.speed_basis
        facts.append(speed if basis is None else say("command.speed_basis", speed=speed, basis=say(basis.label)))
    if candidate.cost_usd_per_1000_requests is not None:
        facts.append(say("command.cost", cost=say.number(candidate.cost_usd_per_1000_requests, 2)))
    facts.append(say("command.privacy", level=candidate.privacy_level))
    facts.append(f"{candidate.evidence.mark} {say(candidate.evidence.label)}")
    if not candidate.file_checked:
        facts.append(say("command.file_not_checked"))
    yield "     " + ", ".join(facts)
    if candidate.memory_note is not None:
        yield f"     {say(candidate.memory_note)}"
    if candidate.speciality_note is not None:
        yield f"     {say(candidate.speciality_note)}"
