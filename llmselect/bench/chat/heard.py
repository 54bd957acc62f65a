"""An answer while it comes: its text, the times of its pieces, and the tokens that the server counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from llmselect.bench.http.exchange import ENDED
from llmselect.bench.http.keys import Key

THOUGHTS: Final = ("reasoning_content", "reasoning")
"""Keys of a piece under which servers send thoughts."""
LONGEST_TEXT: Final = 200_000
"""Characters kept of an answer, and of thoughts."""


@dataclass(slots=True)
class Heard:
    """Measurements of one answer; times in seconds of the clock given, since the request was sent."""

    began: float | None = None
    """When the request was sent, by the clock."""
    times: list[float] = field(default_factory=list[float])
    """Of each piece with text, thoughts included, by the clock."""
    first_answer: float | None = None
    """Of the first piece of the answer itself, by the clock."""
    parts: list[str] = field(default_factory=list[str])
    kept: int = 0
    thought_characters: int = 0
    prompt_tokens: int | None = None
    cached_tokens: int = 0
    output_tokens: int | None = None
    thinking_tokens: int | None = None
    finish: str | None = None
    ended: bool = False
    """The server said that this was all."""

    @property
    def text(self) -> str:
        """What came so far; halves of a sign, as JSON can spell them, are joined or replaced: no file takes them."""
        return "".join(self.parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    @property
    def chunks(self) -> int:
        return len(self.times)

    @property
    def tokens(self) -> int:
        """As the server counted them, else the pieces that came."""
        return self.chunks if self.output_tokens is None else self.output_tokens

    def since_sent(self, time: float) -> float:
        """Seconds from the sending of the request to a time of the clock; a millionth at least."""
        return max(time - (self.times[0] if self.began is None else self.began), 1e-6)

    def count(self, event: Mapping[str, Any]) -> None:
        """Take the tokens and the reason of the end from an event; usage may come in one without choices."""
        choice = _first(event.get("choices"))
        if choice is not None and isinstance(choice.get("finish_reason"), str):
            self.finish = cast("str", choice["finish_reason"])[:40]
        self.ended = self.ended or self.finish is not None or event is ENDED
        usage = event.get("usage")
        if not isinstance(usage, dict):
            return
        counted = cast("dict[str, Any]", usage)
        self.prompt_tokens = _whole(counted.get("prompt_tokens")) or self.prompt_tokens
        self.output_tokens = _whole(counted.get("completion_tokens")) or self.output_tokens
        self.cached_tokens = _detail(counted, "prompt_tokens_details", "cached_tokens") or self.cached_tokens
        thoughts = _detail(counted, "completion_tokens_details", "reasoning_tokens")
        self.thinking_tokens = thoughts or self.thinking_tokens

    def take(self, event: Mapping[str, Any], now: float) -> None:
        """Add the text of an event that `writes` found some in."""
        self.times.append(now)
        answer, thoughts = pieces(event)
        self.thought_characters += len(thoughts)
        if answer:
            self.first_answer = now if self.first_answer is None else self.first_answer
            kept = answer[: max(LONGEST_TEXT - self.kept, 0)]
            self.kept += len(kept)
            self.parts.append(kept)

    def without(self, key: Key | None) -> None:
        """Take the key away where the answer repeats it, in however many pieces: answers are shown, kept and shared."""
        if key is not None:
            self.parts = [key.without(self.text)]


def writes(event: Mapping[str, Any]) -> bool:
    """Whether an event holds text, thoughts included."""
    return any(pieces(event))


def pieces(event: Mapping[str, Any]) -> tuple[str, str]:
    """Text of the answer and of thoughts, which are called differently from server to server."""
    choice = _first(event.get("choices"))
    delta = None if choice is None else choice.get("delta") or choice.get("message")  # whole, where nothing streams
    if not isinstance(delta, dict):
        return "", ""
    named = cast("dict[str, Any]", delta)
    answer = named.get("content")
    thoughts = next((named[name] for name in THOUGHTS if isinstance(named.get(name), str) and named[name]), "")
    return answer if isinstance(answer, str) else "", thoughts


def _first(choices: object) -> dict[str, Any] | None:
    if not isinstance(choices, list) or not choices:
        return None
    first = cast("list[object]", choices)[0]
    return cast("dict[str, Any]", first) if isinstance(first, dict) else None


def _detail(counted: Mapping[str, Any], group: str, name: str) -> int | None:
    details = counted.get(group)
    return _whole(cast("dict[str, Any]", details).get(name)) if isinstance(details, dict) else None


def _whole(value: object) -> int | None:
    """A count that can be one: servers write what they like."""
    possible = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**8
    return cast("int", value) if possible else None
