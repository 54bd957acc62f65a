"""One round of measuring: a prompt that no cache knows, the answer as it comes, and its speeds."""

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from llmselect.bench.chat.chat_request import ChatRequest
from llmselect.bench.chat.heard import Heard
from llmselect.bench.chat.listening import Listener
from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import ServerAddress

WORDS: Final = tuple(
    word
    for line in (
        "river stone window garden winter bread paper light silver morning road table music forest bridge summer",
        "letter market village copper engine harbour island ladder meadow needle orange pencil quarter ribbon shadow",
    )
    for word in line.split()
)
"""Common words of about one token each."""
FEWEST_TOKENS: Final = 8
"""A shorter answer is over before its speed shows."""
MOST_TRIES: Final = 3
"""Small models now and then end after a few words: another prompt is answered at length."""


@dataclass(frozen=True, slots=True)
class Round:
    """Measurements of one answer; times in seconds of the clock passed to `play`."""

    ttft_s: float
    writing_s: float
    """From the first piece to the last."""
    chunks: int
    prompt_tokens: int | None
    cached_tokens: int
    output_tokens: int | None
    tokens: int
    """As the server counted them, else the pieces that came."""

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
    heard, listener = Heard(), Listener(where, patience_s=patience_s, stop=stop, clock=clock)
    for _ in range(MOST_TRIES):
        heard = Heard()
        listener.listen(ChatRequest(model, prompt(prompt_tokens), max_tokens=output_tokens, temperature=0.8), heard)
        if heard.tokens >= FEWEST_TOKENS:
            break
    return _timed(heard)


def _timed(heard: Heard) -> Round:
    if not heard.times:
        raise ServerFault("bench.no_text")
    writing_s = heard.times[-1] - heard.times[0]
    if heard.tokens < FEWEST_TOKENS or heard.chunks < 2 or writing_s <= 0:
        raise ServerFault("bench.too_short", tokens=heard.tokens, chunks=heard.chunks)
    return Round(
        ttft_s=heard.since_sent(heard.times[0]),
        writing_s=writing_s,
        chunks=heard.chunks,
        prompt_tokens=heard.prompt_tokens,
        cached_tokens=heard.cached_tokens,
        output_tokens=heard.output_tokens,
        tokens=heard.tokens,
    )
