"""Bring the coefficients of served speeds up to date, judge them on offers never seen, and write served_providers.json.

    python -m scripts.fit_served_speed

The published coefficients (fitted on rows that the project may not hold) are the prior; rows of served_speed.csv of a
later day move them, earlier ones are already in them. The judgement needs no row that is not here: the same fit, with
nothing known beforehand, sees all rows but those of one model or of one provider, and is asked about the others.
"""

import csv
import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.estimates.accuracy_served import ANSWER_TOKENS, FILE_COLUMNS, LEFT_OUT_VIEWS, ServedView, judged
from llmselect.estimates.columns import Range
from llmselect.estimates.served_answer import answer_seconds
from llmselect.estimates.served_coefficients import (
    FOUR_IN_FIVE,
    ServedCoefficients,
    ServedQuantity,
    coefficients_of,
    served_file,
)
from llmselect.estimates.served_rows import ServedRow, one_an_offer, served_rows, sizes
from llmselect.units import Floats
from scripts.served_mixed_model import Expected, Sample, expected, updated, vague

FOLDER = Path(__file__).parents[1] / "llmselect" / "estimates" / "measured"
FILE = FOLDER / "served_providers.json"
LEFT_OUT_FILE = FOLDER / "served_left_out.csv"


def sample(catalog: Catalog, rows: Sequence[ServedRow], quantity: ServedQuantity) -> Sample:
    """The rows as columns; every one is a short probe."""
    values = [row.tokens_per_s if quantity is ServedQuantity.DECODE else row.ttft_s for row in rows]
    return Sample(
        provider=[row.provider for row in rows],
        model=[row.repository.casefold() for row in rows],
        active_parameters=np.array(sizes(catalog, rows)),
        output_usd_per_mtok=np.array([row.output_usd_per_mtok for row in rows]),
        prompt_tokens=np.full(len(rows), np.nan),
        probe=np.ones(len(rows)),
        values=np.array(values),
    )


def later(rows: Sequence[ServedRow]) -> tuple[ServedRow, ...]:
    """Rows that the published coefficients have not seen."""
    until = datetime.date.fromisoformat(served_file()["origin"]["rows_until"])
    return one_an_offer(row for row in rows if row.day > until)


def brought_up_to_date(catalog: Catalog, rows: Sequence[ServedRow], quantity: ServedQuantity) -> ServedCoefficients:
    """The published coefficients, moved by later rows."""
    published = coefficients_of(served_file()["published"], quantity)
    found = sample(catalog, rows, quantity)
    known = found.take(found.values > 0)
    return updated(published, known, quantity) if len(known.values) else published


def left_out(catalog: Catalog, rows: Sequence[ServedRow], view: ServedView) -> Range:
    """Seconds to the end of an answer by fits that never saw the row's model, or its provider."""
    keys = [row.provider if view is ServedView.WITHOUT_PROVIDER else row.repository.casefold() for row in rows]
    columns = [_unseen(sample(catalog, rows, quantity), keys, quantity) for quantity in ServedQuantity]
    decode, ttft = (_range(each) for each in columns)
    nothing = np.zeros(len(rows))
    return answer_seconds(ttft, decode, Range(nothing, nothing, nothing), np.full(len(rows), ANSWER_TOKENS))


def _unseen(found: Sample, keys: Sequence[str], quantity: ServedQuantity) -> Expected:
    start = vague(coefficients_of(served_file()["published"], quantity))
    mean, sd, names = np.empty(len(keys)), np.empty(len(keys)), np.array(keys)
    for key in set(keys):
        here = names == key
        mean[here], sd[here] = expected(updated(start, found.take(~here), quantity), found.take(here), quantity)
    return Expected(mean, sd)


def _range(found: Expected) -> Range:
    low, likely, high = (np.exp(found.mean + side * FOUR_IN_FIVE * found.sd) for side in (-1, 0, 1))
    return Range(low, likely, high)


def as_written(
    fits: Mapping[ServedQuantity, ServedCoefficients], before: Mapping[str, Any], new: Mapping[str, int]
) -> dict[str, Any]:
    """Coefficients as the file holds them, each provider with the number of figures behind it."""
    content: dict[str, Any] = {}
    for quantity, fit in fits.items():
        terms = {name: [_short(value), _short(fit.term_sds[name])] for name, value in fit.terms.items()}
        spreads = {name: getattr(fit, name) for name in ("provider_sd", "model_sd", "rest_sd")}
        content[quantity] = {"terms": terms, **spreads}
    names = sorted({name for fit in fits.values() for name in fit.effects})
    content["providers"] = {
        name: {
            quantity: [*map(_short, fit.effect(name)), _count(before, name, quantity) + new.get(name, 0)]
            for quantity, fit in fits.items()
        }
        for name in names
    }
    return content


def _count(before: Mapping[str, Any], name: str, quantity: ServedQuantity) -> int:
    return before["providers"][name][quantity][2] if name in before["providers"] else 0


def _short(value: float) -> float:
    return round(value, 3)


def lines(rows: Sequence[ServedRow], answers: Mapping[ServedView, Range], measured: Floats) -> Iterator[list[str]]:
    """The rows of served_left_out.csv."""
    for at, row in enumerate(rows):
        for view, found in answers.items():
            figures = (measured[at], found.low[at], found.likely[at], found.high[at])
            yield [row.repository, row.provider, view, *(f"{figure:.4g}" for figure in figures)]


def main() -> None:
    """Write both files and print how well offers never seen are estimated."""
    catalog, rows = load(), served_rows()
    new = later(rows)
    fits = {quantity: brought_up_to_date(catalog, new, quantity) for quantity in ServedQuantity}
    counts = {name: sum(row.provider == name for row in new) for name in {row.provider for row in new}}
    scored = [row for row in one_an_offer(rows) if row.tokens_per_s > 0 and row.ttft_s > 0]
    measured = np.array([row.ttft_s + ANSWER_TOKENS / row.tokens_per_s for row in scored])
    answers = {view: left_out(catalog, scored, view) for view in LEFT_OUT_VIEWS}
    with LEFT_OUT_FILE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([FILE_COLUMNS, *lines(scored, answers, measured)])
    content = dict(served_file())
    content["fitted"] = as_written(fits, content["published"], counts)
    judgements = [judged(view, scored, answers[view], measured) for view in LEFT_OUT_VIEWS]
    content["validation"] = [one.described() for one in judgements]
    FILE.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(new)} offers newer than the published coefficients", *judgements, sep="\n")


if __name__ == "__main__":
    main()
