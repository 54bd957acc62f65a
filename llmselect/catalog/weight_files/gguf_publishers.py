"""Who publishes GGUF files of other makers' models, and which types each of them usually makes.

A repository whose files the Hub has listed says itself what it holds. For the others this table says what to expect
of their publisher: commands are then written for these types alone, and marked as not checked.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from llmselect.catalog.models import LanguageModel
from llmselect.catalog.weight_files.file_repositories import FileRepository, mlx_type

USUAL_TYPES = ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "IQ4_XS", "Q3_K_M")
"""What nearly everybody who publishes a set makes; for publishers that the table does not name."""
STATIC_TYPES = ("Q8_0", "Q6_K", "Q5_K_M", "Q5_K_S", "Q4_K_M", "Q4_K_S", "IQ4_XS", "Q3_K_L", "Q3_K_M", "Q3_K_S", "Q2_K")
CALIBRATED_TYPES = (*STATIC_TYPES, "IQ4_NL", "IQ3_M", "IQ3_XXS", "IQ2_M")
LEGACY_TYPES = (
    "Q8_0",
    "Q6_K",
    "Q5_K_M",
    "Q5_K_S",
    "Q5_0",
    "Q4_K_M",
    "Q4_K_S",
    "Q4_0",
    "Q3_K_L",
    "Q3_K_M",
    "Q3_K_S",
    "Q2_K",
)
BY_NAMES = "types by its usual names of files, to be confirmed when the Hub is asked"
READ = datetime.date(2026, 11, 28)


@dataclass(frozen=True, slots=True)
class GgufPublisher:
    """One publisher's habit."""

    owner: str
    """On the Hub."""
    types: tuple[str, ...]
    """Ids of the quantizations that its repositories usually hold, finest first."""
    source: str
    suffix: str = ""
    """How the names of the repositories end for which the habit holds; "": all of the owner's."""
    prefix: str = ""
    """Stands before the type in names of files below four bits: `UD-IQ2_M`."""
    checked: datetime.date = READ


GGUF_PUBLISHERS = (
    GgufPublisher(
        "unsloth", CALIBRATED_TYPES, "https://unsloth.ai/docs/basics/unsloth-dynamic-2.0-ggufs", prefix="UD-"
    ),
    GgufPublisher("bartowski", CALIBRATED_TYPES, f"https://huggingface.co/bartowski; {BY_NAMES}"),
    GgufPublisher(
        "mradermacher",
        tuple(name for name in CALIBRATED_TYPES if name != "Q8_0"),
        "model cards of the weighted sets, https://huggingface.co/mradermacher/Babel-83B-Chat-i1-GGUF among them",
        suffix="-i1-GGUF",
    ),
    GgufPublisher("mradermacher", STATIC_TYPES, f"https://huggingface.co/mradermacher; {BY_NAMES}"),
    GgufPublisher(
        "lmstudio-community",
        ("Q8_0", "Q6_K", "Q4_K_M", "Q3_K_L"),
        f"https://huggingface.co/lmstudio-community; {BY_NAMES}",
    ),
    GgufPublisher(
        "ggml-org",
        ("BF16", "Q8_0", "Q4_K_M", "Q4_0"),
        "thirty public commands that name a file of https://huggingface.co/ggml-org, all of these four types",
    ),
    GgufPublisher("TheBloke", LEGACY_TYPES, "https://huggingface.co/TheBloke/LLaMA-7b-GGUF/tree/main"),
)
"""Those that publish the usual set first: the order in which a model's repositories are preferred."""


def publisher_of(repository: str) -> GgufPublisher | None:
    """The habit that holds for that repository (`owner/name`); None where nobody's is known."""
    owner = repository.partition("/")[0]
    return next((one for one in GGUF_PUBLISHERS if one.owner == owner and repository.endswith(one.suffix)), None)


def preferred(repositories: Sequence[str]) -> tuple[str, ...]:
    """The same repositories, those of publishers with the usual set first; unknown ones, as a maker's own, last."""
    order = {id(one): place for place, one in enumerate(GGUF_PUBLISHERS)}
    return tuple(sorted(repositories, key=lambda name: (order.get(id(publisher_of(name)), len(order)), name)))


def types_of(repository: FileRepository) -> tuple[str, ...]:
    """Ids of the quantizations to offer from it: those the Hub listed, else the publisher's usual ones.

    They are certain only where `repository.publishes` is not None.
    """
    if repository.publishes is not None:
        return tuple(file.quantization for file in repository.publishes)
    habit = publisher_of(repository.id)
    return USUAL_TYPES if habit is None else habit.types


def repository_with(repositories: Sequence[FileRepository], quantization: str) -> FileRepository | None:
    """The first that holds that quantization: one that was asked before one that is only expected to."""
    holding = [one for one in repositories if quantization in types_of(one)]
    return next((one for one in holding if one.publishes is not None), next(iter(holding), None))


def published_types(model: LanguageModel) -> frozenset[str]:
    """Ids of the quantizations that the repositories known of a model list, or usually hold; its own format besides.

    A model whose maker publishes 16-bit weights alone can be loaded by vLLM as FP8 without another file.
    """
    gguf = {name for repository in model.gguf_repos for name in types_of(repository)}
    mlx = {name for repository in model.mlx_repos if (name := mlx_type(repository.id)) is not None}
    own = {model.native_quantization} if model.native_quantization else {"F16", "FP16", "FP8"}
    return frozenset(gguf | mlx | (own if model.hub_repo else set()))
