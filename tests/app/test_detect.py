"""This machine is offered only where its owner said so, and to a browser that runs on it; others are told why not."""

import re
from pathlib import Path

import pytest
import streamlit as st

from llmselect.machine.cards import NO_DRIVER
from llmselect.machine.detect import DetectedAccelerators, Detection
from llmselect.ui.controls import detection
from llmselect.ui.core import local_browser
from tests.wording import says

LOCAL = {"Host": "localhost:8501"}
MAKEFILE = Path(__file__).parents[2] / "Makefile"


class Context:
    """What a browser tells: its address and its headers."""

    def __init__(self, ip_address=None, headers=LOCAL):
        self.ip_address, self.headers = ip_address, headers


@pytest.fixture
def allowed(monkeypatch):
    """The owner turned it on, as `make run` does."""
    monkeypatch.setenv(local_browser.VARIABLE, "1")


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize("address", [None, "127.0.0.1", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("headers", [LOCAL, LOCAL | {"Origin": "http://localhost:8501"}, {"Host": "[::1]:8501"}])
def test_loopback_is_this_machine_where_the_owner_says_so(monkeypatch, address, headers):
    monkeypatch.setattr(st, "context", Context(address, headers))
    assert local_browser.is_local()


FORWARDED = {
    "a TCP forwarder, whose stranger writes Host": LOCAL,
    "a proxy that rewrites Host": {"Host": "127.0.0.1:8501", "Connection": "upgrade"},
    "the same, with an Origin that the stranger writes": {"Host": "127.0.0.1:8501", "Origin": "http://localhost"},
    "no header at all": {},
}


@pytest.mark.parametrize("headers", FORWARDED.values(), ids=FORWARDED)
@pytest.mark.parametrize("address", [None, "127.0.0.1", "::1"])
@pytest.mark.parametrize("set_to", [None, "", "0", "no"])
def test_no_address_and_no_header_proves_that_a_visitor_is_here(monkeypatch, headers, address, set_to):
    if set_to is None:
        monkeypatch.delenv(local_browser.VARIABLE, raising=False)
    else:
        monkeypatch.setenv(local_browser.VARIABLE, set_to)
    monkeypatch.setattr(st, "context", Context(address, headers))
    assert not local_browser.is_local()


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    "context",
    [
        Context("192.168.1.7"),
        Context("2001:db8::1"),
        Context("nonsense"),
        Context(None, {"Host": "llmselect.example.org"}),
        Context(None, {}),
        Context("127.0.0.1", LOCAL | {"Origin": "https://llmselect.example.org"}),
        Context("127.0.0.1", LOCAL | {"Origin": "http://localhost.example.org"}),
        Context("127.0.0.1", LOCAL | {"Origin": "null"}),
    ],
)
def test_another_computer_is_refused_even_where_the_owner_allows_this_one(monkeypatch, context):
    monkeypatch.setattr(st, "context", context)
    assert not local_browser.is_local()


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    "name",
    [
        *("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Whatever", "X-Real-IP", "X-Real-Port", "Forwarded"),
        *("Via", "CF-Ray", "cf-connecting-ip", "Fly-Client-IP", "X-Envoy-External-Address", "True-Client-IP"),
    ],
)
def test_any_header_of_a_proxy_refuses(monkeypatch, name):
    monkeypatch.setattr(st, "context", Context("127.0.0.1", LOCAL | {name: "203.0.113.9"}))
    assert not local_browser.is_local()


def test_make_run_says_so_and_listens_on_the_loopback_address_alone():
    lines = re.findall(r"^\t(.*streamlit run .*)$", MAKEFILE.read_text("utf-8"), re.MULTILINE)
    assert lines
    assert all(f"{local_browser.VARIABLE}=1 " in line for line in lines)
    assert all("--server.address 127.0.0.1" in line for line in lines)


def test_behind_a_forwarder_no_page_reads_or_calls_this_computer(visit, monkeypatch):
    monkeypatch.setattr(local_browser, "_from_elsewhere", lambda: False)
    at = visit("memory")
    keys = {button.key for button in at.button}
    assert not {"machine.detect", "server.ask"} & keys


@pytest.fixture
def found(monkeypatch):
    def find(given):
        monkeypatch.setattr(local_browser, "is_local", lambda: True)
        monkeypatch.setattr(detection, "detect", lambda known: given)

    return find


def test_a_visitor_from_elsewhere_is_told_why(visit, monkeypatch):
    monkeypatch.setattr(local_browser, "is_local", lambda: False)
    at = visit("choose")
    assert "machine.detect" not in {button.key for button in at.button}
    assert any(says(caption.value, "machine.not_local") for caption in at.main.caption)


def test_what_was_found_becomes_the_machine(visit, found):
    found(Detection(31.2, "AMD Ryzen 9", (DetectedAccelerators("NVIDIA GeForce RTX 3090", ("RTX 3090",), 2, 24.0),)))
    at = visit("choose")
    at.button(key="machine.detect").click().run()
    at.button(key="machine.use").click().run()
    assert at.selectbox(key="machine.choice").value == "RTX 3090"
    assert at.number_input(key="machine.count").value == 2
    assert at.number_input(key="machine.host_memory_gib").value == 31.0
    assert "machine.use" not in {button.key for button in at.button}


def test_what_was_found_can_be_corrected_first(visit, found):
    found(
        Detection(
            128.0, None, (DetectedAccelerators("NVIDIA H100 80GB HBM3", ("H100 PCIe 80GB", "H100 SXM 80GB"), 2, 79.6),)
        )
    )
    at = visit("choose")
    at.button(key="machine.detect").click().run()
    assert at.selectbox(key="found.name.0").options[:2] == ["H100 PCIe 80GB", "H100 SXM 80GB"]
    at.selectbox(key="found.name.0").select("H100 SXM 80GB").run()
    at.number_input(key="found.count.0").set_value(1).run()
    at.number_input(key="found.ram").set_value(512.0).run()
    at.button(key="machine.use").click().run()
    assert at.selectbox(key="machine.choice").value == "H100 SXM 80GB"
    assert at.number_input(key="machine.count").value == 1
    assert at.number_input(key="machine.host_memory_gib").value == 512.0


def test_what_was_found_can_be_left(visit, found):
    found(Detection(8.0, None, (DetectedAccelerators("NVIDIA GeForce RTX 3090", ("RTX 3090",), 1, 24.0),)))
    at = visit("choose")
    before = at.selectbox(key="machine.choice").value
    at.button(key="machine.detect").click().run()
    at.button(key="machine.leave").click().run()
    assert at.selectbox(key="machine.choice").value == before


def test_cards_of_two_kinds_become_one_machine(visit, found):
    kinds = (
        DetectedAccelerators("NVIDIA GeForce RTX 4090", ("RTX 4090",), 1, 24.0),
        DetectedAccelerators("Tesla T4", ("T4",), 2, 15.0),
    )
    found(Detection(64.0, None, kinds))
    at = visit("choose")
    at.button(key="machine.detect").click().run()
    at.button(key="machine.use").click().run()
    assert at.selectbox(key="machine.choice").value == "RTX 4090"
    assert (at.selectbox(key="further.name.0").value, at.number_input(key="further.count.0").value) == ("T4", 2)


def test_a_card_sold_in_another_size_keeps_the_size_found(visit, found):
    found(Detection(32.0, None, (DetectedAccelerators("NVIDIA GeForce RTX 3060", ("RTX 3060 12GB",), 1, 8.0),)))
    at = visit("choose")
    at.button(key="machine.detect").click().run()
    at.button(key="machine.use").click().run()
    assert at.selectbox(key="machine.memory_gib").value == 8.0
    assert at.selectbox(key="machine.memory_gib").options == ["8 GiB", "12 GiB"]


def test_a_computer_without_a_card_that_can_be_asked_says_why(visit, found):
    found(Detection(16.0, "Intel(R) Core(TM) i7-6700", (), (NO_DRIVER,)))
    at = visit("choose")
    at.button(key="machine.detect").click().run()
    assert any(says(caption.value, NO_DRIVER) for caption in at.main.caption)
    at.button(key="machine.use").click().run()
    assert at.selectbox(key="machine.choice").value == "host"
