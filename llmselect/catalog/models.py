"""Language models: what a model is, apart from how anyone runs or serves it."""

import datetime
from typing import Annotated

from pydantic import Field

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.record import Identifier, Sourced
from llmselect.text import UNKNOWN, Labelled, Text


class YesNo(Labelled):
    """What is known of a yes-or-no property; unknown is not no."""

    YES = "yes", Text("yes", "oui")
    NO = "no", Text("no", "non")
    UNKNOWN = "unknown", UNKNOWN


class Reasoning(Labelled):
    """Whether a model writes its thoughts before it answers."""

    NO = "no", Text("no", "non")
    YES = "yes", Text("yes", "oui")
    """It can; whether it can be switched off is not known."""
    OPTIONAL = "optional", Text("on demand", "à la demande")
    ALWAYS = "always", Text("always", "toujours")
    UNKNOWN = "unknown", UNKNOWN


class Lifecycle(Labelled):
    """Where a model or an offer is in its life."""

    CURRENT = "current", Text("current", "actuel")
    LEGACY = (
        "legacy",
        Text("on no current list: it may be gone", "sur aucune liste actuelle\u00a0: il a peut-être disparu"),
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
    reasoning: Annotated[Reasoning, Enum] = Reasoning.UNKNOWN
    tool_use: Annotated[YesNo, Enum] = YesNo.UNKNOWN
    french: Annotated[YesNo, Enum] = YesNo.UNKNOWN
    """Whether the publisher names French among the model's languages."""
    french_source: str | None = None
    languages: tuple[str, ...] = Field(default=(), strict=False)
    code_specialised: bool = False
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
    gguf_repo: str | None = None
    ollama_tag: str | None = None
    state: Annotated[Lifecycle, Enum] = Lifecycle.CURRENT
    downloads_30d: Annotated[int, Field(ge=0)] | None = None

    @property
    def weights(self) -> str:
        """Id of the model whose weights these are: the open model, or the one an alias stands for, or this one."""
        return self.open_model or self.alias_of or self.id
