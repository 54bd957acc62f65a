"""Measuring a model on a server of this computer: any address that speaks the OpenAI protocol."""

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from time import perf_counter
from typing import Any, Final, NamedTuple, cast

from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import ServerAddress, address
from llmselect.bench.http.exchange import PLAIN, Exchange, answer
from llmselect.bench.http.wire import Stopped
from llmselect.bench.measured import Counted, Measured, Progress, Spread
from llmselect.bench.rounds import Round, play
from llmselect.errors import BadNumber, nearest
from llmselect.text import in_both


class Usual(NamedTuple):
    """A program that serves models, and where it listens unless told otherwise."""

    name: str
    base_url: str


USUAL = (
    Usual("Ollama", "http://localhost:11434/v1"),
    Usual("llama.cpp", "http://localhost:8080/v1"),
    Usual("LM Studio", "http://localhost:1234/v1"),
    Usual("vLLM", "http://localhost:8000/v1"),
    Usual("TGI", "http://localhost:3000/v1"),
)
MOST_PROMPT_TOKENS, MOST_OUTPUT_TOKENS, MOST_ROUNDS = 32_768, 2_048, 10
MOST_MODELS: Final = 1000
LOADING_S: Final = 300.0
"""A model of 60 GB comes from a slow disk in about five minutes."""
ANSWER_S: Final = 120.0


def models(base_url: str) -> tuple[str, ...]:
    """Names of the models that a server of this computer offers; raises ServerFault, also where it offers none."""
    return models_at(address(base_url))


def models_at(where: ServerAddress, how: Exchange = PLAIN) -> tuple[str, ...]:
    """Names of the models that the server at a checked address offers.

    Raises ServerFault, also where it offers none.
    """
    with answer(where, "/models", how=how) as response:
        content = response.json()
    entries = cast("dict[str, Any]", content).get("data") if isinstance(content, dict) else content
    if entries is None:
        entries = []
    if not isinstance(entries, list):
        raise ServerFault("bench.garbage", where=str(where))
    listed = cast("list[object]", entries)[:MOST_MODELS]
    names = [cast("dict[str, object]", entry).get("id") for entry in listed if isinstance(entry, dict)]
    offered = tuple(name for name in names if isinstance(name, str) and 0 < len(name) <= 300 and name.isprintable())
    if not offered:
        raise ServerFault("bench.no_models", where=str(where))
    return offered


def measure(
    base_url: str,
    model: str,
    prompt_tokens: int = 512,
    output_tokens: int = 128,
    rounds: int = 3,
    stop: Callable[[], bool] = lambda: False,
    clock: Callable[[], float] = perf_counter,
) -> Iterator[Progress | Measured]:
    """Progress after each round, then what was measured; stopped, it ends without. Raises ServerFault and BadNumber.

    The first round loads the model and is kept apart. `stop` is asked several times a second.
    """
    _check("prompt_tokens", prompt_tokens, MOST_PROMPT_TOKENS)
    _check("output_tokens", output_tokens, MOST_OUTPUT_TOKENS)
    _check("rounds", rounds, MOST_ROUNDS)
    where = address(base_url)
    offered = models(base_url)
    if model not in offered:
        near = ", ".join(nearest(model, offered) or offered[:3])
        raise ServerFault("bench.unknown_model", given=model, near=near)
    played: list[Round] = []
    for number in range(rounds + 1):
        if stop():
            return
        patience = ANSWER_S if played else LOADING_S
        try:
            played.append(play(where, model, prompt_tokens, output_tokens, patience, stop, clock))
        except Stopped:
            return
        message = "bench.round" if number else "bench.loaded"
        yield Progress(number + 1, rounds + 1, in_both(message, n=number, of=rounds))
    yield _measured(model, played[0], played[1:])


def _measured(model: str, loading: Round, played: Sequence[Round]) -> Measured:
    counted = all(each.output_tokens is not None for each in played)
    prefill = [speed for each in played if (speed := each.prefill_tokens_per_s) is not None]
    prompts = [each.prompt_tokens for each in played if each.prompt_tokens is not None]
    return Measured(
        model=model,
        rounds=len(played),
        decode_tokens_per_s=_spread([each.decode_tokens_per_s for each in played]),
        prefill_tokens_per_s=_spread(prefill) if len(prefill) == len(played) else None,
        ttft_s=_spread([each.ttft_s for each in played]),
        prompt_tokens=round(median(prompts)) if prompts else None,
        output_tokens=round(median(each.tokens for each in played)),
        counted=Counted.USAGE if counted else Counted.CHUNKS,
        load_s=loading.ttft_s,
    )


def _spread(values: Sequence[float]) -> Spread:
    return Spread(min(values), median(values), max(values))


def _check(name: str, number: int, most: int) -> None:
    if not 1 <= number <= most:
        raise BadNumber(name, number, f"a whole number from 1 to {most}")
