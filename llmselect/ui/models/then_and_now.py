"""Then and now: what a beginner's course of 2024 said of ten names, and what the catalog says today."""

import streamlit as st

from llmselect.catalog.models import LanguageModel
from llmselect.overview.model_table import Panorama
from llmselect.overview.then_and_now_facts import CHECKED, ThenNow, then_now
from llmselect.text import Voice
from llmselect.ui.core import formatting, model_link


def draw_then_and_now(overview: Panorama, say: Voice) -> None:
    """One card for each name, two in a row."""
    st.caption(say("then.lead"))
    cards = then_now(overview)
    for start in range(0, len(cards), 2):
        for column, card in zip(st.columns(2), cards[start : start + 2], strict=False):
            with column, st.container(border=True, height="stretch", key=f"then.{card.saying.id}"):
                _card(overview, card, say)


def _card(overview: Panorama, card: ThenNow, say: Voice) -> None:
    saying = card.saying
    lines = [f"### {formatting.escape_markdown(saying.title)}"]
    lines.append(
        f"**{say('then.then')}**{say('card.colon')}{formatting.escape_markdown(say(saying.said))} "
        f"[{say('then.source')}]({saying.source})"
    )
    lines.append(f"**{say('then.today')}**{say('card.colon')}{' '.join(_today(overview, card, say))}")
    if saying.heed is not None:
        lines.append(f":material/priority_high: {formatting.escape_markdown(say(saying.heed))}")
    lines.append(f":small[{_origin(overview, card, say)}]")
    st.markdown("\n\n".join(lines))
    with st.container(horizontal=True, key=f"then.links.{saying.id}"):
        for row in ([] if card.then is None else [card.then, *card.now]) or card.now:
            model_link.draw_model_link(overview.models[row], say, overview.models[row].name)


def _today(overview: Panorama, card: ThenNow, say: Voice) -> list[str]:
    """Whether it is still to be had, its licence, its price; then who came after, with theirs."""
    parts: list[str] = []
    if card.then is not None:
        model = overview.models[card.then]
        parts.append(_still(model, card, say))
        parts.append(_about(overview, card.then, say))
    after = [
        f"{formatting.escape_markdown(overview.models[row].name)} ({_short(overview, row, say)})" for row in card.now
    ]
    parts.append(say("then.after", models=say("models.semicolon").join(after)) if after else say("then.none_after"))
    return parts


def _still(model: LanguageModel, card: ThenNow, say: Voice) -> str:
    name = formatting.escape_markdown(model.name)
    offers = say.count(card.current, "then.one_offer", "then.many_offers") if card.current else say("then.no_offer")
    if model.hub_repo is not None:
        return say("then.weights", model=name, offers=offers)
    if card.current:
        return say("then.served", model=name, offers=offers)
    return say("then.legacy" if card.legacy else "then.gone", model=name)


def _about(overview: Panorama, row: int, say: Voice) -> str:
    """Licence and the last known price of the old model."""
    model = overview.models[row]
    parts: list[str] = []
    if model.licence in overview.catalog.licences:
        parts.append(formatting.escape_markdown(overview.catalog.licences[model.licence].name))
    if price := _last_price(overview, row, say):
        parts.append(price)
    return f"({', '.join(parts)})." if parts else ""


def _last_price(overview: Panorama, row: int, say: Voice) -> str:
    """Of an offer that stands, else the maker's price when it was last sold."""
    if overview.offer(row) is not None:
        return _price(float(overview.input_usd[row]), float(overview.output_usd[row]), say)
    prices = overview.prices_of(row)
    return "" if prices is None else say("then.last_price", price=_price(*prices, say))


def _price(usd_in: float, usd_out: float, say: Voice) -> str:
    return say("then.price", input=formatting.dollars(usd_in, say), output=formatting.dollars(usd_out, say))


def _short(overview: Panorama, row: int, say: Voice) -> str:
    """Month of release, licence, cheapest price."""
    model = overview.models[row]
    parts = [] if model.release_date is None else [f"{model.release_date:%Y-%m}"]
    if model.licence in overview.catalog.licences:
        parts.append(formatting.escape_markdown(overview.catalog.licences[model.licence].name))
    if overview.offer(row) is not None:
        parts.append(_price(float(overview.input_usd[row]), float(overview.output_usd[row]), say))
    return ", ".join(parts)


def _origin(overview: Panorama, card: ThenNow, say: Voice) -> str:
    rows = [*([] if card.then is None else [card.then]), *card.now]
    day = max((overview.models[row].checked for row in rows), default=CHECKED)
    return say("then.origin", read=say.day(CHECKED), day=say.day(day))
