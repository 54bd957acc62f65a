"""Searching the Hub for models that the catalog does not have, and reading the one that is chosen."""

from collections.abc import Sequence

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.published import Published
from llmselect.errors import NotPossible
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.run_estimates import model_run_estimates
from llmselect.hub.http.hub_faults import HubFault
from llmselect.hub.search_results import LONGEST, SearchHit, Sort
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.any_model import hub_repository, model_source, published_summary, user_list
from llmselect.ui.core import address, formatting, rooms, tables
from llmselect.ui.store import cached
from llmselect.units import GIB

_TEXT, _SORT, _FOUND, _TABLE = "search.text", "search.sort", "search.found", "search.table"
WEIGHED = "Q4_K_M"
"""What most people run first."""


def draw_hub_search(catalog: Catalog, settings: Settings, say: Voice) -> None:
    """The question, what was found, the repository that is looked at, and the visitor's list."""
    st.caption(say("search.lead"))
    _ask(say)
    hits: tuple[SearchHit, ...] | HubFault | None = st.session_state.get(_FOUND)
    if isinstance(hits, HubFault):
        st.error(formatting.escape_markdown(say(hits.text)), icon=":material/error:")
    elif hits:
        _found(hits, catalog, settings, say)
    elif hits is not None:
        st.info(say("search.nothing"), icon=":material/search_off:")
    with st.expander(say("mine.title"), icon=":material/playlist_add_check:", expanded=bool(settings.own)):
        user_list.draw_user_list(catalog, say, "search")
        user_list.files(say)


def _ask(say: Voice) -> None:
    """The Hub is asked when the button is pressed, and never by opening the page."""
    with st.form("search.form", border=False):
        row = st.container(horizontal=True, vertical_alignment="bottom")
        text = row.text_input(say("search.name"), key=_TEXT, max_chars=LONGEST, placeholder="Qwen3 8B")
        sort = row.selectbox(say("search.sort"), list(Sort), format_func=lambda s: say(Sort(s).label), key=_SORT)
        if row.form_submit_button(say("search.go"), type="primary", icon=":material/search:"):
            st.session_state.pop(_TABLE, None)
            with st.spinner(say("search.asking")):
                st.session_state[_FOUND] = cached.searched(text.strip(), Sort(sort or Sort.DOWNLOADS))


def _found(hits: Sequence[SearchHit], catalog: Catalog, settings: Settings, say: Voice) -> None:
    st.caption(say.count(len(hits), "search.found_one", "search.found_many"))
    columns, config = _columns(hits, catalog, say)
    chosen = tables.draw_table(
        columns, say("search.alt"), say, config, key=_TABLE, on_select="rerun", selection_mode="single-row"
    )
    if WEIGHED in catalog.quantizations:
        st.caption(say("search.weights", quantization=WEIGHED))
    rows: list[int] = chosen.selection.rows if chosen else []
    if rows and rows[0] < len(hits):
        _look(hits[rows[0]].repository, catalog, settings, say)


def _columns(hits: Sequence[SearchHit], catalog: Catalog, say: Voice) -> tuple[tables.Columns, dict[str, object]]:
    repository, context, downloads = say("search.repository"), say("search.context"), say("search.downloads")
    columns: tables.Columns = {
        repository: [hit.repository for hit in hits],
        say("search.about"): [_about(hit, catalog, say) for hit in hits],
        say("search.parameters"): [_billions(hit.parameters) for hit in hits],
        say("search.weights_gib"): [_weights(hit.parameters, catalog) for hit in hits],
        context: [hit.context_tokens for hit in hits],
        say("search.licence"): [hit.licence for hit in hits],
        downloads: [hit.downloads for hit in hits],
        say("search.likes"): [hit.likes for hit in hits],
        say("search.trend"): [hit.trend for hit in hits],
        say("search.gated"): [_access(hit, say) for hit in hits],
        say("search.modified"): [hit.modified.isoformat() if hit.modified else None for hit in hits],
    }
    whole = st.column_config.NumberColumn(format="localized")
    wide = {
        repository: st.column_config.TextColumn(width=240),
        say("search.about"): st.column_config.TextColumn(width=200),
    }
    return columns, {**wide, context: whole, downloads: whole, say("search.likes"): whole}


def _about(hit: SearchHit, catalog: Catalog, say: Voice) -> str:
    remarks = list[str]()
    if hit.known is not None:
        remarks.append(say("search.in_catalog"))
    if hit.relation is not None:
        remarks.append(say(hit.relation.label, base=hit.base or ""))
    if hit.copies:
        remarks.append(say.count(hit.copies, "search.copies_one", "search.copies_many"))
    return ", ".join(remarks) or "–"


def _billions(parameters: int | None) -> float | None:
    return None if parameters is None else round(parameters / 1e9, 2)


def _weights(parameters: int | None, catalog: Catalog) -> float | None:
    """GiB of the weights by the bits of the quantization's base type."""
    quantization = catalog.quantizations.get(WEIGHED)
    if parameters is None or quantization is None:
        return None
    return round(parameters * quantization.nominal_bits / 8 / GIB, 1)


def _access(hit: SearchHit, say: Voice) -> str | None:
    return None if hit.gated is None else say("search.is_gated" if hit.gated else "search.is_open")


def _look(repository: str, catalog: Catalog, settings: Settings, say: Voice) -> None:
    """What reading the repository finds, what it would do on the visitor's machine, and the button that adds it."""
    with st.spinner(say("from.reading")):
        read = cached.repository(repository)
    if isinstance(read, HubFault):
        st.error(formatting.escape_markdown(say(read.text)), icon=":material/error:")
        return
    published_summary.draw_published_summary(read, catalog, say)
    st.markdown(_here(read, catalog, settings, say))
    if st.button(say("search.to_memory"), icon=":material/memory:", key="search.to_memory"):
        model_source.look_at(repository)
        st.switch_page(
            rooms.path("memory"), query_params=address.with_settings(**{hub_repository.PARAMETER: repository})
        )


def _here(read: Published, catalog: Catalog, settings: Settings, say: Voice) -> str:
    """The finest quantization that lies wholly in memory, else the first that runs at all."""
    try:
        bars = model_run_estimates(catalog, read.model, settings.machine, settings.workload, read.files)
    except NotPossible:
        return say("mine.no_shape")
    whole = [bar for bar in bars if bar.fit not in (Fit.NONE, Fit.PARTIAL)] or [b for b in bars if b.fit != Fit.NONE]
    if not whole:
        return say("search.nowhere")
    best = whole[0]
    speed = formatting.spread(best.decode_tokens_per_s, say("how.per_s"), say)
    return say("search.here", quantization=best.quantization.id, memory=say.gib(best.total_bytes), speed=speed)
