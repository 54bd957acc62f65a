"""Families as cards: those of beginners’ courses first, then every other, read from the facts of its models."""

from collections.abc import Iterator

import streamlit as st

from llmselect.catalog.licences import Commercial, LicenceEvidence
from llmselect.catalog.standings import Use
from llmselect.overview.course_cards import course_cards
from llmselect.overview.family_facts import FEWEST, LineageFacts, Rank, lineage_facts
from llmselect.overview.model_table import Panorama
from llmselect.text import Voice
from llmselect.ui.core import formatting, model_link
from llmselect.ui.models import course_cards_view
from llmselect.ui.models.filters import use_in_words
from llmselect.ui.models.lineage_button import draw_lineage_button

MOST_REASONS = 2
GOOD_PLACE = 0.1
"""Share of the peers among which a best place counts as a strength."""
LONG_CONTEXT = 400_000


def draw_family_cards(overview: Panorama, say: Voice) -> None:
    """The families of the course; the others when asked for."""
    course_cards_view.draw_course_cards(overview, say)
    of_course = {card.facts.lineage.id for card in course_cards(overview)}
    others = [facts for facts in lineage_facts(overview) if facts.lineage.id not in of_course]
    if not st.toggle(
        say("models.all_families", n=say.number(len(others), 0)), key="models.all_families", persist_state="session"
    ):
        return
    st.caption(say("models.families_say", n=say.number(FEWEST, 0)))
    for start in range(0, len(others), 2):
        for column, facts in zip(st.columns(2), others[start : start + 2], strict=False):
            with column, st.container(border=True, height="stretch", key=f"models.card.{facts.lineage.id}"):
                _card(overview, facts, say)


def _card(overview: Panorama, facts: LineageFacts, say: Voice) -> None:
    lines = [f"### {formatting.escape_markdown(facts.lineage.name)}", " · ".join(_counts(overview, facts, say))]
    known = say("models.semicolon").join(_known_for(overview, facts, say))
    lines.append(f"**{say('models.known_for')}**{say('card.colon')}{known}.")
    if when := list(_when(overview, facts, say))[:MOST_REASONS]:
        lines.append(f"**{say('models.take_when')}**{say('card.colon')}{say('models.semicolon').join(when)}.")
    st.markdown("\n\n".join(lines))
    with st.container(horizontal=True, key=f"models.card_links.{facts.lineage.id}"):
        draw_lineage_button(facts.lineage.id, len(facts.rows), say)
        if facts.newest is not None:
            model_link.draw_model_link(overview.models[facts.newest], say, overview.models[facts.newest].name)


def _counts(overview: Panorama, facts: LineageFacts, say: Voice) -> Iterator[str]:
    yield say.count(len(facts.rows), "models.one_model", "models.many_models")
    if facts.newest is not None:
        model = overview.models[facts.newest]
        assert model.release_date is not None
        yield say("models.newest", model=formatting.escape_markdown(model.name), day=say.day(model.release_date))


def _known_for(overview: Panorama, facts: LineageFacts, say: Voice) -> Iterator[str]:
    """Openness and licence, sizes, French, the best places among peers."""
    everything = len(facts.rows)
    if facts.open_weights == 0:
        yield say("models.served_only")
    else:
        whole = facts.open_weights == everything
        yield say(
            "models.all_open" if whole else "models.some_open",
            n=say.number(facts.open_weights, 0),
            all=say.number(everything, 0),
        )
        if facts.licences:
            licence, count = facts.licences[0]
            yield say("models.mostly", licence=formatting.escape_markdown(licence.name), n=say.number(count, 0))
    if facts.smallest_billions is not None and facts.largest_billions is not None:
        least, most = (
            say.number(each, formatting.digits_for(each)) for each in (facts.smallest_billions, facts.largest_billions)
        )
        yield say("models.one_size", n=least) if least == most else say("models.many_sizes", least=least, most=most)
    if facts.french:
        yield say("models.in_french", n=say.number(facts.french, 0))
    for rank in facts.ranks[:1]:
        yield _place(overview, facts, rank, say)


def _place(overview: Panorama, facts: LineageFacts, rank: Rank, say: Voice) -> str:
    is_open = overview.models[rank.row].hub_repo is not None
    return say(
        "models.rank_open" if is_open else "models.rank_served",
        use=use_in_words(rank.use, say),
        model=formatting.escape_markdown(overview.models[rank.row].name),
        rank=say.number(rank.rank, 0),
        peers=say.number(rank.peers, 0),
    )


def _when(overview: Panorama, facts: LineageFacts, say: Voice) -> Iterator[str]:
    """Reasons to take one of these; none where the facts carry none."""
    good = [rank for rank in facts.ranks if rank.rank <= max(GOOD_PLACE * rank.peers, 1)]
    if good:
        places = [
            f"{use_in_words(rank.use, say)} ({formatting.escape_markdown(overview.models[rank.row].name)})"
            for rank in good[:3]
        ]
        yield say("models.when_quality", places=say.list(places))
    if facts.on_small_card is not None:
        model = formatting.escape_markdown(overview.models[facts.on_small_card].name)
        quality = overview.quality(Use.GENERAL).likely[facts.on_small_card]
        yield say("models.when_small", model=model, quality=say.number(quality, 0))
    free = [licence for licence, _ in facts.licences if licence.commercial_use is Commercial.YES]
    if free and free[0].evidence is not LicenceEvidence.UNVERIFIED and (free[0].freedom or 0) >= 4:
        yield say("models.when_free", licence=formatting.escape_markdown(free[0].name))
    if facts.cheapest is not None:
        model, row = formatting.escape_markdown(overview.models[facts.cheapest].name), facts.cheapest
        yield say(
            "models.when_cheap",
            model=model,
            input=formatting.dollars(float(overview.input_usd[row]), say),
            output=formatting.dollars(float(overview.output_usd[row]), say),
        )
    if (facts.longest_context or 0) >= LONG_CONTEXT:
        yield say("models.when_long", n=say.number(facts.longest_context or 0, 0))
