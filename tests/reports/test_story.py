"""The sentences of the assistant say what the ranking says: true ranks, true figures, both languages."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.reports import story
from llmselect.scoring.elicitation.questionnaire import settings_of
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.robustness.degenerate import DegenerateCase, RobustnessLevel
from llmselect.scoring.robustness.robustness import Robustness
from llmselect.settings import DEFAULT_PRIORITIES, Requirements, Settings, Weight
from llmselect.text import Language, Voice, in_both
from tests import made_up_criterion
from tests.wording import ANYTHING, says

CATALOG = load()
SITUATIONS = {
    "by default": {},
    "at a provider": {"machine": "none", "data": "public"},
    "a laptop": {"machine": "laptop"},
    "a product": {"use": "agents", "volume": "product", "machine": "server"},
    "secret": {"data": "secret", "machine": "card_24"},
}
SAY = {language: Voice(language) for language in Language}


def ranked(answers, **changed):
    settings = settings_of(answers, Settings()).model_copy(update=changed)
    assessed = assess(CATALOG, settings.machine, settings.workload, settings.costs)
    return recommend(assessed, settings.requirements, settings.priorities)


@pytest.fixture(scope="module", params=SITUATIONS.values(), ids=SITUATIONS)
def found(request):
    return ranked(request.param)


def local(place):
    return place.candidate.offer is None


def test_three_are_shown_the_first_two_of_the_ranking_among_them(found):
    shown, places = story.shortlist(found), found.headliners(3)
    assert len(shown) == 3
    assert [place.candidate.row for place in shown[:2]] == [place.candidate.row for place in places[:2]]


def test_another_way_to_run_is_shown_where_one_meets_the_requirements(found):
    here = found.estimates.rows.local[found.ordered]
    both = bool(here.any()) and not here.all()
    assert (len({local(place) for place in story.shortlist(found)}) == 2) == both


@pytest.mark.parametrize("situation", ["by default", "a laptop", "a product"])
def test_the_other_way_is_the_best_of_its_kind(situation):
    found = ranked(SITUATIONS[situation])
    *_, last = story.shortlist(found)
    assert local(last) != local(found.places(1)[0])
    kind = found.estimates.rows.local[found.ordered] == local(last)
    scores = 100 * found.assessed.matrix.cautious[found.ordered] @ found.shares
    assert last.score == pytest.approx(scores[kind].max())


def test_the_last_one_shown_has_its_true_rank(found):
    *_, last = story.shortlist(found)
    scores = 100 * found.assessed.matrix.cautious[found.ordered] @ found.shares
    better, level = scores[found.leaders] > last.score + 1e-6, scores[found.leaders] > last.score - 1e-6
    assert np.count_nonzero(better) < last.rank <= max(np.count_nonzero(level), np.count_nonzero(better) + 1)


def test_a_model_that_others_serve_too_keeps_the_place_of_its_better_way():
    """A candidate folded under its model has the rank at which it would stand, never a better one than its model."""
    found = ranked({})
    folded = next(int(i) for i in range(1, len(found.ordered)) if i not in set(found.leaders.tolist()))
    place = found.place_of(int(found.ordered[folded]))
    same = [p for p in found.places() if p.candidate.model.weights == place.candidate.model.weights]
    assert place.rank >= same[0].rank


def test_the_first_is_told_against_the_second_and_the_others_against_the_first(found):
    first, second, third = story.portraits(found)
    say = SAY[Language.EN]
    assert second.place.candidate.model.name in say(first.points[0].words)
    for portrait in (second, third):
        assert first.place.candidate.model.name in say(portrait.points[0].words)


def test_what_is_told_adds_up_to_no_more_than_the_difference_of_points(found):
    """Every criterion told makes a difference of half a point or more, on the side that the sentence says."""
    first, second, _ = story.portraits(found)
    gained = {c.name: gain for gain, c in story.points_gained(first.place, second.place)}
    assert sum(gained.values()) == pytest.approx(first.place.score - second.place.score)
    said = " ".join(SAY[Language.EN](point.words) for point in first.points)
    for name, gain in gained.items():
        criterion = CRITERIA.named(name).label.en.lower()
        told = says(said, story.BETTER, criterion=criterion)
        assert told <= (gain >= story.NOTABLE_POINTS)
        assert says(said, story.WORSE, criterion=criterion) <= (gain <= -story.NOTABLE_POINTS)


def test_a_lead_below_a_point_is_too_close_to_call(found):
    first, second, _ = story.portraits(found)
    lead = first.place.score - second.place.score
    barely = story.BARELY_AHEAD if lead >= 0 else story.BARELY_BEHIND
    picked = [says(SAY[Language.EN](point.words), story.PICKED) for point in first.points]
    assert picked == [at == 0 and bool(found.pick) for at in range(len(picked))]
    gap = SAY[Language.EN](first.points[bool(found.pick)].words)
    assert says(gap, barely) == (abs(lead) < story.TOO_CLOSE_POINTS)


def test_what_is_not_known_is_said_to_count_as_nothing(monkeypatch):
    made_up_criterion.add_to(monkeypatch)
    found = ranked({"machine": "laptop"}, priorities=(*DEFAULT_PRIORITIES, Weight(made_up_criterion.NAME, 5.0)))
    unknown = next(place for place in found.places() if made_up_criterion.NAME in place.unknown)
    points = story.points(unknown, found.places(1)[0])
    said = " ".join(SAY[Language.EN](point.words) for point in points)
    minus = f"−{ANYTHING}"
    assert says(said, story.MISSING, criterion=made_up_criterion.ENERGY.label.en.lower(), points=minus)
    assert "nan" not in said


def test_measures_show_the_decimals_that_tell_them_apart():
    found = ranked({"machine": "none", "data": "public"}, priorities=(Weight("cost", 1.0),))
    first, second, _ = story.portraits(found)
    own, other = story.told_apart(first.place, second.place, CRITERIA.named("cost"))
    assert callable(own)
    assert callable(other)
    measured = [p.place.candidate.cost_usd_per_1000_requests for p in (first, second)]
    assert (own(SAY[Language.EN]) != other(SAY[Language.EN])) == (round(measured[0], 3) != round(measured[1], 3))


def test_french_takes_the_singular_below_two_points():
    assert story.points_text(SAY[Language.FR], 1.9) == "1,9 point"
    assert story.points_text(SAY[Language.FR], 1.96) == "2,0 points"
    assert story.points_text(SAY[Language.EN], 1.9) == "1.9 points"


@pytest.mark.parametrize("language", Language)
def test_no_sentence_is_left_with_a_blank(found, language):
    told = story.confidence(found)
    texts = [point.words for portrait in story.portraits(found) for point in portrait.points]
    texts += [portrait.role for portrait in story.portraits(found)]
    texts += [*told.sentences, *([told.change] if told.change else [])]
    assert all(text and "{" not in text and "nan" not in text.split() for text in map(SAY[language], texts))


def test_what_was_left_out_is_counted_by_models(found):
    left = story.left_out(found)
    assert left.models == len(found.excluded_models)
    assert left.among == left.models + len(found)
    assert all(0 < count <= left.models for _, count in left.reasons)
    assert [count for _, count in left.reasons] == sorted((count for _, count in left.reasons), reverse=True)


def test_the_verdict_is_one_of_three_and_says_what_would_change_it(found):
    told = story.confidence(found)
    assert told.verdict in set(RobustnessLevel)
    assert told.change is not None


def test_nobody_left_tells_nothing_and_gives_the_way_out():
    nobody = ranked({}, requirements=Requirements(local=True, decode_tokens_per_s=10_000))
    assert story.shortlist(nobody) == story.portraits(nobody) == ()
    assert story.confidence(nobody).sentences == (DegenerateCase.NONE_LEFT.sentence, DegenerateCase.NONE_LEFT.way_out)
    assert story.left_out(nobody).models == story.left_out(nobody).among


def test_where_something_is_unknown_of_each_no_verdict_is_given(monkeypatch):
    monkeypatch.setattr(Robustness, "smaa", lambda *_, **__: DegenerateCase.NONE_LEFT)
    told = story.confidence(ranked({}))
    assert (told.verdict, told.sentences) == (None, (in_both("robustness.none_counted"),))
    assert told.change is not None


def test_one_left_is_the_only_one():
    place = ranked({}).places(1)[0]
    assert story.points(place, None) == (story.PortraitSentence(story.ALONE),)
