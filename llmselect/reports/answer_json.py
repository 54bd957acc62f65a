"""The ranked answer as plain values for programs: places with their estimates, exclusions with their reasons."""

from collections.abc import Sequence

from llmselect import __version__
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.hardware.kept_back import kept_back
from llmselect.estimates.speed.served_measurements import ServedMeasurements
from llmselect.reports import story
from llmselect.reports.no_command import no_command_reason
from llmselect.reports.run_commands import Command, run_commands
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.places import Exclusion, Place
from llmselect.scoring.ranking.recommend import Recommendation, default_situation
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.workload_changes import WorkloadChange
from llmselect.settings import Settings
from llmselect.text import Language, Voice

UNPROVEN_SHOWN = 10


def as_json(
    recommendation: Recommendation,
    top: int,
    settings: Settings,
    *,
    every_exclusion: bool = False,
    levers: Sequence[WorkloadChange] | None = None,
) -> dict[str, object]:
    """Settings, places and exclusions as plain values, for programs; `levers` None: not tried.

    Exclusions are one for each model that has no place, or one for each way to run where all are asked for.
    """
    language, say = settings.language, Voice(settings.language)
    rows = recommendation.excluded_rows if every_exclusion else recommendation.excluded_models
    return {
        "version": __version__,
        "catalog_day": recommendation.catalog.newest_check.isoformat(),
        "settings": settings.model_dump(mode="json"),
        "reserved": _reserved(recommendation, say),
        "served_speeds": _served(recommendation.estimates.served, say),
        "places": [_ranked(recommendation, place, language) for place in recommendation.places(top)],
        "reference_points": _reference_points(recommendation),
        "robustness": _robustness(recommendation, language),
        "levers": None if levers is None else [_lever(change, say) for change in levers],
        "unproven": [_place(place, language) for place in recommendation.unproven(UNPROVEN_SHOWN)],
        "not_stated": dict(recommendation.not_stated),
        "excluded_count": len(recommendation.excluded_rows),
        "excluded_models": len(recommendation.excluded_models),
        "excluded": [_exclusion(exclusion, language) for exclusion in recommendation.exclusions(rows)],
    }


def _served(served: ServedMeasurements | None, say: Voice) -> dict[str, object] | None:
    """State, day and source of the measured speeds of offers; None where no measurement was taken into account."""
    if served is None or served.source is None:
        return None
    source = served.source
    return {"state": str(source.state), "day": source.day.isoformat(), "source": say(source.name), "url": source.url}


def _reserved(recommendation: Recommendation, say: Voice) -> dict[str, object] | None:
    """Memory of each accelerator that no model gets, as the estimates take it; None for the host alone."""
    found = kept_back(recommendation.catalog, recommendation.estimates.machine)
    return None if found is None else {"gib": found.gib, "source": say(found.source)}


def _reference_points(recommendation: Recommendation) -> dict[str, dict[str, dict[str, float]]]:
    """By criterion and measure: what is unacceptable, good enough and best, in the measure's unit."""
    situation = recommendation.assessed.situation or default_situation(recommendation.estimates)
    return {
        criterion.name: {measure.label.en: measure.points(situation)._asdict() for measure in criterion.measures}
        for criterion in CRITERIA
        if criterion.measures
    }


def _robustness(recommendation: Recommendation, language: Language) -> dict[str, object]:
    """The verdict, the share of weightings in which the first is first, and what would change it."""
    figures = recommendation.robustness.smaa(known_only=True)
    confidence, say = story.confidence(recommendation, figures), Voice(language)
    return {
        "verdict": None if confidence.verdict is None else confidence.verdict.name.lower(),
        "first_share": None if isinstance(figures, DegenerateCase) else round(figures.share, 4),
        "tied_with_first": int(recommendation.tied.sum()),
        "sentences": [say(sentence) for sentence in confidence.sentences],
        "smallest_weight_change": None if confidence.change is None else say(confidence.change),
    }


def _lever(change: WorkloadChange, say: Voice) -> dict[str, object]:
    """What of the workload or the machine would change the first place, from which value on."""
    return {
        "direction": change.direction,
        "value": change.value,
        "winner": _way(change.winner),
        "sentence": say(change.sentence),
    }


def _way(candidate: Candidate) -> dict[str, object]:
    if candidate.offer is not None:
        return {"model": candidate.model.id, "offer": candidate.offer.id}
    return {"model": candidate.model.id, "quantization": candidate.quantization.id if candidate.quantization else None}


def _ranked(recommendation: Recommendation, place: Place, language: Language) -> dict[str, object]:
    """A place, whether anybody can tell it from the first, and whether it is the one to show large."""
    tied = bool(recommendation.tied[place.rank - 1])
    return {**_place(place, language), "tied_with_first": tied, "pick": place.rank == recommendation.pick + 1}


def _place(place: Place, language: Language) -> dict[str, object]:
    candidate, say = place.candidate, Voice(language)
    return {
        "rank": place.rank,
        **_way(candidate),
        "name": candidate.model.name,
        "score": round(place.score, 4),
        "score_high": round(place.score_high, 4),
        "contributions": {c.criterion: None if c.points is None else round(c.points, 6) for c in place.contributions},
        "unknown": list(place.unknown),
        "fit": candidate.fit.name.lower(),
        "memory_bytes": _whole(candidate.memory_bytes),
        "device_bytes": _whole(candidate.device_bytes),
        **_speed("decode_tokens_per_s", candidate.decode_tokens_per_s),
        **_speed_basis(candidate),
        "evidence_reason": Voice(Language.EN)(candidate.evidence_reason),
        "memory_note": None if candidate.memory_note is None else candidate.memory_note.en,
        "speciality_note": None if candidate.speciality_note is None else candidate.speciality_note.en,
        "file_checked": candidate.file_checked,
        **_speed("ttft_s", candidate.ttft_s),
        **_speed("finish_s", candidate.finish_s),
        **_speed("quality", candidate.quality),
        "quality_basis": str(candidate.quality_basis),
        "cost_usd_per_1000_requests": candidate.cost_usd_per_1000_requests,
        "cost_usd_per_month": candidate.cost_usd_per_month,
        "privacy_level": candidate.privacy_level,
        "context_tokens": candidate.context_tokens,
        "licence": candidate.model.licence,
        **({"own": True} if candidate.own else {}),
        **({"free_quota": True} if candidate.free_quota else {}),
        "effort": str(candidate.effort),
        "evidence": candidate.evidence.id,
        "placement": str(candidate.placement),
        **_speed("answer_wait_s", candidate.answer_wait_s),
        **_speed("thinking_tokens", candidate.thinking_tokens),
        "commands": [_command(each, say) for each in run_commands(candidate)],
        **_no_command(candidate, say),
        "folded": len(place.folded),
    }


def _speed(name: str, estimate: Estimate | None) -> dict[str, object]:
    """The likely value under its name, and the range beside it."""
    if estimate is None:
        return {name: None, f"{name}_range": None}
    return {name: round(estimate.likely, 4), f"{name}_range": [round(estimate.low, 4), round(estimate.high, 4)]}


def _speed_basis(candidate: Candidate) -> dict[str, object]:
    """What an offer's speed is known from, and the day of its measurement; None on one's own machine."""
    basis, day = candidate.speed_basis, candidate.speed_measured_on
    return {
        "speed_basis": None if basis is None else basis.name.lower(),
        "speed_measured_on": None if day is None else day.isoformat(),
    }


def _command(command: Command, say: Voice) -> dict[str, object]:
    """A command, and what must be replaced in it where something must."""
    replace = {} if command.to_replace is None else {"to_replace": say(command.to_replace)}
    return {"label": say(command.label), "command": command.command, **replace}


def _no_command(candidate: Candidate, say: Voice) -> dict[str, object]:
    """Why there is none, where there is none."""
    reason = no_command_reason(candidate)
    return {} if reason is None else {"no_command_reason": say(reason)}


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _exclusion(exclusion: Exclusion, language: Language) -> dict[str, object]:
    say = Voice(language)
    reasons = [{"code": reason.code, "message": say(reason.message)} for reason in exclusion.reasons]
    return {**_way(exclusion.candidate), "reasons": reasons}
