"""Language models: what a model is, apart from how anyone runs or serves it."""

import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.record import Identifier, Sourced
from llmselect.catalog.thinking import EffortSwitch, Reasoning
from llmselect.catalog.weight_files.file_repositories import FileRepository
from llmselect.text import UNKNOWN, Labelled, Text


class YesNo(Labelled):
    """What is known of a yes-or-no property; unknown is not no."""

    YES = "yes", Text("yes", "oui")
    NO = "no", Text("no", "non")
    UNKNOWN = "unknown", UNKNOWN


class Speciality(StrEnum):
    """What a model was made for, where it was made for one thing: outside of it, it counts less."""

    CODE = "code"
    TRANSLATION = "translation"
    MATHEMATICS = "mathematics"
    MEDICINE = "medicine"
    SEARCH = "search"
    """Answers from a web search of its own."""


class Lifecycle(Labelled):
    """Where a model or an offer is in its life."""

    CURRENT = "current", Text("current", "actuel")
    LEGACY = (
        "legacy",
        Text("on no current list: possibly withdrawn", "sur aucune liste actuelle\u00a0: peut-être retiré"),
    )
    """No current list names it, or it is deprecated with a date still to come: it may be gone."""
    RETIRED = "retired", Text("retired", "retiré")


Enum = Field(strict=False)


class LanguageModel(Sourced):
    """One model: its weights, its shape, what it can take in, and under which licence."""

    id: Identifier
    """Short name (`llama-3.1-8b-instruct`), or `provider:model_id` for a model known only through its provider."""
    name: str
    family: str
    publisher: str
    hub_repo: str | None = None
    """Repository on the Hugging Face Hub; None for models whose weights are not published."""
    open_model: str | None = None
    """Id of the open model that this provider name stands for, where the weights are public."""
    alias_of: Identifier | None = None
    """Id of the model that this one is another name of (a dated name, `-latest`)."""
    architecture: Architecture | None = None
    """None: the shape is not published, so no memory or speed can be computed."""
    architecture_source: str | None = None
    total_parameters: Annotated[float, Field(ge=0, le=1e14)] | None = None
    active_parameters: Annotated[float, Field(ge=0, le=1e14)] | None = None
    """Weights that one token passes through; equal to the total for dense models."""
    context_tokens: Annotated[int, Field(ge=1, le=10**8)] | None = None
    max_output_tokens: Annotated[int, Field(ge=1, le=10**8)] | None = None
    inputs: tuple[str, ...] = Field(default=("text",), strict=False)
    """text, image, audio, video, pdf"""
    image_input: Annotated[YesNo, Enum] = YesNo.UNKNOWN
    """Whether it reads images; `inputs` names what is known to go in, and says nothing of the rest."""
    image_input_source: str | None = None
    reasoning: Annotated[Reasoning, Enum] = Reasoning.UNKNOWN
    reasoning_source: str | None = None
    efforts: tuple[str, ...] = Field(default=(), strict=False)
    """Levels that a request can name, least first, in the maker's words (`none`, `low`, `high`); (): no levels."""
    default_effort: str | None = None
    """Level of a request that names none; None: unknown, or no levels. `none` or `on` where there is only a switch."""
    effort_switch: Annotated[EffortSwitch, Enum] | None = None
    """How a request asks: at the maker's interface, or for open weights in the chat template; None: unknown."""
    effort_source: str | None = None
    tool_use: Annotated[YesNo, Enum] = YesNo.UNKNOWN
    tool_use_source: str | None = None
    structured_output: Annotated[YesNo, Enum] = YesNo.UNKNOWN
    """Whether its answer can be held to a JSON schema by who serves it. Engines on one's own machine (llama.cpp, vLLM)
    hold any model to a schema."""
    structured_output_source: str | None = None
    french: Annotated[YesNo, Enum] = YesNo.UNKNOWN
    """Whether it is known to write French: its publisher names the language, or French speakers rank it publicly.
    No: the publisher lists several languages, and French is not among them."""
    french_source: str | None = None
    languages: tuple[str, ...] = Field(default=(), strict=False)
    specialised: Annotated[Speciality, Enum] | None = None
    """None: made for no single use, or not known to be."""
    base_model: bool = False
    """Pretrained only: completes text, does not follow instructions."""
    uncensored: bool = False
    native_quantization: str | None = None
    """Id of the quantization that the publisher ships, where it is not 16-bit (gpt-oss: MXFP4)."""
    release_date: Annotated[datetime.date, Enum] | None = None
    release_date_source: str | None = None
    licence: Identifier | None = None
    """Id of a licence; None for models that are only served."""
    eu_excluded: bool = False
    """The licence grants nothing to persons or companies in the EU."""
    gated: Annotated[YesNo, Enum] = YesNo.UNKNOWN
    """Whether the Hub hands out the files only to accounts that accepted the publisher's terms."""
    gguf_repos: tuple[FileRepository, ...] = Field(default=(), strict=False)
    """Repositories with GGUF files of these weights, those of publishers with the usual set of types first."""
    mlx_repos: tuple[FileRepository, ...] = Field(default=(), strict=False)
    """Repositories with MLX files of these weights."""
    ollama_tag: str | None = None
    state: Annotated[Lifecycle, Enum] = Lifecycle.CURRENT
    downloads_30d: Annotated[int, Field(ge=0)] | None = None

    @property
    def weights(self) -> str:
        """Id of the model whose weights these are: the open model, or the one an alias stands for, or this one."""
        return self.open_model or self.alias_of or self.id

    @property
    def gguf_repo(self) -> str | None:
        """The preferred GGUF repository (`owner/name`); None where none is known."""
        return self.gguf_repos[0].id if self.gguf_repos else None

    @property
    def code_specialised(self) -> bool:
        """Whether it was made for code."""
        return self.specialised is Speciality.CODE
