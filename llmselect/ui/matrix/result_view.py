"""What follows of the matrix: who is first, the bars, how sure it is, and what would change it."""

from collections.abc import Callable, Sequence

import streamlit as st

from llmselect.charts.contributions import ContributionBar, contributions
from llmselect.charts.tornado import TornadoLine, tornado
from llmselect.reports.matrix.case_story import (
    headline,
    opinion_sentence,
    robustness_sentences,
    what_if_sentence,
)
from llmselect.scoring.matrix.case_values import CaseValues
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.text import UNKNOWN, Voice
from llmselect.ui.core import figures, formatting, tables
from llmselect.ui.core.live_charts.contribution_bars import draw_contribution_bars
from llmselect.ui.core.view_switch import draw_named_list, one_of
from llmselect.ui.matrix.weights_view import counted

VIEWS = {
    "what_if": "matrix.view_what_if",
    "tornado": "matrix.view_tornado",
    "opinions": "matrix.view_opinions",
    "points": "matrix.view_points",
}


def draw_result(values: CaseValues, say: Voice) -> None:
    """The headline and the bars, best first."""
    if values.winner is None:
        st.info(headline(values, say), icon=":material/info:")
        return
    st.markdown(f"**{formatting.escape_markdown(headline(values, say))}**")
    st.caption(formatting.escape_markdown(" ".join(robustness_sentences(values, say))))
    columns = counted(values)
    names = [values.case.criteria[column].name for column in columns]
    rows = [_bar(values, int(row), columns, say) for row in values.order]
    first = values.case.candidates[values.winner].name
    alt = say("matrix.bars_alt", first=first, score=say.number(float(values.scores[values.winner]), 0))
    draw_contribution_bars(contributions(names, rows, say, columns), "matrix.bars", alt)
    st.caption(say("matrix.bars_help"))


def _bar(values: CaseValues, row: int, columns: Sequence[int], say: Voice) -> ContributionBar:
    unknown = values.case.by_key
    candidate = values.case.candidates[row]
    ids = [values.case.criteria[column].id for column in columns]
    known = [(candidate.id, id) in unknown for id in ids]
    low, high = values.ranges
    missing = sum(100 * float(values.shares[c]) for c, there in zip(columns, known, strict=True) if not there)
    return ContributionBar(
        id=candidate.id,
        rank=f"{values.ranks[row]}",
        name=candidate.name,
        how=say("matrix.first_in", share=_first_in(values, row, say)),
        points=tuple(
            float(values.contributions[row, c]) if there else None for c, there in zip(columns, known, strict=True)
        ),
        missing=missing,
        low=float(low[row]),
        high=float(high[row]),
    )


def _first_in(values: CaseValues, row: int, say: Voice) -> str:
    found = values.robustness
    return say(UNKNOWN) if isinstance(found, DegenerateCase) else say.percent(float(found.first[row]))


def draw_analysis(values: CaseValues, say: Voice) -> None:
    """One question at a time; only the open one is worked out."""
    if values.winner is None or len(values) < 2:
        return
    st.subheader(say("matrix.deeper"), anchor=False)
    shown: dict[str, Callable[[CaseValues, Voice], None]] = {
        "what_if": _what_if,
        "tornado": _tornado,
        "opinions": _opinions,
        "points": _points,
    }
    shown[one_of("matrix.view", VIEWS, say)](values, say)


def _what_if(values: CaseValues, say: Voice) -> None:
    """At which value of one cell somebody else wins; all criteria of one candidate at once."""
    case = values.case
    names = {each.id: each.name for each in case.candidates}
    usual = case.candidates[int(values.order[1])].id
    key = "matrix.what_if"
    if st.session_state.get(key) not in names:
        st.session_state[key] = usual
    chosen = draw_named_list(say("matrix.what_if_who"), names, key)
    lines = [
        formatting.escape_markdown(what_if_sentence(values, chosen, case.criteria[column].id, say))
        for column in counted(values)
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _tornado(values: CaseValues, say: Voice) -> None:
    """Who wins at which share of each criterion, 0 to 100 %."""
    case, columns = values.case, counted(values)
    lines = [
        TornadoLine(
            case.criteria[column].name,
            float(values.shares[column]),
            tuple((s.start, s.end, case.candidates[s.candidate].name) for s in values.tornado(column)),
        )
        for column in columns
    ]
    st.caption(say("matrix.tornado_lead"))
    figures.draw_figure(tornado(lines, say("matrix.now"), say), "matrix.tornado", say("matrix.tornado_alt"))
    rows = [(line.name, *stretch) for line in lines for stretch in line.stretches]
    table: tables.Columns = {
        say("workbook.criterion"): [row[0] for row in rows],
        say("matrix.from_share"): [say.percent(row[1], 1) for row in rows],
        say("matrix.to_share"): [say.percent(row[2], 1) for row in rows],
        say("matrix.wins"): [row[3] for row in rows],
    }
    tables.draw_table(table, say("matrix.tornado_alt"), say, key="matrix.tornado_table")


def _opinions(values: CaseValues, say: Voice) -> None:
    """What other methods say of the same worths; never averaged."""
    st.caption(say("matrix.opinions_lead"))
    lines = [formatting.escape_markdown(opinion_sentence(values, opinion, say)) for opinion in values.opinions]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _points(values: CaseValues, say: Voice) -> None:
    """The figures of the bars, and each worth from 0 to 100."""
    case, rows = values.case, [int(row) for row in values.order]
    low, high = values.ranges
    table: tables.Columns = {
        say("workbook.rank"): [int(values.ranks[row]) for row in rows],
        say("workbook.candidate"): [case.candidates[row].name for row in rows],
        say("workbook.score"): [round(float(values.scores[row]), 1) for row in rows],
        say("dossier.range"): [f"{say.number(low[row], 0)} – {say.number(high[row], 0)}" for row in rows],
        say("dossier.first_in"): [_first_in(values, row, say) for row in rows],
    }
    for column in counted(values):
        label = say("workbook.points", criterion=case.criteria[column].name)
        table[label] = [round(float(values.contributions[row, column]), 1) for row in rows]
    tables.draw_table(table, say("matrix.points_alt"), say, key="matrix.points_table")
