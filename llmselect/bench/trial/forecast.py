"""What a trial will take at most, said before it is started: requests, tokens, and money where prices are known."""

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.bench.tasks.task import TrialTask
from llmselect.bench.trial.askers import request_of
from llmselect.bench.trial.plan import Contestant
from llmselect.bench.trial.reply import CHARACTERS_A_TOKEN


class TrialForecast(NamedTuple):
    """Retries after a busy server come on top: those are not billed as a rule."""

    requests: int
    prompt_tokens: int
    """Guessed from the characters."""
    output_tokens: int
    """The most that is asked for, thoughts included where a server counts them so."""
    usd: float
    """At the prices of the offers that are known; 0 for servers of one's own network, which send no bill."""
    billed: bool
    """Whether any contestant is an offer with known prices."""
    unpriced: tuple[str, ...]
    """Names of contestants at providers whose price is not known: `usd` says nothing of them."""


def forecast(contestants: Sequence[Contestant], tasks: Sequence[TrialTask], repeats: int) -> TrialForecast:
    """The whole grid, each request with its longest answer."""
    prompt = output = 0
    usd, billed, unpriced = 0.0, False, list[str]()
    for contestant in contestants:
        read, written = _tokens(contestant, tasks, repeats)
        prompt, output = prompt + read, output + written
        fee = contestant.cost_usd(read, written)
        if fee is not None:
            usd, billed = usd + fee, True
        elif not contestant.own_server:
            unpriced.append(contestant.name)
    return TrialForecast(len(contestants) * len(tasks) * repeats, prompt, output, usd, billed, tuple(unpriced))


def _tokens(contestant: Contestant, tasks: Sequence[TrialTask], repeats: int) -> tuple[int, int]:
    """Tokens of the prompts, and of the longest answers, of one contestant."""
    asked = [request_of(contestant, task) for task in tasks]
    read = sum(-(-(len(each.prompt) + len(each.system)) // CHARACTERS_A_TOKEN) for each in asked)
    return repeats * read, repeats * sum(each.max_tokens for each in asked)
