"""Files to keep: every place, figures with units, nothing that a spreadsheet would run, and the settings."""

import csv
import datetime
import io
import json

import pytest

from llmselect.__main__ import main
from llmselect.catalog.load import load
from llmselect.catalog.price_terms.price_days import rental_range
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.cost.rented_machines import rented_machine
from llmselect.reports import csv_json, memo_file
from llmselect.reports.costs.money import Money
from llmselect.reports.costs.rented_lane import rent_terms, rent_words
from llmselect.scoring.elicitation.questionnaire import settings_of
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.ranking.rented import rank_rented, rented_costs
from llmselect.settings import Requirements, Settings, Weight
from llmselect.text import Language, Voice
from tests import made_up_criterion

DAY = datetime.date(2026, 11, 22)
SETTINGS = settings_of({"machine": "laptop"}, Settings(language=Language.FR))


def ranked(settings):
    return recommend(
        assess(load(), settings.machine, settings.workload, settings.costs), settings.requirements, settings.priorities
    )


@pytest.fixture(scope="module")
def found():
    return ranked(SETTINGS)


@pytest.fixture(scope="module")
def nobody():
    return ranked(Settings(requirements=Requirements(local=True, decode_tokens_per_s=10_000)))


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_table_has_every_place_in_order(found):
    table = rows(csv_json.as_csv(found))
    assert [int(row["rank"]) for row in table] == list(range(1, len(found) + 1))
    assert [row["model_id"] for row in table] == [place.candidate.model.id for place in found.places()]


def test_a_spreadsheet_knows_that_it_is_utf_8(found):
    assert csv_json.as_csv(found).startswith(b"\xef\xbb\xbf")


def test_points_add_up_to_the_score_and_unknown_figures_are_empty(found):
    table = rows(csv_json.as_csv(found))
    names = [name for name in table[0] if name.endswith("_points")]
    for row in table:
        assert sum(float(row[name] or 0) for name in names) == pytest.approx(float(row["score_of_100"]), abs=0.05)
        assert all((row[f"{name}_points"] == "") for name in row["unknown"].split())
    assert not any("nan" in value.casefold().split() for row in table for value in row.values())


def test_unknown_figures_are_named_and_empty(monkeypatch):
    made_up_criterion.add_to(monkeypatch)
    priorities = (*SETTINGS.priorities, Weight(made_up_criterion.NAME, 3))
    table = rows(csv_json.as_csv(ranked(SETTINGS.model_copy(update={"priorities": priorities}))))
    unknown = [row for row in table if row["unknown"]]
    assert unknown
    assert all(row[f"{name}_points"] == "" for row in unknown for name in row["unknown"].split())


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_name_is_never_a_formula(found, name, monkeypatch):
    hostile = found.places(1)[0].candidate.model.model_copy(update={"name": name})
    monkeypatch.setattr(type(found.places(1)[0].candidate), "model", hostile)
    assert {row["model"] for row in rows(csv_json.as_csv(found))} == {f"'{name}"}


def test_a_negative_number_stays_a_number():
    (row,) = rows(csv_json.csv_of([{"points": -1.5}], ["points"]))
    assert row == {"points": "-1.5"}


def test_settings_come_back_from_the_document(found):
    document = json.loads(csv_json.as_document(found, SETTINGS, DAY, "https://example.org/?s=1"))
    assert Settings.model_validate_json(json.dumps(document["settings"])) == SETTINGS
    assert len(document["places"]) == len(found)
    assert document["excluded"]
    assert (document["made"], document["link"]) == ("2026-11-22", "https://example.org/?s=1")
    assert sum(document["shares"].values()) == pytest.approx(1)


def test_nobody_left_still_makes_files(nobody):
    assert rows(csv_json.as_csv(nobody)) == []
    assert json.loads(csv_json.as_document(nobody, Settings(), DAY))["places"] == []
    assert memo_file.as_memo(nobody, Settings(), DAY) == ""


@pytest.mark.parametrize(("suffix", "start"), [(".html", "<!doctype"), (".md", "# "), (".txt", "<!doctype")])
def test_the_memo_is_a_page_or_markdown(found, suffix, start):
    assert memo_file.as_memo(found, SETTINGS, DAY, suffix).startswith(start)


@pytest.mark.parametrize(("name", "start"), [("memo.md", "# Which language model"), ("memo.html", "<!doctype html>")])
def test_recommend_writes_the_memo_beside_its_answer(tmp_path, capsys, name, start):
    assert main(["recommend", "--accelerator", "RTX 4090", "--top", "1", "--memo", str(tmp_path / name)]) == 0
    first = next(line for line in capsys.readouterr().out.splitlines() if line.startswith(("  1. ", "  1= ")))
    winner = first[5:].split(" · ")[0]
    written = (tmp_path / name).read_text("utf-8")
    assert written.startswith(start)
    assert winner in written.replace("\\", "")


def test_a_memo_that_cannot_be_written_is_one_sentence(tmp_path, capsys):
    assert main(["recommend", "--accelerator", "RTX 4090", "--memo", str(tmp_path / "nowhere" / "memo.md")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_nobody_left_is_no_memo(tmp_path, capsys):
    impossible = ["recommend", "--require", "local,decode_tokens_per_s=10000", "--memo", str(tmp_path / "memo.md")]
    assert main(impossible) != 0
    assert not (tmp_path / "memo.md").exists()


def test_rented_ways_are_lines_of_the_table_marked_with_rent_and_operator(found):
    costs = rented_costs(SETTINGS.costs)
    valued = assess(load(), rented_machine(load(), "L4"), SETTINGS.workload, costs)
    lane = rank_rented(found, SETTINGS, [("L4", valued)], 3)
    table = rows(csv_json.as_csv(found, lane))
    assert [row["way"] for row in table[-len(lane) :]] == ["rented"] * len(lane)
    assert {row["rented_machine"] for row in table[-len(lane) :]} == {"L4"}
    assert all(row["rent_checked"] and row["rented_from"] for row in table[-len(lane) :])
    assert {row["way"] for row in table[: -len(lane)]} <= {"api", "machine"}
    assert not any(row["rented_machine"] for row in table[: -len(lane)])
    document = json.loads(csv_json.as_document(found, SETTINGS, DAY, rented=lane))
    assert [each["machine"] for each in document["rented"]] == ["L4"] * len(lane)


def test_an_old_rent_is_said_to_be_old(found):
    valued = assess(load(), rented_machine(load(), "L4"), SETTINGS.workload, rented_costs(SETTINGS.costs))
    (first, *_) = rank_rented(found, SETTINGS, [("L4", valued)], 3)
    money, say, terms = Money.of(SETTINGS.spending), Voice(Language.EN), rent_terms(first)
    blanks = {
        "price": money.say(terms.usd_per_hour, say),
        "source": terms.source,
        "day": say.day(terms.checked),
        "operator": say(terms.rented_from.label),
    }
    for age_days, words in ((90, "lanes.rent"), (91, "lanes.rent_old")):
        today = terms.checked + datetime.timedelta(days=age_days)
        assert rent_words(first, money, say, today) == say(words, **blanks)


def test_a_rent_that_sources_disagree_on_is_said_with_their_range(found):
    valued = assess(load(), rented_machine(load(), "2x L40S"), SETTINGS.workload, rented_costs(SETTINGS.costs))
    (first, *_) = rank_rented(found, SETTINGS, [("2x L40S", valued)], 3)
    money, say, terms = Money.of(SETTINGS.spending), Voice(Language.EN), rent_terms(first)
    low, likely, high = rental_range(load().accelerator("L40S"))
    assert terms.other_sources == (2 * low, 2 * high)
    spread = money.between(Estimate(2 * low, 2 * likely, 2 * high), say)
    assert say("lanes.rent_apart", between=spread) in rent_words(first, money, say)
