"""What else would change the answer: other answers, and more of the workload or the machine; tried when opened."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness import answer_changes, workload_changes
from llmselect.scoring.robustness.answer_changes import AnswerChange
from llmselect.scoring.robustness.workload_changes import WorkloadChange
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting, tables


def draw_other_answers(catalog: Catalog, found: Recommendation, settings: Settings, say: Voice) -> None:
    """Each other answer is tried, with a bar that says how far it is."""
    bar = st.progress(0.0, text=say("assistant.trying"))
    others, first = list[AnswerChange](), found.places(1)[0].candidate
    answers = len(answer_changes.other_answers(settings))
    steps = answers + len(workload_changes.DIRECTIONS)
    for change in answer_changes.find_answer_changes(catalog, settings, found.estimates.served):
        others.append(change)
        bar.progress(len(others) / steps, text=say("assistant.trying"))
    changes = list[WorkloadChange]()
    for step, direction in enumerate(workload_changes.DIRECTIONS, start=1):
        changes += workload_changes.find_workload_changes(catalog, settings, first, (direction,))
        bar.progress((answers + step) / steps, text=say("assistant.trying"))
    bar.empty()
    sentences = [formatting.escape_markdown(say(change.sentence)) for change in changes] or [
        say("assistant.nothing_changes")
    ]
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))
    _table(others, first.model.weights, say)


def _table(others: list[AnswerChange], weights: str, say: Voice) -> None:
    """Those that change the first come first."""
    others = sorted(others, key=lambda change: change.first is not None and change.first.model.weights == weights)
    tables.draw_table(
        {
            say("assistant.question"): [say(change.question.label) for change in others],
            say("assistant.other"): [say(change.answer.label) for change in others],
            say("assistant.winner"): [_winner(change, weights, say) for change in others],
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


def _winner(change: AnswerChange, weights: str, say: Voice) -> str:
    if change.first is None:
        return say("assistant.nobody")
    name = change.first.model.name
    return say("assistant.still", model=name) if change.first.model.weights == weights else name
