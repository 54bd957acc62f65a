"""Leaderboards through the real app, offline: what is shown of a board, filters, and two boards compared."""

import datetime

import pytest

from llmselect.hub.leaderboards import arena, official, sources
from llmselect.settings import Settings
from llmselect.text import Language, Voice
from llmselect.ui.core import tables
from llmselect.ui.leaderboards.board_lines import compared
from llmselect.ui.leaderboards.board_status import REMARKS, age_in_words, credited, sentence
from llmselect.ui.leaderboards.board_table import OPEN, as_csv
from llmselect.ui.store import cached
from llmselect.units import GIB
from tests.app.board_pages import chart, said, show, shown, table
from tests.wording import EN, VOICE, says

pytestmark = pytest.mark.usefixtures("nothing_read")


# ---------------------------------------------------------------- what is shown of a board
@pytest.mark.parametrize("language", VOICE)
def test_offline_a_board_says_its_day_its_state_and_why_it_is_not_live(visit, language):
    at = visit("leaderboards", language)
    one, rows = shown("lmarena-overall")
    assert not at.exception
    assert says(said(at), "boards.bundled", VOICE[language])
    assert one.reason[language == "fr"] in said(at)
    assert one.board.attribution in said(at)
    assert one.board.url in said(at)
    assert at.button(key="boards.refresh").disabled
    assert at.button(key="boards.refresh").help
    assert rows[0].line.name in said(at)


def test_ranks_are_those_of_the_board_and_ties_are_told(visit):
    at = visit("leaderboards")
    _, rows = shown("lmarena-overall")
    first = rows[: tables.MOST_ROWS]
    assert list(table(at)[EN("table.rank")]) == [row.line.rank for row in first]
    assert list(table(at)[EN("boards.same_rank")]) == [row.tied for row in first]
    tied = sum(row.line.rank == 1 for row in rows) - 1
    assert tied > 0
    assert EN.count(tied, "boards.tied_one", "boards.tied") in said(at)
    assert [name.split()[0] for name in chart(at)["layout"]["yaxis"]["ticktext"]] == [
        f"{row.line.rank}{'=' if row.tied else ''}" for row in first
    ]


def test_the_line_of_the_picture_parts_the_first_rank_from_the_others(visit):
    at = visit("leaderboards")
    (reach,) = {x for trace in chart(at)["data"] if trace["mode"] == "lines" for x in trace["x"]}
    _, rows = shown("lmarena-overall")
    for row in rows[: tables.MOST_ROWS]:
        assert (row.line.high >= reach) == (row.line.rank == 1)


def test_every_line_is_on_one_page_and_the_file_has_all(visit):
    at = visit("leaderboards")
    one, rows = shown("lmarena-overall")
    seen = []
    for page in range(1, -(-len(rows) // tables.MOST_ROWS) + 1):
        at.session_state["boards.page"] = page
        at.run()
        assert not at.exception
        seen += list(table(at)[EN("boards.model")])
    assert seen == [row.line.name for row in rows]
    assert as_csv(one, rows).decode().count("\n") == len(rows) + 1


def test_a_known_model_links_to_its_page_with_the_settings(visit):
    at = visit("leaderboards")
    _, rows = shown("lmarena-overall")
    for row, address in zip(rows, table(at)[EN("boards.page")], strict=False):
        assert (row.model is None) == (address is None)
    link = next(address for address in table(at)[EN("boards.page")] if address)
    code = at.query_params["s"]
    assert link.startswith("model?id=")
    assert f"&s={code if isinstance(code, str) else code[0]}#" in link


def test_an_archive_is_called_one(visit):
    at = show(visit("leaderboards"), "open-llm-v2-bbh")
    assert says(said(at), "boards.archive")
    assert says(said(at), sources.ARCHIVE.why_not_live)
    assert any(EN("boards.archive") in option for option in at.selectbox(key="boards.board").options)


def test_a_link_names_the_board(visit):
    at = visit("leaderboards", board="comparia")
    assert at.selectbox(key="boards.board").value == "comparia"
    assert visit("leaderboards", board="<b>").selectbox(key="boards.board").value == "lmarena-overall"


# ---------------------------------------------------------------- filters
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("use", ["general", "code", "reasoning", "french", "documents", "agents"])
def test_a_use_narrows_the_boards(visit, language, use):
    at = visit("leaderboards", language)
    before = len(at.selectbox(key="boards.board").options)
    at.segmented_control(key="boards.use").set_value(use).run()
    assert not at.exception
    assert 0 < len(at.selectbox(key="boards.board").options) < before
    one, _ = shown(at.selectbox(key="boards.board").value)
    assert use in one.board.uses


def test_openness_name_and_size_leave_what_meets_them(visit):
    at = visit("leaderboards")
    at.segmented_control(key="boards.openness").set_value("open").run()
    assert set(table(at)[EN("boards.open")]) == {EN(OPEN[True])}
    at.text_input(key="boards.search").set_value("qwen").run()
    assert len(table(at))
    names = zip(
        table(at)[EN("boards.model")], table(at)[EN("boards.publisher")], table(at)[EN("boards.page")], strict=True
    )
    assert all("qwen" in f"{one} {publisher} {page}".casefold() for one, publisher, page in names)
    at.select_slider(key="boards.sizes").set_value((8.0, 35.0)).run()
    assert len(table(at))
    assert table(at)[EN("boards.size")].between(8, 35).all()


def test_ranks_stay_those_of_the_whole_board_under_a_filter(visit):
    at = visit("leaderboards")
    at.segmented_control(key="boards.openness").set_value("open").run()
    _, rows = shown("lmarena-overall")
    ranks = {row.line.name: row.line.rank for row in rows}
    assert list(table(at)[EN("table.rank")]) == [ranks[name] for name in table(at)[EN("boards.model")]]
    assert table(at)[EN("table.rank")].iloc[0] > 1


def test_only_what_the_machine_holds_whole_is_left(visit):
    at = visit("leaderboards")
    at.toggle(key="boards.here").set_value(True).run()
    _, rows = shown("lmarena-overall")
    left = set(table(at)[EN("boards.model")])
    assert 0 < len(left) < len(rows)
    catalog = cached.catalog()
    device = catalog.accelerator(Settings().machine.accelerator)
    least = catalog.quantization("Q4_K_M").nominal_bits / 8
    for row in rows:
        if row.line.name in left:
            assert row.model.native_quantization or row.parameters * least < device.memory_gib * GIB
    at.selectbox(key="machine.choice").set_value("RTX 4060").run()
    assert len(table(at)) < len(left) or set(table(at)[EN("boards.model")]) < left


def test_filters_that_leave_nothing_say_so(visit):
    at = visit("leaderboards")
    at.text_input(key="boards.search").set_value("no such model <b>").run()
    assert not at.exception
    assert says(said(at), "boards.nothing")


# ---------------------------------------------------------------- two boards
def test_two_boards_are_compared_for_the_models_in_both(visit):
    at = visit("leaderboards")
    at.selectbox(key="boards.other").set_value("comparia").run()
    assert not at.exception
    (_, first), (_, second) = shown("lmarena-overall"), shown("comparia")
    both = {row.weights for row in first} & {row.weights for row in second}
    assert EN.count(len(both), "boards.on_both_one", "boards.on_both") in said(at)
    assert f"n = {len(both)}" in said(at)
    assert len(chart(at, 1)["data"][0]["x"]) == len(both)
    assert len(table(at, EN("boards.rank_across"))) == min(len(both), tables.MOST_ROWS)


def test_boards_without_a_model_in_common_are_not_correlated():
    _, first = shown("lmarena-overall")
    none = compared(first[:5], first[40:45], (True, True))
    assert not {row.weights for row in first[:5]} & {row.weights for row in first[40:45]}
    assert none.models == ()
    assert none.correlation != none.correlation


def test_a_board_agrees_with_itself_and_not_with_its_reverse():
    _, rows = shown("comparia")
    assert compared(rows, rows, (True, True)).correlation == pytest.approx(1)
    assert compared(rows, rows, (True, False)).correlation == pytest.approx(-1)


def test_the_address_names_the_board_that_is_shown(visit):
    at = visit("leaderboards")
    assert "board" not in at.query_params
    show(at, "lmarena-french")
    assert at.query_params["board"] in ("lmarena-french", ["lmarena-french"])
    show(at, "lmarena-overall")
    assert at.query_params["board"] in ("lmarena-overall", ["lmarena-overall"])


def test_every_remark_of_a_mention_is_said_in_french():
    told = [arena.ATTRIBUTION, official.ATTRIBUTION, official.LICENCE, sources.ARCHIVE.licence]
    told.append(sources.CATALOG.attribution)
    for mention in told:
        assert any(remark.en in mention for remark in REMARKS)
        assert credited(mention, Voice(Language.FR)) != mention
        assert credited(mention, Voice(Language.EN)) == mention


# ---------------------------------------------------------------- how old it is, and how soon it may be read again
@pytest.mark.parametrize("language", VOICE)
def test_a_table_older_than_a_month_says_its_age_first(language):
    say, day = VOICE[language], datetime.date(2025, 12, 11)
    assert age_in_words(day, day + datetime.timedelta(30), say) == ""
    assert age_in_words(day, day + datetime.timedelta(31), say) == say("boards.days", n="31")
    assert age_in_words(day, datetime.date(2026, 11, 10), say) == say("boards.months", n="11")
    assert age_in_words(day, datetime.date(2029, 1, 1), say) == say("boards.years", n="3")
    one, rows = shown("lmarena-overall")
    assert sentence(one, rows, say).startswith("**") == bool(age_in_words(one.day, datetime.date.today(), say))
