"""A complete first call of an offer: client, address, variable that holds the key, model id, effort."""

import re

from llmselect.catalog.efforts import Effort
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.offers import FirstCall
from llmselect.catalog.thinking import EffortSwitch
from llmselect.scoring.ranking.candidate import Candidate

MESSAGES = '[{"role": "user", "content": "Hello"}]'
PLACEHOLDER = re.compile(r"<[a-z][a-z ]*>")
MOST_TOKENS = 1_000
THINKING_ROOM = 4
"""Room for thoughts beside the answer: a limit on the whole output would otherwise cut the answer off."""


def first_call(candidate: Candidate) -> str | None:
    """Python that asks the offer one question; None for a run on the machine, or where no call is known."""
    offer, provider = candidate.offer, candidate.provider
    if offer is None or provider is None:
        return None
    style = offer.first_call or provider.first_call
    address = offer.base_url or provider.base_url
    variable = provider.key_variable or "API_KEY"
    writers = {
        FirstCall.OPENAI: lambda: _openai(candidate, offer.api_model_id, address, variable),
        FirstCall.ANTHROPIC: lambda: _anthropic(candidate, offer.api_model_id, address, variable),
        FirstCall.BEDROCK: lambda: _bedrock(candidate, offer.api_model_id),
        FirstCall.VERTEX: lambda: _vertex(offer.api_model_id),
        FirstCall.VERTEX_ANTHROPIC: lambda: _vertex_anthropic(candidate, offer.api_model_id),
    }
    return None if style is None else "\n".join([f"# {provider.name}: {provider.url}", *writers[style]()])


def placeholders(call: str) -> tuple[str, ...]:
    """What stands for a word of the reader's own in a call, as `<resource>`, each once in its order."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(call)))


def _tokens(candidate: Candidate) -> int:
    output = candidate.assessment.workload.output_tokens
    thoughts = candidate.thinking_tokens
    return max(output, MOST_TOKENS) + (round(THINKING_ROOM * thoughts.likely) if thoughts else 0)


def _openai(candidate: Candidate, model: str, address: str | None, variable: str) -> list[str]:
    asked = effort_arguments(candidate.model, candidate.effort)
    return [
        "import os",
        "from openai import OpenAI",
        "",
        f"client = OpenAI(base_url={address!r}, api_key=os.environ[{variable!r}])",
        "answer = client.chat.completions.create(",
        f"    model={model!r},",
        f"    messages={MESSAGES},",
        f"    max_tokens={_tokens(candidate)},",
        *(f"    {each}," for each in asked),
        ")",
        "print(answer.choices[0].message.content)",
    ]


def _anthropic(candidate: Candidate, model: str, address: str | None, variable: str) -> list[str]:
    return [
        "import os",
        "from anthropic import Anthropic",
        "",
        f"client = Anthropic(base_url={address!r}, api_key=os.environ[{variable!r}])",
        *_messages(candidate, model),
    ]


def _vertex_anthropic(candidate: Candidate, model: str) -> list[str]:
    return [
        "from anthropic import AnthropicVertex",
        "",
        'client = AnthropicVertex(project_id="<your project>", region="<region>")',
        *_messages(candidate, model),
    ]


def _messages(candidate: Candidate, model: str) -> list[str]:
    return [
        "answer = client.messages.create(",
        f"    model={model!r},",
        f"    messages={MESSAGES},",
        f"    max_tokens={_tokens(candidate)},",
        *(f"    {each}," for each in effort_arguments(candidate.model, candidate.effort)),
        ")",
        "print(answer.content[-1].text)",
    ]


def _bedrock(candidate: Candidate, model: str) -> list[str]:
    return [
        "import boto3  # reads the key from AWS_BEARER_TOKEN_BEDROCK, or your AWS profile",
        "",
        'client = boto3.client("bedrock-runtime", region_name="<region>")',
        "answer = client.converse(",
        f"    modelId={model!r},",
        '    messages=[{"role": "user", "content": [{"text": "Hello"}]}],',
        f'    inferenceConfig={{"maxTokens": {_tokens(candidate)}}},',
        ")",
        'print(answer["output"]["message"]["content"][-1]["text"])',
    ]


def _vertex(model: str) -> list[str]:
    return [
        "from google import genai  # reads GOOGLE_APPLICATION_CREDENTIALS",
        "",
        'client = genai.Client(vertexai=True, project="<your project>", location="<region>")',
        f'answer = client.models.generate_content(model={model!r}, contents="Hello")',
        "print(answer.text)",
    ]


def effort_arguments(model: LanguageModel, effort: Effort) -> tuple[str, ...]:
    """Arguments of the call that ask for an effort; () where no request needs to, or how is not known."""
    switch, level = model.effort_switch, "none" if effort is Effort.OFF else str(effort)
    if switch is None or (effort is Effort.OFF and "none" not in model.efforts and switch in LEVELLED):
        return ()
    on = "True" if effort is not Effort.OFF else "False"
    return {
        EffortSwitch.REASONING_EFFORT: (f'reasoning_effort="{level}"',),
        EffortSwitch.OUTPUT_EFFORT: (f'extra_body={{"output_config": {{"effort": "{level}"}}}}',),
        EffortSwitch.THINKING: (
            f'extra_body={{"thinking": {{"type": "{"enabled" if on == "True" else "disabled"}"}}}}',
        ),
        EffortSwitch.ENABLE_THINKING: (f'extra_body={{"chat_template_kwargs": {{"enable_thinking": {on}}}}}',),
        EffortSwitch.TEMPLATE_THINKING: (f'extra_body={{"chat_template_kwargs": {{"thinking": {on}}}}}',),
    }.get(switch, ())


LEVELLED = (EffortSwitch.REASONING_EFFORT, EffortSwitch.OUTPUT_EFFORT)
