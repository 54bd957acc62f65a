"""Accelerators are understood as people type them and as tools print them; nonsense is none of them."""

import pytest

from llmselect.catalog.load import load
from llmselect.machine.typed_names import typed_accelerators

SIZES = {each.name: each.memory_gib for each in load().file.accelerators}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("RTX 4090", {"RTX 4090"}),
        ("4090", {"RTX 4090"}),
        ("rtx4090", {"RTX 4090"}),
        ("RTX-4090", {"RTX 4090"}),
        ("NVIDIA GeForce RTX 4090", {"RTX 4090"}),
        ("NVIDIA GeForce RTX 4060 Laptop GPU", {"RTX 4060 Laptop"}),
        ("7900xtx", {"RX 7900 XTX"}),
        ("4070 ti super", {"RTX 4070 Ti SUPER"}),
    ],
)
def test_a_name_means_its_card_and_no_other(typed: str, names: set[str]) -> None:
    assert set(typed_accelerators(typed, SIZES)) == names


@pytest.mark.parametrize(("typed", "start"), [("M2", "Apple M2 "), ("apple m2", "Apple M2 "), ("3060", "RTX 3060")])
def test_a_name_of_several_sizes_means_these_and_no_other_chip(typed: str, start: str) -> None:
    found = typed_accelerators(typed, SIZES)
    assert found
    assert all(f"{name} ".startswith(start) for name in found)
    assert not any(word in name for name in found for word in ("Max", "Pro", "Ultra", "Ti", "Laptop"))


@pytest.mark.parametrize("typed", ["", "   ", "banana", "RTX", "NVIDIA", "4091", "gpu", "-", "🙂"])
def test_nonsense_means_no_accelerator(typed: str) -> None:
    assert len(typed_accelerators(typed, SIZES)) != 1


@pytest.mark.parametrize("typed", ["", "banana", "4091", "🙂", "NVIDIA", "gpu"])
def test_what_names_nothing_finds_nothing(typed: str) -> None:
    assert typed_accelerators(typed, SIZES) == ()


def test_every_name_of_the_catalog_means_itself() -> None:
    assert all(typed_accelerators(name, SIZES) == (name,) for name in SIZES)
