"""Publishing what was fine-tuned: the licence's facts decide, and what is not read is not known."""

import pytest

from llmselect import load_catalog
from llmselect.reports.memory.derivatives import MARKS, Publishing, publishing

LICENCES = load_catalog().licences


@pytest.mark.parametrize(
    ("licence", "verdict"),
    [
        ("apache-2.0", Publishing.FREE),
        ("mit", Publishing.FREE),
        ("llama3.1", Publishing.CONDITIONS),
        ("gemma", Publishing.CONDITIONS),
        ("cc-by-nc-4.0", Publishing.NON_COMMERCIAL),
        ("falcon-llm-license", Publishing.UNKNOWN),
    ],
)
def test_the_verdict_follows_the_licences_facts(licence, verdict):
    assert publishing(LICENCES[licence]) is verdict


def test_no_licence_is_unknown_and_a_model_closed_to_the_eu_says_so():
    assert publishing(None) is Publishing.UNKNOWN
    assert publishing(LICENCES["llama3.2"], eu_excluded=True) is Publishing.NOT_IN_EU


def test_every_verdict_of_every_licence_has_its_mark():
    assert {publishing(licence) for licence in LICENCES.values()} <= set(MARKS)
