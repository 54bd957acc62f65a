"""One reply of a trial: the text, what was measured of it, and what went wrong."""

import datetime
from typing import Annotated, Final

from pydantic import BaseModel, Field

from llmselect.bench.chat.heard import LONGEST_TEXT
from llmselect.bench.chat.listening import Listened
from llmselect.bench.graders.grader import STRICT
from llmselect.bench.measured import Counted
from llmselect.bench.trial.plan import Contestant, TrialCell
from llmselect.text import Text

CHARACTERS_A_TOKEN: Final = 4
"""Of a prompt whose tokens nobody counted, in English and French, roughly."""
Seconds = Annotated[float, Field(ge=0, le=1e6)]
TokenCount = Annotated[int, Field(ge=0, le=10**8)]
Sentence = Annotated[str, Field(max_length=2000)]


class Reply(BaseModel):
    """Times in seconds since the request was sent over an open connection; None where nothing came."""

    model_config = STRICT

    contestant: Annotated[int, Field(ge=0, le=100)]
    task: Annotated[str, Field(max_length=80)]
    repeat: Annotated[int, Field(ge=0, le=100)]
    text: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
    fault_en: Sentence | None = None
    """What went wrong; None: the answer came to its end."""
    fault_fr: Sentence | None = None
    ttft_s: Seconds | None = None
    """To the first token that is not empty, be it of a thought."""
    answer_s: Seconds | None = None
    """To the first token of the answer itself."""
    total_s: Seconds | None = None
    """To the last token."""
    prompt_tokens: TokenCount | None = None
    cached_tokens: TokenCount = 0
    """Of the prompt, those that the server had read before."""
    output_tokens: TokenCount = 0
    """Thoughts included."""
    thinking_tokens: TokenCount | None = None
    counted: Annotated[Counted, Field(strict=False)] = Counted.CHUNKS
    finish: Annotated[str, Field(max_length=40)] | None = None
    tries: Annotated[int, Field(ge=1, le=100)] = 1
    cold: bool = False
    """The first request to its contestant, which may have loaded the model."""
    at: Annotated[datetime.datetime | None, Field(strict=False)] = None

    @property
    def cell(self) -> TrialCell:
        return TrialCell(self.contestant, self.task, self.repeat)

    @property
    def fault(self) -> Text | None:
        return None if self.fault_en is None else Text(self.fault_en, self.fault_fr or self.fault_en)

    @property
    def read_tokens(self) -> int | None:
        """Tokens of the prompt that the server really read for this answer."""
        return None if self.prompt_tokens is None else max(self.prompt_tokens - self.cached_tokens, 0)

    @property
    def tpot_s(self) -> float | None:
        """Seconds for each token after the first: (total - first) / (n - 1)."""
        if self.ttft_s is None or self.total_s is None or self.output_tokens < 2 or self.total_s <= self.ttft_s:
            return None
        return (self.total_s - self.ttft_s) / (self.output_tokens - 1)

    def cost_usd(self, contestant: Contestant) -> float | None:
        """US dollars at the contestant's prices; None where a price or the prompt's tokens are not known."""
        read = self.prompt_tokens
        return None if read is None else contestant.cost_usd(read, self.output_tokens)


def reply_of(cell: TrialCell, listened: Listened, prompt_characters: int, at: datetime.datetime) -> Reply:
    """What was heard, as a record; tokens that the server did not count are estimated, and marked by `counted`."""
    heard, fault = listened.heard, listened.fault
    counted = heard.output_tokens is not None
    times = [heard.since_sent(time) for time in (heard.times[:1] + heard.times[-1:])]
    guess = -(-prompt_characters // CHARACTERS_A_TOKEN)
    return Reply(
        contestant=cell.contestant,
        task=cell.task,
        repeat=cell.repeat,
        text=heard.text,
        fault_en=None if fault is None else fault.text.en[:2000],
        fault_fr=None if fault is None else fault.text.fr[:2000],
        ttft_s=times[0] if times else None,
        answer_s=None if heard.first_answer is None else heard.since_sent(heard.first_answer),
        total_s=times[-1] if times else None,
        prompt_tokens=heard.prompt_tokens or (guess if heard.times else None),
        cached_tokens=heard.cached_tokens,
        output_tokens=heard.tokens,
        thinking_tokens=heard.thinking_tokens,
        counted=Counted.USAGE if counted else Counted.CHUNKS,
        finish=heard.finish,
        tries=listened.tries,
        at=at,
    )
