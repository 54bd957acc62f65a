"""Accelerators are understood as people type them and as tools print them; nonsense is none of them."""

import pytest

from llmselect.catalog.load import load
from llmselect.machine.likeness import nearest_devices
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
        ("NVIDIA RTX PRO 6000 Blackwell Workstation Edition", {"RTX PRO 6000 Blackwell"}),
        ("NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition", {"RTX PRO 6000 Blackwell Max-Q"}),
        ("NVIDIA RTX PRO 6000 Blackwell Server Edition", {"RTX PRO 6000 Blackwell Server"}),
        ("NVIDIA RTX 4000 SFF Ada Generation", {"RTX 4000 SFF Ada"}),
        ("NVIDIA GeForce RTX 2070 with Max-Q Design", {"RTX 2070 Max-Q"}),
        ("RTX 3080 mobile", {"RTX 3080 Laptop"}),
        ("AD102 [GeForce RTX 4090] (rev a1)", {"RTX 4090"}),
        ("AMD Radeon RX 7900 XTX (RADV NAVI31)", {"RX 7900 XTX"}),
        ("Tesla V100-SXM2-32GB", {"V100 SXM2 32GB"}),
        ("Intel(R) Arc(TM) B580 Graphics", {"Arc B580"}),
        ("Intel(R) Arc(TM) 140V GPU", {"Core Ultra 200V (Arc 140V)"}),
        ("RTX 3060 8GB", {"RTX 3060 8GB"}),
        ("7950x", {"Ryzen 9 7950X"}),
        ("DGX Spark", {"GB10 (DGX Spark)"}),
        ("Strix Halo", {"Ryzen AI Max+ 395 (Radeon 8060S)"}),
        ("steam deck", {"Steam Deck (Van Gogh)"}),
        ("NVIDIA H100 80GB HBM3", {"H100 SXM 80GB"}),
        ("NVIDIA H100 PCIe", {"H100 PCIe 80GB"}),
        ("NVIDIA H200", {"H200 SXM"}),
        ("NVIDIA H200 NVL", {"H200 NVL"}),
        ("NVIDIA A100-PCIE-40GB", {"A100 PCIe 40GB"}),
        ("Quadro RTX 8000", {"Quadro RTX 8000"}),
        ("Battlemage G21 [Arc B580]", {"Arc B580"}),
        ("GA102GL [RTX A6000] (rev a1)", {"RTX A6000"}),
        ("AMD EPYC 9654 96-Core Processor", {"EPYC 9654"}),
        ("AMD Ryzen 7 8845HS w/ Radeon 780M Graphics", {"Ryzen 7 7840HS/8840U (Radeon 780M)"}),
        ("Navi 31 [Radeon RX 7900 XT/7900 XTX/7900 GRE/7900M]", {"RX 7900 XT", "RX 7900 XTX", "RX 7900 GRE"}),
        ("Navi 48 [Radeon RX 9070/9070 XT/9070 GRE] (rev c0)", {"RX 9070", "RX 9070 XT"}),
        (
            "Strix Halo [Radeon Graphics / Radeon 8050S Graphics / Radeon 8060S Graphics]",
            {"Ryzen AI Max 385 (Radeon 8050S)", "Ryzen AI Max+ 395 (Radeon 8060S)"},
        ),
        ("Apple M4 Pro (14-core CPU, 20-core GPU)", {"Apple M4 Pro 20-core"}),
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


@pytest.mark.parametrize(
    "typed",
    [
        "RX 9060",
        "RTX 5090 D",
        "NVIDIA RTX 2000 Ada Generation Laptop GPU",
        "RTX 4090 48GB",
        "Jetson Orin NX",
        "NVIDIA GH200 480GB",
        "AMD Ryzen 5 6600H with Radeon Graphics",
    ],
)
def test_a_device_that_the_catalog_lacks_is_not_its_sibling(typed: str) -> None:
    assert typed_accelerators(typed, SIZES) == ()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("AMD Radeon RX 9060", "RX 9060 XT 16GB"),
        ("NVIDIA GeForce RTX 5090 D", "RTX 5090"),
        ("NVIDIA RTX 2000 Ada Generation Laptop GPU", "RTX 2000 Ada"),
        ("RTX 4091", "RTX 4090"),
        ("GTX 970", "GTX 1050 Ti"),
    ],
)
def test_the_first_suggestion_is_of_the_same_maker_series_and_number(typed: str, first: str) -> None:
    assert nearest_devices(typed, SIZES)[0] == first


@pytest.mark.parametrize("typed", ["", "banana", "🙂", "GeForce"])
def test_what_shares_nothing_with_a_device_is_like_none(typed: str) -> None:
    assert nearest_devices(typed, SIZES) == ()


@pytest.mark.parametrize("typed", ["", "banana", "4091", "🙂", "NVIDIA", "gpu"])
def test_what_names_nothing_finds_nothing(typed: str) -> None:
    assert typed_accelerators(typed, SIZES) == ()


def test_every_name_of_the_catalog_means_itself() -> None:
    assert all(typed_accelerators(name, SIZES) == (name,) for name in SIZES)
