"""What is known of a model apart from its scores: size, day, maker, price, and what its name says."""

import datetime
import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from llmselect.catalog.models import LanguageModel, Reasoning

MIDDLE_DAY = datetime.date(2024, 7, 1)
MIDDLE_PARAMETERS = 3e10
DAYS_PER_YEAR = 365.25

MAKERS = {
    "Alibaba Qwen": "Alibaba",
    "Z.ai (THUDM)": "Z.ai",
    "Microsoft (WizardLM)": "WizardLM Team",
    "Eric Hartford (cognitivecomputations)": "Cognitive Computations (dphn)",
}
"""Publishers that the catalog names in several ways."""


class Tier(StrEnum):
    """Place in a maker's range, as the name says it; told only where the size is not published."""

    NANO = "nano"
    LITE = "lite"
    FLASH = "flash"
    PRO = "pro"
    PLAIN = "plain"


TIER_WORDS: tuple[tuple[Tier, frozenset[str]], ...] = (
    (Tier.NANO, frozenset({"nano", "micro", "tiny"})),
    (Tier.LITE, frozenset({"lite", "luna", "mini", "haiku", "small", "ministral", "spark", "air"})),
    (Tier.FLASH, frozenset({"flash", "fast", "turbo", "medium", "sonnet", "terra", "plus"})),
    (Tier.PRO, frozenset({"pro", "opus", "large", "max", "ultra", "fable", "mythos", "sol", "astra"})),
)
CODE_WORDS = ("codex", "codestral", "devstral", "-code", "coder")
PASSING_WORDS = frozenset(
    {"preview", "latest", "instruct", "it", "chat", "hf", "fp", "exp", "thinking", "base", "non", "reasoning", "think"}
    | {"thinker", "highspeed", "turbo", "alpha", "beta", "open"}
)
"""Words of a name that do not tell one line of models from another."""
THINKS = re.compile(r"think|reason|high|\d+k")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a model's quality is guessed from; None where nobody says."""

    maker: str
    line: str
    """Name without numbers (`claude-opus`, `gpt-mini`): successors share it."""
    tier: Tier
    years: float | None
    """Since the middle of 2024."""
    total: float | None
    """Parameters as powers of ten of 30 billion."""
    active: float | None
    reasoning: Reasoning
    base: bool
    code: bool
    usd_per_mtok: float | None
    """Three parts input, one part output."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What the catalog's record of a model does not hold: taken on the day the scale was fitted."""

    day: datetime.date | None = None
    day_basis: str = ""
    usd_per_mtok: float | None = None


def attributes(
    model: LanguageModel, completion: Completion, variants: Collection[str] = (), names: Collection[str] = ()
) -> Attributes:
    """Attributes of a model; `variants` and `names` are those of its own standings."""
    day = release_day(model, names) or completion.day
    total, active = _size(model)
    return Attributes(
        maker=MAKERS.get(model.publisher, model.publisher),
        line=line_of(model.id),
        tier=tier_of(model.id),
        years=(day - MIDDLE_DAY).days / DAYS_PER_YEAR if day else None,
        total=total,
        active=active,
        reasoning=reasoning_of(model, variants),
        base=model.base_model,
        code=model.code_specialised or any(word in model.id.casefold() for word in CODE_WORDS),
        usd_per_mtok=completion.usd_per_mtok,
    )


def release_day(model: LanguageModel, names: Collection[str] = ()) -> datetime.date | None:
    """The catalog's day, or a later one that a dated name tells (`qwen-max-2025-01-25`): a name may move on."""
    days = [model.release_date] if model.release_date else []
    for name in (model.id, *names):
        if found := re.search(r"(20\d\d)-?(\d\d)-?(\d\d)", name):
            days += _day(*map(int, found.groups()))
    if not days and (found := re.search(r"-(2\d)(\d\d)$", model.id)):
        days += _day(2000 + int(found[1]), int(found[2]), 15)
    return max(days, default=None)


def _day(year: int, month: int, day: int) -> list[datetime.date]:
    try:
        return [datetime.date(year, month, day)]
    except ValueError:
        return []


def _size(model: LanguageModel) -> tuple[float | None, float | None]:
    total = model.total_parameters
    if not total or total < 1e7:
        return None, None
    active = model.active_parameters
    logarithm = math.log10(total / MIDDLE_PARAMETERS)
    if not active or active < 1e7:
        return logarithm, logarithm - 0.8  # as in the mixtures whose active share is published: about a sixth
    return logarithm, math.log10(active / MIDDLE_PARAMETERS)


def words_of(model_id: str) -> list[str]:
    """Words of a name without its provider and its numbers."""
    name = re.split(r"[:/]", model_id.casefold())[-1]
    return [re.sub(r"\d", "", word) for word in re.split(r"[-_. ]", re.sub(r"\d+(\.\d+)?[bm]?\b", "", name))]


def line_of(model_id: str) -> str:
    """Words that a model shares with its successors, at most three (`o3-mini` and `o4-mini`: `o-mini`)."""
    words = [word for word in words_of(model_id) if word in ("o", "r") or (len(word) > 1 and word not in PASSING_WORDS)]
    return "-".join(words[:3])


def tier_of(model_id: str) -> Tier:
    """Place in the maker's range by the words of the name."""
    words = set(words_of(model_id))
    return next((tier for tier, known in TIER_WORDS if known & words), Tier.PLAIN)


def reasoning_of(model: LanguageModel, variants: Collection[str]) -> Reasoning:
    """Whether a model reasons, by its record; where that does not say, by its name and its variants on boards."""
    if model.reasoning is not Reasoning.UNKNOWN:
        return model.reasoning
    if "non-reasoning" in model.id:
        return Reasoning.NO
    if re.search(r"reason|think|:o\d", model.id):
        return Reasoning.ALWAYS
    return Reasoning.OPTIONAL if any(THINKS.search(variant) for variant in variants) else Reasoning.UNKNOWN
