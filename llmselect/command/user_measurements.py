"""Speeds that somebody measured on the machine asked about, as they are typed."""

import re
from argparse import ArgumentParser
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from llmselect.command.machines import STRICT, whole
from llmselect.errors import BadNumber, NotPossible, UnknownName
from llmselect.machine.machine import Phase, UserMeasurement

EXPECTED = "decode=TOKENS_PER_S or prefill=TOKENS_PER_S, with @TOKENS for the depth, as decode=41.5@2048,prefill=1200"
SPEED = re.compile(r"(\d{1,7}(?:\.\d{1,6})?)(?:@(\d{1,8}))?")


class OwnSpeedAsked(BaseModel):
    """A measured speed, in a question."""

    model_config = STRICT

    phase: Annotated[Phase, Field(strict=False)]
    tokens_per_s: Annotated[float, Field(gt=0, le=1_000_000)]
    depth: Annotated[int, BeforeValidator(whole), Field(ge=0, le=10_000_000)] = 0
    """Tokens in the cache when it was measured."""
    model: Annotated[str, Field(min_length=1, max_length=120)] | None = None
    """Catalog id; None: the model that the question is about."""
    quantization: Annotated[str, Field(min_length=1, max_length=120)] | None = None
    """None: that of the question."""

    def of(self, model: str | None, quantization: str) -> UserMeasurement:
        """As a machine has it; raises NotPossible where no model of the catalog is meant."""
        named = self.model or model
        if named is None:
            raise NotPossible("a measured speed needs a model of the catalog; name it beside the speed, as model")
        return UserMeasurement(
            model=named,
            quantization=self.quantization or quantization,
            phase=self.phase,
            tokens_per_s=self.tokens_per_s,
            depth_tokens=self.depth,
        )


def add_measured(parser: ArgumentParser) -> None:
    """The option for the model asked about."""
    parser.add_argument("--measured", metavar="SPEEDS", help=f"speeds measured on this machine: {EXPECTED}")


def typed_measured(text: str | None) -> tuple[OwnSpeedAsked, ...]:
    """What `--measured` says; raises BadNumber for what is not understood."""
    parts = [part.strip() for part in (text or "").split(",") if part.strip()]
    if text is not None and not parts:
        raise BadNumber("--measured", text, EXPECTED)
    return tuple(_one(part) for part in parts)


def _one(part: str) -> OwnSpeedAsked:
    name, _, value = part.partition("=")
    phase, found = name.strip().casefold(), SPEED.fullmatch(value.strip())
    if phase not in tuple(Phase):
        raise UnknownName("speed", name.strip(), [each.value for each in Phase])
    if found is None or float(found[1]) <= 0:
        raise BadNumber(f"the measured {phase} speed", value.strip(), EXPECTED)
    return OwnSpeedAsked(phase=Phase(phase), tokens_per_s=float(found[1]), depth=int(found[2] or 0))
