"""What the visitor moved: widget keys on one side, one frozen Settings on the other; the only place with keys."""

from collections.abc import Mapping
from typing import Any, TypeVar

import streamlit as st
from pydantic import BaseModel, ValidationError

from llmselect.machine.machine import Machine
from llmselect.scoring.elicitation.questionnaire import first_visit
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.settings import DEFAULT_PRIORITIES, Costs, GoodEnough, Requirements, Settings, Spending, Weight, Workload
from llmselect.text import Language

PARTS: dict[str, type[BaseModel]] = {
    "machine": Machine,
    "workload": Workload,
    "requirements": Requirements,
    "costs": Costs,
    "spending": Spending,
    "good_enough": GoodEnough,
}
LANGUAGE = "language"
TODAYS = "todays_standings"
OWN = "own.models"
"""Repositories of the visitor's own list; no widget shows it, so no widget's absence loses it."""
_JUST_PUT = "state.just_put"
_ASKED = "state.asked"
_ABSENT = object()
Part = TypeVar("Part", bound=BaseModel)


def key(part: str, field: str) -> str:
    """The widget key of one field of the settings, such as `workload.users`."""
    return f"{part}.{field}"


def weight_key(criterion: str) -> str:
    """Key of a criterion's slider in the session state."""
    return f"weight.{criterion}"


def put(settings: Settings) -> None:
    """Make every widget show these settings (before any of them is drawn)."""
    state = st.session_state
    state[_JUST_PUT] = True
    state[LANGUAGE] = str(settings.language)
    state[OWN] = settings.own
    state[TODAYS] = settings.todays_standings
    for part in PARTS:
        for field, value in getattr(settings, part):
            state[key(part, field)] = value
    weights = {weight.criterion: weight.value for weight in settings.priorities}
    for criterion in CRITERIA:
        state[weight_key(criterion.name)] = round(weights.get(criterion.name, 0))


def ask(settings: Settings) -> None:
    """Have these settings put at the start of the next run, when no widget is drawn yet."""
    st.session_state[_ASKED] = settings


def put_asked() -> bool:
    """Put the settings that the last run asked for; whether there were any."""
    asked = st.session_state.pop(_ASKED, None)
    if asked is not None:
        put(asked)
    return asked is not None


def put_weights(weights: Mapping[str, int]) -> None:
    """Move the sliders of these criteria (before any of them is drawn, as in the callback of a button)."""
    st.session_state[_JUST_PUT] = True
    for criterion, value in weights.items():
        st.session_state[weight_key(criterion)] = value


def just_put() -> bool:
    """Whether the settings were put in this very run: Streamlit then wants widgets without a default of their own."""
    return _JUST_PUT in st.session_state


def settle() -> None:
    """The run is over: what was put now belongs to the widgets."""
    st.session_state.pop(_JUST_PUT, None)


def ready() -> bool:
    """Whether this session already holds settings."""
    return LANGUAGE in st.session_state


def read() -> Settings:
    """The settings that the widgets show; their limits live in the browser, so the values are checked here again.

    A value that does not hold is taken for the default of its field, and loses none of the others.
    """
    found: dict[str, Any] = {
        "language": st.session_state.get(LANGUAGE, Language.EN),
        "priorities": priorities(),
        "own": own(),
        "todays_standings": st.session_state.get(TODAYS, False),
        **{part: _part(part, kind) for part, kind in PARTS.items()},
    }
    try:
        return Settings.model_validate(found)
    except ValidationError as fault:
        return _without(found, fault)


def _without(found: dict[str, Any], fault: ValidationError) -> Settings:
    """The settings without the fields that a fault names; all by default where the others contradict each other."""
    for part, *field in (error["loc"] for error in fault.errors()):
        if field and part in PARTS:
            found[str(part)].pop(str(field[0]), None)
        else:
            found.pop(str(part), None)
    try:
        return Settings.model_validate(found)
    except ValidationError:
        return Settings(language=Language(st.session_state.get(LANGUAGE, Language.EN)), own=own())


def own() -> tuple[str, ...]:
    """Repositories that the visitor added, as they were checked when they came in."""
    return st.session_state.get(OWN, ())


def put_own(repositories: tuple[str, ...]) -> None:
    """Change the visitor's list (as in the callback of a button)."""
    st.session_state[OWN] = Settings(own=repositories).own


def priorities() -> tuple[Weight, ...]:
    """The weights as the sliders stand; also right inside a fragment, which runs without the frame."""
    defaults = {weight.criterion: weight.value for weight in DEFAULT_PRIORITIES}
    return tuple(
        Weight(c.name, float(st.session_state.get(weight_key(c.name), defaults.get(c.name, 0)))) for c in CRITERIA
    )


def read_part(part: str, known: Part) -> Part:
    """One part as its widgets show it now, for what every pull of a slider runs; `known` where that does not hold."""
    try:
        return type(known).model_validate(_part(part, type(known)))
    except ValidationError:
        return known


def _part(part: str, kind: type[BaseModel]) -> dict[str, Any]:
    found = {field: st.session_state.get(key(part, field), _ABSENT) for field in kind.model_fields}
    return {field: value for field, value in found.items() if value is not _ABSENT}


def relabel_selections() -> None:
    """Have every list show its choice in the new language.

    The browser names the choice of a list by the words it shows, and would go on sending those of the other language,
    which no option has any more: the list would fall back to its first.
    """
    for name, value in list(st.session_state.items()):
        if isinstance(value, str) and name != LANGUAGE:
            st.session_state[name] = value


def reset() -> None:
    """Back to the defaults, in the visitor's language and with the models of their own list."""
    put(first_visit(Language(st.session_state.get(LANGUAGE, Language.EN))).model_copy(update={"own": own()}))
