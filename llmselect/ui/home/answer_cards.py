"""Home's answer as cards: the best match large, then the runner-up and the best of the other way; five facts each."""

import streamlit as st

from llmselect.reports.card_facts import CardFact, card_facts
from llmselect.reports.costs.money import Money
from llmselect.reports.run_commands import run_commands
from llmselect.reports.story import Portrait
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import UNKNOWN, Voice
from llmselect.ui.core import formatting, model_link
from llmselect.ui.core.command_lines import draw_command_lines


def draw_answer_cards(
    recommendation: Recommendation, portraits: tuple[Portrait, ...], money: Money, say: Voice
) -> None:
    """The best match, and the others side by side below it."""
    best, *others = portraits
    with st.container(border=True, gap=None, key="home.best"):
        _head(best, recommendation, say, large=True)
        with st.container(horizontal=True, gap="medium", key="home.best_facts"):
            for fact in card_facts(best.place.candidate, money):
                st.markdown(_stacked(fact, say), help=_detail(fact, say), width="content")
        _ways_on(best, say)
    if others:
        for column, portrait in zip(st.columns(len(others), gap="small"), others, strict=True):
            with (
                column,
                st.container(border=True, gap=None, height="stretch", key=f"home.card_{portrait.place.rank}"),
            ):
                _head(portrait, recommendation, say, large=False)
                st.markdown("  \n".join(_line(fact, say) for fact in card_facts(portrait.place.candidate, money)))
                _ways_on(portrait, say)


def draw_pinned(best: Portrait, money: Money, say: Voice) -> None:
    """The best match in two lines, for phones: there it stays at the bottom edge while the questions are answered."""
    fits, _, amount, *_ = card_facts(best.place.candidate, money)
    name = formatting.escape_markdown(best.place.candidate.model.name)
    words = "home.pinned_unknown" if amount.value == UNKNOWN else "home.pinned"
    cost = say(amount.value) if best.place.candidate.free_quota else say(words, amount=say(amount.value))
    with st.container(key="home.pinned"):
        st.markdown(f"**{name}**  \n{formatting.escape_markdown(f'{say(fits.value)} · {cost}')}")


def _head(portrait: Portrait, recommendation: Recommendation, say: Voice, *, large: bool) -> None:
    """Its role, its rank and name, and how it runs."""
    place = portrait.place
    rank = recommendation.rank_shown(place.rank)
    name = f"{rank if rank.endswith('=') else f'{rank}.'} {formatting.escape_markdown(place.candidate.model.name)}"
    how = formatting.escape_markdown(formatting.runtime_label(place.candidate, say))
    st.caption(say(portrait.role) if not large else f"{say(portrait.role)} · {how}")
    if large:
        st.subheader(name, anchor=False)
    else:
        st.markdown(f"**{name}**  \n:small[:gray[{how}]]")


def _stacked(fact: CardFact, say: Voice) -> str:
    return f":small[:gray[{say(fact.label)}]]  \n**{formatting.escape_markdown(say(fact.value))}**"


def _line(fact: CardFact, say: Voice) -> str:
    return f"{say(fact.label)} · **{formatting.escape_markdown(say(fact.value))}**"


def _detail(fact: CardFact, say: Voice) -> str | None:
    return None if fact.detail is None else formatting.escape_markdown(say(fact.detail))


def _ways_on(portrait: Portrait, say: Voice) -> None:
    """Why it stands there, how to run it, its page."""
    place = portrait.place
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        with st.popover(say("home.why"), type="tertiary", on_change="rerun", key=f"home.why_{place.rank}") as why:
            if why.open:
                st.markdown("\n".join(f"- {formatting.escape_markdown(say(point.words))}" for point in portrait.points))
                st.caption(say("home.score", score=say.number(place.score, 0)))
        with st.popover(say("home.run"), type="tertiary", on_change="rerun", key=f"home.run_{place.rank}") as run:
            if run.open:
                _commands(portrait, say)
        model_link.draw_model_link(place.candidate.model, say, say("home.page"))


def _commands(portrait: Portrait, say: Voice) -> None:
    commands = run_commands(portrait.place.candidate)
    if not commands:
        st.caption(say("card.no_command"))
    draw_command_lines(commands, say)
