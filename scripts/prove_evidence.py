"""Print how well close kin alone foretell a model, by leaving out whole lines; and what a speciality costs.

The tables of docs/quality.md about evidence. Five fits that have each not seen a fifth of all lines of models:
    .venv/bin/python -m scripts.prove_evidence
"""

from collections.abc import Sequence

import numpy as np

from llmselect.catalog.load import load
from llmselect.catalog.models import Speciality
from llmselect.catalog.standings import Use
from llmselect.estimates.quality.efforts.effort_posterior import default_cells
from llmselect.estimates.quality.line_validation import lines_left_out, speciality_residuals
from llmselect.estimates.quality.scale import fitted
from llmselect.estimates.quality.table import known_of
from llmselect.estimates.quality.validation import Foretold, held
from llmselect.units import Floats


def main() -> None:
    """Leave out lines, give kin back, and print both; then the residuals of specialised models."""
    catalog, scale = load(), fitted()
    found = default_cells(catalog, scale.lines)
    names = tuple(sorted({cell.model for cell in found}))
    known = dict(zip(names, known_of(catalog, names, scale.completions), strict=True))
    kin, alone = lines_left_out(catalog, found, known)
    print("| Use | Boards | Models | Rank correlation, kin | without kin | 90 % interval holds, kin | without kin |")
    print("|---|---|---|---|---|---|---|")
    for use in (*Use, None):
        chosen = [[row for row in rows if use in (None, row.use)] for rows in (kin, alone)]
        if chosen[0]:
            models = len({model for row in chosen[0] for model in row.models})
            figures = [_figures(rows, scale.widen) for rows in chosen]
            agree, inside = zip(*figures, strict=True)
            print(
                f"| {use or 'all'} | {len(chosen[0])} | {models} | {agree[0]:.2f} | {agree[1]:.2f} "
                f"| {inside[0]:.0%} | {inside[1]:.0%} |"
            )
    for speciality in Speciality:
        chosen_models = [name for name in names if (m := catalog.models.get(name)) and m.specialised is speciality]
        for use in Use:
            apart = speciality_residuals(scale, found, known, use, chosen_models)
            if len(apart):
                beyond = f"{apart.mean():+.2f} ± {apart.std():.2f} beyond what the fit foretells"
                print(f"{speciality}, {use}: {len(apart)} models, {beyond}")


def _figures(rows: Sequence[Foretold], widen: Floats) -> tuple[float, float]:
    """Mean rank correlation, and the share inside their intervals."""
    return float(np.nanmean([row.rank_correlation for row in rows])), held(rows, widen)


if __name__ == "__main__":
    main()
