"""`recommend --rent`: machines rented by the hour, named on the command line, in a lane after the ranking."""

import json

import pytest

from llmselect.command import recommend
from llmselect.command.parser import parse
from llmselect.errors import LlmselectError
from tests.wording import EN

H100 = "H100 SXM 80GB"


def printed(capsys, *arguments):
    given = parse(["recommend", "--accelerator", "RTX 4090", "--top", "1", "--no-levers", *arguments])
    assert recommend.run(given) == 0
    return capsys.readouterr().out


def test_no_machine_is_rented_unless_one_is_named(capsys):
    assert json.loads(printed(capsys, "--json"))["rented"] == []
    assert EN("lanes.rented") not in printed(capsys)


def test_a_named_machine_has_a_lane_in_text_and_json(capsys):
    assert EN("lanes.rented") in printed(capsys, "--rent", H100)
    answer = json.loads(printed(capsys, "--rent", H100, "--rent", "L4", "--json"))
    assert answer["settings"]["spending"]["rented"] == [H100, "L4"]
    assert {each["machine"] for each in answer["rented"]} <= {H100, "L4"}
    assert [each["score"] for each in answer["rented"]] == sorted(
        (each["score"] for each in answer["rented"]), reverse=True
    )
    assert all(each["usd_per_month"] > 100 for each in answer["rented"])


@pytest.mark.parametrize("name", ["9x L4", "L5", ""])
def test_a_machine_that_nobody_rents_ends_in_one_sentence(capsys, name):
    with pytest.raises(LlmselectError) as fault:
        printed(capsys, "--rent", name)
    assert "\n" not in str(fault.value)


def test_a_rented_way_is_marked_with_price_day_and_operator(capsys):
    answer = json.loads(printed(capsys, "--rent", H100, "--rented-from", "eu_operator", "--json"))
    for each in answer["rented"]:
        assert each["way"] == "rented"
        assert each["rent_usd_per_hour"] > 0
        assert each["rent_checked"]
        assert each["rent_source"]
        assert each["rented_from"] == "eu_operator"
        assert each["privacy_level"] == 4


def test_the_memo_lists_rented_ways(capsys, tmp_path):
    memo = tmp_path / "memo.md"
    printed(capsys, "--rent", H100, "--memo", str(memo))
    assert f"## {EN('lanes.rented')}" in memo.read_text(encoding="utf-8")
    assert H100 in memo.read_text(encoding="utf-8")
    printed(capsys, "--memo", str(memo))
    assert f"## {EN('lanes.rented')}" not in memo.read_text(encoding="utf-8")


def test_an_operator_of_no_kind_known_is_refused(capsys):
    with pytest.raises(LlmselectError):
        printed(capsys, "--rent", H100, "--rented-from", "nobody")
