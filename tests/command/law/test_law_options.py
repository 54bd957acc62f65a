"""`--data`, `--organisation` and `--law-note`: read strictly, refused with what is expected."""

import json
from pathlib import Path

import pytest

from llmselect.__main__ import main
from llmselect.command.law.law_options import read_organisation, with_law
from llmselect.errors import BadNumber, LlmselectError, NotPossible, UnknownName
from llmselect.estimates.cost.currency import USD_PER_EUR
from llmselect.settings import Organisation, Requirements, Serving

RECOMMEND = ["recommend", "--accelerator", "none", "--ram", "16", "--no-levers", "--top", "3"]


def test_answers_are_read_and_what_is_not_named_stays_open():
    organisation = read_organisation("eu, revenue=30MEUR, serving=product")
    assert organisation.in_eu is True
    assert organisation.revenue_usd_per_year == pytest.approx(30e6 * USD_PER_EUR)
    assert organisation.serving is Serving.PRODUCT
    assert (organisation.monthly_users, organisation.trains_on_outputs) == (None, None)
    assert read_organisation(None) == Organisation()


@pytest.mark.parametrize(("text", "usd"), [("500kUSD", 5e5), ("2bn", 2e9), ("1000", 1e3), ("1.5M$", 1.5e6)])
def test_a_revenue_is_dollars_unless_it_says_euros(text: str, usd: float):
    assert read_organisation(f"revenue={text}").revenue_usd_per_year == pytest.approx(usd)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("revenue=-3", BadNumber),
        ("revenue=lots", BadNumber),
        ("revenue=99999999bn", LlmselectError),
        ("users=1.5", BadNumber),
        ("users=99999999999999", LlmselectError),
        ("serving=everybody", UnknownName),
        ("mars", UnknownName),
        ("eu,no-eu", NotPossible),
    ],
)
def test_what_is_absurd_or_not_understood_is_refused(text: str, fault: type[Exception]):
    with pytest.raises(fault):
        read_organisation(text)


@pytest.mark.parametrize(("kind", "level"), [("public", None), ("internal", 2), ("personal", 3), ("secret", 6)])
def test_a_kind_of_data_requires_its_lowest_level(kind: str, level: int | None):
    assert with_law(Requirements(), kind, None).privacy_level == level


def test_two_levels_at_once_and_an_unknown_kind_are_refused():
    with pytest.raises(NotPossible):
        with_law(Requirements(privacy_level=5), "personal", None)
    with pytest.raises(UnknownName):
        with_law(Requirements(), "private", None)


def test_recommend_takes_data_and_organisation_and_writes_the_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    page = tmp_path / "note.html"
    options = ["--data", "personal", "--organisation", "eu,revenue=30MEUR,serving=product", "--require", "licensed"]
    assert main([*RECOMMEND, *options, "--law-note", str(page), "--json"]) == 0
    places = json.loads(capsys.readouterr().out)["places"]
    assert places
    assert "<h1>" in page.read_text("utf-8")


def test_the_organisation_is_no_name_of_a_requirement(capsys: pytest.CaptureFixture[str]):
    assert main([*RECOMMEND, "--require", "organisation"]) != 0
    assert "organisation" in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "answer"), [("public-body", True), ("no-public-body", False), ("eu", None)])
def test_a_public_body_may_be_named(typed, answer):
    assert read_organisation(typed).public_body is answer
