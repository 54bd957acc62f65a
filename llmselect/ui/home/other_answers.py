"""What else would change the answer: other answers, and more of the workload or the machine; tried when opened."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness import answer_changes, workload_changes
from llmselect.scoring.robustness.answer_changes import Lever
from llmselect.scoring.robustness.workload_changes import Tipping
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting, state, tables

STEPS = answer_changes.COUNT + len(workload_changes.DIRECTIONS)


def draw_other_answers(
    catalog: Catalog, found: Recommendation, settings: Settings, answers: dict[str, str], say: Voice
) -> None:
    """A closed drawer; once it is open each other answer is tried, with a bar that says how far it is."""
    drawer = st.expander(say("assistant.more"), icon=":material/alt_route:", on_change="rerun", key="assistant.more")
    if drawer.open:
        with drawer:
            _tried(catalog, found, settings, answers, say)


def _tried(catalog: Catalog, found: Recommendation, settings: Settings, answers: dict[str, str], say: Voice) -> None:
    bar = st.progress(0.0, text=say("assistant.trying"))
    others, first = list[Lever](), found.places(1)[0].candidate
    for lever in answer_changes.levers(catalog, answers, state.read()):
        others.append(lever)
        bar.progress(len(others) / STEPS, text=say("assistant.trying"))
    tippings = list[Tipping]()
    for step, direction in enumerate(workload_changes.DIRECTIONS, start=1):
        tippings += workload_changes.tippings(catalog, settings, first, (direction,))
        bar.progress((answer_changes.COUNT + step) / STEPS, text=say("assistant.trying"))
    bar.empty()
    sentences = [formatting.escape_markdown(say(tipping.sentence)) for tipping in tippings] or [
        say("assistant.nothing_changes")
    ]
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))
    _table(others, first.model.weights, say)


def _table(others: list[Lever], weights: str, say: Voice) -> None:
    """Those that change the first come first."""
    others = sorted(others, key=lambda lever: lever.first is not None and lever.first.model.weights == weights)
    tables.draw_table(
        {
            say("assistant.question"): [say(lever.question.label) for lever in others],
            say("assistant.other"): [say(lever.answer.label) for lever in others],
            say("assistant.winner"): [_winner(lever, weights, say) for lever in others],
        },
        say("assistant.others_alt"),
        say,
        {
            say("assistant.question"): st.column_config.TextColumn(width=140),
            say("assistant.other"): st.column_config.TextColumn(width=150),
            say("assistant.winner"): st.column_config.TextColumn(width=260),
        },
        key="assistant.others",
    )


def _winner(lever: Lever, weights: str, say: Voice) -> str:
    if lever.first is None:
        return say("assistant.nobody")
    name = lever.first.model.name
    return say("assistant.still", model=name) if lever.first.model.weights == weights else name
