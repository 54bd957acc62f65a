"""One more entry in CRITERIA is all a criterion needs: every analysis and every report takes it up."""

import datetime
import json

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.machine.machine import Machine
from llmselect.reports import story
from llmselect.reports.answer_text import as_text
from llmselect.reports.csv_json import as_csv, as_document
from llmselect.reports.memo import memo
from llmselect.scoring.elicitation.swings import swings
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.robustness.smaa_run import RobustnessShares
from llmselect.settings import DEFAULT_PRIORITIES, Settings, Weight
from llmselect.text import Language, Voice
from tests import made_up_criterion

PRIORITIES = (*DEFAULT_PRIORITIES, Weight(made_up_criterion.NAME, 4.0))
SETTINGS = Settings(machine=Machine(accelerator="RTX 4090"), priorities=PRIORITIES)


@pytest.fixture
def recommendation(monkeypatch):
    made_up_criterion.add_to(monkeypatch)
    assessed = assess(load(), SETTINGS.machine, SETTINGS.workload, SETTINGS.costs)
    return recommend(assessed, SETTINGS.requirements, PRIORITIES)


def test_it_counts_in_the_score(recommendation):
    assert len(recommendation.shares) == len(CRITERIA)
    assert recommendation.shares[CRITERIA.names.index(made_up_criterion.NAME)] == pytest.approx(4 / 18)
    assert [c.criterion for c in recommendation.places(1)[0].contributions][-1] == made_up_criterion.NAME


def test_every_analysis_takes_it_up(recommendation):
    robustness, last = recommendation.robustness, len(CRITERIA) - 1
    figures = robustness.smaa(known_only=True)
    assert isinstance(figures, RobustnessShares)
    assert figures.central.shape[1] == len(CRITERIA)
    assert len(robustness.opinions()) == 3
    assert robustness.front((0, last)).any()
    assert robustness.tornado(last)
    assert last in {difference.criterion for difference in robustness.why_not(1).differences}
    assert robustness.reach(0).value.en
    assert made_up_criterion.NAME in {
        swing.criterion.name for swing in swings(recommendation.estimates, recommendation.ordered)
    }


@pytest.mark.parametrize("language", Language)
def test_other_methods_can_name_it_as_what_decides(recommendation, language):
    """Each sentence of disagreement needs the thresholds of its criterion."""
    from dataclasses import replace

    from llmselect.scoring.robustness.other_methods import MethodAgreement

    for opinion in recommendation.robustness.opinions():
        other = replace(opinion, agreement=MethodAgreement.OTHER, criterion=len(CRITERIA) - 1)
        assert Voice(language)(made_up_criterion.ENERGY.label) in Voice(language)(other.sentence("A", "B"))


@pytest.mark.parametrize("language", Language)
def test_every_report_prints_it(recommendation, language):
    say, settings = Voice(language), SETTINGS.model_copy(update={"language": language})
    assert any(say(made_up_criterion.ENERGY.label) in line for line in as_text(recommendation, 5, settings))
    assert f"{made_up_criterion.NAME}_points" in as_csv(recommendation).decode("utf-8-sig").split("\r\n")[0]
    document = json.loads(as_document(recommendation, settings, datetime.date(2026, 11, 28)))
    assert document["shares"][made_up_criterion.NAME] == pytest.approx(4 / 18)
    assert made_up_criterion.NAME in document["places"][0]["contributions"]
    page = memo(recommendation, settings, datetime.date(2026, 11, 28))
    assert page is not None
    assert say(made_up_criterion.ENERGY.label) in page.page()
    assert story.confidence(recommendation).sentences
    assert len(story.portraits(recommendation)) == story.SHOWN
    assert not np.isnan(recommendation.shares).any()
