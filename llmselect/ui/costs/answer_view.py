"""The answer in one sentence, four figures, and on what footing the two are compared."""

import streamlit as st

from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.cost.break_even import Crossing
from llmselect.reports.costs import comparison
from llmselect.reports.costs.comparison import Comparison
from llmselect.reports.costs.energy_words import energy_range, energy_words, mass_range
from llmselect.reports.costs.money import Money, rounded
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.costs import widgets

WORDS = {Crossing.ALWAYS: "costs.always", Crossing.UNKNOWN: "costs.unknown"}


def draw_answer(found: Comparison, money: Money, say: Voice) -> None:
    """First the sentence, then the cards, then the likeness of the two qualities."""
    st.markdown(widgets.plain(comparison.answer(found, money, say)))
    with st.container(horizontal=True, gap="small", key="costs.cards"):
        _api(found, money, say)
        _own(found, money, say)
        _even(found, say)
        _energy(found, say)
    st.caption(widgets.plain(likeness(found, say)))


def likeness(found: Comparison, say: Voice) -> str:
    """Whether like is compared with like."""
    theirs, ours = (found.api.quality if found.api else None), found.quality
    figures = {
        "api": formatting.escape_markdown(found.api.model.name) if found.api else "",
        "theirs": say.number(theirs.likely, 0) if theirs else "",
        "ours": say.number(ours.likely, 0) if ours else "",
    }
    return say(comparison.LIKENESS[found.likeness], **figures)


def _card(key: str, label: str, value: str, below: str) -> None:
    """`below`: as Markdown, its dollar signs escaped already."""
    with st.container(border=True, width="stretch", height="stretch", key=f"costs.card_{key}"):
        st.metric(label, value)
        st.caption(below)


def _api(found: Comparison, money: Money, say: Voice) -> None:
    month = found.api.month if found.api else None
    value = money.say(month.likely, say) if month else say("costs.unknown")
    below = f"{found.api.model.name} · {found.api.provider}" if found.api else ""
    if month:
        below = f"{money.between(month, say)} · {below}" if month.high > 1.02 * month.low else below
    _card("api", say("costs.card_api"), value, formatting.escape_markdown(below))


def _own(found: Comparison, money: Money, say: Voice) -> None:
    best = found.best
    value = money.say(best.month.likely, say) if best and best.month else say("costs.unknown")
    below = f"{money.between(best.month, say)} · {best.name(say)}" if best and best.month else ""
    if best and (marks := widgets.marks(say, stale=best.stale(found.bills.day), apart=best.disagreeing)):
        below = say("costs.card_marks", below=below, marks=marks)
    _card("own", say("costs.card_own"), value, formatting.escape_markdown(below))


def _even(found: Comparison, say: Voice) -> None:
    best = found.best
    if best is None:
        _card("even", say("costs.card_even"), say("costs.unknown"), "")
        return
    likely = best.break_even.likely
    value, below = say(WORDS.get(likely.crossing, "costs.never")), best.name(say)
    if likely.crossing is Crossing.FROM and likely.requests_per_month is not None:
        value, below = _short(likely.requests_per_month, say), say("costs.card_even_unit")
        months = best.volume.months_until(likely.requests_per_month)
        if months:
            told = say.count(months, "costs.month_one", "costs.month_many")
            below = f"{below}. {say('costs.card_even_growth', months=told)}"
    _card("even", say("costs.card_even"), value, formatting.escape_markdown(below))


def _short(requests: float, say: Voice) -> str:
    """As a card has room for: 2.99 M, 646,000."""
    if requests >= 1e6:
        return say("costs.million", n=say.number(requests / 1e6, 2 if requests < 1e8 else 0))
    return say.number(rounded(requests), 0)


def _energy(found: Comparison, say: Voice) -> None:
    api, requests = found.api, found.bills.settings.workload.requests_per_month
    if api is None or api.kwh is None or api.kg is None:
        _card("energy", say("costs.card_energy"), say("costs.unknown"), "")
        return
    kwh, kg = (Estimate(*(side * requests for side in each)) for each in (api.kwh, api.kg))
    supposed = found.bills.catalog.models[api.model.weights].total_parameters is None
    size = say("costs.size_supposed" if supposed else "costs.size_known")
    below = say("costs.api_energy", kwh=energy_range(kwh, say), kg=mass_range(kg, say), size=size)
    _card("energy", say("costs.card_energy"), energy_words(kwh.likely, say), below)
