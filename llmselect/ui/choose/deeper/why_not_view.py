"""Why not X: any model of the catalog against the winner, and the smallest change that would put it first."""

from functools import lru_cache

import numpy as np
import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.charts.differences import Gap, differences
from llmselect.reports import story
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness import weight_changes
from llmselect.scoring.robustness.exclusion_remedies import exclusion_remedy
from llmselect.scoring.robustness.weight_changes import WeightChange
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, tables
from llmselect.units import Floats

_MODEL = "why.model"
NEARLY_ALL = 0.95
"""A share beyond which saying that it would be level helps nobody."""


def draw_why_not(found: Recommendation, settings: Settings, say: Voice) -> None:
    """A list to search in; for the chosen model one sentence, what would help, and both scores in pieces."""
    names = _names(found.catalog)
    chosen = st.selectbox(
        say("why.model"),
        list(names),
        index=None,
        format_func=lambda i: names[i],
        key=_MODEL,
        placeholder=say("why.type"),
        persist_state="session",
    )
    if chosen is None:
        st.caption(say("why.lead"))
        return
    row, position = _row(found, chosen)
    if row is None:
        st.info(
            say("why.no_way", model=formatting.escape_markdown(names[chosen].split(" · ")[0])), icon=":material/info:"
        )
        return
    place = found.places(1, position)[0] if position is not None else found.place_of(row)
    points = _points(found, row)
    sentences = _placed(found, position, say) if position is not None else _excluded(found, place, say)
    st.markdown(_gap_sentence(found, place, points, say, placed=position is not None))
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))
    if position != 0:
        _pictures(found, place, points, say)


@lru_cache(maxsize=8)
def _names(catalog: Catalog) -> dict[str, str]:
    """Every model by its id, under its name and its id: either can be typed."""
    models = sorted(catalog.file.models, key=lambda model: model.name.casefold())
    return {model.id: f"{model.name} · {model.id}" for model in models}


def _row(found: Recommendation, model: str) -> tuple[int | None, int | None]:
    """The best row of this model, and its position where it has a place; (None, None) where no row estimates it."""
    rank = found.rank_of(model)
    if rank is not None:
        return int(found.ordered[found.leaders[rank - 1]]), rank - 1
    row = found.best_excluded_row(model)
    return row, None


def _points(found: Recommendation, row: int) -> Floats:
    """Points of the winner and of this row on each criterion; NaN where nothing is known, which counts nothing."""
    winner = int(found.ordered[0])
    return 100 * found.assessed.matrix.likely[[winner, row]] * found.shares


def _gap_sentence(found: Recommendation, place: Place, points: Floats, say: Voice, *, placed: bool) -> str:
    """Its score against the winner's, where it loses most and where it gains most."""
    model = formatting.escape_markdown(place.candidate.model.name)
    if placed and place.rank == 1:
        return say("why.first", model=model)
    score, best = place.score, found.places(1)[0].score
    says = say(
        "why.behind" if placed else "why.would_be",
        model=model,
        how=formatting.escape_markdown(formatting.runtime_label(place.candidate, say)),
        rank=place.rank,
        score=say.number(score, 0),
        winner=formatting.escape_markdown(found.model_name(0)),
        best=say.number(best, 0),
    )
    more = np.nan_to_num(points[1]) - np.nan_to_num(points[0])
    for key, j in (("why.loses", int(np.argmin(more))), ("why.gains", int(np.argmax(more)))):
        if (more[j] < -0.05) if key == "why.loses" else (more[j] > 0.05):
            says += " " + say(key, criterion=say(CRITERIA[j].label), points=say.number(abs(float(more[j])), 1))
    return says


def _placed(found: Recommendation, position: int, say: Voice) -> list[str]:
    """The nearest weight at which it is first of all, else level with the first; and whether any weighting does it."""
    robustness = found.robustness
    if position == 0:
        return [
            formatting.escape_markdown(say(story.smallest_change(found))) if len(found) > 1 else say("change.alone")
        ]
    why, own = robustness.why_not(position), found.model_name(position)
    sentences = list[str]()
    if why.overtakes is not None:
        text = weight_changes.sentence(why.overtakes, own, robustness.matrix.cautious, robustness.shares)
        sentences.append(formatting.escape_markdown(say(text)))
    else:
        sentences.append(say("why.no_single"))
        if why.passes is not None and why.passes.then <= NEARLY_ALL:
            sentences.append(_passes(why.passes, found.model_name(0), say))
    sentences.append(say("why.reach", reach=say(robustness.reach(position).value)))
    return sentences


def _passes(change: WeightChange, winner: str, say: Voice) -> str:
    return say(
        "why.passes",
        criterion=say(CRITERIA[change.criterion].label),
        now=say.percent(change.now),
        then=say.percent(change.then, 0 if change.size > 0.02 else 1),
        winner=formatting.escape_markdown(winner),
    )


def _excluded(found: Recommendation, place: Place, say: Voice) -> list[str]:
    """Every requirement that it fails, each with the smallest change that would meet it."""
    exclusion = next(found.exclusions([place.candidate.row]))
    sentences = list[str]()
    for reason in exclusion.reasons:
        help_ = exclusion_remedy(exclusion.candidate, reason.code)
        sentence = formatting.escape_markdown(say(reason.message))
        sentences.append(f"{sentence} **{formatting.escape_markdown(say(help_))}**" if help_ else sentence)
    return sentences


def _pictures(found: Recommendation, place: Place, points: Floats, say: Voice) -> None:
    shown = [int(j) for j in np.flatnonzero(found.shares > 0)]
    more = np.nan_to_num(points[1]) - np.nan_to_num(points[0])
    shown.sort(key=lambda j: float(more[j]))
    gaps = [Gap(say(CRITERIA[j].label), float(more[j])) for j in shown]
    winner, own = found.model_name(0), place.candidate.model.name
    left, right = st.columns(2, gap="large")
    with left:
        drawn = differences(gaps, say("why.unit", winner=winner), say)
        figures.draw_figure(drawn, "why.chart", say("why.alt", model=own, winner=winner))
    with right:
        tables.draw_table(
            {
                say("table.criterion"): [say(CRITERIA[j].label) for j in shown],
                winner: [_round(points[0, j]) for j in shown],
                own if own != winner else f"{own} *": [_round(points[1, j]) for j in shown],
                say("why.difference"): [round(float(more[j]), 1) for j in shown],
            },
            say("why.alt", model=own, winner=winner),
            say,
            key="why.table",
        )


def _round(points: float) -> float | None:
    return None if np.isnan(points) else round(float(points), 1)
