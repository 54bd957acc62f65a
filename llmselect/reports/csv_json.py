"""The answer as files to keep: the ranking as CSV, settings and result as JSON."""

import csv
import datetime
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from llmselect.catalog.own_file import KEY, records
from llmselect.estimates.core.columns import Estimate
from llmselect.reports.answer_json import as_json
from llmselect.reports.costs.money import Money
from llmselect.reports.costs.rented_lane import rent_columns, rented_values
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.rented import RentedPlace
from llmselect.settings import Settings

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""
RENT_COLUMNS = ("rented_machine", "rent_usd_per_hour", "rent_source", "rent_checked", "rented_from")
"""Of a rented machine; empty for every other way."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as the alphabet of the country."""


def as_csv(recommendation: Recommendation, rented: Sequence[RentedPlace] = ()) -> bytes:
    """All places, best first, one a line; units in the names of the columns, unknown figures empty.

    `rented`: machines rented by the hour, after the ranking, with the rank that each would take in it.
    """
    rows = [_row(place) for place in recommendation.places()]
    rows += [_row(each.place) | rent_columns(each) for each in rented]
    return csv_of(rows, list(rows[0]) if rows else ["rank", "model"])


def csv_of(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> bytes:
    """Rows as a spreadsheet reads them: UTF-8 with its mark, unknown cells empty, no cell a formula."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _cell(value: object) -> object:
    """A name that would start a formula is given an apostrophe, which spreadsheets take for "this is text"."""
    return f"'{value}" if isinstance(value, str) and value.startswith(STARTS_A_FORMULA) else value


def _row(place: Place) -> dict[str, object]:
    candidate = place.candidate
    return {
        "rank": place.rank,
        "model": candidate.model.name,
        "model_id": candidate.model.id,
        "quantization": candidate.quantization.id if candidate.quantization else None,
        "provider": candidate.provider.name if candidate.provider else None,
        "offer_id": candidate.offer.id if candidate.offer else None,
        "effort": str(candidate.effort),
        "evidence": candidate.evidence.id,
        "way": "api" if candidate.offer else "machine",
        **dict.fromkeys(RENT_COLUMNS),
        "placement": str(candidate.placement),
        "fit": candidate.fit.name.lower(),
        "score_of_100": round(place.score, 2),
        "score_high_of_100": round(place.score_high, 2),
        **{f"{c.criterion}_points": None if c.points is None else round(c.points, 2) for c in place.contributions},
        **_spread("quality_of_100", candidate.quality),
        "privacy_level_0_to_7": candidate.privacy_level,
        "cost_usd_per_1000_requests": _rounded(candidate.cost_usd_per_1000_requests),
        "cost_usd_per_month": _rounded(candidate.cost_usd_per_month),
        **_spread("decode_tokens_per_s", candidate.decode_tokens_per_s),
        "speed_basis": None if candidate.speed_basis is None else candidate.speed_basis.name.lower(),
        **_spread("first_token_s", candidate.ttft_s),
        **_spread("answer_wait_s", candidate.answer_wait_s),
        **_spread("thinking_tokens", candidate.thinking_tokens),
        **_spread("whole_answer_s", candidate.finish_s),
        "memory_bytes": _rounded(candidate.memory_bytes, 0),
        "context_tokens": candidate.context_tokens,
        "licence": candidate.model.licence,
        "free_quota": candidate.free_quota,
        "unknown": " ".join(place.unknown),
        "source": candidate.model.source,
        "checked": candidate.model.checked.isoformat(),
    }


def _spread(name: str, estimate: Estimate | None) -> dict[str, object]:
    low, likely, high = estimate or (None, None, None)
    return {name: _rounded(likely), f"{name}_low": _rounded(low), f"{name}_high": _rounded(high)}


def _rounded(value: float | None, digits: int = 4) -> float | None:
    return None if value is None else round(value, digits) if digits else round(value)


def as_document(
    recommendation: Recommendation,
    settings: Settings,
    day: datetime.date,
    link: str = "",
    rented: tuple[RentedPlace, ...] = (),
) -> bytes:
    """Settings and result as JSON, as `recommend --json` prints the result; all places, and one exclusion a model."""
    document = {
        "made": day.isoformat(),
        "link": link,
        "shares": dict(zip((c.name for c in CRITERIA), map(float, recommendation.shares), strict=True)),
        **as_json(recommendation, len(recommendation), settings),
        "rented": rented_values(rented, Money.of(settings.spending), settings.language),
    }
    catalog = recommendation.catalog
    if catalog.own:
        document[KEY] = records([catalog.models[name] for name in catalog.models if name in catalog.own])
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode()
