"""What a trial takes at most is said before it runs; a price that nobody knows is no price of zero."""

import pytest

from llmselect.bench.trial.forecast import forecast
from tests.bench.trials import plan

REMOTE = {"base_url": "https://api.example.com/v1"}
PRICED = {"input_usd_per_mtok": 1.0, "output_usd_per_mtok": 10.0}


def contestants(*facts):
    kept = plan(len(facts)).contestants
    return [each.model_copy(update=fact) for each, fact in zip(kept, facts, strict=True)]


def test_every_request_counts_with_its_longest_answer():
    tasks = plan(tasks=4).tasks
    found = forecast(contestants({"max_tokens": 100}, {}), tasks, 3)
    assert found.requests == 2 * 4 * 3
    assert found.output_tokens == 3 * (4 * 100 + sum(task.max_tokens for task in tasks))
    assert found.prompt_tokens == 2 * 3 * sum(-(-len(task.prompt) // 4) for task in tasks)


def test_a_system_prompt_is_read_with_every_task():
    tasks = plan(tasks=2).tasks
    bare, told = (forecast(contestants({"system": words}), tasks, 1).prompt_tokens for words in ("", "x" * 400))
    assert told >= bare + 2 * 100


def test_own_servers_send_no_bill():
    found = forecast(contestants({}, {}), plan().tasks, 1)
    assert (found.billed, found.usd, found.unpriced) == (False, 0.0, ())


def test_known_prices_are_added_up_and_unknown_ones_are_named():
    found = forecast(contestants(REMOTE | PRICED | {"max_tokens": 1000}, REMOTE, {}), plan(tasks=1).tasks, 1)
    assert found.billed
    assert found.usd == pytest.approx((2 * 1.0 + 1000 * 10.0) / 1e6)
    assert found.unpriced == ("Model 1",)
