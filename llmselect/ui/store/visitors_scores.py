"""What this visitor's trial says of candidates, as criteria of the ranking: its own, and nobody else's."""

import streamlit as st

from llmselect.scoring.ranking.own_prompts import OwnPromptScore
from llmselect.scoring.ranking.recommend import ValuedCandidates
from llmselect.scoring.ranking.tried import with_own_prompts

_SCORES, _JOINED = "own_scores.kept", "own_scores.joined"


def keep(found: tuple[OwnPromptScore, ...]) -> None:
    """Take those of the trial shown in place of earlier ones; a trial that says nothing leaves them."""
    if found:
        st.session_state[_SCORES] = found


def scores() -> tuple[OwnPromptScore, ...]:
    """Those of this session."""
    return st.session_state.get(_SCORES, ())


def joined(shared: ValuedCandidates) -> ValuedCandidates:
    """Everything estimated, with this visitor's scores; the same value while nothing changes."""
    mine = scores()
    if not mine:
        return shared
    kept = st.session_state.get(_JOINED)
    if kept is None or kept[0] is not shared or kept[1] != mine:
        kept = (shared, mine, with_own_prompts(shared, mine))
        st.session_state[_JOINED] = kept
    return kept[2]
