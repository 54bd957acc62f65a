"""What a trial consists of: contestants, tasks and repeats, and the cells of that grid."""

from collections.abc import Iterator
from typing import Annotated, Final, NamedTuple
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, field_validator, model_validator

from llmselect.bench.file_faults import rule
from llmselect.bench.graders.grader import STRICT
from llmselect.bench.tasks.task import TrialTask
from llmselect.catalog.efforts import Effort

MOST_CONTESTANTS: Final = 8
MOST_REPEATS: Final = 10
MOST_TASKS: Final = 500
MOST_SIMULTANEOUS: Final = 8
Dollars = Annotated[float, Field(ge=0, le=10_000)]
ShortText = Annotated[str, Field(min_length=1, max_length=300)]


class Contestant(BaseModel):
    """One model at one server with its settings, and what it stands for in the catalog.

    None: the server's own, unknown.
    """

    model_config = STRICT

    name: Annotated[str, Field(min_length=1, max_length=120)]
    """As it is shown."""
    base_url: ShortText
    model: ShortText
    """As the server calls it."""
    system: Annotated[str, Field(max_length=20_000)] = ""
    """Before the task's own."""
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    top_p: Annotated[float, Field(gt=0, le=1)] | None = None
    seed: Annotated[int, Field(ge=0, le=2**31)] | None = None
    effort: Annotated[Effort, Field(strict=False)] | None = None
    """How much it is asked to reason; None: the server's own."""
    max_tokens: Annotated[int, Field(ge=1, le=32_768)] | None = None
    """None: as the task says."""
    catalog_model: Annotated[str, Field(max_length=200)] | None = None
    quantization: Annotated[str, Field(max_length=60)] | None = None
    offer: Annotated[str, Field(max_length=300)] | None = None
    """Id of the offer in the catalog; None: it runs on somebody's own machine, or is not known."""
    input_usd_per_mtok: Dollars | None = None
    output_usd_per_mtok: Dollars | None = None

    @field_validator("base_url")
    @classmethod
    def _without_credentials(cls, base_url: str) -> str:
        if "@" in base_url:
            raise rule("file.credentials")
        return base_url

    @property
    def own_server(self) -> bool:
        """A server of one's own network, which speaks http and sends no bill; providers are asked over https alone."""
        return urlsplit(self.url).scheme == "http"

    @property
    def server(self) -> str:
        """Requests to the same host and port share a limit."""
        return urlsplit(self.url).netloc.casefold()

    @property
    def host(self) -> str:
        """The name or number of the server, in small letters: what a key is bound to."""
        return (urlsplit(self.url).hostname or "").casefold()

    @property
    def url(self) -> str:
        """The address with its scheme; a server of one's own network speaks http."""
        return self.base_url if "://" in self.base_url else f"http://{self.base_url}"

    def cost_usd(self, prompt_tokens: int, output_tokens: int) -> float | None:
        """US dollars for so many tokens; None where a price is not known."""
        price_in, price_out = self.input_usd_per_mtok, self.output_usd_per_mtok
        if price_in is None or price_out is None:
            return None
        return (prompt_tokens * price_in + output_tokens * price_out) / 1e6


class TrialCell(NamedTuple):
    """One request of the grid."""

    contestant: int
    task: str
    """Its id."""
    repeat: int


class TrialPlan(BaseModel):
    """The grid, and how many requests one server may have at the same time."""

    model_config = STRICT

    contestants: Annotated[tuple[Contestant, ...], Field(min_length=1, max_length=MOST_CONTESTANTS)]
    tasks: Annotated[tuple[TrialTask, ...], Field(min_length=1, max_length=MOST_TASKS)]
    repeats: Annotated[int, Field(ge=1, le=MOST_REPEATS)] = 1
    simultaneous: Annotated[int, Field(ge=1, le=MOST_SIMULTANEOUS)] = 1

    @model_validator(mode="after")
    def _each_once(self) -> "TrialPlan":
        if len({task.id for task in self.tasks}) < len(self.tasks):
            raise rule("file.each_task_once")
        return self

    def __len__(self) -> int:
        return len(self.contestants) * len(self.tasks) * self.repeats

    def cells(self) -> Iterator[TrialCell]:
        """One contestant after the other, so that a local server loads each model once."""
        for contestant in range(len(self.contestants)):
            for repeat in range(self.repeats):
                yield from (TrialCell(contestant, task.id, repeat) for task in self.tasks)
