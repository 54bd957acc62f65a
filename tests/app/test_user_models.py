"""A visitor's own models: found or pasted, taking part in Choose, kept in the link and in a file."""

import datetime
import json
import time

import pytest

from llmselect.catalog import own_file
from llmselect.estimates.quality import Evidence
from llmselect.hub.http.hub_faults import SENTENCES, FaultKind
from llmselect.reports.csv_json import as_document
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import EvidenceAsked, Requirements, Settings, Workload
from llmselect.ui.core import link_code, tables
from llmselect.ui.store import cached, user_models
from tests.app.live_charts import bar_rows
from tests.hub import shelves
from tests.hub.stand_in import in_place_of_the_hub
from tests.wording import EN, VOICE, says

OWN = "someone/Fine-Qwen3-8B"


@pytest.fixture
def hub(monkeypatch):
    """A stand-in Hub for the app in this process, with one model that the catalog does not know."""
    stand_in = in_place_of_the_hub(monkeypatch)
    stand_in.add(shelves.dense(OWN))
    _forget()
    yield stand_in
    stand_in.close()
    _forget()


def _forget():
    user_models._shelf.cache_clear()
    cached.repository.clear()
    cached._searched.clear()


def code_of(*repositories, **changed):
    return link_code.encode(Settings(own=repositories, **changed))


def settings_of(at):
    """What the address bar says."""
    code = at.query_params["s"]
    return link_code.decode(code if isinstance(code, str) else code[0], cached.catalog())


def texts(at):
    return " ".join(each.value for kind in (at.markdown, at.caption, at.warning, at.error, at.info) for each in kind)


def test_a_repository_added_on_memory_takes_part_in_choose_and_is_marked(visit, hub):
    at = visit("memory", repo=OWN)
    at.button(key="memory.add_own").click().run()
    assert not at.exception
    assert says(texts(at), "mine.added")
    asked = len(hub.asked)
    at.switch_page("pages/choose.py").run()
    assert not at.exception
    assert says(texts(at), "mine.ranked", model="Fine-Qwen3-8B")
    assert any("Fine-Qwen3-8B" in option for option in at.selectbox(key="choose.candidate").options)
    assert len(hub.asked) == asked <= 4


def test_the_link_brings_the_same_models_to_whoever_opens_it(visit, hub):
    code = code_of(OWN, requirements=Requirements(local=True))
    at = visit("choose", s=code)
    assert not at.exception
    assert settings_of(at).own == (OWN,)
    assert hub.asked
    assert f"[{OWN}](https://huggingface.co/{OWN})" in texts(at)


def a_place_for_every_model(monkeypatch):
    """So many places that the added model is among those drawn."""
    monkeypatch.setattr(tables, "MOST_ROWS", 10_000)


@pytest.mark.parametrize("language", VOICE)
def test_its_place_is_marked_in_both_languages(visit, hub, monkeypatch, language):
    a_place_for_every_model(monkeypatch)
    at = visit("choose", language, s=code_of(OWN, requirements=Requirements(local=True)))
    at.segmented_control(key="behind.view").set_value("table").run()
    column, mark = VOICE[language]("table.model"), VOICE[language]("mine.mark", model="")
    names = next(list(each.value[column]) for each in at.dataframe if column in each.value)
    assert [name for name in names if "Fine-Qwen3-8B" in name] == [f"Fine-Qwen3-8B{mark}"]
    assert len([name for name in names if mark in name]) == 1


def test_its_quality_is_expected_and_its_licence_is_its_own(visit, hub, monkeypatch):
    a_place_for_every_model(monkeypatch)
    hub.add(shelves.Repository("x/unlicensed", shelves.dense().files, {"safetensors": shelves.COUNTED}))
    any_evidence = Requirements(local=True, evidence=EvidenceAsked.ANY)
    at = visit("choose", s=code_of("x/unlicensed", requirements=any_evidence))
    box = at.selectbox(key="choose.candidate")
    at = box.select(next(each for each in box.options if "unlicensed" in each)).run()
    at.segmented_control(key="choose.card").set_value("facts").run()
    card = next(each.value for each in at.markdown if says(each.value, "mine.card_says"))
    assert says(card, "card.own_no_licence")
    assert says(card, Evidence.EXPECTED.label)


def test_what_keeps_it_out_is_said(visit, hub):
    code = code_of(OWN, requirements=Requirements(decode_tokens_per_s=9000.0))
    at = visit("choose", s=code)
    assert not at.exception
    served = code_of(OWN, requirements=Requirements(served=True))
    assert says(texts(visit("choose", s=served)), "mine.not_ranked", model="Fine-Qwen3-8B")


def test_what_cannot_be_read_is_said_and_the_rest_takes_part(visit, hub):
    at = visit("choose", s=code_of(OWN, "nobody/nothing"))
    assert not at.exception
    (warning,) = at.warning
    assert "nobody/nothing" in warning.value
    assert OWN not in warning.value
    assert bar_rows(at, "lanes.")


def test_a_slow_hub_keeps_nobody_waiting_and_what_comes_later_is_drawn(visit, hub):
    hub.fail(f"/api/models/{OWN}", delay_s=3)
    at = visit("choose", s=code_of(OWN))
    assert says(texts(at), "mine.waiting")
    assert bar_rows(at, "lanes.")
    ends = time.monotonic() + 20
    while says(texts(at), "mine.waiting") and time.monotonic() < ends:
        time.sleep(0.2)
        at.run()
    assert says(texts(at), "mine.read")


def test_fifty_visitors_ask_no_more_than_one(visit, hub):
    visit("choose", s=code_of(OWN))
    asked = len(hub.asked)
    visit("choose", s=code_of(OWN))
    assert len(hub.asked) == asked > 0


def test_a_model_taken_off_the_list_is_gone_from_list_and_link(visit, hub):
    at = visit("choose", s=code_of(OWN))
    at.button(key=f"side.remove.{OWN}").click().run()
    assert settings_of(at).own == ()
    assert says(texts(at), "mine.none")


def test_back_to_the_defaults_keeps_the_list(visit, hub):
    at = visit("choose", s=code_of(OWN, workload=Workload(users=9)))
    at.button(key="side.reset").click().run()
    settings = settings_of(at)
    assert settings.own == (OWN,)
    assert settings.workload.users == 1


def test_the_answer_of_the_assistant_counts_own_models(visit, hub):
    at = visit("home", s=code_of(OWN))
    assert not at.exception
    assert settings_of(at).own == (OWN,)


def open_search(visit, hub, rows):
    hub.routes.append((r"/api/models", lambda *_: rows))
    at = visit("models")
    at.segmented_control(key="models.view").set_value("hub").run()
    assert not [one for one in hub.asked if one.path.startswith("/api/models?")]
    at.text_input(key="search.text").set_value("qwen3")
    next(button for button in at.button if button.label == EN("search.go")).click().run()
    assert not at.exception
    return at


def test_the_hub_is_searched_when_asked(visit, hub):
    at = open_search(
        visit,
        hub,
        [{"id": OWN, "downloads": 5, "gated": False, "tags": ["license:mit", "base_model:merge:a/b"]}, {"id": 3}],
    )
    (table,) = [each.value for each in at.dataframe if EN("search.repository") in each.value]
    assert list(table[EN("search.repository")]) == [OWN]
    assert len([one for one in hub.asked if one.path.startswith("/api/models?")]) == 1


def test_a_search_that_fails_says_why(visit, hub):
    hub.fail("/api/models", status=429, headers={"RateLimit": '"api";r=0;t=300'})
    at = open_search(visit, hub, [])
    assert says(at.error[0].value, SENTENCES[FaultKind.RATE_LIMITED])


def test_a_kept_list_stands_in_when_the_hub_cannot_be_asked(visit, hub):
    at = visit("choose", s=code_of(OWN))
    (model,) = own_models_of(at)
    kept = own_file.written([model])
    assert own_file.read(kept) == (model,)
    assert json.loads(kept)[own_file.KEY][0]["hub_repo"] == OWN


def own_models_of(at):
    found = at.session_state["own.read"]
    return [outcome.model for outcome in found.values()]


def test_an_exported_answer_carries_the_whole_records(visit, hub):
    at = visit("choose", s=code_of(OWN))
    (model,) = own_models_of(at)
    catalog = cached.catalog().with_models((model,))
    settings = Settings(own=(OWN,))
    assessed = assess(catalog, settings.machine, settings.workload, settings.costs)
    found = recommend(assessed, settings.requirements, settings.priorities)
    document = as_document(found, settings, datetime.date(2026, 11, 22))
    assert own_file.read(document)[0].model_copy(update={"publisher": model.publisher}) == model
    assert json.loads(document)["settings"]["own"] == [OWN]


def test_an_imported_list_is_added_and_stands_in_where_the_hub_cannot_be_asked(visit, hub):
    at = visit("choose", s=code_of(OWN))
    kept = own_file.written(own_models_of(at))
    _forget()
    hub.fail("/api", status=500, times=99)
    at = visit("models")
    at.segmented_control(key="models.view").set_value("hub").run()
    at.get("file_uploader")[0].set_value(("list.json", kept, "application/json")).run()
    assert not at.exception
    assert settings_of(at).own == (OWN,)
    assert says(texts(at), "mine.from_file")
    at.switch_page("pages/choose.py").run()
    assert says(texts(at), "mine.ranked", model="Fine-Qwen3-8B")


def test_a_hostile_list_is_refused_in_one_sentence(visit, hub):
    at = visit("models")
    at.segmented_control(key="models.view").set_value("hub").run()
    at.get("file_uploader")[0].set_value(
        ("list.json", b'{"own_models": [{"id": "qwen3-8b"}]}', "application/json")
    ).run()
    assert not at.exception
    assert says(texts(at), "fault.own_file")
    assert settings_of(at).own == ()


@pytest.mark.parametrize("view", ["table", "map", "families", "then", "compare"])
def test_every_view_of_panorama_draws_with_own_models(visit, hub, view):
    at = visit("models", s=code_of(OWN))
    at.segmented_control(key="models.view").set_value(view).run()
    assert not at.exception
    assert not at.error
