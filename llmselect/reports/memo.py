"""The decision on one page: choice, runner-up, what would change it, sources with days, and a day to look again."""

import datetime
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from llmselect.catalog.prices import price_list
from llmselect.estimates.quality import standings_of
from llmselect.reports import story
from llmselect.reports.costs.money import Money
from llmselect.reports.costs.rented_lane import rented_points
from llmselect.reports.memo_details import (
    command_lines,
    effort_line,
    evidence_line,
    fact_lines,
    first_command,
    rate_line,
    reference_line,
    unproven_lines,
)
from llmselect.reports.served_state import served_state
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.rented import RentedPlace, rented_machine_of
from llmselect.scoring.ranking.requirements import REQUIREMENTS
from llmselect.scoring.robustness.workload_changes import WorkloadChange
from llmselect.settings import Currency, Settings
from llmselect.text import Language, Text, Voice, capitalized

MOST_REASONS = 4
REVIEW_AFTER_DAYS = 90
"""Licences, retention rules and prices all changed several times in 2026; a quarter is as long as facts stay fresh."""


@dataclass(frozen=True, slots=True)
class MemoSection:
    """A heading and its points."""

    title: str
    points: tuple[str, ...]
    code: str = ""
    """Lines to copy, which stand before the points as they are."""

    def markdown(self) -> Iterator[str]:
        """Lines of Markdown; indented by four, code stays code whatever it holds."""
        yield from ("", f"## {_plain(self.title)}", "")
        if self.code:
            yield from (*(f"    {line}" for line in self.code.splitlines()), "")
        yield from (f"- {_plain(point)}" for point in self.points)

    def html(self) -> str:
        """The same, every word escaped."""
        lines = (html.escape(line).replace(" ", "&nbsp;") for line in self.code.splitlines())
        code = f"<li><code>{'<br>'.join(lines)}</code></li>" if self.code else ""
        points = "".join(f"<li>{html.escape(point)}</li>" for point in self.points)
        return f"<h2>{html.escape(self.title)}</h2><ul>{code}{points}</ul>"


@dataclass(frozen=True, slots=True)
class Memo:
    """One page in the visitor's language."""

    title: str
    sections: tuple[MemoSection, ...]
    language: Language

    def markdown(self) -> str:
        parts = [f"# {_plain(self.title)}"]
        for section in self.sections:
            parts += section.markdown()
        return "\n".join(parts) + "\n"

    def page(self) -> str:
        """A printable HTML page; every word of it is escaped, because names come from the catalog."""
        body = "".join(section.html() for section in self.sections)
        title = html.escape(self.title)
        return PAGE.format(language=self.language, title=title, body=body)


PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>
body {{ font: 15px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; }} h2 {{ font-size: 1.05rem; margin: 1.2rem 0 .3rem; }}
code {{ overflow-wrap: anywhere; }} ul {{ margin: 0; padding-left: 1.2rem; }}
@media print {{ body {{ margin: 0; font-size: 11px; }} }}
@media (prefers-color-scheme: dark) {{ @media screen {{ body {{ background: #14191a; color: #e8eded; }} }} }}
</style></head><body><h1>{title}</h1>{body}</body></html>
"""


def memo(
    recommendation: Recommendation,
    settings: Settings,
    day: datetime.date,
    changes: Sequence[WorkloadChange] = (),
    rented: tuple[RentedPlace, ...] = (),
) -> Memo | None:
    """The memo of a recommendation, with rented machines in a section; None where no candidate is left to choose."""
    places = recommendation.headliners(2)
    if not places:
        return None
    say, money = Voice(settings.language), Money.of(settings.spending)
    chosen = places[0].candidate
    command = first_command(chosen)
    unproven = tuple(unproven_lines(recommendation, say))
    sections = (
        MemoSection(say("memo.situation"), tuple(_situation(recommendation, settings, say))),
        MemoSection(say("memo.choice", name=name_of(places[0].candidate, say)), tuple(_choice(places[0], money, say))),
        MemoSection(say("memo.run"), tuple(command_lines(chosen, say)), command.command if command else ""),
        MemoSection(say("memo.runner_up"), tuple(_runner_up(places, money, say))),
        MemoSection(say("memo.robustness"), tuple(_sure(recommendation, changes, say))),
        *((MemoSection(say("lanes.rented"), rented_points(rented, money, say)),) if rented else ()),
        *((MemoSection(say("memo.unproven"), unproven),) if unproven else ()),
        MemoSection(say("memo.excluded"), tuple(_left_out(recommendation, say))),
        MemoSection(say("memo.sources"), tuple(_sources(places[0].candidate, settings, say))),
        MemoSection(say("memo.review"), (say.day(day + datetime.timedelta(days=REVIEW_AFTER_DAYS)),)),
    )
    return Memo(say("memo.title", day=say.day(day)), sections, settings.language)


def name_of(candidate: Candidate, say: Voice) -> str:
    """Model and way to run it, in words."""
    if candidate.provider is not None:
        name = say("memo.served", model=candidate.model.name, provider=candidate.provider.name)
        return say("served.marked", how=name, free=say("served.free")) if candidate.free_quota else name
    quantization = candidate.quantization.id if candidate.quantization else ""
    if (machine := rented_machine_of(candidate)) is not None:
        return say("memo.rented", model=candidate.model.name, quantization=quantization, machine=machine)
    return say("memo.local", model=candidate.model.name, quantization=quantization)


def _situation(recommendation: Recommendation, settings: Settings, say: Voice) -> Iterator[str]:
    machine, workload = settings.machine, settings.workload
    device = machine.accelerator or say("memo.host_alone")
    yield say("memo.machine", count=machine.count, device=device, ram=say.number(machine.host_memory_gib, 0))
    yield say(
        "memo.workload",
        requests=say.number(workload.requests_per_month, 0),
        prompt=say.number(workload.prompt_tokens, 0),
        output=say.number(workload.output_tokens, 0),
        context=say.number(workload.context_tokens, 0),
    )
    asked = [say(r.label) for r in REQUIREMENTS if r.is_asked(settings.requirements)]
    yield say("memo.requirements", names=", ".join(asked))
    shares = [
        f"{say(criterion.label)} {say.percent(float(share))}"
        for criterion, share in zip(CRITERIA, recommendation.shares, strict=True)
        if share > 0
    ]
    yield say("memo.priorities", shares=", ".join(shares))
    yield reference_line(recommendation, say)
    if settings.spending.currency is Currency.EUR:
        yield rate_line(settings.spending, say)


def _choice(place: Place, money: Money, say: Voice) -> Iterator[str]:
    candidate = place.candidate
    yield say("memo.score", score=say.number(place.score), parts=place.in_points(say))
    yield evidence_line(candidate, say)
    yield effort_line(candidate, say)
    yield from fact_lines(candidate, money, say)
    if candidate.finish_s is not None:
        low, likely, high = (say.number(value, 1) for value in candidate.finish_s)
        yield say("memo.time", low=low, likely=likely, high=high)
    licence = candidate.assessment.catalog.licences.get(candidate.model.licence or "")
    if licence is not None:
        yield say("memo.licence", name=licence.name, condition=say(licence.condition))


def _runner_up(places: Sequence[Place], money: Money, say: Voice) -> Iterator[str]:
    if len(places) < 2:
        yield say("memo.no_runner_up")
        return
    second = places[1]
    yield say("memo.second", name=name_of(second.candidate, say), score=say.number(second.score))
    yield evidence_line(second.candidate, say)
    yield effort_line(second.candidate, say)
    yield from fact_lines(second.candidate, money, say)
    lead = places[0].score - second.score
    yield say("memo.ahead" if lead < 0 else "memo.behind", points=say.number(abs(lead)))


def _sure(recommendation: Recommendation, changes: Sequence[WorkloadChange], say: Voice) -> Iterator[str]:
    confidence = story.confidence(recommendation)
    if confidence.verdict is not None:
        yield capitalized(say(confidence.verdict.value))
    yield from map(say, confidence.sentences)
    if confidence.change is not None:
        yield say(confidence.change)
    for change in changes:
        yield say(change.sentence)


def _left_out(recommendation: Recommendation, say: Voice) -> Iterator[str]:
    left = story.left_out(recommendation)
    yield say.count(left.models, "memo.excluded_one", "memo.excluded_many")
    for label, count in left.reasons[:MOST_REASONS]:
        yield say("memo.counted", what=say(label), count=say.number(count, 0))


def _sources(candidate: Candidate, settings: Settings, say: Voice) -> Iterator[str]:
    catalog, model = candidate.assessment.catalog, candidate.model
    yield say("memo.fact", what=model.name, source=model.source, day=model.checked.isoformat())
    if candidate.offer is not None and candidate.provider is not None:
        prices = price_list(catalog)
        own = candidate.offer.price
        source = own.source if own else f"genai-prices {prices.version}"
        day = own.checked if own else prices.checked
        yield say("memo.fact", what=say(Text("Price", "Prix")), source=source, day=day.isoformat())
        provider = candidate.provider
        yield say("memo.fact", what=provider.name, source=provider.source, day=provider.checked.isoformat())
        if (served := candidate.assessment.served) and served.source:
            yield served_state(served.source, say)
    licence = catalog.licences.get(model.licence or "")
    if licence is not None:
        yield say("memo.fact", what=licence.name, source=licence.source, day=licence.checked.isoformat())
    seen: set[str] = set()
    for standing in standings_of(catalog, model.id, settings.workload.use):
        if standing.benchmark not in seen:
            seen.add(standing.benchmark)
            name = say(catalog.benchmarks[standing.benchmark].name)
            yield say("memo.fact", what=name, source=standing.source, day=standing.date.isoformat())


SIGNS = re.compile(r"([\\`*_\[\]<>#|~&!$])")
LINE_ENDS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
LIST_STARTS = re.compile(r"^(\d*)([-+=.)])")


def _plain(text: str) -> str:
    """Catalog text inside Markdown: on one line, and what would start a link, an image, HTML or a list stays itself."""
    return LIST_STARTS.sub(r"\1\\\2", SIGNS.sub(r"\\\1", LINE_ENDS.sub(" ", text)))
