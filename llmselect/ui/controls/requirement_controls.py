"""The controls of the requirements: what a candidate has to meet whatever its score."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import Effort
from llmselect.estimates.privacy import LEVELS, PrivacyLevel
from llmselect.scoring.ranking.requirements import BY_CODE
from llmselect.settings import EvidenceAsked
from llmselect.text import Text, Voice
from llmselect.ui.controls.running_ways_control import draw_running_ways
from llmselect.ui.core import state

ANY_LEVEL = -1
_LEVEL_CHOICE = "requirements.level_choice"
CHOSEN = "chosen"
"""Stands for the quantization or the effort that suits each model: an option of a widget is never None."""
_QUANTIZATION_CHOICE = "requirements.quantization_choice"
_EFFORT_CHOICE = "requirements.effort_choice"

SWITCHED = (
    "fits",
    "fully_on_accelerator",
    "volume",
    "context",
    "open_weights",
    "commercial",
    "eu",
    "licensed",
    "eu_operator",
    "french",
    "tool_use",
    "image_input",
    "structured_output",
)
"""Fields of Requirements that are asked for or not, in the order of the page; their words are the requirement's own."""

INCLUDED = {
    "include_retired": Text("Include retired models", "Inclure les modèles retirés"),
    "include_base_models": Text("Include base models", "Inclure les modèles de base"),
    "include_uncensored": Text("Include models without guardrails", "Inclure les modèles sans garde-fous"),
    "include_unpublished": Text(
        "Include runs whose files nobody publishes", "Inclure les exécutions dont personne ne publie les fichiers"
    ),
    "include_below_3_bits": Text(
        "Include runs below 3 bits per weight", "Inclure les exécutions sous 3 bits par poids"
    ),
    "by_contract": Text(
        "Count the privacy that a contract or an EU region reaches",
        "Compter la confidentialité qu’un contrat ou une région de l’UE atteint",
    ),
}


def _key(field: str) -> str:
    return state.key("requirements", field)


def draw_requirement_controls(catalog: Catalog, say: Voice) -> None:
    """Toggles, then limits; an empty limit filters nothing."""
    draw_running_ways(say)
    for field in SWITCHED:
        st.toggle(say(BY_CODE[field].label), key=_key(field), persist_state="session")
    for field, words in INCLUDED.items():
        st.toggle(say(words), key=_key(field), persist_state="session")
    _evidence(say)
    _quantization(catalog, say)
    _effort(say)
    _level(say)
    _limit("usd_per_month", say("need.usd_per_month"), 0.0, 1e9, 50.0, say)
    _limit("ttft_s", say("need.ttft_s"), 0.01, 3600.0, 0.5, say)
    _limit("decode_tokens_per_s", say("need.decode_tokens_per_s"), 0.1, 10_000.0, 5.0, say)
    _limit("thinking_answer_s", say("need.thinking_answer_s"), 1.0, 86_400.0, 60.0, say)


def _evidence(say: Voice) -> None:
    st.segmented_control(
        say("need.evidence"),
        list(EvidenceAsked),
        format_func=lambda asked: say(EvidenceAsked(asked).label),
        key=_key("evidence"),
        required=True,
        wrap=True,
        persist_state="session",
        help=say("need.evidence_help"),
    )


def _quantization(catalog: Catalog, say: Voice) -> None:
    """One for every model, or the one that suits each."""
    st.session_state[_QUANTIZATION_CHOICE] = st.session_state.get(_key("quantization")) or CHOSEN
    st.selectbox(
        say("need.quantization"),
        [CHOSEN, *catalog.quantizations],
        format_func=lambda name: say("need.chosen_for_each") if name == CHOSEN else name,
        key=_QUANTIZATION_CHOICE,
        on_change=_quantization_chosen,
        filter_mode="contains",
        help=say("need.quantization_help"),
    )


def _quantization_chosen() -> None:
    name = st.session_state[_QUANTIZATION_CHOICE]
    st.session_state[_key("quantization")] = None if name == CHOSEN else name


def _effort(say: Voice) -> None:
    """One for every model, or the one that suits each."""
    st.session_state[_EFFORT_CHOICE] = str(st.session_state.get(_key("effort")) or CHOSEN)
    st.selectbox(
        say("need.effort"),
        [CHOSEN, *map(str, Effort)],
        format_func=lambda name: say("need.chosen_for_each") if name == CHOSEN else say(Effort(name).label),
        key=_EFFORT_CHOICE,
        on_change=_effort_chosen,
        help=say("need.effort_help"),
    )


def _effort_chosen() -> None:
    name = st.session_state[_EFFORT_CHOICE]
    st.session_state[_key("effort")] = None if name == CHOSEN else Effort(name)


def _limit(field: str, label: str, least: float, most: float, step: float, say: Voice) -> None:
    st.number_input(
        label,
        least,
        most,
        None,
        step=step,
        format="%g",
        key=_key(field),
        persist_state="session",
        placeholder=say("need.no_limit"),
    )


def _level(say: Voice) -> None:
    chosen = st.session_state.get(_key("privacy_level"))
    st.session_state[_LEVEL_CHOICE] = ANY_LEVEL if chosen is None else chosen
    st.selectbox(
        say("need.privacy_level"),
        [ANY_LEVEL, *range(1, 8)],
        format_func=lambda level: _named(level, say),
        key=_LEVEL_CHOICE,
        on_change=_level_chosen,
    )


def _named(level: int, say: Voice) -> str:
    return say("need.any_level") if level < 0 else f"{level} · {say(LEVELS[PrivacyLevel(level)].name)}"


def _level_chosen() -> None:
    level = st.session_state[_LEVEL_CHOICE]
    st.session_state[_key("privacy_level")] = None if level < 0 else level
