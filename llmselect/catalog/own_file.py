"""A visitor's own models as a file: written whole, and read as a stranger's."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from llmselect.catalog.models import LanguageModel
from llmselect.errors import BadFile, first_fault

KEY = "own_models"
VERSION = 1
MOST_BYTES = 10**6
MOST_MODELS = 8
PREFIX = "hub:"
"""No id of the catalog begins so."""
HOME = "https://huggingface.co/"
LONGEST_REPOSITORY = 110
REPOSITORY = r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}"


class OwnFile(BaseModel):
    """The file; further keys are passed over, so that a whole exported answer can be read too."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore", hide_input_in_errors=True)

    own_models: Annotated[tuple[LanguageModel, ...], Field(max_length=MOST_MODELS, strict=False)]


def written(models: Sequence[LanguageModel]) -> bytes:
    """The file of these models."""
    content = {"llmselect": VERSION, KEY: records(models)}
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode()


def records(models: Sequence[LanguageModel]) -> list[dict[str, object]]:
    """The models as JSON, what is not known left out."""
    return [model.model_dump(mode="json", exclude_defaults=True) for model in models]


def read(content: bytes) -> tuple[LanguageModel, ...]:
    """The models of a file; raises BadFile with the first fault and where it stands."""
    if len(content) > MOST_BYTES:
        raise BadFile(f"the list has {len(content):,} bytes; expected {MOST_BYTES:,} at most")
    try:
        models = OwnFile.model_validate_json(content.removeprefix(BOM_UTF8), strict=True).own_models
    except ValidationError as error:
        raise BadFile(f"{first_fault(error)}; expected a list of models as llmselect writes it") from None
    for model in models:
        _require_own(model)
    if len({model.id.casefold() for model in models}) < len(models):
        raise BadFile("the list names a model twice; expected each once")
    return models


def is_repository(name: str) -> bool:
    """Whether it reads as owner/name on the Hub."""
    return len(name) <= LONGEST_REPOSITORY and ".." not in name and re.fullmatch(REPOSITORY, name) is not None


def _require_own(model: LanguageModel) -> None:
    """What the Hub's reader always writes: a record that says otherwise was made by somebody else."""
    repository = model.hub_repo or ""
    texts = (
        model.name,
        model.family,
        model.publisher,
        model.architecture_source or "",
        model.release_date_source or "",
        model.french_source or "",
        model.reasoning_source or "",
        model.effort_source or "",
        model.tool_use_source or "",
        model.image_input_source or "",
        model.structured_output_source or "",
        model.default_effort or "",
        *model.efforts,
        *model.inputs,
        *model.languages,
    )
    sound = (
        is_repository(repository)
        and model.id == PREFIX + repository
        and model.source == HOME + repository
        and model.name == repository.partition("/")[2]
        and not model.gguf_repos
        and not model.mlx_repos
        and model.ollama_tag is None
        and len(model.inputs) + len(model.languages) + len(model.efforts) <= 200
        and all(len(text) <= 300 and text.isprintable() for text in texts)
    )
    if not sound:
        raise BadFile(f"{model.id[:80]} is not a record that the Hub's reader writes; expected one with its repository")
