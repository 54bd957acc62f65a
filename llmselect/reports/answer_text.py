"""The ranked answer as lines of text for a terminal."""

from collections.abc import Iterator

from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness.exclusion_remedies import exclusion_remedy
from llmselect.text import Language, Voice

EXCLUDED_SHOWN = 5


def as_text(recommendation: Recommendation, top: int, language: Language) -> Iterator[str]:
    """The answer for people, a line at a time."""
    say = Voice(language)
    yield say.count(len(recommendation), "command.ranked_one", "command.ranked_many")
    for place in recommendation.places(top):
        yield from _lines(place, say)
    excluded = recommendation.excluded_models
    if len(excluded):
        yield say.count(len(excluded), "command.excluded_one", "command.excluded_many")
    for exclusion in recommendation.exclusions(excluded[:EXCLUDED_SHOWN]):
        yield f"  {label(exclusion.candidate)}"
        for reason in exclusion.reasons:
            change = exclusion_remedy(exclusion.candidate, reason.code)
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
        facts.append(say(candidate.quality_basis.label))
    yield "     " + ", ".join(facts)
