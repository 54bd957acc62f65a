"""Fit what thinking is worth by use, and write it to llmselect/estimates/measured/effort_gaps.json.

From models that stand on one board at two efforts (thinking and not; high, medium, low), through the boards' slopes of
the stored quality scale. Prints how many pairs of models left out lie inside their 90 % intervals. Takes seconds:
    .venv/bin/python -m scripts.fit_effort_gaps
"""

import datetime
from pathlib import Path

from llmselect.catalog.load import load
from llmselect.estimates.quality.efforts.effort_cells import checked, effort_cells, gains
from llmselect.estimates.quality.efforts.effort_gap_fit import fit_gaps, held_without_the_model
from llmselect.estimates.quality.efforts.effort_gaps import FILE, position_at, write_gaps
from llmselect.estimates.quality.evaluators import USES
from llmselect.estimates.quality.scale import fitted
from llmselect.estimates.quality.table import Z_90

TARGET = Path(__file__).parents[1] / "llmselect" / "estimates" / "measured" / FILE
FIRST_LEVEL = 0.3
"""Only orders the efforts, for which any level does."""


def main() -> None:
    """Fit, write, and print the table of docs/quality.md."""
    day = datetime.datetime.now(datetime.UTC).date()
    found = effort_cells(load(), lambda effort: position_at(effort, FIRST_LEVEL))
    pairs = checked(gains(found.pairs, fitted().lines))
    models = len({gain.model for gain in pairs})
    origin = f"scripts/fit_effort_gaps.py on {day}: {len(found.pairs)} pairs of standings of {models} models"
    gaps = fit_gaps(pairs, origin)
    write_gaps(gaps, TARGET)
    held = held_without_the_model(pairs, Z_90)
    print(f"{origin}\n\n| Use | Gap | Between models | Pairs | Models | 90 % interval holds |")
    print("|---|---|---|---|---|---|")
    for row, use in enumerate(USES):
        inside, many = held[use]
        print(
            f"| {use} | {gaps.gap[row]:+.2f} ± {gaps.error[row]:.2f} | {gaps.spread[row]:.2f} | {gaps.gains[row]} "
            f"| {gaps.models[row]} | {f'{inside} of {many}' if many else 'no pair'} |"
        )
    every, total = (sum(column) for column in zip(*held.values(), strict=True))
    print(f"\nAll: {every} of {total}. From medium to high: {gaps.level:.0%} of the gap; noise {gaps.noise:.2f};")
    print(f"correlation of a model's gaps in two uses: {gaps.correlation:.2f}")


if __name__ == "__main__":
    main()
