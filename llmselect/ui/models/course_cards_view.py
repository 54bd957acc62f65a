"""The families of beginners’ courses as cards of six facts each, in a grid that follows the width of the window."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import streamlit as st

from llmselect.overview.course_cards import CostBasis, CourseCard, LicenceVerdict, RelativeCost, course_cards
from llmselect.overview.course_families import READ
from llmselect.overview.family_facts import LineageFacts
from llmselect.overview.model_table import Panorama
from llmselect.text import Voice, capitalized
from llmselect.ui.core import formatting, model_link
from llmselect.ui.models.filters import use_in_words
from llmselect.ui.models.lineage_button import draw_lineage_button

STYLE = """<style>
.st-key-models-course { display: grid !important; gap: 1rem; align-items: stretch;
    grid-template-columns: repeat(auto-fill, minmax(min(21rem, 100%), 1fr)) }
.st-key-models-course > * { width: 100% !important; height: 100% }
.st-key-models-course [data-testid="stMarkdownContainer"] p { margin-bottom: 0.45rem }
.st-key-models-course h2 { font-size: 1.25rem; padding: 0 0 0.2rem }
.st-key-models-course [data-testid="stVerticalBlock"] > :last-child { margin-top: auto }
</style>"""
COST_WORDS: Final = {
    CostBasis.PRICE: ("course.price_one", "course.price"),
    CostBasis.MEMORY: ("course.memory_one", "course.memory"),
}
COINS = 3
"""Marks of the relative cost, one for each third."""


def draw_course_cards(overview: Panorama, say: Voice) -> None:
    """All of them, each with its six facts, the way to its models and to what came after."""
    st.caption(say("course.lead", day=say.day(READ)))
    st.html(STYLE)
    with st.container(key="models.course"):
        for card in course_cards(overview):
            name = card.facts.lineage.id
            with st.container(border=True, gap="small", height="stretch", key=f"models.course_{name}"):
                _card(overview, card, say)
    st.caption(say("course.cost_how"))


def _card(overview: Panorama, card: CourseCard, say: Voice) -> None:
    st.markdown(
        f"## {formatting.escape_markdown(card.facts.lineage.name)}\n\n:small[:gray[{_counts(overview, card, say)}]]"
    )
    st.markdown("\n\n".join(f"**{label}** · {value}" for label, value in course_facts(overview, card, say)))
    with st.container(horizontal=True, vertical_alignment="center", key=f"models.course_links_{card.facts.lineage.id}"):
        draw_lineage_button(card.facts.lineage.id, len(card.facts.rows), say)
        for row in card.successors[:1]:
            model_link.draw_model_link(overview.models[row], say, overview.models[row].name)


def course_facts(overview: Panorama, card: CourseCard, say: Voice) -> list[tuple[str, str]]:
    """Label and Markdown of the six facts, in the order of every card."""
    facts = card.facts
    source = f"[{say('then.source')}]({card.family.source})"
    strengths = f"{_sentence(say(card.family.strengths))} {source}"
    return [
        (say("course.strengths"), " ".join([strengths, *_places(overview, facts, say)])),
        (say("course.uses"), _sentence(say(card.family.uses))),
        (say("course.cost"), _cost(card.cost, say)),
        (say("course.sizes"), _sizes(overview, facts, say)),
        (say("course.licence"), _licence(card.licence, say)),
        (say("course.successor"), _successors(overview, card, say)),
    ]


def _sentence(words: str) -> str:
    return f"{capitalized(formatting.escape_markdown(words))}."


def _counts(overview: Panorama, card: CourseCard, say: Voice) -> str:
    facts, parts = card.facts, [say.count(len(card.facts.rows), "models.one_model", "models.many_models")]
    parts.append(say("models.served_only") if not facts.open_weights else _open(facts, say))
    if facts.newest is not None and (day := overview.models[facts.newest].release_date):
        parts.append(say("course.newest", day=say.day(day)))
    return " · ".join(parts)


def _open(facts: LineageFacts, say: Voice) -> str:
    every = len(facts.rows)
    key = "models.all_open" if facts.open_weights == every else "models.some_open"
    return say(key, n=say.number(facts.open_weights, 0), all=say.number(every, 0))


def _places(overview: Panorama, facts: LineageFacts, say: Voice) -> Iterator[str]:
    """The best ranks among peers, where one of them is in the first tenth."""
    for rank in facts.ranks[:1]:
        if rank.rank <= max(rank.peers / 10, 1):
            is_open = overview.models[rank.row].hub_repo is not None
            words = say(
                "models.rank_open" if is_open else "models.rank_served",
                use=use_in_words(rank.use, say),
                model=formatting.escape_markdown(overview.models[rank.row].name),
                rank=say.number(rank.rank, 0),
                peers=say.number(rank.peers, 0),
            )
            yield f"{capitalized(words)}."


def _cost(cost: RelativeCost | None, say: Voice) -> str:
    """The third it stands in, as coins and a word; then what it was computed from."""
    if cost is None:
        return say("how.unknown")
    coins = "●" * cost.level + "○" * (COINS - cost.level)
    if cost.basis is CostBasis.PRICE:
        low, median, high = (formatting.dollars(each, say) for each in (cost.low, cost.median, cost.high))
    else:
        low, median, high = (say.gib(each) for each in (cost.low, cost.median, cost.high))
    one, several = COST_WORDS[cost.basis]
    return say(
        one if cost.low == cost.high else several,
        coins=coins,
        level=say(cost.level.label),
        low=low,
        median=median,
        high=high,
    )


def _sizes(overview: Panorama, facts: LineageFacts, say: Voice) -> str:
    if facts.smallest_billions is None or facts.largest_billions is None:
        return say("course.no_sizes")
    least, most = (
        say.number(each, formatting.digits_for(each)) for each in (facts.smallest_billions, facts.largest_billions)
    )
    told = say("course.one_size", n=least) if least == most else say("course.many_sizes", least=least, most=most)
    smallest = int(facts.rows[np.nanargmin(overview.parameters[facts.rows])])
    machine = formatting.smallest_machine(overview, smallest, say)
    return told if machine is None else say("course.fits", sizes=told, machine=machine)


def _licence(licence: LicenceVerdict | None, say: Voice) -> str:
    """The verdict of the most used licence, and how many of the others say something else."""
    if licence is None:
        return say("course.terms")
    name, verdict = formatting.escape_markdown(licence.licence.name), say(licence.verdict.label)
    if licence.of_it == licence.known:
        return say("course.one_licence", name=name, verdict=verdict)
    told = say(
        "course.most_licence",
        name=name,
        n=say.number(licence.of_it, 0),
        all=say.number(licence.known, 0),
        verdict=verdict,
    )
    key = "course.like_licences" if licence.otherwise == 0 else "course.other_licences"
    return f"{told} {say(key, n=say.number(licence.otherwise, 0))}"


def _successors(overview: Panorama, card: CourseCard, say: Voice) -> str:
    names = [formatting.escape_markdown(overview.models[row].name) for row in card.successors]
    if not names:
        return say("how.unknown")
    return say("course.now" if card.family.same_name else "course.instead", models=say.list(names))
