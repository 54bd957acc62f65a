"""Where the visitor's own models stand in the ranking, also beyond the places that are drawn."""

import streamlit as st

from llmselect.catalog.models import LanguageModel
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.ui.core import formatting


def draw_user_models_rank(recommendation: Recommendation, say: Voice) -> None:
    """A line for each: its place, its way to run and its score, or the requirement that keeps it out."""
    lines = [_line(recommendation, model, say) for model in _user_models(recommendation)]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))


def beyond(recommendation: Recommendation, listed: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places listed, and those of own models that are not among them, so that they can be looked at too."""
    ranks = (recommendation.rank_of(model.id) for model in _user_models(recommendation))
    own = (recommendation.places(1, rank - 1)[0] for rank in sorted({rank for rank in ranks if rank is not None}))
    known = {place.candidate.id for place in listed}
    return (*listed, *(place for place in own if place.candidate.id not in known))


def _user_models(recommendation: Recommendation) -> list[LanguageModel]:
    """The models that the visitor added, in the catalog's order."""
    return (
        [model for model in recommendation.catalog.file.models if model.id in recommendation.catalog.own]
        if recommendation.catalog.own
        else []
    )


def _line(recommendation: Recommendation, model: LanguageModel, say: Voice) -> str:
    name, rank = formatting.escape_markdown(model.name), recommendation.rank_of(model.id)
    if rank is not None:
        place = recommendation.places(1, rank - 1)[0]
        how = formatting.escape_markdown(formatting.runtime_label(place.candidate, say))
        score = say.number(place.score, 0)
        return say("mine.ranked", model=name, rank=say.number(place.rank, 0), how=how, score=score)
    row = recommendation.best_excluded_row(model.id)
    if row is None:
        return say("mine.not_ranked", model=name, reason=say("mine.no_shape"))
    exclusion = next(recommendation.exclusions([row]))
    reason = " ".join(formatting.escape_markdown(say(each.message)) for each in exclusion.reasons[:2])
    return say("mine.not_ranked", model=name, reason=reason)
