"""The results of a trial, one view at a time."""

import streamlit as st

from llmselect.bench.feedback.own_prompts import own_prompt_scores
from llmselect.bench.http.addresses import AddressRule
from llmselect.catalog.catalog import Catalog
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import view_switch
from llmselect.ui.store import visitors_scores
from llmselect.ui.try_models import answers_view, blind_view, handed_on, judge_view, keep_view, scores_view, times_view
from llmselect.ui.try_models.trial_state import trial_state

VIEWS = {
    "answers": "try.view_answers",
    "scores": "try.view_scores",
    "times": "try.view_times",
    "blind": "try.view_blind",
    "keep": "try.view_keep",
}


def draw_results(catalog: Catalog, rule: AddressRule, settings: Settings, say: Voice) -> None:
    """Nothing until something has been measured; names stay hidden while a blind comparison is open."""
    record = trial_state().record
    if record is None or not record.replies:
        return
    st.subheader(say("try.results"), anchor=False)
    visitors_scores.keep(own_prompt_scores(record))
    match view_switch.one_of("try.view", VIEWS, say):
        case "scores":
            scores_view.draw_scores(record, say)
            handed_on.draw_bring(record, settings, say)
            handed_on.draw_own_scores(settings, say)
            keep_view.draw_older(record, say)
        case "times":
            times_view.draw_times(record, catalog, settings, say)
        case "blind":
            blind_view.draw_blind(record, say)
            judge_view.draw_judge(record, rule, say)
            handed_on.draw_own_scores(settings, say)
        case "keep":
            keep_view.draw_keep(record, say)
        case _:
            answers_view.draw_answers(record, say)
