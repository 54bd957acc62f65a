"""One page on privacy and law for one case: answer, who reaches the level, licences, duties, sources, review day."""

import datetime
from collections.abc import Iterator

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.estimates.cost.currency import Currency, from_usd
from llmselect.law.ai_act import duties_of, roles_of
from llmselect.law.data_kinds import EXAMPLES, DataKind, kind_of
from llmselect.law.data_notes import notes_of
from llmselect.law.ladder import WayKind, WayToRun
from llmselect.law.licence_ruling import ruling_of_model
from llmselect.law.model_warnings import warnings_of
from llmselect.law.verdicts import Verdict
from llmselect.reports.law.licence_answer import (
    clause_line,
    licence_answer,
    licence_rows,
    missing_line,
    open_questions,
    terms_line,
)
from llmselect.reports.law.note_sources import note_sources
from llmselect.reports.law.privacy_answer import (
    could_reach,
    first_names,
    machine_line,
    names_of,
    privacy_answer,
    reaching,
    ways_asked,
)
from llmselect.reports.memo import REVIEW_AFTER_DAYS, Memo, MemoSection
from llmselect.settings import Settings
from llmselect.text import Text, Voice

MOST_WAYS = 3
MOST_NAMES = 8
MILLION = 1e6
YES_NO = {True: "law.yes", False: "law.no"}


def privacy_note(
    catalog: Catalog,
    settings: Settings,
    day: datetime.date,
    model: LanguageModel | None = None,
    title: Text | None = None,
) -> Memo:
    """The note of these settings; `model`: whose licence it also speaks of, `title`: the question it answers."""
    say, kind = Voice(settings.language), kind_of(settings.requirements)
    ways = ways_asked(catalog, settings.requirements)
    sections = [
        MemoSection(say("lawnote.answer"), tuple(_answer(catalog, settings, kind, model, say))),
        MemoSection(say("lawnote.case"), tuple(_case(settings, kind, say))),
        MemoSection(say("lawnote.reach"), tuple(_reach(ways, kind, say)) if kind else ()),
        MemoSection(say("lawnote.licences"), tuple(_licences(catalog, settings, model, say))),
        MemoSection(say("lawnote.mind"), tuple(_mind(settings, kind, model, say))),
        MemoSection(say("lawnote.act"), tuple(_act(settings, say))),
        MemoSection(say("lawnote.unknown"), tuple(_unknown(catalog, settings, ways, kind, say))),
        MemoSection(say("lawnote.sources"), note_sources(catalog, settings, kind, model, say)),
    ]
    again = say("lawnote.review", day=say.day(day + datetime.timedelta(days=REVIEW_AFTER_DAYS)))
    sections.append(MemoSection(say("law.advice"), (again,)))
    return Memo(_title(title, day, say), tuple(each for each in sections if each.points), settings.language)


def _title(title: Text | None, day: datetime.date, say: Voice) -> str:
    if title is None:
        return say("lawnote.title", day=say.day(day))
    return say("lawnote.title_question", question=say(title), day=say.day(day))


def _plain(words: str) -> str:
    """A sentence of the page without its bold marks."""
    return words.replace("**", "")


def _answer(
    catalog: Catalog, settings: Settings, kind: DataKind | None, model: LanguageModel | None, say: Voice
) -> Iterator[str]:
    if kind is not None:
        yield _plain(privacy_answer(catalog, kind, say, eu_operator=settings.requirements.eu_operator))
        if kind.needs_contract:
            yield say("privacy.signed")
    yield machine_line(settings, say)
    yield _plain(licence_answer(catalog, settings.requirements.declared, say))
    if model is not None:
        ruling = ruling_of_model(catalog, model, settings.requirements.declared)
        clause = ruling.deciding
        verdict = say("lawnote.model", model=model.name, verdict=say(ruling.verdict.label))
        yield f"{verdict}. {say(clause.clause.gist)}" if clause else f"{verdict}."


def _case(settings: Settings, kind: DataKind | None, say: Voice) -> Iterator[str]:
    requirements, organisation = settings.requirements, settings.requirements.declared
    if kind is None:
        yield say("lawnote.data_level", level=requirements.privacy_level)
    else:
        yield say("lawnote.data", kind=say(kind.label), examples=say(EXAMPLES[kind]))
    if organisation.in_eu is not None:
        yield say("lawnote.place", place=say("lawnote.in_eu" if organisation.in_eu else "lawnote.outside"))
    if organisation.public_body is not None:
        yield say("lawnote.public_body", answer=say(YES_NO[organisation.public_body]))
    if (usd := organisation.revenue_usd_per_year) is not None:
        eur = from_usd(usd, Currency.EUR) / MILLION
        yield say("lawnote.revenue", eur=say.number(eur, 1), usd=say.number(usd / MILLION, 1))
    if organisation.monthly_users is not None:
        yield say("lawnote.users", n=say.number(organisation.monthly_users, 0))
    if organisation.serving is not None:
        yield say("lawnote.serving", serving=say(organisation.serving.label))
    if organisation.trains_on_outputs is not None:
        yield say("lawnote.training", answer=say(YES_NO[organisation.trains_on_outputs]))
    if questions := open_questions(organisation, say):
        yield say("lawnote.open", questions=questions)


def _reach(ways: tuple[WayToRun, ...], kind: DataKind, say: Voice) -> Iterator[str]:
    will_do = reaching(ways, kind)
    for way in will_do[:MOST_WAYS]:
        yield say("lawnote.reach_line", level=way.counted_level(kind), who=say(way.name), why=say(way.evidence))
    if rest := will_do[MOST_WAYS:]:
        yield names_of(rest, MOST_NAMES, say)
    if later := could_reach(ways, kind):
        yield say("lawnote.could", names=names_of(later, MOST_NAMES, say))


def _licences(catalog: Catalog, settings: Settings, model: LanguageModel | None, say: Voice) -> Iterator[str]:
    organisation = settings.requirements.declared
    if model is not None:
        ruling = ruling_of_model(catalog, model, organisation)
        if len(ruling.terms) > 1:
            yield say("law.inherits", licences=" + ".join(terms.name for terms in ruling.terms))
        yield from (clause_line(each, say) for each in ruling.clauses)
        yield from (terms_line(terms, say) for terms in ruling.terms)
        if (missing := missing_line(ruling, say)) is not None:
            yield missing
    rows = [row for row in licence_rows(catalog, organisation) if row.models]
    for verdict in (Verdict.BLOCKED, Verdict.ASK):
        if names := [row.name for row in rows if row.verdict is verdict]:
            said = f"{verdict.mark} {say(verdict.label)}"
            yield say("lawnote.licence_group", verdict=said, names=first_names(names, MOST_NAMES, say))


def _mind(settings: Settings, kind: DataKind | None, model: LanguageModel | None, say: Voice) -> Iterator[str]:
    if kind is not None:
        yield from (say(note.words) for note in notes_of(kind, settings.requirements.declared))
    if model is not None:
        yield from (say(note.words) for note in warnings_of(model))


def _act(settings: Settings, say: Voice) -> Iterator[str]:
    organisation = settings.requirements.declared
    if organisation.in_eu is False:
        yield say("law.act_outside")
    yield say("law.act_roles", roles=say.list([say(role.label) for role in roles_of(organisation)]))
    yield from (f"{say.day(duty.applies_from)} · {say(duty.duty)}" for duty in duties_of(organisation))


def _unknown(
    catalog: Catalog, settings: Settings, ways: tuple[WayToRun, ...], kind: DataKind | None, say: Voice
) -> Iterator[str]:
    """Of those that reach the level: what nobody knows; and licences whose text was not read."""
    asked = [way for way in ways if way.kind is WayKind.PROVIDER and way.unknown and _counts(way, kind)]
    if asked:
        subjects = (", ".join(say(each.label) for each in way.unknown) for way in asked)
        named = (f"{say(way.name)} ({about})" for way, about in zip(asked, subjects, strict=True))
        yield say("lawnote.unknown_line", who=", ".join(named))
    rows = licence_rows(catalog, settings.requirements.declared)
    if names := [row.name for row in rows if row.models and row.verdict is Verdict.CHECK]:
        yield say("lawnote.check_line", names=first_names(names, MOST_NAMES, say))


def _counts(way: WayToRun, kind: DataKind | None) -> bool:
    """Whether what nobody knows of it matters: it would do, and not everything would."""
    return kind is not None and bool(kind.lowest_level) and way.reaches(kind)
