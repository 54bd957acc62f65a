"""The lower part of a model's page: scores, offers, memory, licence, commands, siblings."""

import streamlit as st

from llmselect.catalog.licences import Licence, LicenceEvidence
from llmselect.catalog.offers import Offer
from llmselect.catalog.prices import offer_prices, price_list
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.privacy import LEVELS, PrivacyLevel
from llmselect.estimates.quality import standings_of
from llmselect.estimates.runs.run_estimates import model_run_estimates
from llmselect.overview.model_table import SHORT_PROMPT, Panorama
from llmselect.reports.run_commands import run_commands
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import ValuedCandidates
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting, memory_chart, model_link, rooms, tables
from llmselect.ui.core.command_lines import draw_command_lines
from llmselect.ui.core.standings_table import draw_standings_table

MOST_SIBLINGS = 12


def scores(overview: Panorama, row: int, say: Voice) -> None:
    """Every standing, newest first, with its board, interval, day and source."""
    catalog = overview.catalog
    told = standings_of(catalog, overview.models[row].id)
    if not told:
        st.caption(say("card.no_scores"))
        return
    st.caption(say.count(len(told), "model.one_score", "model.many_scores"))
    draw_standings_table(catalog, told, "model.scores", say)


def offers(overview: Panorama, row: int, say: Voice) -> None:
    """Every offer, those that stand first and the cheapest of them first, with what its privacy level rests on."""
    catalog, which = overview.catalog, overview.offers_of(row)
    if not which:
        st.caption(say("model.no_offers"))
        return
    prices, told = offer_prices(catalog, SHORT_PROMPT), [catalog.file.offers[i] for i in which]
    providers = [catalog.providers[offer.provider] for offer in told]
    names = price_list(catalog)
    st.caption(say("model.offers_say", n=say.number(len(told), 0), version=names.version, day=say.day(names.checked)))
    columns: tables.Columns = {
        say("models.provider"): [
            say("served.marked", how=provider.name, free=say("served.free")) if offer.free_quota else provider.name
            for offer, provider in zip(told, providers, strict=True)
        ],
        say("models.input"): [_known(prices.input[i]) for i in which],
        say("models.output"): [_known(prices.output[i]) for i in which],
        say("model.cached"): [_known(prices.cached_input[i]) for i in which],
        say("model.state_name"): [_state(offer, say) for offer in told],
        say("models.context"): [offer.context_tokens for offer in told],
        say("table.privacy"): [_level(overview, offer) for offer in told],
        say("model.evidence"): [
            say(offer.privacy_evidence or provider.privacy_evidence)
            for offer, provider in zip(told, providers, strict=True)
        ],
        say("model.law"): [say(provider.jurisdiction) for provider in providers],
        say("model.eu"): [say(provider.eu_hosting) for provider in providers],
        say("model.called"): [offer.api_model_id for offer in told],
        say("card.origin"): [f"{offer.source} ({say.day(offer.checked)})" for offer in told],
    }
    dollar = st.column_config.NumberColumn(format="dollar", help=say("models.price_help"))
    looks = {say(key): dollar for key in ("models.input", "models.output", "model.cached")}
    looks[say("models.context")] = st.column_config.NumberColumn(format="localized")
    tables.draw_table(columns, say("model.offers_alt"), say, looks, key="model.offers")
    lowest = PrivacyLevel(min(_level(overview, offer) for offer in told))
    key = "model.lowest" if overview.models[row].hub_repo else "model.lowest_served"
    st.caption(say(key, level=int(lowest), name=say(LEVELS[lowest].name)))


def _level(overview: Panorama, offer: Offer) -> int:
    given = offer.privacy_level
    return overview.catalog.providers[offer.provider].privacy_level if given is None else given


def _state(offer: Offer, say: Voice) -> str:
    told = say(offer.state.label)
    return told if offer.retirement_date is None else f"{told}, {say.day(offer.retirement_date)}"


def _known(price: float) -> float | None:
    return None if price != price else round(float(price), 4)  # NaN is not equal to itself


def memory(overview: Panorama, row: int, settings: Settings, say: Voice) -> None:
    """The bars of the Memory page, and the way there."""
    model = overview.models[row]
    if model.architecture is None:
        st.info(say("model.no_shape", model=formatting.escape_markdown(model.name)), icon=":material/info:")
        return
    memory_chart.draw_memory_chart(
        model_run_estimates(overview.catalog, model, settings.machine, settings.workload), model, settings, say
    )
    if st.button(say("model.to_memory"), icon=":material/memory:", key="model.to_memory"):
        st.session_state["memory.model"] = model.id
        st.switch_page(rooms.path("memory"), query_params={"model": model.id})


def licence(overview: Panorama, row: int, say: Voice) -> None:
    """The verdict and what the catalog holds of the five questions, with the clause and where it was read."""
    model = overview.models[row]
    mine = overview.catalog.licences.get(model.licence or "")
    if mine is None:
        st.markdown(say("model.served_terms"))
        return
    name = (
        f"[{formatting.escape_markdown(mine.name)}]({mine.url})" if mine.url else formatting.escape_markdown(mine.name)
    )
    if mine.evidence is LicenceEvidence.UNVERIFIED:
        st.warning(say("card.licence_unverified", name=formatting.escape_markdown(mine.name)), icon=":material/help:")
    else:
        st.markdown(
            f"**{name}**{say('card.colon')}{say(mine.commercial_use.label)}.\n\n"
            f"> {formatting.escape_markdown(say(mine.condition))}"
        )
    answers = _answers(mine, model.eu_excluded or mine.eu_excluded, say)
    columns = {say("model.question"): [q for q, _ in answers], say("model.answer"): [a for _, a in answers]}
    looks = {say("model.question"): st.column_config.TextColumn(width="large")}
    tables.draw_table(columns, say("model.licence_alt"), say, looks, key="model.licence", rows_in_sight=len(answers))
    st.caption(say("card.checked", source=formatting.escaped(mine.source), day=say.day(mine.checked)))
    st.caption(say("model.no_advice"))


def _answers(mine: Licence, eu_closed: bool, say: Voice) -> list[tuple[str, str]]:
    """The five questions; what the clause alone tells is referred to it."""
    read = mine.evidence is not LicenceEvidence.UNVERIFIED
    free = read and mine.freedom == 4
    clause = say("model.see_clause" if read else "model.not_read")
    unlimited = say("model.no_limit") if free else clause
    return [
        (say("model.in_eu"), say("model.eu_no") if eu_closed else say("model.eu_yes") if read else clause),
        (say("model.revenue"), unlimited),
        (say("model.users"), unlimited),
        (say("model.resell"), unlimited),
        (say("model.train"), unlimited),
    ]


def run(assessed: ValuedCandidates, overview: Panorama, row: int, say: Voice) -> None:
    """Commands for the finest run that fits whole, and a call of the cheapest offer."""
    candidates = _candidates(assessed, overview, row)
    if not candidates:
        st.caption(say("card.no_command"))
    for candidate in candidates:
        st.markdown(f"**{formatting.escape_markdown(formatting.runtime_label(candidate, say))}**")
        draw_command_lines(run_commands(candidate), say)


def _candidates(assessed: ValuedCandidates, overview: Panorama, row: int) -> list[Candidate]:
    """One on the machine, one at a provider; those that have a command."""
    estimates, rows = assessed.estimates, assessed.estimates.rows
    mine = [int(i) for i in (rows.weights == overview.rows[row]).nonzero()[0]]
    local = sorted(
        (i for i in mine if rows.local[i] and estimates.fit[i] != Fit.NONE), key=lambda i: (-int(estimates.fit[i]), i)
    )
    every = [Candidate(estimates, i) for i in local]
    first = next((each for each in every if run_commands(each)), None)
    offer = overview.offer(row)
    served = [Candidate(estimates, i) for i in mine if not rows.local[i]]
    cheapest = next((each for each in served if offer is not None and each.offer == offer), None)
    return [each for each in (first, cheapest) if each is not None]


def siblings(overview: Panorama, row: int, say: Voice) -> None:
    """The others of the same lineage, newest first."""
    lineage = overview.lineages[row]
    rows = [i for i, each in enumerate(overview.lineages) if each.id == lineage.id and i != row]
    if not rows:
        return
    rows.sort(
        key=lambda i: (
            overview.models[i].family != overview.models[row].family,
            -overview.released_days[i] if overview.released_days[i] == overview.released_days[i] else 0.0,
        )
    )
    st.subheader(say("model.siblings", family=formatting.escape_markdown(lineage.name)), anchor=False)
    with st.container(horizontal=True, key="model.siblings"):
        for i in rows[:MOST_SIBLINGS]:
            model_link.draw_model_link(overview.models[i], say, overview.models[i].name)
