"""The five facts that every card of a candidate shows, in one order and in both languages: one place for each.

Fits, speed, money a month, privacy, quality. Home, Choose, a model's page and the memo show these very words, so that
the same fact reads the same everywhere.
"""

from typing import NamedTuple

from llmselect.estimates.core.columns import Fit
from llmselect.estimates.privacy import LEVELS, PrivacyLevel
from llmselect.reports.costs.money import Money
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.text import UNKNOWN, Blank, Text, Voice, in_both
from llmselect.units import GIB

FITS = "fits"
SPEED = "speed"
MONEY = "money"
PRIVACY = "privacy"
QUALITY = "quality"


class CardFact(NamedTuple):
    """One line of a card."""

    name: str
    label: Text
    value: Text
    detail: Text | None = None
    """What it rests on, for those who ask; None where the value says everything."""


def card_facts(candidate: Candidate, money: Money) -> tuple[CardFact, ...]:
    """The five facts, in the order of every card; the amount in the visitor's currency."""
    return (_fits(candidate), _speed(candidate), _money(candidate, money), _privacy(candidate), _quality(candidate))


def _fits(candidate: Candidate) -> CardFact:
    label = Text("Fits", "Tient")
    needed, room = candidate.device_bytes, candidate.device_memory_bytes
    if candidate.offer is not None:
        return CardFact(FITS, label, Text("the provider’s machines", "machines du fournisseur"))
    if room is None or needed is None:
        return CardFact(FITS, label, in_both("fact.fits_host", size=_size(candidate.memory_bytes)))
    words = "fact.fits" if candidate.fit is Fit.FULL else "fact.fits_partly"
    size, mark = _figure(needed / GIB, 1), candidate.fit.mark
    value = in_both(words, size=size, room=_size(room), mark=mark, host=_size(candidate.host_bytes))
    return CardFact(FITS, label, value)


def _size(size_bytes: float | None) -> Blank:
    def said(say: Voice) -> str:
        return say(UNKNOWN) if size_bytes is None else say.gib(size_bytes)

    return said


def _figure(value: float, digits: int) -> Blank:
    def said(say: Voice) -> str:
        return say.number(value, digits)

    return said


def _speed_figure(tokens_per_s: float) -> Blank:
    return _figure(tokens_per_s, 0 if tokens_per_s >= 10 else 1)


def _speed(candidate: Candidate) -> CardFact:
    label, decode, finish = Text("Speed", "Vitesse"), candidate.decode_tokens_per_s, candidate.finish_s
    if decode is None or finish is None:
        return CardFact(SPEED, label, UNKNOWN)
    value = in_both(
        "fact.speed",
        speed=_speed_figure(decode.likely),
        seconds=lambda say: _duration(finish.likely, say),
    )
    detail = in_both("fact.speed_range", low=_speed_figure(decode.low), high=_speed_figure(decode.high))
    return CardFact(SPEED, label, value, detail)


def _duration(seconds: float, say: Voice) -> str:
    """Seconds up to two minutes, then minutes."""
    if seconds < 120:
        return say("fact.seconds", n=say.number(seconds, 1 if seconds < 10 else 0))
    return say("fact.minutes", n=say.number(seconds / 60, 0))


def _money(candidate: Candidate, money: Money) -> CardFact:
    usd = candidate.cost_usd_per_month
    label = Text("Cost per month", "Coût par mois")
    if usd is None:
        return CardFact(MONEY, label, UNKNOWN)
    words = "fact.free" if candidate.free_quota else "fact.money"
    return CardFact(MONEY, label, in_both(words, amount=lambda say: money.say(usd, say)))


def _privacy(candidate: Candidate) -> CardFact:
    level = PrivacyLevel(candidate.privacy_level)
    value = in_both("fact.privacy", level=str(int(level)), name=lambda say: say(LEVELS[level].name))
    return CardFact(PRIVACY, Text("Privacy", "Confidentialité"), value, candidate.privacy_evidence)


def _quality(candidate: Candidate) -> CardFact:
    label, quality = Text("Quality", "Qualité"), candidate.quality
    if quality is None:
        return CardFact(QUALITY, label, UNKNOWN)
    value = in_both(
        "fact.quality",
        likely=_figure(quality.likely, 0),
        low=_figure(quality.low, 0),
        high=_figure(quality.high, 0),
        mark=candidate.evidence.mark,
        evidence=lambda say: say(candidate.evidence.label),
    )
    return CardFact(QUALITY, label, value)
