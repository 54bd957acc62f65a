"""Then and now: for each name of a beginner's course, the model of then and today's of the same kind, row under row."""

from collections.abc import Iterator
from html import escape
from urllib.parse import urlencode

import streamlit as st

from llmselect.catalog.standings import Use
from llmselect.overview.model_table import Panorama
from llmselect.overview.pair_facts import PairFacts
from llmselect.overview.then_and_now_facts import CHECKED, Saying, ThenNow, then_now
from llmselect.text import Voice
from llmselect.ui.core import address, formatting, model_link
from llmselect.ui.models import pair_style
from llmselect.ui.models.filters import use_in_words

COLUMNS = ("then.model", "then.size", "then.memory", "then.quality", "then.price_per", "then.context")


def draw_then_and_now(overview: Panorama, say: Voice) -> None:
    """One table for all pairs, so that their columns stand under each other; on a phone each row is two lines."""
    st.caption(say("then.lead"))
    pairs = then_now(overview)
    head = "".join(f'<th role="columnheader" scope="col">{escape(say(key))}</th>' for key in COLUMNS)
    body = "".join(_pair(overview, pair, say) for pair in pairs)
    st.html(pair_style.STYLE)
    with st.container(key="then.pairs"):
        st.html(
            f'<table role="table" class="pairs" aria-label="{escape(say("then.alt"))}">'
            f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>{body}</table>'
        )
    day = max((each.model.checked for pair in pairs for each in (pair.then, pair.today) if each), default=CHECKED)
    st.caption(say("then.marks", read=say.day(CHECKED), day=say.day(day)))


def _pair(overview: Panorama, pair: ThenNow, say: Voice) -> str:
    """What was said, the two rows, and what to heed."""
    rows = [_said(pair.saying, say)]
    for facts, tag in ((pair.then, "then"), (pair.today, "today")):
        if facts is not None:
            rows.append(_row(facts, tag, pair.saying.use, say))
    if notes := " ".join(_notes(overview, pair, say)):
        rows.append(_across(f'<span class="heed">{notes}</span>'))
    return f'<tbody role="rowgroup" data-pair="{escape(pair.saying.id)}">{"".join(rows)}</tbody>'


def _across(words: str) -> str:
    return f'<tr role="row"><td role="cell" class="across" colspan="{len(COLUMNS)}">{words}</td></tr>'


def _said(saying: Saying, say: Voice) -> str:
    source = f'<a href="{escape(saying.source)}">{escape(say("then.source"))}</a>'
    return _across(f"<h2>{escape(saying.title)}</h2> {escape(say(saying.said))} {source}")


def _notes(overview: Panorama, pair: ThenNow, say: Voice) -> Iterator[str]:
    if pair.saying.heed is not None:
        yield escape(say(pair.saying.heed))
    if pair.others:
        yield say(
            "then.also",
            models=say.list([_link(overview.models[row].id, overview.models[row].name) for row in pair.others]),
        )


def _link(model_id: str, name: str) -> str:
    """To the model's page, with the settings as they are."""
    where = urlencode(address.with_settings(**{model_link.PARAMETER: model_id}))
    return f'<a href="model?{escape(where)}" target="_self">{escape(name)}</a>'


def _row(facts: PairFacts, tag: str, use: Use, say: Voice) -> str:
    """Name with its tag, then the five facts, each with the name of its column for narrow windows."""
    model = facts.model
    name = _link(model.id, model.name)
    when = "" if model.release_date is None else say.month(model.release_date)
    small = " · ".join(each for each in (when, _still(facts, say)) if each)
    label = escape(say("then.then" if tag == "then" else "then.today"))
    first = f'<span class="tag {tag}">{label}</span> {name}<small>{escape(small)}</small>'
    cells = [(COLUMNS[0], first), *zip(COLUMNS[1:], _facts(facts, use, say), strict=True)]
    drawn = "".join(f'<td role="cell" data-label="{escape(say(key))}">{words}</td>' for key, words in cells)
    return f'<tr role="row" class="{tag}">{drawn}</tr>'


def _still(facts: PairFacts, say: Voice) -> str:
    """Whether it can still be had; nothing is said where both are plain."""
    if facts.model.hub_repo is not None:
        return say("then.weights")
    if facts.current_offers:
        return say("then.served")
    return say("then.legacy" if facts.legacy_offers else "then.gone")


def _facts(facts: PairFacts, use: Use, say: Voice) -> tuple[str, str, str, str, str]:
    memory = say("how.unknown") if facts.memory_bytes is None else say.gib(facts.memory_bytes)
    return (
        escape(formatting.model_size(facts.model, say) or say("then.not_published")),
        escape(memory),
        _quality(facts, use, say),
        escape(_price(facts, say)),
        escape(formatting.tokens(facts.model.context_tokens, say)),
    )


def _quality(facts: PairFacts, use: Use, say: Voice) -> str:
    """The figure with its interval and mark, and the same as a bar on a scale of 100."""
    low, likely, high = (say.number(each, 0) for each in facts.quality)
    words = escape(
        say("fact.quality", likely=likely, low=low, high=high, mark=facts.evidence.mark, evidence="").strip()
    )
    if use is not Use.GENERAL:
        words = say("then.quality_at", quality=words, use=escape(use_in_words(use, say)))
    ends = ";".join(
        f"--{name}:{value:.1f}%" for name, value in zip(("low", "likely", "high"), facts.quality, strict=True)
    )
    return f'{words}<span class="interval" aria-hidden="true" style="{ends}"></span>'


def _price(facts: PairFacts, say: Voice) -> str:
    """Of an offer that stands, else the last that was known."""
    if facts.price_usd is None:
        return say("then.no_price")
    told = say(
        "then.price",
        **dict(zip(("input", "output"), (formatting.dollars(each, say) for each in facts.price_usd), strict=True)),
    )
    return told if facts.on_sale else say("then.last_price", price=told)
