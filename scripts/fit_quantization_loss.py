"""Fit what a quantization costs on tasks, and write measured/quantization_loss.json.

Robust least squares of the logarithm of the loss in log-odds, on the published pairs of measured/quantization_loss.csv
with weak priors. Every model is left out in turn (then every source); the intervals come from those rows.
Run it again after adding rows: .venv/bin/python -m scripts.fit_quantization_loss
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from llmselect.estimates.quality.quantization.quantization_rows import (
    Kind,
    LossMeasurement,
    column,
    design,
    lost,
    noise,
    of_role,
    shares,
)
from llmselect.estimates.quality.quantization.quantization_terms import INTEGERS, NAMES, Method, Task
from llmselect.units import Bools, Floats

FILE = Path(__file__).parents[1] / "llmselect" / "estimates" / "measured" / "quantization_loss.json"
TEXT = (Kind.DIVERGENCE, Kind.PERPLEXITY)
"""Measured on text: each has its own step from the loss on general tasks, fitted too."""
PRIORS: Mapping[str, tuple[float, float]] = {
    "base": (-3.0, 2.0),
    "fewer_bits": (1.2, 0.5),
    "size": (-0.25, 0.15),
    "mixture": (0.0, 0.3),
    "code": (0.9, 0.2),
    "reasoning": (0.8, 0.7),
    "fewer_bits_without_imatrix": (0.6, 0.3),
    "fewer_bits_of_integers": (0.0, 0.3),
    Method.K_QUANT: (0.25, 0.1),
    Method.K_QUANT_TUNED: (-0.25, 0.5),
    Method.NVFP4: (0.5, 0.7),
    Method.MXFP4: (1.0, 0.7),
    Method.EIGHT_BIT: (-1.5, 1.0),
    **dict.fromkeys(TEXT, (0.0, 1.0)),
}
"""Mean and standard deviation before the rows are seen.

Those of code, reasoning and missing matrices come from tests of DeepSeek-R1, V3-0324 and a 32B distillation (UnicomAI,
arXiv 2505.02390, 2025-06-12), whose rows bear no licence and are not copied. That of the K types comes from
divergences: at equal bits they lose up to 1.8 times what I types lose (Llama 3 8B, llama.cpp's README, in the rows).
"""
WIDER_WITHOUT_IMATRIX = 2.0
"""On the high end below 3 bits: eight of the nine tests there of a V3-0324 file without a matrix lie within."""
USUAL_PRIOR = (0.0, 0.5)
SPREAD = 0.6
"""Of the logarithm of the loss, from one model and recipe to the next."""
TEXT_WEIGHT = 0.2
"""A row of text against a row of tasks: it says how bits and methods compare, not what tasks lose."""
BITS_FROM = (0.0, 3.0, 4.0, 6.0)
"""Where the classes begin that have an interval each."""
Z_90 = 1.645
TAIL = 5.0
"""Percent of left-out rows on either side of an interval."""

Fitted = dict[str, float]


def all_terms(rows: Sequence[LossMeasurement]) -> Floats:
    """The terms of the package, and one for each measure of text."""
    text = [column(rows, lambda row, kind=kind: float(row.kind is kind)) for kind in TEXT]
    return np.column_stack([design(rows), *text])


def weights(rows: Sequence[LossMeasurement]) -> Floats:
    """One weight for each model, quantization and kind of task, whatever the number of its tests."""
    tests = Counter(_run(row) for row in rows)
    return column(rows, lambda row: (1.0 if row.kind is Kind.TASK else TEXT_WEIGHT) / tests[_run(row)])


def _run(row: LossMeasurement) -> tuple[str, str, Task]:
    return row.model, row.quantization, row.task


def fit(rows: Sequence[LossMeasurement], steps: int = 60) -> Fitted:
    """Sizes of the terms with the least robust error, by Gauss-Newton.

    Losses within the noise of their test may come out negative, so errors are taken of arcsinh(loss / noise): a
    logarithm above the noise, a straight line within it (Johnson 1949). Large errors count by their size only.
    """
    names = (*NAMES, *TEXT)
    mean, spread = np.array([PRIORS.get(name, USUAL_PRIOR) for name in names]).T
    x, chance = all_terms(rows), noise(rows)
    target, weight = np.arcsinh(lost(rows) / chance), weights(rows)
    sizes = mean.copy()
    for _ in range(steps):
        expected = np.exp(x @ sizes) / chance
        error = (np.arcsinh(expected) - target) / SPREAD
        slope = (expected / np.sqrt(1 + expected**2))[:, None] * x / SPREAD
        robust = (weight / np.sqrt(1 + error**2))[:, None] * slope
        curvature = slope.T @ robust + np.diag(spread**-2)
        step = np.linalg.solve(curvature, robust.T @ error + (sizes - mean) / spread**2)
        sizes = sizes - step * min(1.0, 1 / np.abs(step).max())
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, sizes.tolist(), strict=True))


def predicted(rows: Sequence[LossMeasurement], fitted: Fitted) -> Floats:
    """Log-odds that each row should lose (measures of text: in their own unit)."""
    return np.exp(all_terms(rows) @ np.array(list(fitted.values())))


def left_out(rows: Sequence[LossMeasurement], kin: Callable[[LossMeasurement], str]) -> Floats:
    """What each row should lose by a fit that never saw its kin (its model, its source)."""
    found = np.empty(len(rows))
    names = np.array([kin(row) for row in rows])
    for name in np.unique(names):
        away: Bools = names == name
        fitted = fit([row for row in rows if kin(row) != name])
        found[away] = predicted([row for row in rows if kin(row) == name], fitted)
    return found


def errors(rows: Sequence[LossMeasurement], expected: Floats) -> Floats:
    """Points of the share of the published score that is kept: expected less measured; above 0 is too kind."""
    before, _ = shares(rows)
    odds = np.log(before / (1 - before)) - expected
    chance = column(rows, lambda row: row.chance)
    score = chance + (1 - chance) / (1 + np.exp(-odds))
    kept = column(rows, lambda row: row.after / row.before)
    return 100 * (score / (chance + (1 - chance) * before) - kept)


def ranges(rows: Sequence[LossMeasurement], expected: Floats) -> tuple[float, list[float]]:
    """The factor on the likely loss to the low end, and by class of bits to the high end.

    Nine in ten left-out rows are to lie within, give or take the chance of their own questions; below 3 bits, where
    makers' recipes differ most, without that allowance. Fewer bits never have the narrower range.
    """
    bits, loss, chance = column(rows, lambda row: row.block_bits), lost(rows), noise(rows)
    which = np.searchsorted(BITS_FROM, bits, side="right") - 1
    allowed = np.where(which == 0, 0.0, Z_90 * chance)
    least, most = (loss + allowed) / expected, (loss - allowed) / expected
    classes = range(len(BITS_FROM))
    low = min(float(np.percentile(least[which == each], TAIL, method="lower")) for each in classes)
    high = np.array([np.percentile(most[which == each], 100 - TAIL, method="higher") for each in classes])
    widest_first = np.maximum.accumulate(high[::-1])[::-1]
    return max(min(low, 1.0), 0.0), np.maximum(widest_first, 1.0).tolist()


def summary(rows: Sequence[LossMeasurement], expected: Floats) -> dict[str, dict[str, float]]:
    """By bits, task and kind of file: rows, mean share kept, mean error, bias, and the error if nothing were lost."""
    off, nothing = errors(rows, expected), errors(rows, np.zeros(len(rows)))
    groups: dict[str, Callable[[LossMeasurement], bool]] = {
        "all": lambda row: True,
        "2 to 4 bits": lambda row: row.block_bits < 5,
        "2 bits": lambda row: row.block_bits < 3,
        "3 bits": lambda row: 3 <= row.block_bits < 4,
        "4 bits": lambda row: 4 <= row.block_bits < 5,
        "5 bits and more": lambda row: row.block_bits >= 5,
        **{str(task): lambda row, task=task: row.task is task for task in Task},
        "GGUF K and I types": lambda row: row.method in (Method.K_QUANT, Method.I_QUANT),
        "integers": lambda row: row.method in INTEGERS,
    }
    return {name: _errors(np.array([member(row) for row in rows]), off, nothing) for name, member in groups.items()}


def _errors(members: Bools, off: Floats, nothing: Floats) -> dict[str, float]:
    return {
        "rows": int(members.sum()),
        "kept": round(100 - float(nothing[members].mean()), 2),
        "error": round(float(np.abs(off[members]).mean()), 2),
        "bias": round(float(off[members].mean()), 2),
        "nothing_lost": round(float(np.abs(nothing[members]).mean()), 2),
    }


def caches() -> dict[str, dict[str, float]]:
    """Log-odds that a 4-bit cache loses, by task: mean over the published tests, and the range of the tests.

    Code has no test of its own and takes what reasoning loses. A mean counts a test by the inverse of its variance.
    """
    rows = [row for row in of_role("cache", Kind.TASK) if row.block_bits < 5 and "rotation" not in row.quantization]
    return {
        str(task): _cache([row for row in rows if (row.task is Task.GENERAL) == (task is Task.GENERAL)])
        for task in Task
    }


def _cache(rows: Sequence[LossMeasurement]) -> dict[str, float]:
    loss, weight = lost(rows), noise(rows) ** -2.0
    ends = np.percentile(np.maximum(loss, 0.0), (TAIL, 100 - TAIL))
    likely = float((loss * weight).sum() / weight.sum())
    values = (min(float(ends[0]), likely), likely, max(float(ends[1]), likely))
    return {name: round(value, 4) for name, value in zip(("low", "likely", "high"), values, strict=True)}


def content() -> dict[str, object]:
    """Everything that is stored."""
    rows = of_role("fitted", *Kind)
    fitted = fit(rows)
    tasks = np.array([row.kind is Kind.TASK for row in rows])
    tested = [row for row in rows if row.kind is Kind.TASK]
    without_model, without_source = (
        left_out(rows, kin)[tasks] for kin in (lambda row: row.model, lambda row: row.source)
    )
    low, high = ranges(tested, without_model)
    return {
        "origin": {
            "measurements": "quantization_loss.csv, rows of role fitted",
            "task_rows": len(tested),
            "text_rows": len(rows) - len(tested),
            "models": len({row.model for row in rows}),
            "newest_row": max(row.date for row in rows),
            "written_by": "scripts/fit_quantization_loss.py",
        },
        "coefficients": {name: round(value, 4) for name, value in fitted.items()},
        "low_factor": round(low, 3),
        "high_factors": [
            {"from_bits": start, "factor": round(factor, 3)} for start, factor in zip(BITS_FROM, high, strict=True)
        ],
        "wider_without_imatrix": WIDER_WITHOUT_IMATRIX,
        "cache_4_bit": caches(),
        "model_left_out": summary(tested, without_model),
        "source_left_out": summary(tested, without_source),
        "sources": Counter(row.source for row in rows),
    }


def main() -> None:
    found = content()
    FILE.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    print(json.dumps({name: found[name] for name in ("coefficients", "low_factor", "high_factors", "cache_4_bit")}))
    for way in ("model_left_out", "source_left_out"):
        print(f"\n{way}: points of share kept")
        for name, line in dict(found[way]).items():  # pyright: ignore
            print(f"{name:20}", *(f"{key} {value:>7}" for key, value in line.items()), sep="  ")


if __name__ == "__main__":
    main()
