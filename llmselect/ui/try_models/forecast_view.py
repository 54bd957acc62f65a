"""What a trial will take at most, in the words that stand above the button that starts it."""

import streamlit as st

from llmselect.bench.trial.forecast import TrialForecast
from llmselect.reports.costs.money import Money
from llmselect.text import Voice
from llmselect.ui.core import formatting


def draw_forecast(found: TrialForecast, money: Money, say: Voice) -> None:
    """Requests, tokens and money; an unknown price is said as unknown."""
    tokens = say(
        "try.forecast",
        n=say.number(found.requests, 0),
        read=say.number(found.prompt_tokens, 0),
        written=say.number(found.output_tokens, 0),
    )
    with st.container(key="try.forecast"):
        st.markdown(f"{tokens} {_money(found, money, say)}")


def _money(found: TrialForecast, money: Money, say: Voice) -> str:
    if not found.billed and not found.unpriced:
        return say("try.forecast_free")
    known = say("try.forecast_usd", amount=formatting.escape_markdown(money.say(found.usd, say)))
    unknown = say("try.forecast_unknown", names=formatting.escape_markdown(", ".join(found.unpriced)))
    return " ".join(words for words, meant in ((known, found.billed), (unknown, found.unpriced)) if meant)
