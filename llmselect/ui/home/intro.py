"""What stands below the assistant on the home page: three points, and where the facts come from."""

from typing import NamedTuple

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.text import Voice
from llmselect.ui.core import tables


class IntroPoint(NamedTuple):
    """One of the things that this program does for a visitor; `words` is a key of the messages."""

    icon: str
    words: str


POINTS = (
    IntroPoint(":material/developer_board:", "home.point_1"),
    IntroPoint(":material/tune:", "home.point_2"),
    IntroPoint(":material/fact_check:", "home.point_3"),
)


def points(say: Voice) -> None:
    """The three points, side by side."""
    for column, point in zip(st.columns(len(POINTS), gap="medium"), POINTS, strict=True):
        with column:
            st.markdown(f"{point.icon} {say(point.words)}")


def sources(catalog: Catalog, say: Voice) -> None:
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
            _sources(catalog, say)


def _sources(catalog: Catalog, say: Voice) -> None:
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
