"""How sure the ranking is, in one word with its sentence behind a question mark; counted once the priorities rest."""

import streamlit as st

from llmselect.reports import story
from llmselect.reports.story import Confidence
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness.draws import ConfidenceInWeights
from llmselect.settings import Settings
from llmselect.text import Voice, capitalized
from llmselect.ui.core import debounce, formatting
from llmselect.ui.store import robustness_cache

PARAMETER = "c"
_CONVICTION = "choose.conviction"
_SEEN = "sure.seen"


def conviction() -> ConfidenceInWeights:
    """How sure the visitor is of the priorities, as it stands; the address may say it."""
    if _CONVICTION not in st.session_state:
        named = st.query_params.get(PARAMETER, "")
        st.session_state[_CONVICTION] = (
            named if named in tuple(ConfidenceInWeights) else str(ConfidenceInWeights.FAIRLY)
        )
    return ConfidenceInWeights(st.session_state[_CONVICTION] or ConfidenceInWeights.FAIRLY)


def ask(say: Voice) -> None:
    """The question itself; the answer goes to the address too, so that a link shows the same figures."""
    conviction()
    chosen = st.segmented_control(
        say("robustness.conviction"),
        [str(confidence) for confidence in ConfidenceInWeights],
        key=_CONVICTION,
        format_func=lambda name: say(ConfidenceInWeights(name).label),
        wrap=True,
        required=True,
        persist_state="session",
        help=say("robustness.conviction_help"),
    )
    confidence = ConfidenceInWeights(chosen or ConfidenceInWeights.FAIRLY)
    if confidence is ConfidenceInWeights.FAIRLY:
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get(PARAMETER) != confidence:
        st.query_params[PARAMETER] = str(confidence)


@st.fragment
def draw_sureness(found: Recommendation, settings: Settings, say: Voice) -> None:
    """Who is first, and the word; a mark of waiting stands for it while the priorities are being moved."""
    confidence = conviction()
    situation = robustness_cache.situation(found, settings)
    resting = debounce.unchanged_since_last_run(situation, _SEEN)
    count = robustness_cache.compute_robustness if resting else robustness_cache.cached_robustness
    counted = count(found, settings, confidence)
    with st.container(horizontal=True, gap="small", key="sure.headline"):
        picked = _why_picked(found, say)
        st.markdown(_first(found, say), width="content", help=picked)
        if counted is None:
            st.markdown(say("sure.counting"), width="content", help=say("robustness.counting"))
        else:
            told = story.confidence(found, counted)
            st.markdown(_word(told, say), width="content", help=sentences(told, say))
    if counted is None:
        debounce.rerun_when_idle(str(hash(situation)), key="sure.rest")


def _first(found: Recommendation, say: Voice) -> str:
    """Who is shown first and with how many points: one line, whoever it is."""
    first = found.headliners(1)[0]
    return say(
        "choose.shown" if found.pick else "choose.first",
        model=formatting.escape_markdown(first.candidate.model.name),
        how=formatting.escape_markdown(formatting.runtime_label(first.candidate, say)),
        score=say.number(first.score, 0),
    )


def _why_picked(found: Recommendation, say: Voice) -> str | None:
    """Why another than the first of the ranking is shown first; None where it is the first."""
    if not found.pick:
        return None
    words = "choose.picked" if found.picks_by_proof else "choose.picked_for_speed"
    return say(words, first=formatting.escape_markdown(found.model_name(0)))


def _word(told: Confidence, say: Voice) -> str:
    verdict = say("sure.none") if told.verdict is None else capitalized(say(told.verdict.value))
    return say("sure.word", verdict=verdict)


def sentences(told: Confidence, say: Voice) -> str:
    """The sentences of `reports.story`, as Home and the memo have them."""
    all_told = [*told.sentences, *([told.change] if told.change is not None else [])]
    return " ".join(formatting.escape_markdown(say(sentence)) for sentence in all_told)
