"""Workshop: the entrance, a phone, the desk and the wall; what each may see and do, and what survives."""

import re

import pytest

from llmselect.ui.workshop import ballot, meeting_files
from llmselect.workshop import codes
from llmselect.workshop.faults import WorkshopFault, WorkshopTrouble
from llmselect.workshop.store import hosting, taking_part
from llmselect.workshop.store.database import Database
from tests.scoring.matrix.cases import three_by_three
from tests.wording import EN, VOICE, says

WEIGHTS = {"price": 10.0, "quality": 80.0, "comfort": 10.0}


@pytest.fixture(autouse=True)
def database(monkeypatch, tmp_path):
    url = f"sqlite:///{tmp_path / 'meetings.sqlite'}"
    monkeypatch.setenv("LLMSELECT_DATABASE_URL", url)
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def host(database):
    return hosting.open_meeting(database, three_by_three(), "Which one?").host_token


@pytest.fixture
def join(database, host):
    def joined(name, weights=None, finished=True):
        code = hosting.host_view(database, host).meeting.join_code
        token = taking_part.join(database, code, name, "test")
        if weights:
            taking_part.cast(database, token, 1, weights, finished, 1)
        return token

    return joined


def shown(at):
    kinds = (at.main.markdown, at.main.caption, at.main.info, at.main.error, at.main.warning, at.main.subheader)
    return " ".join(each.value for kind in kinds for each in kind)


def keys(at):
    return {each.key for each in at.button}


def parameter(at, name):
    found = at.query_params.get(name, "")
    return found if isinstance(found, str) else "".join(found)


def slider(at, criterion):
    return at.slider(key=ballot.slider_key(criterion))


@pytest.mark.parametrize("language", VOICE)
def test_a_meeting_is_opened_about_the_first_of_the_ranking(visit, language):
    at = visit("workshop", language)
    at.button(key="workshop.open").click().run()
    assert not at.exception
    assert parameter(at, "h")
    assert says(shown(at), "workshop.code_help", VOICE[language])


def test_a_meeting_is_read_in_the_language_of_whoever_reads_it(visit, database):
    at = visit("workshop", "en")
    at.button(key="workshop.open").click().run()
    meeting = hosting.host_view(database, parameter(at, "h")).meeting
    token, day = taking_part.join(database, meeting.join_code, "Zoé", "test"), VOICE["fr"].day(meeting.case.made)
    for who in ({"h": parameter(at, "h")}, {"w": meeting.join_code}, {"p": token}):
        page = visit("workshop", "fr", **who)
        assert any(says(each.value, "matrix.title_from_choose", VOICE["fr"], day=day) for each in page.title)
    names = [criterion.name for criterion in meeting.case.criteria]
    assert not any(name in slider.label for name in names for slider in page.slider)


def test_a_rehearsal_says_everywhere_that_its_people_are_invented(visit, database):
    at = visit("workshop")
    at.button(key="workshop.rehearse").click().run()
    assert says(shown(at), "workshop.practice_badge")
    view = hosting.host_view(database, parameter(at, "h"))
    dossier = meeting_files.meeting_dossier(view, EN)
    assert EN("workshop.practice_badge") in dossier
    assert all(dossier.count(criterion.name) >= 3 for criterion in view.meeting.case.criteria)
    at.button(key="workshop.show").click().run()
    assert says(shown(at), "workshop.group_first")
    assert says(shown(at), "workshop.agreement")
    wall = visit("workshop", v=codes.wall_token(parameter(at, "h")))
    assert says(shown(wall), "workshop.practice_badge")


def test_a_code_leads_in_and_a_nickname_makes_a_token_of_ones_own(visit, database, host):
    code = hosting.host_view(database, host).meeting.short_code
    at = visit("workshop")
    at.text_input(key="workshop.code").set_value(code.upper())
    at.button[[b.label for b in at.button].index(EN("workshop.enter"))].click().run()
    at.text_input(key="workshop.nickname").set_value("Ada")
    at.button[[b.label for b in at.button].index(EN("workshop.enter"))].click().run()
    assert len(parameter(at, "p")) == 32
    assert not parameter(at, "w")
    assert [entry.nickname for entry in hosting.host_view(database, host).entries] == ["Ada"]


@pytest.mark.parametrize("nickname", ["", "a\u202eb"])
def test_a_bad_nickname_is_said_and_joins_nobody(visit, database, host, nickname):
    at = visit("workshop", w=hosting.host_view(database, host).meeting.join_code)
    at.text_input(key="workshop.nickname").set_value(nickname)
    at.button[[b.label for b in at.button].index(EN("workshop.enter"))].click().run()
    assert says(shown(at), WorkshopTrouble.BAD_NICKNAME.label)
    assert hosting.host_view(database, host).entries == ()


def test_a_nickname_of_html_is_shown_as_the_words_it_is(visit, host, join):
    token = join("<img src=x>")
    at = visit("workshop", p=token)
    assert says(shown(at), "workshop.you_are", name="<img src=x>")
    assert "<img" not in " ".join(each.value for each in at.main.caption).replace("\\<", "")


def test_a_moved_slider_is_kept_and_a_reload_finds_it_again(visit, database, host, join):
    token = join("Ada")
    at = visit("workshop", p=token)
    slider(at, "quality").set_value(90).run()
    assert says(shown(at), "workshop.kept")
    (stands,) = hosting.host_view(database, host).ballots(1)
    assert (stands.weights["quality"], stands.finished) == (90, False)
    again = visit("workshop", p=token)
    assert slider(again, "quality").value == 90
    again.button(key="workshop.finish").click().run()
    assert hosting.host_view(database, host).ballots(1)[0].finished


def test_tapping_the_criteria_in_order_moves_the_sliders(visit, database, host, join):
    at = visit("workshop", p=join("Ada"))
    at.button(key="workshop.tap.comfort").click().run()
    at.button(key="workshop.tap.price").click().run()
    weights = hosting.host_view(database, host).ballots(1)[0].weights
    assert weights["comfort"] > weights["price"] > weights["quality"] > 0
    assert slider(at, "comfort").value == 100


def test_a_phone_shows_neither_others_nor_results_until_the_host_opens_them(visit, database, host, join):
    token = join("Ada", WEIGHTS)
    join("Bob", {**WEIGHTS, "price": 90.0})
    at = visit("workshop", p=token)
    assert "Bob" not in shown(at)
    assert not says(shown(at), "workshop.group_first")
    assert "workshop.lock" not in keys(at)
    hosting.show_results(database, host, shown=True)
    open_now = visit("workshop", p=token)
    assert says(shown(open_now), "workshop.group_first")
    assert says(shown(open_now), "workshop.your_regret")
    assert "Bob" not in shown(open_now)


def test_a_locked_meeting_cannot_be_changed_from_a_phone(visit, database, host, join):
    token = join("Ada", WEIGHTS)
    at = visit("workshop", p=token)
    hosting.lock(database, host)
    slider(at, "quality").set_value(1).run()
    assert says(shown(at), WorkshopTrouble.LOCKED.label)
    assert hosting.host_view(database, host).ballots(1)[0].weights["quality"] == 80
    assert slider(visit("workshop", p=token), "quality").disabled


def test_a_database_that_is_away_keeps_the_change_until_it_is_back(visit, database, host, join, monkeypatch):
    token = join("Ada")
    at = visit("workshop", p=token)
    cast, away = taking_part.cast, [True]

    def sometimes(*arguments):
        if away[0]:
            raise WorkshopFault(WorkshopTrouble.STORE_GONE)
        return cast(*arguments)

    monkeypatch.setattr(taking_part, "cast", sometimes)
    slider(at, "quality").set_value(90).run()
    assert says(shown(at), WorkshopTrouble.STORE_GONE.label)
    assert hosting.host_view(database, host).ballots(1) == ()
    away[0] = False
    at.run()
    assert hosting.host_view(database, host).ballots(1)[0].weights["quality"] == 90
    at.run()
    assert says(shown(at), "workshop.kept")


@pytest.mark.parametrize("name", ["h", "p", "v", "w"])
def test_a_token_of_nothing_is_a_sentence_and_a_way_back(visit, name):
    at = visit("workshop", **{name: "x" * 32})
    assert at.error
    at.button(key="workshop.back").click().run()
    assert "workshop.open" in keys(at)


def test_a_participants_token_opens_no_desk_and_the_hosts_no_phone(visit, host, join):
    token = join("Ada")
    assert "workshop.lock" not in keys(visit("workshop", h=token))
    assert "workshop.finish" not in keys(visit("workshop", p=host))
    wall = codes.wall_token(host)
    assert not {"workshop.lock", "workshop.erase", "workshop.finish"} & keys(visit("workshop", v=wall))
    assert "workshop.lock" not in keys(visit("workshop", h=wall))


def test_the_host_locks_moves_on_removes_and_erases(visit, database, host, join):
    join("Ada", WEIGHTS)
    at = visit("workshop", h=host)
    at.button(key="workshop.lock").click().run()
    assert "workshop.reopen" in keys(at)
    at.button(key="workshop.round").click().run()
    assert hosting.host_view(database, host).meeting.round == 2
    at.button(key="workshop.remove").click().run()
    assert hosting.host_view(database, host).entries == ()
    at.button(key="workshop.erase").click().run()
    assert "workshop.open" in keys(at)
    assert not parameter(at, "h")


def test_a_title_and_a_criterion_of_markdown_are_shown_as_the_words_they_are(visit, database):
    words = "![x](http://evil.example/t.png)"
    case = three_by_three()
    first = case.criteria[0].model_copy(update={"name": words})
    named = case.model_copy(update={"criteria": (first, *case.criteria[1:])})
    token = hosting.open_meeting(database, named, words).host_token
    code = hosting.host_view(database, token).meeting.join_code
    person = taking_part.join(database, code, "Ada", "test")
    for who in ({"h": token}, {"p": person}, {"w": code}, {"v": codes.wall_token(token)}):
        at = visit("workshop", **who)
        said = [*at.main.title, *at.main.markdown, *at.main.caption]
        assert not any(re.search(r"(?<!\\)!\[", each.value) for each in said)
        assert not any(re.search(r"(?<!\\)!\[", each.label) for each in at.slider)


def test_hidden_names_stand_nowhere(visit, database, host, join):
    join("Ada", WEIGHTS)
    hosting.hide_names(database, host, hidden=True)
    assert "Ada" not in shown(visit("workshop", h=host))
    view = hosting.host_view(database, host)
    assert b"Ada" not in meeting_files.meeting_csv(view)


def test_a_nickname_that_is_a_formula_is_text_in_the_rows(database, host, join):
    join("=1+1", WEIGHTS)
    assert b"'=1+1" in meeting_files.meeting_csv(hosting.host_view(database, host))


def test_the_wall_shows_the_way_in_and_no_name_and_no_token(visit, host, join):
    join("Ada", WEIGHTS)
    at = visit("workshop", v=codes.wall_token(host))
    assert says(shown(at), "workshop.wall_counts", joined=1, finished=1, round=1)
    assert "Ada" not in shown(at)
    assert host not in shown(at)
