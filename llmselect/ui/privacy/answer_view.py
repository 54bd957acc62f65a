"""The answer in a sentence, what stands beside it, and the note to take away."""

from functools import partial

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.law.data_kinds import kind_of
from llmselect.law.data_notes import notes_of
from llmselect.law.licence_ruling import ruling_of_model
from llmselect.law.sourced_note import SourcedNote
from llmselect.reports.law.law_note_file import as_law_note
from llmselect.reports.law.licence_answer import licence_answer
from llmselect.reports.law.privacy_answer import machine_line, privacy_answer
from llmselect.settings import Organisation, Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.privacy import case_form, model_choice
from llmselect.ui.privacy.requirement_switch import draw_requirement_switch

FORMATS = {
    ".html": ("text/html", "lawnote.download", ":material/print:"),
    ".md": ("text/markdown", "lawnote.download_text", ":material/download:"),
}


def draw_answer(catalog: Catalog, settings: Settings, say: Voice) -> None:
    """The level that will do and how much reaches it; then what else counts, and the note."""
    kind = kind_of(settings.requirements)
    if kind is not None:
        st.markdown(privacy_answer(catalog, kind, say, eu_operator=settings.requirements.eu_operator))
        if kind.needs_contract:
            st.markdown(say("privacy.signed"))
    _on_licences(catalog, settings, say)
    st.caption(f"{machine_line(settings, say)} {say('privacy.require')}")
    with st.container(horizontal=True, vertical_alignment="center", key="privacy.switches"):
        for field, words in (("by_contract", "privacy.by_contract"), ("eu_operator", "privacy.eu_operator")):
            draw_requirement_switch(field, say(words))
        _downloads(catalog, settings, say)


def _on_licences(catalog: Catalog, settings: Settings, say: Voice) -> None:
    """The answer on licences once anything is said of the organisation, and that of the question's own model."""
    organisation, question = settings.requirements.declared, case_form.standing_question(settings)
    if question is not None:
        model = catalog.model(question.model)
        ruling = ruling_of_model(catalog, model, organisation)
        words = {"model": formatting.escape_markdown(model.name), "verdict": say(ruling.verdict.label)}
        gist = f" {formatting.escaped(say(ruling.deciding.clause.gist))}" if ruling.deciding else ""
        st.markdown(f"{say('law.one', mark=ruling.verdict.mark, **words)}.{gist}")
    if organisation != Organisation(regulated=organisation.regulated):
        st.markdown(licence_answer(catalog, organisation, say))


def _downloads(catalog: Catalog, settings: Settings, say: Voice) -> None:
    question, model = case_form.standing_question(settings), model_choice.chosen_id()
    made = partial(
        as_law_note,
        catalog,
        settings,
        model=catalog.models.get(model or ""),
        title=question.question if question else None,
    )
    name = f"llmselect-law-{question.id if question else 'note'}"
    for suffix, (mime, words, icon) in FORMATS.items():
        st.download_button(
            say(words),
            partial(made, suffix),
            file_name=f"{name}{suffix}",
            mime=mime,
            key=f"privacy.note{suffix}",
            on_click="ignore",
            icon=icon,
        )


def draw_notes(settings: Settings, say: Voice) -> None:
    """What authorities say of this kind of data."""
    kind = kind_of(settings.requirements)
    for note in notes_of(kind, settings.requirements.declared) if kind else ():
        st.markdown(f"- {note_line(note, say)}")


def note_line(note: SourcedNote, say: Voice) -> str:
    """A note with its source and day, as Markdown."""
    source = formatting.escaped(note.source)
    return say("privacy.note_line", words=formatting.escaped(say(note.words)), source=source, day=say.day(note.checked))
