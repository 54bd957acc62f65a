"""What a phone shows of a table: two lines a row, in the visitor's language, and no markup from outside."""

import datetime

import pytest
import streamlit as st

from llmselect.ui.core.phone.cell_words import cell_in_words
from llmselect.ui.core.phone.phone_rows import IN_SIGHT, MOST_LINES, PhoneRows, phone_rows
from tests.wording import EN, FR

number = st.column_config.NumberColumn
FACTS = {f"f{i}": ["x", "y"] for i in range(6)}
COLUMNS = {"Rank": [1, 2], "Model": ["Able", "<b>Bad</b>"], "Score": [7.5, None], **FACTS}


@pytest.mark.parametrize(
    ("cell", "look", "english", "french"),
    [
        (None, None, EN("how.unknown"), FR("how.unknown")),
        (12345, None, "12,345", "12\u202f345"),
        (0.25, number(format="localized"), "0.25", "0,25"),
        (10.0, number(format="dollar"), EN("how.dollars", amount="10.00"), FR("how.dollars", amount="10,00")),
        (0.125, number(format="percent"), "12.5%", "12,5\u202f%"),
        (1.23456, number(format="%.3f %%"), "1.235%", "1,235\u202f%"),
        (3, number(format="%+.0f %%"), "+3%", "+3\u202f%"),
        (datetime.date(2026, 8, 1), None, "1 August 2026", "1er août 2026"),
    ],
)
def test_a_cell_is_worded_in_the_language_of_the_page(cell, look, english, french):
    assert (cell_in_words(cell, look, EN), cell_in_words(cell, look, FR)) == (english, french)


def test_a_rank_stands_before_its_name_a_figure_behind_it_and_what_has_no_room_unfolds():
    html = phone_rows(COLUMNS, {}, "alt", EN, PhoneRows())
    first = html.split("<li>")[1]
    assert "<span>1. Able</span><span>7.5</span>" in first
    lines, unfolded = first.split("</summary>")
    assert lines.count("\u00a0x") == IN_SIGHT
    assert unfolded.count("<dd>x</dd>") == 6 - IN_SIGHT


def test_names_from_outside_are_words():
    html = phone_rows(COLUMNS, {}, '"><script>', EN, PhoneRows())
    assert "<b>" not in html
    assert "<script>" not in html
    assert "&lt;b&gt;Bad&lt;/b&gt;" in html


def test_a_table_may_word_the_second_line_and_lead_to_pages():
    html = phone_rows(COLUMNS, {}, "alt", EN, PhoneRows(["one", "two & more"], ["model?id=a&s=b", "model?id=b"]))
    assert '<a href="model?id=a&amp;s=b" target="_self">1. Able</a>' in html
    assert "two &amp; more" in html
    assert "<details>" not in html


def test_a_long_table_is_not_sent_twice():
    html = phone_rows({"Model": [f"m{i}" for i in range(700)]}, {}, "alt", EN, PhoneRows())
    assert html.count("<li>") == MOST_LINES
    assert EN("how.first_rows", n=MOST_LINES, all="700") in html


def test_a_link_shows_the_part_of_it_that_its_column_shows():
    look = st.column_config.LinkColumn(display_text=r"#(.+)$")
    told = cell_in_words("model?id=a#Qwen3%208B", look, EN)
    assert told == '<a href="model?id=a#Qwen3%208B" target="_self">Qwen3 8B</a>'
