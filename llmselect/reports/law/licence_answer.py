"""The answer on licences: how many models may be used as declared, and a row for each licence with what decides."""

import datetime
from collections import Counter
from dataclasses import dataclass

from llmselect.catalog.catalog import Catalog
from llmselect.law.columns import model_verdicts
from llmselect.law.licence_ruling import AppliedClause, LicenceRuling, rule
from llmselect.law.terms import SERVED, LicenceTerms, all_terms, terms_of
from llmselect.law.verdicts import QUESTION_LABELS, EvidenceGrade, LicenceQuestion, Verdict
from llmselect.reports.law.privacy_answer import current_models
from llmselect.settings import Organisation
from llmselect.text import Text, Voice


@dataclass(frozen=True, slots=True)
class LicenceRow:
    """One licence as a line of the table."""

    name: str
    verdict: Verdict
    gist: Text
    open: bool
    """Whether the verdict may harden with an answer that is missing, or for some of its models."""
    models: int
    """Models of the catalog that carry it."""
    grade: EvidenceGrade
    source: str
    checked: datetime.date


def licence_answer(catalog: Catalog, organisation: Organisation, say: Voice) -> str:
    """One sentence: how many open models fall under each verdict."""
    verdicts = model_verdicts(catalog, organisation)
    counts = Counter(Verdict(int(verdicts[position])) for position in current_models(catalog))
    said = {verdict: say.number(counts[verdict], 0) for verdict in Verdict}
    allowed = sum(count for verdict, count in counts.items() if verdict.allows)
    return say(
        "law.answer",
        models=say.number(counts.total(), 0),
        allowed=say.number(allowed, 0),
        free=said[Verdict.FREE],
        conditions=said[Verdict.CONDITIONS],
        blocked=said[Verdict.BLOCKED],
        ask=said[Verdict.ASK],
        check=said[Verdict.CHECK],
    )


def licence_rows(catalog: Catalog, organisation: Organisation) -> tuple[LicenceRow, ...]:
    """A row for each licence that the facts know, those with more models first; then those of no model."""
    carried = Counter(terms_of(model.licence, model.family).id for model in catalog.file.models if model.hub_repo)
    rows = [_row(terms, organisation, carried[terms.id]) for terms in all_terms().values() if terms.id != SERVED]
    return tuple(sorted(rows, key=lambda row: (-row.models, row.name)))


def _row(terms: LicenceTerms, organisation: Organisation, models: int) -> LicenceRow:
    ruling = rule(terms, organisation)
    clause = ruling.deciding
    gist = clause.clause.gist if clause else terms.clauses[0].gist
    unsure = any(not each.certain and each.clause.verdict > ruling.verdict for each in ruling.clauses)
    return LicenceRow(terms.name, ruling.verdict, gist, unsure, models, terms.grade, terms.source, terms.checked)


def clause_line(applied: AppliedClause, say: Voice) -> str:
    """One clause with its mark; where an answer is missing, that it depends on one."""
    line = f"{applied.verdict.mark} {say(applied.clause.gist)}"
    return line if applied.certain else say("law.depends", line=line)


def terms_line(terms: LicenceTerms, say: Voice) -> str:
    """Which licence it is, how well its text is known, where it was read and when."""
    grade, day = say(terms.grade.label), say.day(terms.checked)
    return say("law.known", licence=terms.name, grade=grade, source=terms.source, day=day)


def open_questions(organisation: Organisation, say: Voice) -> str:
    """The questions without an answer, in a row; empty where all five are answered."""
    missing = [each for each in LicenceQuestion if getattr(organisation, each.value) is None]
    return " ".join(say(QUESTION_LABELS[each]) for each in missing)


def missing_line(ruling: LicenceRuling, say: Voice) -> str | None:
    """Which answers would settle the ruling; None where it is settled."""
    if not ruling.missing:
        return None
    return say("law.open", questions=" ".join(say(QUESTION_LABELS[each]) for each in ruling.missing))
