"""Redirects lead to hosts of the Hub or of the owner's endpoint, never into the network of the server that asks."""

import socket

import pytest

from llmselect.hub.http.client import Hub
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.http.known_hosts import require_known_host
from tests.hub.shelves import dense

HUB, MIRROR, ADDRESS = "https://huggingface.co", "http://mirror.example:8080", "http://10.0.0.7"


@pytest.mark.parametrize(
    ("onward", "before", "home"),
    [
        ("https://us.aws.cdn.hf.co/x?signed=1", f"{HUB}/a/b", HUB),
        ("https://cdn-lfs.huggingface.co/x", f"{HUB}/a/b", HUB),
        ("https://cas-bridge.xethub.hf.co/x", f"{MIRROR}/a/b", MIRROR),
        ("http://cdn.mirror.example:8080/x", f"{MIRROR}/a/b", MIRROR),
        ("https://boards.example/b", "https://boards.example/a", HUB),
        ("http://localhost:8080/x", "http://127.0.0.1:8080/a", "http://127.0.0.1:8080"),
    ],
)
def test_the_hub_the_endpoint_and_the_same_server_are_followed(onward, before, home) -> None:
    assert require_known_host(onward, before, home) is None


@pytest.mark.parametrize(
    ("onward", "home"),
    [
        ("https://huggingface.co.attacker.example/x", HUB),
        ("https://attackerhf.co/x", HUB),
        ("https://hf.co:8443/x", HUB),
        ("https://169.254.169.254/latest/meta-data", HUB),
        ("http://169.254.169.254/latest/meta-data", MIRROR),
        ("http://mirror.example:22/x", MIRROR),
        ("http://huggingface.co/x", MIRROR),
        ("http://localhost:8080/x", MIRROR),
        ("http://1.10.0.0.7:81/x", ADDRESS),
    ],
)
def test_other_hosts_and_other_ports_are_refused(onward, home) -> None:
    with pytest.raises(HubFault) as refused:
        require_known_host(onward, f"{home}/a/b", home)
    assert refused.value.kind is FaultKind.BAD_DATA
    assert "attacker" not in str(refused.value)


def test_a_plain_endpoint_sends_nobody_to_another_server_of_its_network(hub) -> None:
    hub.add(dense())
    with socket.create_server(("127.0.0.1", 0)) as inside:
        inside.settimeout(0.5)
        hub.fail("/api/models", status=302, headers={"Location": f"http://127.0.0.1:{inside.getsockname()[1]}/"})
        with pytest.raises(HubFault) as refused:
            Hub().get_json("/api/models/Qwen/Qwen3-8B")
        with pytest.raises(TimeoutError):
            inside.accept()
    assert refused.value.kind is FaultKind.BAD_DATA
