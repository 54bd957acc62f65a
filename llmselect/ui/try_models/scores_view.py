"""Who passes how many tasks, and who differs from whom."""

import math

import streamlit as st

from llmselect.bench.results.paired import PairComparison, compare_pairs
from llmselect.bench.results.pass_rates import PassRate, pass_rates, shares_passed
from llmselect.bench.trial.record import TrialRecord
from llmselect.charts.figure import short_names
from llmselect.charts.qualities import Marks, qualities
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, tables
from llmselect.ui.try_models.two_line_table import draw_two_line_table


def draw_scores(record: TrialRecord, say: Voice) -> None:
    """Pass rates as a picture with its table, then each pair in a sentence."""
    rates = pass_rates(record)
    names = [contestant.name for contestant in record.plan.contestants]
    graded = [i for i, rate in enumerate(rates) if not math.isnan(rate.share)]
    if not graded:
        by_rule = any(task.graders for task in record.plan.tasks)
        st.info(say("try.no_rule_applied" if by_rule else "try.nothing_graded"), icon=":material/info:")
        return
    st.markdown(_best(names, rates, graded, say))
    values = tuple((100 * rates[i].low, 100 * rates[i].share, 100 * rates[i].high) for i in graded)
    shown = short_names([names[i] for i in graded])
    figure = qualities(shown, [Marks(say("try.pass_rate"), values)], say("try.pass_unit"), say)
    figures.draw_figure(figure, "try.scores_chart", say("try.scores_alt"))
    draw_two_line_table(_columns(names, rates, say), say("try.scores_alt"), say, "try.scores_table")
    st.caption(say("try.wilson"))
    if len(graded) > 1:
        _pairs(record, names, say)


def _best(names: list[str], rates: tuple[PassRate, ...], graded: list[int], say: Voice) -> str:
    """Who passed the most; of several with the same share none is put before the others."""
    best = max(graded, key=lambda i: rates[i].share)
    first = [names[i] for i in graded if rates[i].share == rates[best].share]
    alone = "try.passed_share" if len(graded) == 1 else "try.best"
    return say(
        "try.best_none" if not rates[best].share else alone if len(first) == 1 else "try.best_equal",
        name=formatting.escape_markdown(", ".join(first)),
        share=say.percent(rates[best].share),
        low=say.percent(rates[best].low),
        high=say.percent(rates[best].high),
        tasks=say.count(rates[best].tasks, "try.task_one", "try.task_many"),
    )


def _columns(names: list[str], rates: tuple[PassRate, ...], say: Voice) -> tables.Columns:
    def percents(values: list[float]) -> list[float | None]:
        return [None if math.isnan(value) else round(100 * value, 1) for value in values]

    return {
        say("try.contestant"): list(names),
        say("try.pass_rate"): percents([rate.share for rate in rates]),
        say("try.low"): percents([rate.low for rate in rates]),
        say("try.high"): percents([rate.high for rate in rates]),
        say("try.graded"): [rate.tasks for rate in rates],
        say("try.faults"): [rate.faults for rate in rates],
    }


def _pairs(record: TrialRecord, names: list[str], say: Voice) -> None:
    """Each pair once, the settled ones first."""
    st.markdown(say("try.pairs_title"))
    pairs = sorted(compare_pairs(shares_passed(record)), key=lambda pair: (not pair.settled, pair.p))
    shown = [pair for pair in pairs if pair.tasks][: tables.MOST_ROWS]
    for pair in shown[:6]:
        st.markdown(f"- {pair_sentence(pair, names, say)}")
    columns: tables.Columns = {
        say("try.first"): [names[pair.first] for pair in shown],
        say("try.second"): [names[pair.second] for pair in shown],
        say("try.first_better"): [pair.first_better for pair in shown],
        say("try.second_better"): [pair.second_better for pair in shown],
        say("try.difference"): [round(100 * pair.difference.mean, 1) for pair in shown],
        say("try.low"): [_side(pair, pair.difference.low) for pair in shown],
        say("try.high"): [_side(pair, pair.difference.high) for pair in shown],
        say("try.p"): [round(pair.p_adjusted, 4) for pair in shown],
        say("try.needed"): [pair.tasks_needed for pair in shown],
    }
    draw_two_line_table(columns, say("try.pairs_alt"), say, "try.pairs_table")
    st.caption(say("try.paired"))


def _side(pair: PairComparison, side: float) -> float | None:
    """A side of the interval, in points; where every task ended alike, drawing them again tells nothing."""
    return round(100 * side, 1) if pair.first_better or pair.second_better else None


def pair_sentence(pair: PairComparison, names: list[str], say: Voice) -> str:
    """Whether two contestants differ, and how many tasks would settle it."""
    ahead, behind = (pair.first, pair.second) if pair.difference.mean >= 0 else (pair.second, pair.first)
    words = {"ahead": formatting.escape_markdown(names[ahead]), "behind": formatting.escape_markdown(names[behind])}
    points = say.number(abs(100 * pair.difference.mean), 0)
    if pair.settled:
        return say("try.settled", points=points, p=say.number(pair.p_adjusted, 3), **words)
    if pair.tasks_needed is None:
        return say("try.no_difference", tasks=say.count(pair.tasks, "try.task_one", "try.task_many"), **words)
    more = max(pair.tasks_needed - pair.tasks, 1)
    return say("try.unsettled", points=points, more=say.number(more, 0), **words)
