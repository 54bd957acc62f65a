"""Prices of one version of the price library, kept in a file until the next version is compared with it."""

import json
from codecs import BOM_UTF8
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from llmselect.catalog.record import Price
from llmselect.errors import BadFile, first_fault

MOST_BYTES = 4 * 10**6
Name = Annotated[str, Field(max_length=200)]
Row = Annotated[tuple[Price | None, ...], Field(min_length=5, max_length=5, strict=False)]


class PriceCopy(BaseModel):
    """Five prices of each offer, in the order of TokenPrices, and all names that the library could price."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, hide_input_in_errors=True)

    version: Name
    prices: dict[Name, Row]
    names: dict[Name, Annotated[tuple[Name, ...], Field(strict=False)]]


def read_copy(path: Path) -> PriceCopy:
    """The prices that were kept there; raises BadFile for anything else."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise BadFile(
            f"the kept prices {path} cannot be read ({fault.strerror}); keep them with --keep-prices"
        ) from None
    try:
        if len(content) > MOST_BYTES:
            raise BadFile(f"{path} has {len(content):,} bytes; expected {MOST_BYTES:,} at most")
        return PriceCopy.model_validate_json(content.removeprefix(BOM_UTF8), strict=True)
    except ValidationError as error:
        raise BadFile(f"{path}: {first_fault(error)}; expected a file of --keep-prices") from None


def write_copy(path: Path, kept: PriceCopy) -> None:
    """Keep the prices there; raises BadFile where it cannot be written."""
    try:
        path.write_text(json.dumps(kept.model_dump(mode="json"), ensure_ascii=False, indent=0) + "\n", "utf-8")
    except OSError as fault:
        raise BadFile(f"the prices cannot be kept in {path} ({fault.strerror})") from None
