"""How much the catalog holds, and every source of its facts with its licence."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.text import Voice
from llmselect.ui.core import tables


def draw_data_sources(catalog: Catalog, say: Voice) -> None:
    """How much there is, and every place it comes from with its licence."""
    file = catalog.file
    counts = {
        "models": len(file.models),
        "offers": len(file.offers),
        "accelerators": len(file.accelerators),
        "standings": len(file.standings),
    }
    st.caption(say("home.scale", **{name: say.number(count, 0) for name, count in counts.items()}))
    drawer = st.expander(say("home.sources"), icon=":material/library_books:", on_change="rerun", key="home.sources")
    if drawer.open:
        with drawer:
            _table(catalog, say)


def _table(catalog: Catalog, say: Voice) -> None:
    sources = catalog.file.sources
    address = say("home.source_link")
    tables.draw_table(
        {
            say("home.source_name"): [source.name for source in sources],
            say("home.source_use"): [say(source.used_for) for source in sources],
            say("home.source_licence"): [source.licence for source in sources],
            say("home.source_attribution"): [source.attribution for source in sources],
            address: [source.url for source in sources],
            say("home.source_day"): [source.checked.isoformat() for source in sources],
        },
        say("home.sources"),
        say,
        {address: st.column_config.LinkColumn()},
        key="home.sources_table",
    )
