"""`recommend`: the ranked answer as text or JSON."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from llmselect.command import decision
from llmselect.command.live import with_own
from llmselect.command.options import Options, read_options
from llmselect.command.printing import catalog_of, print_json
from llmselect.errors import BadNumber
from llmselect.estimates.columns import Estimate
from llmselect.estimates.quality.explain import BASIS_WORDS
from llmselect.scoring.candidate import Candidate
from llmselect.scoring.fixes import fix
from llmselect.scoring.ranking import Exclusion, Place
from llmselect.scoring.recommend import Recommendation, assess, recommend
from llmselect.words import Language, Voice

EXCLUDED_SHOWN = 5


def run(given: Namespace) -> int:
    """Print the places, and what was left out and why."""
    if given.top < 0:
        raise BadNumber("top", given.top, "0 or more")
    catalog, own = with_own(catalog_of(given), given.own)
    options = read_options(catalog, given, own)
    recommendation = answer(options)
    if given.memo:
        decision.write(Path(given.memo), options.catalog, recommendation, options.settings)
    if given.json:
        print_json(as_json(recommendation, given.top, options.settings.language))
    else:
        print(*as_text(recommendation, given.top, options.settings.language), sep="\n")
    return 0


def answer(options: Options) -> Recommendation:
    """Rank the catalog for these options."""
    settings = options.settings
    assessed = assess(options.catalog, settings.machine, settings.workload, settings.costs)
    return recommend(assessed, settings.requirements, settings.priorities)


def as_json(recommendation: Recommendation, top: int, language: Language) -> dict[str, object]:
    """Places and exclusions as plain values, for programs."""
    excluded = recommendation.exclusions(recommendation.excluded_rows)
    return {
        "places": [_place(place) for place in recommendation.places(top)],
        "excluded": [_exclusion(exclusion, language) for exclusion in excluded],
    }


def _way(candidate: Candidate) -> dict[str, object]:
    if candidate.offer is not None:
        return {"model": candidate.model.id, "offer": candidate.offer.id}
    return {"model": candidate.model.id, "quantization": candidate.quantization.id if candidate.quantization else None}


def _place(place: Place) -> dict[str, object]:
    candidate = place.candidate
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
        "folded": len(place.folded),
    }


def _speed(name: str, estimate: Estimate | None) -> dict[str, object]:
    """The likely value under its name, and the range beside it."""
    if estimate is None:
        return {name: None, f"{name}_range": None}
    return {name: round(estimate.likely, 4), f"{name}_range": [round(estimate.low, 4), round(estimate.high, 4)]}


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _exclusion(exclusion: Exclusion, language: Language) -> dict[str, object]:
    say = Voice(language)
    reasons = [{"code": reason.code, "message": say(reason.message)} for reason in exclusion.reasons]
    return {**_way(exclusion.candidate), "reasons": reasons}


def as_text(recommendation: Recommendation, top: int, language: Language) -> Iterator[str]:
    """The answer for people, a line at a time."""
    say = Voice(language)
    yield say.count(len(recommendation), "command.places_one", "command.places_many")
    for place in recommendation.places(top):
        yield from _lines(place, say)
    excluded = recommendation.excluded_models
    if len(excluded):
        yield say.count(len(excluded), "command.excluded_one", "command.excluded_many")
    for exclusion in recommendation.exclusions(excluded[:EXCLUDED_SHOWN]):
        yield f"  {label(exclusion.candidate)}"
        for reason in exclusion.reasons:
            change = fix(exclusion.candidate, reason.code)
            yield f"    {say(reason.message)}" + (f" {say(change)}" if change else "")


def label(candidate: Candidate) -> str:
    """Model and way to run it, on one line; a model that was added is marked."""
    way = candidate.quantization.id if candidate.quantization else candidate.offer.id if candidate.offer else ""
    return f"{candidate.model.name}{' (own)' if candidate.own else ''} · {way}"


def _lines(place: Place, say: Voice) -> Iterator[str]:
    candidate = place.candidate
    open_end = f"–{say.number(place.score_high)}" if place.unknown else ""
    yield f"{place.rank:>3}. {label(candidate)}   {say.number(place.score)}{open_end}"
    yield f"     {place.in_points(say)}"
    facts = [say.gib(candidate.memory_bytes)] if candidate.memory_bytes is not None else []
    if candidate.decode_tokens_per_s is not None:
        low, _, high = candidate.decode_tokens_per_s
        facts.append(say("command.speed", low=say.number(low, 0), high=say.number(high, 0)))
    if candidate.cost_usd_per_1000_requests is not None:
        facts.append(say("command.cost", cost=say.number(candidate.cost_usd_per_1000_requests, 2)))
    facts.append(say("command.privacy", level=candidate.privacy_level))
    if not candidate.scored:
        facts.append(say(BASIS_WORDS[candidate.quality_basis]))
    yield "     " + ", ".join(facts)
