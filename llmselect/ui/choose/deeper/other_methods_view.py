"""Second opinions: other methods on the same candidates; they agree, or here is where and why not."""

import streamlit as st

from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness import other_methods
from llmselect.scoring.robustness.other_methods import DecisionMethod, MethodAgreement, Opinion
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting, tables

FIRST_THREE = 3
ASKS = {
    DecisionMethod.PROMETHEE: "opinions.promethee",
    DecisionMethod.VIKOR: "opinions.vikor",
    DecisionMethod.TOPSIS: "opinions.topsis",
}


def draw_other_methods(found: Recommendation, settings: Settings, say: Voice) -> None:
    """How many agree, a sentence for each, and the first three of each as a table."""
    if len(found) < 2:
        st.caption(say("change.alone"))
        return
    opinions = found.robustness.opinions()
    leader = formatting.escape_markdown(found.model_name(0))
    st.markdown(f"**{say(other_methods.agreement_count(opinions, leader))}** {say('opinions.never_averaged')}")
    st.markdown("\n".join(f"- {_sentence(found, opinion, leader, say)}" for opinion in opinions))
    tables.draw_table(_table(found, opinions, say), say("opinions.alt"), say, key="opinions.table")


def _sentence(found: Recommendation, opinion: Opinion, leader: str, say: Voice) -> str:
    other = formatting.escape_markdown(found.model_name(opinion.first))
    said = say(opinion.sentence(leader, other))
    if opinion.agreement is MethodAgreement.SAME and (near := _not_separated(found, opinion)):
        said += " " + say("opinions.near", names=say.list(near))
    return f"{said} {say('opinions.teaching')}" if opinion.method is DecisionMethod.TOPSIS else said


def _not_separated(found: Recommendation, opinion: Opinion) -> list[str]:
    others = [int(row) for row in opinion.order if opinion.not_separated[row] and row != opinion.first]
    return [formatting.escape_markdown(found.model_name(row)) for row in others[:FIRST_THREE]]


def _table(found: Recommendation, opinions: tuple[Opinion, ...], say: Voice) -> tables.Columns:
    rows = [[found.model_name(place) for place in range(min(FIRST_THREE, len(found)))]]
    rows += [[found.model_name(int(row)) for row in opinion.order[:FIRST_THREE]] for opinion in opinions]
    methods = [say("opinions.ranking")]
    for opinion in opinions:
        label = say(opinion.method.value)
        methods.append(say("opinions.for_teaching", method=label) if opinion.method is DecisionMethod.TOPSIS else label)
    columns: tables.Columns = {
        say("opinions.method"): methods,
        say("opinions.asks"): [say("opinions.additive"), *(say(ASKS[o.method]) for o in opinions)],
    }
    for place in range(min(FIRST_THREE, len(found))):
        columns[say("opinions.rank", n=place + 1)] = [row[place] for row in rows]
    return columns
