"""The dossier of a meeting: what the group weighed, round by round, and what follows of it."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from llmselect.reports.matrix.dossier import cells_part, criteria_part
from llmselect.reports.matrix.printed import PrintedPart, PrintedTable, printed
from llmselect.scoring.matrix.case_values import case_values
from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.text import Voice


class RoundFigures(NamedTuple):
    """One round in plain figures, in the order of the case's criteria and candidates."""

    number: int
    people: int
    group_shares: Sequence[float]
    group_scores: Sequence[float]
    borda: Sequence[float]
    first_counts: Sequence[float]
    regrets: Sequence[float]
    """Points that each person gives up, smallest first."""
    sentences: Sequence[str]
    """Agreement and camps, in words."""


def as_meeting_dossier(
    title: str, case: DecisionCase, rounds: Sequence[RoundFigures], practice: bool, say: Voice, day: datetime.date
) -> str:
    """The document as HTML: a page for each round, the last one first, and what was weighed with the last weights."""
    lead = say("dossier.meeting_lead", day=say.day(day), candidates=len(case.candidates), criteria=len(case.criteria))
    if practice:
        lead = f"{say('workshop.practice_badge')}. {lead}"
    pages = [_page(case, figures, say) for figures in reversed(rounds)]
    if not rounds:
        return printed(title, lead, [[PrintedPart(say("dossier.nobody_voted"))]], say.language)
    values = replace(case_values(case), shares=np.array(rounds[-1].group_shares))
    weighed = [criteria_part(values, say), cells_part(values, say)]
    return printed(title, lead, [*pages, weighed], say.language)


def _page(case: DecisionCase, figures: RoundFigures, say: Voice) -> list[PrintedPart]:
    order = sorted(range(len(case.candidates)), key=lambda row: -figures.group_scores[row])
    ranking = [
        (
            str(place),
            case.candidates[row].name,
            say.number(figures.group_scores[row], 1),
            say.number(figures.first_counts[row], 1),
            say.number(figures.borda[row], 1),
        )
        for place, row in enumerate(order, 1)
    ]
    header = ("workbook.rank", "workbook.candidate", "workshop.group_score", "workshop.first_for", "workshop.borda")
    weights = [(c.name, say.percent(share, 1)) for c, share in zip(case.criteria, figures.group_shares, strict=True)]
    regrets = " · ".join(say.number(regret, 1) for regret in sorted(figures.regrets))
    return [
        PrintedPart(say("dossier.round", n=figures.number, people=figures.people), tuple(figures.sentences)),
        PrintedPart(say("workshop.group_ranking"), table=PrintedTable(tuple(map(say, header)), tuple(ranking))),
        PrintedPart(
            say("workshop.group_weights"),
            table=PrintedTable((say("workbook.criterion"), say("workbook.share")), tuple(weights)),
        ),
        PrintedPart(say("workshop.regret"), (say("dossier.regrets", list=regrets),)),
    ]
