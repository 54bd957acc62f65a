"""Who this browser is, by the secret tokens in its own address: host, participant, wall, or an invitation."""

import streamlit as st

from llmselect.text import Language
from llmselect.ui.core import address
from llmselect.workshop import codes

HOST, PERSON, INVITED, WALL = "h", "p", "w", "v"
_KEPT = "workshop.kept_{}"


def token(parameter: str) -> str:
    """The token of the address; where the menu led away and back, the one that this tab had."""
    found = st.query_params.get(parameter, "")
    key = _KEPT.format(parameter)
    if found:
        st.session_state[key] = found
        return found
    kept = str(st.session_state.get(key, ""))
    if kept and not any(st.query_params.get(other) for other in (HOST, PERSON, INVITED, WALL)):
        st.query_params[parameter] = kept
        return kept
    return ""


def become(parameter: str, value: str) -> None:
    """From now on this browser's address holds this token, and no other of a meeting."""
    forget()
    st.query_params[parameter] = value
    st.session_state[_KEPT.format(parameter)] = value


def forget() -> None:
    """Leave the meeting: nothing of it stays in the address."""
    for each in (HOST, PERSON, INVITED, WALL):
        st.query_params.pop(each, None)
        st.session_state.pop(_KEPT.format(each), None)


def invitation(code: str) -> str:
    """The link that may be shared: the page and the meeting's code, nothing else."""
    return f"{address.here()}?{INVITED}={code}"


def projected(host_token: str, language: Language) -> str:
    """The link of the wall, which the whole room may read: its token shows, and does nothing."""
    return f"{address.here()}?{WALL}={codes.wall_token(host_token)}&{address.LANGUAGE}={language}"


def visitor() -> str:
    """By whom wrong codes are counted."""
    return str(st.context.ip_address or "local")
