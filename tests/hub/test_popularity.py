"""Popularity of a model, read live: strict, in two requests, and nothing lost where one of them fails."""

import datetime

import pytest

from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.popularity import MOST_COPIES, MOST_REQUESTS, read_popularity
from tests.hub.stand_in import Repository

MODEL = "Qwen/Qwen3-8B"
OF_IT = ["gguf", f"base_model:quantized:{MODEL}"]


def copies(count):
    return [
        Repository(f"maker{i}/Qwen3-8B-GGUF", says={"tags": OF_IT, "downloads": 10 * i, "likes": i})
        for i in range(count)
    ]


@pytest.fixture
def model(hub):
    """The model itself on the stand-in."""
    hub.add(Repository(MODEL, says={"downloads": 5_000_000, "likes": 900, "trendingScore": 12.5, "gated": "auto"}))
    return hub


def test_counts_and_copies_come_in_two_requests(model):
    model.add(*copies(3), Repository("other/Llama-GGUF", says={"tags": ["gguf"]}))
    found = read_popularity(MODEL)
    assert (found.downloads_30d, found.likes, found.trending, found.gated) == (5_000_000, 900, 12.5, True)
    assert found.changed == datetime.date(2026, 11, 20)
    assert [copy.repository for copy in found.copies] == [f"maker{i}/Qwen3-8B-GGUF" for i in (2, 1, 0)]
    assert found.gap is None
    assert found.requests == len(model.asked) == MOST_REQUESTS


def test_no_more_copies_are_kept_than_are_shown(model):
    model.add(*copies(MOST_COPIES + 5))
    assert len(read_popularity(MODEL).copies) == MOST_COPIES


@pytest.mark.parametrize("wrong", [-3, "many", 1.5, None, True])
def test_a_wrong_count_is_unknown_and_loses_nothing_else(model, wrong):
    model.add(Repository(MODEL, says={"downloads": wrong, "likes": 7}))
    found = read_popularity(MODEL)
    assert found.downloads_30d is None
    assert found.likes == 7


@pytest.mark.parametrize("line", [{}, {"id": "no owner"}, {"id": 7}, "text", None, {"id": "a/b](javascript:x)"}])
def test_one_broken_line_loses_itself_alone(model, line):
    model.routes.append((r"/api/models", lambda *_: [line, {"id": "a/good-GGUF", "downloads": 3}]))
    assert [copy.repository for copy in read_popularity(MODEL).copies] == ["a/good-GGUF"]


def test_a_list_of_copies_that_is_none_leaves_the_counts_and_says_why(model):
    model.routes.append((r"/api/models", lambda *_: {"error": "no"}))
    found = read_popularity(MODEL)
    assert found.downloads_30d == 5_000_000
    assert found.copies == ()
    assert found.gap is not None
    assert MODEL in found.gap.fr


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"status": 429, "headers": {"RateLimit": '"api";r=0;t=300'}}, FaultKind.RATE_LIMITED),
        ({"status": 500}, FaultKind.HUB_ERROR),
        ({"status": 200, "body": b"<html>"}, FaultKind.BAD_DATA),
        ({"status": 200, "body": b"[1, 2]"}, FaultKind.BAD_DATA),
        ({"status": 200, "body": b'{"downloads": 5', "cut_after": 4}, FaultKind.UNREACHABLE),
        ({"endless": True}, FaultKind.TOO_LARGE),
    ],
)
def test_a_hub_in_trouble_is_one_sentence_in_both_languages(model, fault, kind):
    model.fail("/api/models", **fault)
    with pytest.raises(HubFault) as raised:
        read_popularity(MODEL)
    assert raised.value.kind is kind
    assert raised.value.text.en != raised.value.text.fr
    assert len(model.asked) == 1


def test_a_slow_hub_is_given_up(model, quick):
    model.fail("/api/models", delay_s=1.0)
    with pytest.raises(HubFault) as raised:
        read_popularity(MODEL)
    assert raised.value.kind is FaultKind.TIMEOUT


def test_a_model_that_is_gone_says_so(hub):
    with pytest.raises(HubFault) as raised:
        read_popularity("nobody/nothing")
    assert raised.value.kind is FaultKind.NOT_FOUND
