"""docs/answers.md as text: the scorecard, what does not hold and why, and the grid of machines and uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.standings import Use
from llmselect.reports.scorecard.answers import ScorecardAnswer, ScorecardAnswers, answers_of, figures_of
from llmselect.reports.scorecard.behaviour import OFFERS_COMPARED, SITUATIONS, BehaviourFigures, behaviour_figures
from llmselect.reports.scorecard.grid import GRID_MACHINES, GridCell, GridFigures, grid_cells, grid_figures
from llmselect.reports.scorecard.row_words import (
    accepted_words,
    answer_words,
    priority_words,
    situation_words,
    verdict_words,
)
from llmselect.reports.scorecard.situations import ScorecardRow, scorecard_rows
from llmselect.reports.scorecard.verdicts import verdict_of
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.text import Language, Voice

SAY: Final = Voice(Language.EN)
HEAD: Final = """# Answers that practitioners accept

Thirty situations: what named public guides accept, our first answer, and whether it holds. Written by
`python -m scripts.prove_answers` from the catalog of {day}; a test compares this page and the rows that hold.

**{held} of {rows} hold: {guides} of {guide_rows} from guides, {own} of {own_rows} of our own judgement.**
In {equal} more, an accepted answer cannot be distinguished from our first: the difference is within the noise
(`scoring/ranking/ties.py`).

## How to read it

- The rows stand in `reports/scorecard/situations.toml`. The rows and what they accept were written down before our
  answers were looked at; a row that does not hold stays here with what it differs in. Two slips were mended afterwards:
  "4 to 6 bits" had left Q6_K out, and Gemma 4 E2B had counted as a model of 4 B.
- A guide's acceptance is what its page says: models, bits, speed, the way to run. Guides of spring 2026 could not name
  later models, so a maker and a size stand beside the models they name. Bits are nominal, as in the catalog: Q4_K_M
  4.5, Q6_K 6.6.
- Guides contradict each other, and most try few models: a row that does not hold may be a good answer that the guide
  never tried. The last column says where the best accepted answer stands in our ranking, and by how many points it is
  behind.
- Our answer is the place shown large of the lane named in the situation (on the machine, at a provider, anywhere),
  with default priorities unless others stand there. Every answer must rest on measured or related quality (● measured,
  ◐ related, ○ expected).
- All guides were read on 2026-11-28 in stored copies, mostly their summaries and first tables; the day beside each is
  that of its publication, as exactly as the page states it. The least accepted speed is about half to two thirds of
  what a guide measured, as engines, contexts and hosts differ.

## From public guides
"""


@dataclass(frozen=True, eq=False)
class ScorecardProof:
    """Everything that is proven from one catalog."""

    catalog: Catalog
    answers: ScorecardAnswers
    cells: tuple[GridCell, ...]
    grid: GridFigures
    behaviour: BehaviourFigures


def prove(catalog: Catalog) -> ScorecardProof:
    """Answer every row and every cell: some twenty seconds."""
    cells = tuple(grid_cells(catalog))
    answers = answers_of(catalog, [verdict_of(catalog, row) for row in scorecard_rows()])
    return ScorecardProof(catalog, answers, cells, grid_figures(cells), behaviour_figures(catalog))


def page(proof: ScorecardProof) -> str:
    """The whole document, in English."""
    pairs = list(zip(scorecard_rows(), proof.answers.rows, strict=True))
    guides = [pair for pair in pairs if pair[0].guide is not None]
    own = [pair for pair in pairs if pair[0].guide is None]
    head = HEAD.format(
        day=proof.answers.catalog_day.isoformat(),
        held=proof.answers.held,
        equal=proof.answers.equal,
        rows=len(pairs),
        guides=_held(guides),
        guide_rows=len(guides),
        own=_held(own),
        own_rows=len(own),
    )
    parts = [head, *_scorecard(guides, proof.catalog), "\n## Our own judgement\n", *_scorecard(own, proof.catalog)]
    parts += ["\n## Grid\n", *_grid_sentences(proof), "", *_grid_table(proof.cells)]
    return "\n".join(parts) + "\n"


def _held(pairs: Sequence[tuple[ScorecardRow, ScorecardAnswer]]) -> int:
    return sum(answer.holds for _, answer in pairs)


def _scorecard(pairs: Iterable[tuple[ScorecardRow, ScorecardAnswer]], catalog: Catalog) -> list[str]:
    lines = ["| Situation | Priorities | Accepted | By | Our answer | Holds |", "|---|---|---|---|---|---|"]
    for row, answer in pairs:
        cells = (
            situation_words(row, catalog, SAY),
            priority_words(row, SAY),
            accepted_words(row.accepts, catalog, SAY),
            _source(row),
            answer_words(answer.first, SAY),
            verdict_words(answer, SAY),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _source(row: ScorecardRow) -> str:
    if row.guide is not None:
        return f"[{row.guide.title}]({row.guide.url}), {row.guide.day}"
    return SAY("scorecard.own", reason=SAY(row.reason)) if row.reason is not None else ""


def _grid_sentences(proof: ScorecardProof) -> list[str]:
    grid, behaviour = proof.grid, proof.behaviour
    thinking = grid.local_thinking_by_use
    machines = len(GRID_MACHINES)
    return [
        f"{machines} machines by {len(Use)} uses at default priorities.",
        "",
        "| Figure | Asked | Found |",
        "|---|---|---|",
        f"| First places measured or related | {grid.cells} of {grid.cells} | {grid.measured_or_related} |",
        f"| First places measured for the very use and effort | 80 % | {grid.measured} of {grid.cells} |",
        f"| The same on the machine alone | 80 % | {grid.local_measured} of {grid.local_cells} |",
        f"| Measured or related, on the machine alone | all | {grid.local_measured_or_related} of {grid.local_cells} |",
        f"| First places only expected, where any evidence is allowed (all marked ○) | | {grid.expected_if_any} |",
        "| Places among the first five below 4 bits, though 4 bits of the same model fit or write 15 tokens/s "
        f"| none | {len(grid.below_four_bits)} |",
        f"| First places without a complete command or call | none | {len(grid.without_command)} |",
        f"| Reasoning: the best local place thinks | {machines} of {machines} | {thinking[Use.REASONING]} |",
        f"| General use: the best local place thinks | none | {thinking[Use.GENERAL]} |",
        "| General use by quality alone: the best local place thinks | all | "
        f"{behaviour.thinking_by_quality_alone} of {SITUATIONS} |",
        "| RTX 3060, quality and latency alone: offers among the first ten | some | "
        f"{behaviour.offers_among_first_ten} |",
        f"| Different speeds among the first {OFFERS_COMPARED} offers there | | {behaviour.different_speeds} |",
        "| Latency alone, at providers: Groq or Cerebras leads | yes | "
        f"{'yes' if behaviour.fastest_is_custom_chip else 'no'}: {behaviour.fastest_offer} |",
        "| Privacy from 0 to 10 changes the first place of some lane, internal data | 4 of 10 | "
        f"{behaviour.privacy_changes} of {SITUATIONS} |",
    ]


def _grid_table(cells: Iterable[GridCell]) -> list[str]:
    lines = ["| Machine | Use | First place | First on the machine |", "|---|---|---|---|"]
    for cell in cells:
        places = (_place(cell.first), "" if cell.first_local is None else _place(cell.first_local))
        lines.append(f"| {cell.machine} | {SAY(cell.use.label)} | {places[0]} | {places[1]} |")
    return lines


def _place(candidate: Candidate) -> str:
    return answer_words(figures_of(candidate), SAY)
