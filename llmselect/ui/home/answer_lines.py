"""Three lines below Home's answer: how sure it is, what was ruled out, what would change it; each opens."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.reports import story
from llmselect.reports.story import Confidence, LeftOut
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.settings import Settings
from llmselect.text import Language, Text, Voice, capitalized
from llmselect.ui.core import excluded, formatting
from llmselect.ui.home import other_answers

MOST_REASONS = 3


def draw_answer_lines(catalog: Catalog, recommendation: Recommendation, settings: Settings, say: Voice) -> None:
    """Closed, each is one line that says the gist."""
    neutral = settings.model_copy(update={"language": Language.EN})
    confidence = _confidence(recommendation.estimates.facts_version, recommendation, neutral)
    with st.expander(_sure_line(confidence, say), icon=":material/balance:", key="home.sure"):
        st.markdown(" ".join(formatting.escape_markdown(say(sentence)) for sentence in confidence.sentences))
    draw_left_out(recommendation, say)
    with st.expander(say("home.changes"), icon=":material/alt_route:", on_change="rerun", key="home.changes") as drawer:
        if drawer.open:
            if confidence.change is not None:
                st.markdown(formatting.escape_markdown(say(confidence.change)))
            other_answers.draw_other_answers(catalog, recommendation, settings, say)


def _sure_line(confidence: Confidence, say: Voice) -> str:
    if confidence.verdict is None:
        return say("home.sure_unknown")
    return say("home.sure", verdict=capitalized(say(confidence.verdict.value)))


def draw_left_out(recommendation: Recommendation, say: Voice) -> None:
    """How many and mostly why; the list itself waits until somebody opens it."""
    left = story.left_out(recommendation)
    if not left.models:
        st.caption(say("assistant.none_excluded", among=say.number(left.among, 0)))
        return
    excluded.draw_excluded(recommendation, say, label=_left_out_line(left, say))


def _left_out_line(left: LeftOut, say: Voice) -> str:
    reasons = ", ".join(f"{_inside(label, say)} ({say.number(n, 0)})" for label, n in left.reasons[:MOST_REASONS])
    return say("home.ruled_out", models=say.number(left.models, 0), among=say.number(left.among, 0), reasons=reasons)


def _inside(label: Text, say: Voice) -> str:
    """A label inside a sentence: only a name keeps its capitals."""
    words = say(label)
    return words[:1].lower() + words[1:]


@st.cache_resource(max_entries=64, show_spinner=False)
def _confidence(version: tuple[int, int, int], _found: Recommendation, settings: Settings) -> Confidence:
    """Ten thousand draws: most visitors of a room give the same answers, so they are kept."""
    return story.confidence(_found)
