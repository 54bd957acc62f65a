"""How much a model is asked to reason reaches the server in the words that it knows, and is never left out unsaid."""

import pytest

from llmselect.bench.chat.chat_request import ChatRequest
from llmselect.bench.trial.askers import request_of
from llmselect.catalog.efforts import Effort
from tests.bench.trials import plan


def body(effort, template):
    return ChatRequest("m", "Hello", effort=effort, template=template).body()


def test_without_an_effort_nothing_is_said_of_it():
    for template in (False, True):
        assert {"reasoning_effort", "chat_template_kwargs"}.isdisjoint(body(None, template))


@pytest.mark.parametrize(
    ("effort", "word", "thinks"), [(Effort.OFF, "none", False), (Effort.HIGH, "high", True), (Effort.ON, None, True)]
)
def test_an_effort_is_said_to_the_interface_and_to_the_template_of_an_own_server(effort, word, thinks):
    assert body(effort, False).get("reasoning_effort") == body(effort, True).get("reasoning_effort") == word
    assert "chat_template_kwargs" not in body(effort, False)
    assert body(effort, True)["chat_template_kwargs"]["enable_thinking"] is thinks


def test_a_server_that_takes_no_effort_is_not_asked_without_it():
    asked = ChatRequest("m", "Hello", effort=Effort.HIGH)
    assert asked.reworded("unknown parameter: reasoning_effort") is None


def test_two_settings_of_one_model_ask_differently():
    own, told = plan(2).contestants
    told = told.model_copy(update={"effort": Effort.LOW, "system": "Be brief."})
    task = plan().tasks[0]
    assert request_of(own, task).body().keys() < request_of(told, task).body().keys()
    assert request_of(told, task).body()["messages"][0] == {"role": "system", "content": "Be brief."}
    remote = told.model_copy(update={"base_url": "https://api.example.com/v1"})
    assert "chat_template_kwargs" not in request_of(remote, task).body()
