"""How a model thinks before it answers: whether it does, in which levels, and how a request asks for them."""

from enum import StrEnum

from llmselect.text import UNKNOWN, Labelled, Text


class Reasoning(Labelled):
    """Whether a model writes its thoughts before it answers."""

    NO = "no", Text("no", "non")
    OPTIONAL = "optional", Text("on demand", "à la demande")
    """It can, and a request can leave it out (or hold it down to where nothing is written)."""
    ALWAYS = "always", Text("always", "toujours")
    UNKNOWN = "unknown", UNKNOWN


class EffortSwitch(StrEnum):
    """How a request says whether, or how much, a model thinks."""

    REASONING_EFFORT = "reasoning_effort"
    """The request's `reasoning_effort` (in OpenAI's Responses `reasoning.effort`) names a level."""
    OUTPUT_EFFORT = "output_config.effort"
    """Anthropic's `output_config: {"effort": level}`; where thinking is optional, `thinking: {"type": ...}` too."""
    THINKING = "thinking"
    """The request's `thinking: {"type": "enabled" | "disabled"}`."""
    BUDGET = "thinking_budget"
    """A number of tokens (`thinking_budget`; Anthropic: `thinking: {"type": "enabled", "budget_tokens": n}`)."""
    ENABLE_THINKING = "enable_thinking"
    """The chat template's `enable_thinking`: `chat_template_kwargs: {"enable_thinking": false}`."""
    TEMPLATE_THINKING = "template_thinking"
    """The chat template's `thinking`: `chat_template_kwargs: {"thinking": true}`."""
    NO_THINK = "no_think"
    """The words `/think` or `/no_think` in the message."""
    SYSTEM_PROMPT = "system_prompt"
    """Words in the system message that the model was trained on (`detailed thinking on`)."""
    SEPARATE_IDS = "separate_ids"
    """Another model id: one thinks, its twin does not."""


OFF = "none"
"""The level at which nothing is thought; stands first among a model's levels where it has one."""
ON = "on"
"""The other state of a model that can only be switched."""
