"""Licences: the verdict in a sentence, for one model clause by clause, and for every licence as a table."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.law.licence_ruling import LicenceRuling, ruling_of_model, served_ruling
from llmselect.law.model_warnings import UNCENSORED, warnings_of
from llmselect.reports.law.licence_answer import (
    clause_line,
    licence_answer,
    licence_rows,
    missing_line,
    open_questions,
    terms_line,
)
from llmselect.settings import Organisation, Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting, model_link, tables
from llmselect.ui.privacy import model_choice
from llmselect.ui.privacy.answer_view import note_line
from llmselect.ui.privacy.requirement_switch import draw_requirement_switch


def draw_licence_answer(catalog: Catalog, settings: Settings, say: Voice) -> None:
    """One sentence over all open models, what is still open, and the switch that requires it."""
    organisation = settings.requirements.declared
    st.markdown(licence_answer(catalog, organisation, say))
    if questions := open_questions(organisation, say):
        st.caption(say("law.open_counts", questions=questions))
    draw_requirement_switch("licensed", say("law.require"))


def draw_model_verdict(catalog: Catalog, settings: Settings, say: Voice) -> None:
    """One model: its verdict, the clauses behind it, what a provider's contract says instead, its warnings."""
    organisation = settings.requirements.declared
    model = model_choice.draw_model_choice(catalog, say)
    ruling = ruling_of_model(catalog, model, organisation)
    words = {"model": formatting.escape_markdown(model.name), "verdict": say(ruling.verdict.label)}
    st.markdown(say("law.one", mark=ruling.verdict.mark, **words))
    _clauses(ruling, say)
    _at_providers(organisation, say)
    _warnings(model, say)
    model_link.draw_model_link(model, say)


def _clauses(ruling: LicenceRuling, say: Voice) -> None:
    if len(ruling.terms) > 1:
        st.markdown(say("law.inherits", licences=" + ".join(terms.name for terms in ruling.terms)))
    st.markdown("  \n".join(formatting.escaped(clause_line(each, say)) for each in ruling.clauses))
    if (missing := missing_line(ruling, say)) is not None:
        st.caption(missing)
    for terms in ruling.terms:
        read = f" {say('law.read_it', url=terms.url)}" if terms.url else ""
        st.caption(f"{formatting.escaped(terms_line(terms, say))}{read}")


def _at_providers(organisation: Organisation, say: Voice) -> None:
    served = served_ruling(organisation)
    if served.deciding is not None:
        gist = formatting.escaped(say(served.deciding.clause.gist))
        st.caption(say("law.at_providers", verdict=say(served.verdict.label), gist=gist))


def _warnings(model: LanguageModel, say: Voice) -> None:
    """That of removed guardrails stands out; those of files in a list."""
    warnings = warnings_of(model)
    for each in warnings:
        if each.id == UNCENSORED:
            st.warning(f"**{say('law.uncensored')}** {note_line(each, say)}", icon=":material/warning:")
    files = [each for each in warnings if each.id != UNCENSORED]
    if files:
        with st.expander(say("law.warnings"), icon=":material/shield:"):
            st.markdown("\n".join(f"- {note_line(each, say)}" for each in files))


def draw_licence_table(catalog: Catalog, settings: Settings, say: Voice) -> None:
    """Every licence with its verdict for this use, the clause that decides, and how well it is known."""
    rows = licence_rows(catalog, settings.requirements.declared)
    columns: tables.Columns = {
        say("law.licence"): [row.name for row in rows],
        say("law.verdict"): [f"{row.verdict.mark} {say(row.verdict.label)}{'…' if row.open else ''}" for row in rows],
        say("law.models"): [row.models or None for row in rows],
        say("law.clause"): [say(row.gist) for row in rows],
        say("law.grade"): [say(row.grade.label) for row in rows],
        say("privacy.source"): [row.source for row in rows],
        say("privacy.day"): [row.checked for row in rows],
    }
    tables.draw_table(columns, say("law.table"), say)
    st.caption(say("law.table_key"))
