"""Repositories that publish files of a model in another format, and which quantizations they hold."""

from typing import Annotated

from pydantic import Field

from llmselect.catalog.record import Identifier, Record, Sourced

RepositoryName = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=110)
]
"""Owner and name on the Hugging Face Hub."""
Revision = Annotated[str, Field(pattern=r"^[0-9a-f]{7,40}$")]
"""Commit of the repository."""


MLX_ENDS = {"-4bit": "MLX-4bit", "-8bit": "MLX-8bit"}
"""How names of MLX repositories end, and the quantization that each holds (https://huggingface.co/mlx-community)."""


class PublishedFile(Record):
    """One quantization that a repository holds."""

    quantization: Identifier
    size_bytes: Annotated[int, Field(ge=1, le=10**14)]
    """All its shards together."""


class FileRepository(Sourced):
    """A repository with GGUF or MLX files of one model; the source says that it exists."""

    id: RepositoryName
    publishes: tuple[PublishedFile, ...] | None = Field(default=None, strict=False)
    """What the Hub listed at that revision; None: the Hub was not asked yet, so that no file is certain."""
    revision: Revision | None = None

    @property
    def publisher(self) -> str:
        """Owner on the Hub."""
        return self.id.partition("/")[0]


def mlx_type(repository: str) -> str | None:
    """Id of the quantization that an MLX repository holds, by the end of its name; None where that does not tell."""
    return next((name for end, name in MLX_ENDS.items() if repository.casefold().endswith(end)), None)
