"""One round of measuring: a prompt that no cache knows, the answer as it comes, and its speeds."""

import random
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from llmselect.bench.connection import ServerAddress, answer, events
from llmselect.bench.faults import ServerFault

WORDS: Final = tuple(
    word
    for line in (
        "river stone window garden winter bread paper light silver morning road table music forest bridge summer",
        "letter market village copper engine harbour island ladder meadow needle orange pencil quarter ribbon shadow",
    )
    for word in line.split()
)
"""Common words of about one token each."""
WRITTEN: Final = ("content", "reasoning_content", "reasoning")
"""Keys of a piece under which servers send text and thoughts."""
FEWEST_TOKENS: Final = 8
"""A shorter answer is over before its speed shows."""


@dataclass(slots=True)
class Round:
    """Measurements of one answer; times in seconds of the clock passed to `play`."""

    ttft_s: float = 0.0
    writing_s: float = 0.0
    """From the first piece to the last."""
    chunks: int = 0
    prompt_tokens: int | None = None
    cached_tokens: int = 0
    output_tokens: int | None = None
    times: list[float] = field(default_factory=list[float])

    @property
    def tokens(self) -> int:
        return self.chunks if self.output_tokens is None else self.output_tokens

    @property
    def decode_tokens_per_s(self) -> float:
        """All tokens but those of the first piece, over the time since then."""
        return self.tokens * (1 - 1 / self.chunks) / self.writing_s

    @property
    def prefill_tokens_per_s(self) -> float | None:
        if self.prompt_tokens is None:
            return None
        return max(self.prompt_tokens - self.cached_tokens, 1) / self.ttft_s


def prompt(tokens: int) -> str:
    """About that many tokens of words in random order, which differ from the first on: no prompt cache helps."""
    dice = random.Random(secrets.randbits(64))
    words = " ".join(dice.choice(WORDS) for _ in range(max(tokens - 40, 8)))
    return f"{secrets.token_hex(4)} {words}. Write a long story in which these words appear, without any list."


def play(
    where: ServerAddress,
    model: str,
    prompt_tokens: int,
    output_tokens: int,
    patience_s: float,
    stop: Callable[[], bool],
    clock: Callable[[], float],
) -> Round:
    """One prompt and its answer; raises ServerFault, and Stopped."""
    body: dict[str, object] = {
        "model": model,
        "messages": [{"role": "user", "content": prompt(prompt_tokens)}],
        "max_tokens": output_tokens,
        "temperature": 0.8,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    played = Round()
    began = clock()
    with answer(where, "/chat/completions", body, patience_s, stop) as response:
        for event in events(response, where):
            if _writes(event):
                played.times.append(clock())
            _count(event, played)
            if played.chunks > 100 * output_tokens:
                raise ServerFault("bench.endless", most=output_tokens)
    return _timed(played, began)


def _timed(played: Round, began: float) -> Round:
    if not played.times:
        raise ServerFault("bench.no_text")
    played.ttft_s = max(played.times[0] - began, 1e-6)
    played.writing_s = played.times[-1] - played.times[0]
    if played.tokens < FEWEST_TOKENS or played.chunks < 2 or played.writing_s <= 0:
        raise ServerFault("bench.too_short", tokens=played.tokens, chunks=played.chunks)
    return played


def _writes(event: Mapping[str, Any]) -> bool:
    """Whether a piece holds text, thoughts included, which are called differently from server to server."""
    choices = event.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return False
    delta = cast("dict[str, Any]", choices[0]).get("delta")
    if not isinstance(delta, dict):
        return False
    pieces = cast("dict[str, Any]", delta)
    return any(isinstance(pieces.get(name), str) and pieces[name] for name in WRITTEN)


def _count(event: Mapping[str, Any], played: Round) -> None:
    played.chunks = len(played.times)
    usage = event.get("usage")
    if not isinstance(usage, dict):
        return
    counted = cast("dict[str, Any]", usage)
    played.prompt_tokens = _whole(counted.get("prompt_tokens")) or played.prompt_tokens
    played.output_tokens = _whole(counted.get("completion_tokens")) or played.output_tokens
    details = counted.get("prompt_tokens_details")
    if isinstance(details, dict):
        played.cached_tokens = _whole(cast("dict[str, Any]", details).get("cached_tokens")) or played.cached_tokens


def _whole(value: object) -> int | None:
    """A count that can be one: servers write what they like."""
    possible = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**8
    return cast("int", value) if possible else None
