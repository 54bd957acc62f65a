"""What a group says together: its ranking, everybody's dots, agreement, camps, and the round before beside it."""

import streamlit as st

from llmselect.charts.contributions import ContributionBar, contributions
from llmselect.charts.weight_dots import DotRow, weight_dots
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, tables
from llmselect.ui.core.live_charts.contribution_bars import draw_contribution_bars
from llmselect.workshop.tally import Tally

ROWS_ON_WALL = 8
"""As many candidates as a wall of 1024 x 768 holds in type that the last row reads; the desk's table has them all."""


def draw_headline(count: Tally, say: Voice) -> None:
    """The group's first, and for how many people it is first."""
    name = formatting.escape_markdown(count.values.case.candidates[count.winner].name)
    st.markdown(
        f"**{say('workshop.group_first', name=name, score=say.number(float(count.group_scores[count.winner]), 0))}**"
    )
    firsts = say.number(float(count.first_counts[count.winner]), 0)
    st.caption(say("workshop.group_first_for", n=firsts, all=len(count)))


def agreement_sentences(count: Tally, say: Voice) -> list[str]:
    """Kendall's W where it means something, and the two camps where there are any."""
    if count.agreement is None:
        said = [say("workshop.no_agreement")]
    else:
        said = [say("workshop.agreement", w=say.number(count.agreement, 2))]
        if count.few_candidates:
            said.append(say("workshop.few_candidates"))
    if count.camps is not None:
        said.append(_camps(count, say))
    return said


def _camps(count: Tally, say: Voice) -> str:
    """Each camp by the criterion on which it is furthest above the other."""
    camps = count.camps
    assert camps is not None
    second = camps.in_second
    apart = count.shares[second].mean(axis=0) - count.shares[~second].mean(axis=0)
    names = [criterion.name for criterion in count.values.case.criteria]
    return say(
        "workshop.camps",
        first=int((~second).sum()),
        second=int(second.sum()),
        most=names[int(apart.argmin())],
        other=names[int(apart.argmax())],
        silhouette=say.number(camps.silhouette, 2),
    )


def draw_dots(count: Tally, before: Tally | None, say: Voice, key: str, *, large: bool = False) -> None:
    """Everybody's weights per criterion; hollow dots are the round before."""
    rows = [
        DotRow(
            criterion.name,
            tuple(map(float, count.shares[:, column])),
            float(count.group_shares[column]),
            () if before is None else tuple(map(float, before.shares[:, column])),
            None if before is None else float(before.group_shares[column]),
        )
        for column, criterion in enumerate(count.values.case.criteria)
    ]
    figure = weight_dots(rows, say("workshop.group"), say("workshop.before"), say, large=large)
    figures.draw_figure(figure, key, say("workshop.dots_alt"), height="stretch" if large else "content")
    if not large:
        draw_dots_help(before, say)


def draw_dots_help(before: Tally | None, say: Voice) -> None:
    """What dots, diamond and hollow dots are."""
    st.caption(say("workshop.dots_help") if before is None else say("workshop.dots_help_before"))


def draw_ranking(count: Tally, say: Voice, key: str) -> None:
    """The group's score as bars, with first places and Borda points in words."""
    case = count.values.case
    points = 100 * count.values.matrix.cautious * count.group_shares
    bars = [
        ContributionBar(
            id=case.candidates[row].id,
            rank=str(place),
            name=case.candidates[row].name,
            how=say(
                "workshop.bar",
                share=say.percent(float(count.first_shares[row])),
                borda=say.number(float(count.borda[row]), 0),
            ),
            points=tuple(map(float, points[row])),
        )
        for place, row in enumerate(map(int, count.group_order), 1)
    ]
    alt = say("workshop.ranking_alt", first=bars[0].name)
    draw_contribution_bars(contributions([c.name for c in case.criteria], bars, say), key, alt)


def draw_large_ranking(count: Tally, before: Tally | None, say: Voice) -> None:
    """The ranking in large words, for who sits far away; the scores of the round before stand beside those of now."""
    head = [say("workshop.wall_points"), *([] if before is None else [say("workshop.wall_before")])]
    lines = [("", "", *head, say("workshop.wall_first")), ("-:", "-", *["-:"] * (len(head) + 1))]
    for place, row in enumerate(map(int, count.group_order[:ROWS_ON_WALL]), 1):
        name = formatting.escape_markdown(count.values.case.candidates[row].name)
        scores = [each.group_scores[row] for each in (count, before) if each is not None]
        figures = [say.number(float(each), 0) for each in (*scores, count.first_counts[row])]
        lines.append((str(place), f"**{name}**", *figures))
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
    left = len(count.group_order) - ROWS_ON_WALL
    if left > 0:
        st.caption(say("workshop.wall_more", n=say.number(left, 0)))


def draw_table(count: Tally, before: Tally | None, say: Voice) -> None:
    """Score, Borda and first places side by side, and those of the round before."""
    order = [int(row) for row in count.group_order]
    table: tables.Columns = {say("workbook.candidate"): [count.values.case.candidates[row].name for row in order]}
    table[say("workshop.group_score")] = [round(float(count.group_scores[row]), 1) for row in order]
    if before is not None:
        table[say("workshop.score_before")] = [round(float(before.group_scores[row]), 1) for row in order]
    table[say("workshop.first_for")] = [round(float(count.first_counts[row]), 1) for row in order]
    if before is not None:
        table[say("workshop.first_before")] = [round(float(before.first_counts[row]), 1) for row in order]
    table[say("workshop.share_first")] = [say.percent(float(count.first_shares[row])) for row in order]
    table[say("workshop.borda")] = [round(float(count.borda[row]), 1) for row in order]
    tables.draw_table(table, say("workshop.table_alt"), say, key="workshop.table")


def draw_change(count: Tally, before: Tally, say: Voice) -> None:
    """What the discussion changed."""
    names = [candidate.name for candidate in count.values.case.candidates]
    first, then = (formatting.escape_markdown(names[each.winner]) for each in (before, count))
    st.markdown(say("workshop.same_winner" if first == then else "workshop.other_winner", before=first, now=then))
    if before.agreement is not None and count.agreement is not None:
        w = {"before": say.number(before.agreement, 2), "now": say.number(count.agreement, 2)}
        st.markdown(say("workshop.agreement_moved", **w))
    regrets = (float(before.regrets.mean()), float(count.regrets.mean()))
    st.markdown(say("workshop.regret_moved", before=say.number(regrets[0], 1), now=say.number(regrets[1], 1)))


def draw_regrets(count: Tally, say: Voice) -> None:
    """What people give up under the group's choice, without names, smallest first."""
    listed = " · ".join(say.number(float(each), 1) for each in sorted(count.regrets))
    st.caption(say("dossier.regrets", list=listed))
