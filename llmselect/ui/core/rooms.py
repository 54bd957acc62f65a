"""The rooms of the house, in the order of the menu; one entry and its file are all a new room needs."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from llmselect.text import Text, Voice

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

PAGES = Path(__file__).parents[3] / "pages"


class Page(NamedTuple):
    """One page: its file is `pages/<name>.py`, its address `/<name>`."""

    name: str
    title: Text
    icon: str
    hidden: bool = False
    """Not in the menu: other pages lead to it."""


ROOMS = (
    Page("home", Text("Home", "Accueil"), ":material/home:"),
    Page("choose", Text("Choose", "Choisir"), ":material/balance:"),
    Page("models", Text("Models", "Modèles"), ":material/map:"),
    Page("panorama", Text("Models", "Modèles"), ":material/map:", hidden=True),
    Page("model", Text("Model", "Modèle"), ":material/description:", hidden=True),
    Page("memory", Text("Memory", "Mémoire"), ":material/memory:"),
    Page("leaderboards", Text("Leaderboards", "Classements"), ":material/leaderboard:"),
    Page("costs", Text("Cost & energy", "Coût et énergie"), ":material/payments:"),
    Page("privacy", Text("Privacy & law", "Confidentialité et droit"), ":material/gavel:"),
    Page("try", Text("Try", "Essayer"), ":material/science:"),
    Page("matrix", Text("Decision matrix", "Matrice de décision"), ":material/grid_on:"),
    Page("workshop", Text("Workshop", "Atelier"), ":material/groups:"),
    Page("method", Text("Method", "Méthode"), ":material/fact_check:"),
)


def menu(say: Voice) -> "list[StreamlitPage]":
    """The pages for `st.navigation`; the first room is the one at the root address."""
    return [
        st.Page(
            PAGES / f"{r.name}.py",
            title=say(r.title),
            icon=r.icon,
            url_path=r.name,
            default=r is ROOMS[0],
            visibility="hidden" if r.hidden else "visible",
        )
        for r in ROOMS
    ]


def path(name: str) -> str:
    """The file of a room, as `st.switch_page` and `st.page_link` want it."""
    return str(PAGES / f"{name}.py")
