"""Only files that exist are offered: what a repository lists, else what its publisher usually makes."""

import datetime

import pytest

from llmselect.catalog.load import load
from llmselect.catalog.weight_files.file_repositories import FileRepository, PublishedFile, mlx_type
from llmselect.catalog.weight_files.gguf_publishers import (
    GGUF_PUBLISHERS,
    USUAL_TYPES,
    preferred,
    publisher_of,
    repository_with,
    types_of,
)

CATALOG = load()
OPEN = [model for model in CATALOG.file.models if model.hub_repo]


def repository(name, *types):
    files = tuple(PublishedFile(quantization=one, size_bytes=10**9) for one in types) or None
    return FileRepository(id=name, publishes=files, source="a page", checked=datetime.date(2026, 11, 28))


def test_the_types_of_every_publisher_are_known_quantizations():
    assert {name for one in GGUF_PUBLISHERS for name in one.types} | set(USUAL_TYPES) <= set(CATALOG.quantizations)
    assert all(one.source for one in GGUF_PUBLISHERS)


def test_a_repository_that_was_asked_speaks_for_itself():
    assert types_of(repository("unsloth/A-GGUF", "Q4_K_M")) == ("Q4_K_M",)


@pytest.mark.parametrize(
    ("name", "has", "lacks"),
    [
        ("ggml-org/A-GGUF", "Q4_0", "IQ2_M"),
        ("mradermacher/A-GGUF", "Q8_0", "IQ2_M"),
        ("mradermacher/A-i1-GGUF", "IQ2_M", "Q8_0"),
        ("unsloth/A-GGUF", "IQ2_M", "Q4_1"),
        ("maker/A-GGUF", "Q4_K_M", "IQ2_M"),
    ],
)
def test_an_unasked_one_holds_what_its_publisher_usually_makes(name, has, lacks):
    assert has in types_of(repository(name))
    assert lacks not in types_of(repository(name))


def test_the_usual_set_comes_first():
    given = ["maker/A-GGUF", "ggml-org/A-GGUF", "mradermacher/A-GGUF", "bartowski/A-GGUF", "unsloth/A-GGUF"]
    assert preferred(given) == tuple(reversed(given))


def test_a_file_that_is_known_goes_before_one_that_is_expected():
    expected, known = repository("unsloth/A-GGUF"), repository("maker/A-GGUF", "Q4_K_M")
    assert repository_with((expected, known), "Q4_K_M") is known
    assert repository_with((expected, known), "Q6_K") is expected
    assert repository_with((known,), "Q6_K") is None


def test_repositories_of_the_catalog_stand_in_the_order_of_preference():
    for model in OPEN:
        names = [one.id for one in model.gguf_repos]
        assert names == list(preferred(names)), model.id
        assert model.gguf_repo == (names[0] if names else None)
    assert sum(bool(model.gguf_repos) for model in OPEN) >= 295


def test_the_owner_tells_the_publisher():
    habit = publisher_of("bartowski/A-GGUF")
    assert habit is not None
    assert habit.owner == repository("bartowski/A-GGUF").publisher
    assert publisher_of("nobody/A") is None


def test_the_name_of_an_mlx_repository_tells_its_quantization():
    assert (mlx_type("mlx-community/Qwen3-8B-4bit"), mlx_type("mlx-community/Qwen3-8B-bf16")) == ("MLX-4bit", None)
    known = [one.id for model in OPEN for one in model.mlx_repos]
    assert len(known) >= 90
    assert {mlx_type(name) for name in known} <= set(CATALOG.quantizations)
