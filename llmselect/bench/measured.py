"""What measuring a local server finds: its speeds with their spread, and how far the measuring has come."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from llmselect.machine.machine import Phase, UserMeasurement
from llmselect.text import Text


class Counted(StrEnum):
    """Who counted the tokens."""

    USAGE = "usage"
    """The server, in the `usage` of its answer."""
    CHUNKS = "chunks"
    """Nobody but us: the pieces that arrived, of which a server may put several tokens into one."""


class Spread(NamedTuple):
    """The least, the middle and the most of the rounds."""

    low: float
    middle: float
    high: float


class Progress(NamedTuple):
    """One step done of so many; the first is loading the model."""

    done: int
    of: int
    words: Text


@dataclass(frozen=True, slots=True)
class Measured:
    """Speeds of one reader, from the rounds after the first, which loads the model."""

    model: str
    """As the server calls it."""
    rounds: int
    decode_tokens_per_s: Spread
    prefill_tokens_per_s: Spread | None
    """None: the server does not say how many tokens the prompt had."""
    ttft_s: Spread
    prompt_tokens: int | None
    output_tokens: int
    """Of a round, the middle."""
    counted: Counted
    load_s: float
    """Time to the first token of the first round, model loading included."""

    def own_speeds(self, model: str, quantization: str) -> tuple[UserMeasurement, ...]:
        """The same as entries of a machine, once a person has said which model of the catalog it is."""
        prompt = self.prompt_tokens or 0
        decode = UserMeasurement(
            model=model,
            quantization=quantization,
            phase=Phase.DECODE,
            tokens_per_s=self.decode_tokens_per_s.middle,
            depth_tokens=prompt + self.output_tokens // 2,
        )
        if self.prefill_tokens_per_s is None:
            return (decode,)
        prefill = UserMeasurement(
            model=model,
            quantization=quantization,
            phase=Phase.PREFILL,
            tokens_per_s=self.prefill_tokens_per_s.middle,
            depth_tokens=prompt // 2,
        )
        return (decode, prefill)
