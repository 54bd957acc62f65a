"""What surrounds every page, and the settings it hands inside."""

import gc
import importlib
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

import streamlit as st

from llmselect.settings import Settings
from llmselect.text import Language, Voice
from llmselect.ui.core import page_script, rooms, state
from llmselect.ui.core.phone import phone_rows
from llmselect.ui.store import cached

_SENT = "frame.sent_to_app"
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%230b7a75' "
    "stroke-width='2'%3E%3Cpath d='M12 3v17M7 20h10M4 7h16M4 7l-3 7h6zM20 7l-3 7h6z'/%3E%3C/svg%3E"
)
"""Of the browser's tab. Streamlit fetches its own icons for it from Google, which would learn of every visitor."""


class Inside(NamedTuple):
    """What a page is given."""

    settings: Settings
    say: Voice


_inside: ContextVar[Inside | None] = ContextVar("inside", default=None)


@contextmanager
def around(settings: Settings) -> Generator[None]:
    """Run a page inside, with these settings."""
    st.session_state.pop(_SENT, None)
    token = _inside.set(Inside(settings, Voice(settings.language)))
    try:
        yield
    finally:
        _inside.reset(token)
        state.settle()


def enter() -> Inside:
    """First line of every page: the visitor's settings, and a voice in their language.

    A folder named `pages` makes a fresh Streamlit server start in its old multipage mode, which runs a page without
    app.py (a deep link to a cold server). Calling st.navigation ends that mode; the rerun then comes through app.py.
    """
    inside = _inside.get()
    if inside is None and _SENT not in st.session_state:
        st.session_state[_SENT] = True
        st.navigation(rooms.menu(Voice(Language.EN)))
        st.rerun()
    return inside or Inside(Settings(), Voice(Language.EN))


ON_PRIMARY = {"light": "#ffffff", "dark": "#08181c"}
STYLE = f"""<style>
[data-testid=stMainBlockContainer] {{
    padding-inline: clamp(1rem, 3vw, 3.5rem); padding-block: 3.9rem 3rem; max-width: 1600px; margin-inline: auto
}}
[data-testid=stMainBlockContainer] h1 {{ font-size: 1.55rem; padding-block: 0.15rem }}
.st-key-settings-bar button {{ min-height: 2.1rem; padding-block: 0.15rem; font-size: 0.875rem }}
.st-key-settings-menu {{ display: none }}
.st-key-frame-language {{ position: absolute }}
:lang(fr) :is(.rc-overflow-item-rest > button, [data-testid=stFileUploaderDropzone] button) p {{ font-size: 0 }}
:lang(fr) :is(.rc-overflow-item-rest > button, [data-testid=stFileUploaderDropzone] button) p::after {{
    content: "Choisir un fichier"; font-size: 0.875rem
}}
:lang(fr) .rc-overflow-item-rest > button p::after {{ content: "Suite" !important }}
:lang(fr) [data-testid=stFileUploaderDropzoneInstructions] {{ display: none }}
@media (max-width: 767px) {{
    header[data-testid=stHeader], section[data-testid=stSidebar] {{ display: none }}
    [data-testid=stMainBlockContainer] {{ padding-block: 0.5rem 5rem }}
    .st-key-settings-menu, .st-key-settings-bar {{ flex-wrap: nowrap; overflow-x: auto; scrollbar-width: thin }}
    .st-key-settings-menu {{ display: flex }}
    .st-key-settings-menu > *, .st-key-settings-bar > * {{ flex: 0 0 auto }}
    .st-key-settings-menu a[disabled] * {{ color: light-dark(#0b6e69, #5fcfc0); font-weight: 650 }}
    .st-key-settings-menu a, .st-key-settings-bar button {{ min-height: 44px }}
}}
[data-testid^=stBaseButton-primary]:enabled {{ color: light-dark({ON_PRIMARY["light"]}, {ON_PRIMARY["dark"]}) }}
[data-variant=segmented_control][data-selected] {{
    background: color-mix(in srgb, currentColor 10%, transparent) !important
}}
[data-testid=stPopoverBody] [data-testid^=stBaseButton-primary]:enabled {{
    color: rgb(from currentColor calc(255 - r) calc(255 - g) calc(255 - b))
}}
.js-plotly-plot :is([class*=layer-above], .scatterlayer, .barlayer, .infolayer) text {{
    fill: currentColor !important
}}
:is(a, button, canvas, summary, [data-testid=stFileUploaderDropzone]):focus-visible {{
    outline: 2px solid light-dark(#0b6e69, #5fcfc0) !important; outline-offset: -2px
}}
[data-testid=stCode] .token:is(.comment, .parameter, .prolog) {{ color: light-dark(#56606c, #aab2bd) !important }}
[class*=st-key-sure-headline] {{ min-height: 5.4rem }}
</style>"""


def title(room: str, say: Voice) -> None:
    """What the browser's tab is called, and the language that the document says it is in (WCAG 2.4.2 and 3.1.1)."""
    st.set_page_config(page_title=f"{room} · llmselect")
    page_script.run_page_script(str(say.language))


ACTED_IN = {"try", "matrix", "workshop"}
"""Rooms that are made of what one does in them: their controls stay."""
_CARDS = ".st-key-home-best, [class*=st-key-home-card]"
PRESENTATION = f"""<style>
:root {{ font-size: 20px }}
[data-testid=stCaptionContainer], [data-testid=stExpander], .st-key-bar-costs, .st-key-bar-requirements,
.st-key-home-questions > :not(:has(> .st-key-home-priorities)) {{ display: none }}
:is({_CARDS}) [data-testid=stCaptionContainer] {{ display: block }}
.st-key-home-questions {{ display: block }}
.js-plotly-plot text {{ font-size: 15px !important }}
.js-plotly-plot .legend .scrollbox {{ clip-path: none !important }}
.js-plotly-plot .main-svg {{ overflow: visible !important }}
</style>"""
"""For a projector: larger type, the pictures and the answer alone; the switch stays.

Words in pictures keep to the room that was measured for them: larger still, they would be cut off.
"""
CONTROLS = (
    *("Selectbox", "MultiSelect", "TextInput", "NumberInput", "FileUploader", "Button", "DownloadButton", "Checkbox"),
    *("ButtonGroup", "Slider", "PageLink", "Pagination", "Code"),
)
_CONTROL = ", ".join(f".st{each}" for each in CONTROLS)
_PICTURE = ":is(.js-plotly-plot, .llmselect-bars, .llmselect-radar)"
_OF_PICTURES = ".st-key-choose-weights, .st-key-sure-headline, .st-key-settings-bar, .st-key-settings-menu"
_VIEWS = ".st-key-models-view, .st-key-model-view, .st-key-behind-view, .st-key-costs-view"
PICTURES_ALONE = f"""<style>
[data-testid=stMain]:has({_PICTURE}, [data-testid=stDataFrame]) {{
    [data-testid=stElementContainer]:has({_CONTROL}):not({_VIEWS}, :is({_OF_PICTURES}) *),
    :is([data-testid=stLayoutWrapper]:has(> [data-testid=stPopover])):not(.st-key-settings-bar *),
    .st-key-memory-file, .st-key-boards-choice, .st-key-language {{ display: none }}
}}
[data-testid=stMain]:has({_PICTURE}) {{
    [data-testid=stElementContainer]:has(h2, h3, p):not(
        :has(~ * {_PICTURE}, {_PICTURE}, h1), {_VIEWS}, :is({_OF_PICTURES}, {_CARDS}) *
    ),
    .st-key-costs-cards, .st-key-speed-cards, .st-key-tuning-cards, .st-key-model-local, .st-key-model-served,
    .st-key-boards-both [data-testid=stColumn]:has([data-testid=stDataFrame]), [data-testid=stDataFrame],
    .llmselect-rows {{ display: none }}
}}
</style>"""
"""Where there is a picture: its own sliders, the switch to other pictures, and the words that stand over it."""


def present(room: str) -> None:
    """Show this page as a class sees it."""
    st.html(PRESENTATION if room in ACTED_IN else PRESENTATION + PICTURES_ALONE)


def style() -> None:
    """What a theme cannot say: less empty room beside wide tables, and words that can be read.

    Streamlit writes white on every primary button (1.9 to 1 on the green of the dark theme), and in pictures a grey
    that is too faint on a light page (3.7 to 1); it darkens the chosen button of a switch under its own words while the
    button is focused (4.47 to 1), and marks the link or table under the keyboard with a tint at best. Its drawers lie
    outside of what knows the theme: there the words on a button are the opposite of the words around it.
    """
    st.html(STYLE + phone_rows.STYLE)


@st.cache_resource(show_spinner=False)
def freeze_startup_objects() -> bool:
    """Load what every page will need, then leave it out of the collection that follows every run.

    Streamlit collects garbage after each run; with the libraries of tables and charts, the catalog and the prices in
    memory that takes longer than the run itself (measured: 40 ms against 15). What is frozen is not looked at again.
    """
    for library in ("pandas", "pyarrow", "plotly.graph_objs", "plotly.tools"):
        importlib.import_module(library)
    cached.assessed(Settings())
    gc.collect()
    gc.freeze()
    return True
