"""What one task costs at each effort of the API that is compared with."""

import streamlit as st

from llmselect.charts.costs.range_bars import RangeRow, range_bars
from llmselect.reports.costs.comparison import Comparison
from llmselect.reports.costs.efforts import TaskCost, task_costs
from llmselect.reports.costs.money import Money
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, tables
from llmselect.ui.costs import widgets

TASKS = 1000


def draw_efforts(found: Comparison, money: Money, say: Voice) -> None:
    """One sentence, the bars, the table."""
    api = found.api
    tasks = task_costs(api) if api is not None else ()
    if api is None or not tasks:
        st.info(say("costs.efforts_none"), icon=":material/info:")
        return
    name, provider = formatting.escape_markdown(api.model.name), formatting.escape_markdown(api.provider)
    most, least = (pick(tasks, key=lambda task: task.usd.likely) for pick in (max, min))
    if len(tasks) == 1:
        usd = money.say(most.usd.likely, say)
        st.markdown(widgets.plain(say("costs.efforts_single", model=name, provider=provider, usd=usd)))
    else:
        times = say.number(most.times_the_least, 0 if most.times_the_least >= 10 else 1)
        ends = {"most": say(most.effort.label), "least": say(least.effort.label)}
        st.markdown(widgets.plain(say("costs.efforts_lead", model=name, provider=provider, times=times, **ends)))
    axis = say("costs.efforts_axis", currency=say(money.currency.label))
    figures.draw_figure(
        range_bars([_row(task, money, say) for task in tasks], axis, say), "costs.efforts", say("costs.efforts_alt")
    )
    _table(tasks, money, say)
    st.caption(say("costs.efforts_note"))


def _row(task: TaskCost, money: Money, say: Voice) -> RangeRow:
    tokens = say.count(round(task.thinking_tokens.likely), "costs.token_one", "costs.token_many")
    words = say("costs.efforts_row", usd=money.say(TASKS * task.usd.likely, say), tokens=tokens)
    low, likely, high = (money.value(TASKS * side) for side in task.usd)
    return RangeRow(say(task.effort.label), low, likely, high, words)


def _table(tasks: tuple[TaskCost, ...], money: Money, say: Voice) -> None:
    sign = say(money.currency.label)
    columns: tables.Columns = {
        say("costs.col_effort"): [say(task.effort.label) for task in tasks],
        say("costs.col_tokens"): [round(task.thinking_tokens.likely) for task in tasks],
        say("costs.col_thousand", currency=sign): [_value(task.usd.likely, money) for task in tasks],
        say("costs.col_low"): [_value(task.usd.low, money) for task in tasks],
        say("costs.col_high"): [_value(task.usd.high, money) for task in tasks],
        say("costs.col_times"): [round(task.times_the_least, 1) for task in tasks],
        say("costs.col_seconds"): [round(task.finish_s.likely, 1) if task.finish_s else None for task in tasks],
        say("costs.col_quality"): [round(task.quality.likely) if task.quality else None for task in tasks],
    }
    tables.draw_table(columns, say("costs.efforts_alt"), say, key="costs.efforts_table")


def _value(usd: float, money: Money) -> float:
    return float(f"{money.value(TASKS * usd):.4g}")
