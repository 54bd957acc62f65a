"""What is asked of a model: messages and settings, written as a server wants them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from llmselect.catalog.efforts import Effort

MOST_REWORDINGS: Final = 3


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One question with its settings; None: the server's own."""

    model: str
    prompt: str
    system: str = ""
    max_tokens: int = 512
    temperature: float | None = None
    top_p: float | None = None
    seed: int | None = None
    effort: Effort | None = None
    """How much to reason. A server that does not take it says so: it is never left out in silence."""
    template: bool = False
    """Say the effort to the model's chat template too, as llama.cpp, vLLM and SGLang take it; providers do not."""
    limit_name: str = "max_tokens"
    """OpenAI's newer models take `max_completion_tokens` in its place."""
    usage: bool = True
    """Ask for the tokens to be counted; some servers do not know the option."""

    def body(self) -> Mapping[str, object]:
        """The JSON of the request; what is None is left out."""
        system: list[dict[str, str]] = [{"role": "system", "content": self.system}] if self.system else []
        body: dict[str, object | None] = {
            "model": self.model,
            "messages": [*system, {"role": "user", "content": self.prompt}],
            self.limit_name: self.max_tokens,
            "temperature": self.temperature,
            "top_p": self.top_p,
            "seed": self.seed,
            "reasoning_effort": self._reasoning_effort,
            "chat_template_kwargs": self._template_words if self.template else None,
            "stream": True,
            "stream_options": {"include_usage": True} if self.usage else None,
        }
        return {name: value for name, value in body.items() if value is not None}

    @property
    def _reasoning_effort(self) -> str | None:
        """The word of OpenAI's interface; ON names no level, so the server's own counts."""
        if self.effort in (None, Effort.ON):
            return None
        return "none" if self.effort is Effort.OFF else str(self.effort)

    @property
    def _template_words(self) -> dict[str, object] | None:
        """Templates of Qwen and DeepSeek know a switch, that of gpt-oss a level; each passes over the other's word."""
        if self.effort is None:
            return None
        level = {} if self._reasoning_effort in (None, "none") else {"reasoning_effort": self._reasoning_effort}
        return {"enable_thinking": self.effort is not Effort.OFF, **level}

    def reworded(self, said: str) -> "ChatRequest | None":
        """The same question without what the server's message says it does not take.

        None: the message names nothing.
        """
        words = said.casefold()
        if "max_completion_tokens" in words and self.limit_name == "max_tokens":
            return replace(self, limit_name="max_completion_tokens")
        if "temperature" in words and self.temperature is not None:
            return replace(self, temperature=None)
        if "top_p" in words and self.top_p is not None:
            return replace(self, top_p=None)
        if "seed" in words and self.seed is not None:
            return replace(self, seed=None)
        return replace(self, usage=False) if "stream_options" in words and self.usage else None
