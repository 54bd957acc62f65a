"""Detection offers what the catalog knows, asks where a name is ambiguous, and says why where it cannot see."""

import contextlib
import sys
import types

import pytest

from llmselect.catalog.load import load
from llmselect.machine import cards, detect, host
from llmselect.machine.cards import DetectedCard, matching
from llmselect.machine.detect import DetectedAccelerators
from llmselect.units import GIB

KNOWN = {
    "RTX 4090": 24.0,
    "RTX 4090 Laptop": 16.0,
    "RTX 4060 Ti 8GB": 8.0,
    "RTX 4060 Ti 16GB": 16.0,
    "RTX 3060 12GB": 12.0,
    "RTX 6000 Ada": 48.0,
    "A100 PCIe 40GB": 40.0,
    "A100 SXM 40GB": 40.0,
    "A100 SXM 80GB": 80.0,
    "H100 PCIe 80GB": 80.0,
    "H100 SXM 80GB": 80.0,
    "H100 NVL 94GB": 94.0,
    "T4": 16.0,
    "CPU dual-channel DDR5-6000": None,
}


@pytest.mark.parametrize(
    ("driver", "gib", "names"),
    [
        ("NVIDIA GeForce RTX 4090", 23.99, ("RTX 4090",)),
        ("NVIDIA GeForce RTX 4090 Laptop GPU", 15.99, ("RTX 4090 Laptop",)),
        ("NVIDIA GeForce RTX 4060 Ti", 15.6, ("RTX 4060 Ti 16GB",)),
        ("NVIDIA GeForce RTX 4060 Ti", 8.0, ("RTX 4060 Ti 8GB",)),
        ("NVIDIA A100-SXM4-80GB", 79.2, ("A100 SXM 80GB",)),
        ("NVIDIA RTX 6000 Ada Generation", 47.5, ("RTX 6000 Ada",)),
        ("Tesla T4", 14.8, ("T4",)),
        ("NVIDIA Unheard-of 1", 24.0, ()),
    ],
)
def test_a_drivers_name_and_size_name_one_entry(driver, gib, names):
    assert matching(DetectedCard(driver, gib * GIB), KNOWN) == names


def test_a_name_that_may_be_two_cards_asks():
    assert matching(DetectedCard("NVIDIA H100 80GB", 79.6 * GIB), KNOWN) == ("H100 PCIe 80GB", "H100 SXM 80GB")
    assert matching(DetectedCard("NVIDIA H100 80GB HBM3", 79.6 * GIB), KNOWN) == ("H100 SXM 80GB",)


def test_a_card_of_another_size_is_another_card():
    known = {name: each.memory_gib for name, each in load().accelerators.items()}
    assert matching(DetectedCard("NVIDIA GeForce RTX 3060", 8 * GIB), KNOWN) == ()
    assert matching(DetectedCard("NVIDIA GeForce RTX 3060", 7.9 * GIB), known) == ("RTX 3060 8GB",)
    assert matching(DetectedCard("NVIDIA GeForce RTX 3080", 11.8 * GIB), known) == ("RTX 3080 12GB",)


def test_a_missing_library_is_a_reason_and_not_a_fault(monkeypatch):
    monkeypatch.setitem(sys.modules, "pynvml", None)
    monkeypatch.setattr(cards, "nvidia_names", lambda: ())
    found = detect.detect(KNOWN)
    assert found.reasons == (cards.NO_LIBRARY,)
    assert found.host_memory_gib > 0


def test_several_equal_cards_are_counted(monkeypatch):
    monkeypatch.setattr(detect, "nvidia_cards", lambda: (DetectedCard("NVIDIA GeForce RTX 4090", 24 * GIB),) * 2)
    found = detect.detect(KNOWN)
    assert found.kinds == (DetectedAccelerators("NVIDIA GeForce RTX 4090", ("RTX 4090",), 2, 24.0),)
    assert found.reasons == ()


def test_cards_that_differ_are_all_told_the_largest_first(monkeypatch):
    here = (DetectedCard("Tesla T4", 15 * GIB), DetectedCard("NVIDIA GeForce RTX 4090", 24 * GIB))
    monkeypatch.setattr(detect, "nvidia_cards", lambda: here)
    assert [kind.names for kind in detect.detect(KNOWN).kinds] == [("RTX 4090",), ("T4",)]


def test_a_card_outside_the_catalog_is_named_and_left_to_the_visitor(monkeypatch):
    monkeypatch.setattr(detect, "nvidia_cards", lambda: (DetectedCard("NVIDIA Unheard-of 1", 24 * GIB),))
    found = detect.detect(KNOWN)
    assert (found.kinds[0].device, found.kinds[0].names) == ("NVIDIA Unheard-of 1", ())
    assert found.reasons == (detect.NOT_IN_CATALOG,)


def test_cards_are_read_under_proc_where_the_library_is_missing(monkeypatch, tmp_path):
    card = tmp_path / "driver" / "nvidia" / "gpus" / "0000:01:00.0" / "information"
    card.parent.mkdir(parents=True)
    card.write_text("Model: \t\t NVIDIA GeForce RTX 4090\nIRQ:   \t\t 139\n")
    assert host.nvidia_names(tmp_path) == ("NVIDIA GeForce RTX 4090",)
    monkeypatch.setitem(sys.modules, "pynvml", None)
    monkeypatch.setattr(cards, "nvidia_names", lambda: ("NVIDIA GeForce RTX 4090",))
    assert detect.detect(KNOWN).kinds == (DetectedAccelerators("NVIDIA GeForce RTX 4090", ("RTX 4090",)),)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("AMD Ryzen 9 7950X 16-Core Processor", "Ryzen 9 7950X"),
        ("12th Gen Intel(R) Core(TM) i5-12400", "Core i5-12400"),
        ("AMD RYZEN AI MAX+ 395 w/ Radeon 8060S", "Ryzen AI Max+ 395 (Radeon 8060S)"),
        ("AMD Ryzen 7 8840U w/ Radeon 780M Graphics", "Ryzen 7 7840HS/8840U (Radeon 780M)"),
        ("Raspberry Pi 4 Model B Rev 1.4", "Raspberry Pi 4 / 400"),
        ("Intel(R) Xeon(R) Platinum 8480+", "Xeon Platinum 8480+"),
        ("Intel(R) Core(TM) i7-6700 CPU @ 3.40GHz", None),
        ("Intel(R) Core(TM) Ultra 7 258V", "Core Ultra 200V (Arc 140V)"),
        ("Intel(R) Core(TM) Ultra 9 185H", "Core Ultra 100 (Arc MTL)"),
        ("12th Gen Intel(R) Core(TM) i7-1260P", "Core i7-12xxP (Iris Xe 96EU)"),
        ("AMD Ryzen 7 PRO 7840U w/ Radeon 780M Graphics", "Ryzen 7 7840HS/8840U (Radeon 780M)"),
        ("AMD Ryzen 7 8845HS w/ Radeon 780M Graphics", "Ryzen 7 7840HS/8840U (Radeon 780M)"),
        ("AMD Ryzen 7 6800U with Radeon Graphics", "Ryzen 6000 (Radeon 680M)"),
        ("AMD RYZEN AI MAX+ PRO 395 w/ Radeon 8060S", "Ryzen AI Max+ 395 (Radeon 8060S)"),
        ("AMD Custom APU 0405", "Steam Deck (Van Gogh)"),
        ("AMD Custom APU 0932", "Steam Deck OLED"),
        ("NVIDIA Jetson AGX Orin Developer Kit", "Jetson AGX Orin 64GB"),
        ("NVIDIA Jetson Orin Nano Engineering Reference Developer Kit Super", "Jetson Orin Nano 8GB (Super)"),
        ("Snapdragon(R) X Elite - X1E80100 - Qualcomm(R) Oryon(TM) CPU", "Snapdragon X Elite"),
        ("AMD Ryzen 5 6600U with Radeon Graphics", None),
    ],
)
def test_a_processors_own_name_finds_its_entry_and_no_other(name, entry):
    known = load().accelerators
    assert host.processors_like(name, known) == (() if entry is None else (entry,))


@pytest.mark.parametrize(
    ("files", "name"),
    [
        (
            {"cpuinfo": "processor\t: 0\nmodel name\t: AMD Ryzen 5 5600 6-Core Processor\n"},
            "AMD Ryzen 5 5600 6-Core Processor",
        ),
        ({"device-tree/model": "Raspberry Pi 5 Model B Rev 1.0\0", "cpuinfo": ""}, "Raspberry Pi 5 Model B Rev 1.0"),
        ({}, None),
    ],
)
def test_linux_tells_its_processor_or_nothing(tmp_path, files, name):
    for file, text in files.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text)
    assert host.processor_name("Linux", tmp_path) == name


def test_an_apple_chip_is_told_apart_by_its_graphics_cores(monkeypatch):
    known = load().accelerators
    monkeypatch.setattr(detect, "nvidia_cards", lambda: cards.NO_DRIVER)
    monkeypatch.setattr(detect, "processor_name", lambda: "Apple M4 Max")
    monkeypatch.setattr(detect, "apple_cores", lambda: 40)
    found = detect.detect({name: each.memory_gib for name, each in known.items()})
    assert (found.kinds[0].names, found.reasons) == (("Apple M4 Max 40-core",), ())
    monkeypatch.setattr(detect, "apple_cores", lambda: None)
    assert set(detect.detect(dict.fromkeys(known)).kinds[0].names) == {"Apple M4 Max 32-core", "Apple M4 Max 40-core"}


def test_a_container_has_the_memory_it_was_given(tmp_path):
    limit = tmp_path / "memory.max"
    limit.write_text("1073741824\n")
    assert host.main_memory_bytes(limit) == GIB
    limit.write_text("max\n")
    assert host.main_memory_bytes(limit) > 0
    assert host.main_memory_bytes(tmp_path / "missing") == host.main_memory_bytes(limit)


class LibraryFault(Exception):
    """As NVIDIA's library raises it."""


def _library(monkeypatch, cards_here):
    """NVIDIA's library with these cards: name and GiB, each None where the driver does not answer."""

    def told(value):
        if value is None:
            raise LibraryFault
        return value

    library = types.SimpleNamespace(
        NVMLError=LibraryFault,
        nvmlInit=lambda: None,
        nvmlShutdown=lambda: None,
        nvmlDeviceGetCount=lambda: len(cards_here),
        nvmlDeviceGetHandleByIndex=lambda index: index,
        nvmlDeviceGetName=lambda index: told(cards_here[index][0]),
        nvmlDeviceGetMemoryInfo=lambda index: types.SimpleNamespace(total=told(cards_here[index][1]) * GIB),
    )
    monkeypatch.setitem(sys.modules, "pynvml", library)
    monkeypatch.setattr(cards, "nvidia_names", lambda: ())


def _detected(host_gib, monkeypatch, carved_gib=0.0):
    monkeypatch.setattr(detect, "host_memory_gib", lambda: host_gib)
    monkeypatch.setattr(detect, "carved_out_bytes", lambda: carved_gib * GIB)
    return detect.detect({name: each.memory_gib for name, each in load().accelerators.items()})


def test_a_chip_that_reports_no_memory_has_the_hosts(monkeypatch):
    _library(monkeypatch, [("NVIDIA GB10", None)])
    found = _detected(119.7, monkeypatch)
    assert (found.kinds, found.reasons) == ((DetectedAccelerators("NVIDIA GB10", ("GB10 (DGX Spark)",)),), ())


def test_one_card_that_cannot_be_asked_hides_no_other(monkeypatch):
    _library(monkeypatch, [(None, None), ("NVIDIA GeForce RTX 4090", 23.99)])
    found = _detected(64, monkeypatch)
    assert [kind.names for kind in found.kinds] == [("RTX 4090",), ()]
    assert found.reasons == (detect.NOT_IN_CATALOG,)


@pytest.mark.parametrize(
    ("host_gib", "names"),
    [(61.4, ("Jetson AGX Orin 64GB",)), (7.4, ("Jetson Orin Nano 8GB (Super)",)), (30.0, ())],
)
def test_boards_of_one_chip_are_told_apart_by_the_memory_they_share(monkeypatch, host_gib, names):
    _library(monkeypatch, [("Orin (nvgpu)", None)])
    assert _detected(host_gib, monkeypatch).kinds[0].names == names


@pytest.mark.parametrize(("host_gib", "carved_gib", "memory_gib"), [(31.1, 96, 96), (125, 0.5, None), (31, 200, None)])
def test_memory_given_to_the_graphics_is_not_lost(monkeypatch, host_gib, carved_gib, memory_gib):
    monkeypatch.setattr(detect, "nvidia_cards", lambda: cards.NO_DRIVER)
    monkeypatch.setattr(detect, "processor_name", lambda: "AMD RYZEN AI MAX+ 395 w/ Radeon 8060S")
    assert _detected(host_gib, monkeypatch, carved_gib).kinds[0].memory_gib == memory_gib


def test_what_the_firmware_gave_to_the_graphics_is_read_where_there_is_one(tmp_path):
    first = tmp_path / "card1" / "device" / "mem_info_vram_total"
    first.parent.mkdir(parents=True)
    assert host.carved_out_bytes(tmp_path) == 0
    first.write_text(f"{96 * 2**30}\n")
    assert host.carved_out_bytes(tmp_path) == 96 * GIB
    second = tmp_path / "card2" / "device" / "mem_info_vram_total"
    second.parent.mkdir(parents=True)
    second.write_text("1\n")
    assert host.carved_out_bytes(tmp_path) == 0


def test_windows_tells_its_processor_in_the_registry(monkeypatch):
    registry = types.SimpleNamespace(
        HKEY_LOCAL_MACHINE=0,
        OpenKey=lambda *_: contextlib.nullcontext(),
        QueryValueEx=lambda *_: ("AMD Ryzen 9 7950X 16-Core Processor   ", 1),
    )
    monkeypatch.setitem(sys.modules, "winreg", registry)
    assert host.processor_name("Windows") == "AMD Ryzen 9 7950X 16-Core Processor"
    monkeypatch.setitem(sys.modules, "winreg", None)
    assert host.processor_name("Windows") == (host.platform.processor() or None)
