"""Names that stand twice are told apart by what differs."""

import datetime

from llmselect.overview.unique_names import unique_names, with_first_name
from llmselect.ui.store import cached

MAY, SEPTEMBER = datetime.date(2024, 5, 23), datetime.date(2024, 9, 24)


def named(*facts):
    """Models of one name with these ids and days of release."""
    one = cached.catalog().file.models[0]
    return [one.model_copy(update={"id": name, "name": "Flash", "release_date": day}) for name, day in facts]


def test_a_name_that_stands_once_stays_as_it_is():
    assert unique_names(named(("a", MAY))) == {"a": "Flash"}


def test_namesakes_carry_the_month_of_their_release():
    assert unique_names(named(("a", MAY), ("b", SEPTEMBER))) == {"a": "Flash (2024-05)", "b": "Flash (2024-09)"}


def test_namesakes_without_months_of_their_own_carry_their_ids():
    assert unique_names(named(("a", MAY), ("b", None))) == {"a": "Flash (a)", "b": "Flash (b)"}
    assert unique_names(named(("a", MAY), ("b", MAY))) == {"a": "Flash (a)", "b": "Flash (b)"}


def test_a_model_is_found_by_the_name_it_had_at_its_release():
    assert with_first_name("Claude Opus 3") == "Claude Opus 3 (Claude 3 Opus)"
    assert with_first_name("Claude Sonnet 3.5") == "Claude Sonnet 3.5 (Claude 3.5 Sonnet)"
    assert with_first_name("Claude Opus 4") == "Claude Opus 4"
