"""Three exercises whose answers are computed when somebody asks for them."""

import streamlit as st

from llmselect.reports.costs import exercises
from llmselect.reports.costs.comparison import Comparison
from llmselect.reports.costs.exercises import Contest
from llmselect.reports.costs.money import Money
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.costs import widgets


def draw_exercises(found: Comparison, money: Money, say: Voice) -> None:
    """Each question with its answer folded."""
    pair = exercises.contest(found.bills)
    if pair is None:
        st.info(say("costs.exercise_none"), icon=":material/info:")
    else:
        _exercise(1, _question(found, pair, say), _contest(pair, money, say), say)
    claimed = say.number(exercises.CLAIMED_USD, 0)
    usd = say.number(exercises.tokens_a_month_usd(), 1)
    _exercise(2, say("costs.exercise_2", claimed=claimed), say("costs.exercise_2_answer", usd=usd), say)
    device = found.bills.catalog.accelerator(exercises.BANDWIDTH_DEVICE)
    answer = say(
        "costs.exercise_3_answer",
        bandwidth=say.number(device.bandwidth_gb_per_s, 0),
        weights=say.number(exercises.WEIGHTS_GB, 1),
        most=say.number(exercises.most_tokens_per_s(found.bills.catalog), 0),
    )
    _exercise(3, say("costs.exercise_3", claimed=say.number(exercises.CLAIMED_TOKENS_PER_S, 0)), answer, say)


def _exercise(number: int, question: str, answer: str, say: Voice) -> None:
    st.markdown(widgets.plain(question))
    with st.expander(say("costs.show"), icon=":material/lightbulb:", key=f"costs.exercise_{number}"):
        st.markdown(widgets.plain(answer))


def _question(found: Comparison, pair: Contest, say: Voice) -> str:
    workload = found.bills.settings.workload
    figures = {
        "requests": say.number(workload.requests_per_month, 0),
        "in": say.number(workload.prompt_tokens, 0),
        "out": say.number(workload.output_tokens, 0),
    }
    large, small = (formatting.escape_markdown(each.model.name) for each in (pair.large, pair.small))
    return say("costs.exercise_1", large=large, small=small, **figures)


def _contest(pair: Contest, money: Money, say: Voice) -> str:
    months = [money.say(each.month.likely, say) if each.month else "" for each in (pair.large, pair.small)]
    waiting = pair.times_the_waiting
    sides = [say("costs.unknown")] * 3 if waiting is None else [say.number(side, 1) for side in waiting]
    return say(
        "costs.exercise_1_answer",
        money=say.number(pair.times_the_money, 0),
        large=months[0],
        small=months[1],
        low=sides[0],
        waiting=sides[1],
        high=sides[2],
        better=_better(pair, say),
    )


def _better(pair: Contest, say: Voice) -> str:
    large, small = pair.large.quality, pair.small.quality
    if large is None or small is None:
        return ""
    return say("costs.exercise_1_better", large=say.number(large.likely, 0), small=say.number(small.likely, 0))
