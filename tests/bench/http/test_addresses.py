"""Where a request may go: by name, by number, by what a name resolves to, and with whose key."""

import socket
from ipaddress import ip_address

import pytest

from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import HERE, AddressRule, NetworkReach, address
from llmselect.bench.http.exchange import answer
from llmselect.bench.http.keys import Key, authorization, key_for
from tests.wording import pattern

PUBLIC = AddressRule(NetworkReach.PROVIDERS, frozenset({"api.mistral.ai", "router.huggingface.co"}))
OWNER = AddressRule(NetworkReach.ANYWHERE)
INNER = (
    "127.0.0.1",
    "10.0.0.8",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::7f00:1",
    "2002:7f00:1::",
    "2002:a00:8::1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a9fe:a9fe",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
)


def resolving_to(*addresses: str):
    def answers(host, port, **_):
        kinds = {4: socket.AF_INET, 6: socket.AF_INET6}
        ips = [ip_address(each) for each in addresses]
        tails = {4: (), 6: (0, 0)}
        return [(kinds[ip.version], socket.SOCK_STREAM, 6, "", (str(ip), port, *tails[ip.version])) for ip in ips]

    return answers


@pytest.fixture
def connections(monkeypatch) -> list:
    """Every attempt to connect; none gets through."""
    tried: list = []

    def refuse(self, target):
        tried.append(target)
        return 111

    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    return tried


@pytest.mark.parametrize(
    "given", ["localhost", "example.org", "mistral.ai", "api.mistral.ai.evil.org", "xapi.mistral.ai"]
)
def test_a_public_deployment_asks_known_hosts_alone(given):
    with pytest.raises(ServerFault, match=pattern("bench.not_a_provider")):
        address(f"https://{given}/v1", PUBLIC)


@pytest.mark.parametrize("ip", INNER)
def test_a_public_deployment_asks_no_address_by_number(ip):
    host = f"[{ip}]" if ":" in ip else ip
    with pytest.raises(ServerFault):
        address(f"https://{host}/v1", PUBLIC)


@pytest.mark.parametrize(
    "given", ["2130706433", "0x7f000001", "017700000001", "127.1", "localhost.", "api.mistral.ai."]
)
def test_other_spellings_of_an_address_are_no_known_host(given):
    with pytest.raises(ServerFault):
        address(f"https://{given}/v1", PUBLIC)


@pytest.mark.parametrize("given", ["http://api.mistral.ai/v1", "https://api.mistral.ai:8443/v1"])
def test_a_public_deployment_asks_over_https_alone(given):
    with pytest.raises(ServerFault, match=pattern("bench.only_https")):
        address(given, PUBLIC)


@pytest.mark.parametrize(
    "given",
    [
        "https://user@api.mistral.ai/v1",
        "https://api.mistral.ai@evil.org/v1",
        "https://api.mistral.ai\\@evil.org/v1",
        "https://api.mistral.ai/v1?to=http://10.0.0.1",
        "https://api.mistral.ai/v1#x",
        "https://api.mistral.ai/v1 HTTP/1.1",
        "https://api.mistral.ai/v1\r\nHost: evil.org",
        "https://аpi.mistral.ai/v1",
        "https://api.mistral.ai/%2e%2e",
        "file:///etc/passwd",
        "gopher://api.mistral.ai",
        "",
        "x" * 100_000,
    ],
)
def test_what_is_no_plain_address_is_refused(given):
    with pytest.raises(ServerFault):
        address(given, PUBLIC)


@pytest.mark.parametrize("ip", INNER)
def test_a_known_name_that_resolves_inside_is_not_connected_to(ip, monkeypatch, connections):
    monkeypatch.setattr(socket, "getaddrinfo", resolving_to(ip))
    where = address("https://api.mistral.ai/v1", PUBLIC)
    with pytest.raises(ServerFault, match=pattern("bench.inner_address")), answer(where, "/models"):
        pass
    assert connections == []


def test_one_inner_address_among_public_ones_is_enough_to_refuse(monkeypatch, connections):
    monkeypatch.setattr(socket, "getaddrinfo", resolving_to("93.184.215.14", "10.0.0.1"))
    where = address("https://api.mistral.ai/v1", PUBLIC)
    with pytest.raises(ServerFault, match=pattern("bench.inner_address")), answer(where, "/models"):
        pass
    assert connections == []


@pytest.mark.parametrize("rule", [PUBLIC, OWNER, HERE])
@pytest.mark.parametrize(
    "given",
    [
        "http://user:hunter2@localhost:8000",
        "user:hunter2@localhost",
        "https://hunter2@api.mistral.ai/v1",
        "https://user:hunt/er2hunter2@api.mistral.ai",
        "http://user:hunter2@[::1",
        "http://localhost:8000/v1?api_key=hunter2",
        "http://localhost:8000/v1#hunter2",
        "http://localhost:port?hunter2",
        "http://user:hunter2@localhost:99999",
    ],
)
def test_credentials_in_an_address_are_refused_and_never_repeated(given, rule):
    with pytest.raises(ServerFault) as fault:
        address(given, rule)
    assert not any("hunter2" in words for words in (*fault.value.text, str(fault.value), repr(fault.value)))


def test_what_is_connected_to_is_the_address_that_was_checked(monkeypatch, connections):
    monkeypatch.setattr(socket, "getaddrinfo", resolving_to("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"))
    where = address("https://api.mistral.ai/v1", PUBLIC)
    with pytest.raises(ServerFault), answer(where, "/models"):
        pass
    assert {target[0] for target in connections} <= {"93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"}
    assert {target[1] for target in connections} == {443}


@pytest.mark.parametrize("ip", ["169.254.169.254", "fe80::1", "100.100.100.200", "0.0.0.0", "::ffff:169.254.169.254"])
def test_the_owner_too_asks_no_metadata_or_link_local_address(ip):
    host = f"[{ip}]" if ":" in ip else ip
    with pytest.raises(ServerFault, match=pattern("bench.inner_address")):
        address(f"http://{host}/v1", OWNER)


@pytest.mark.parametrize(
    "given", ["localhost:11434", "http://192.168.1.20:8000", "http://[::1]:8080", "https://api.mistral.ai"]
)
def test_the_owner_asks_any_server(given):
    assert address(given, OWNER).path == "/v1"


def test_a_key_goes_to_its_own_host_alone():
    mistral, router = (address(f"https://{host}/v1", PUBLIC) for host in sorted(PUBLIC.hosts))
    key = key_for(" sk-secret-1234567890 ", mistral)
    assert authorization(key, mistral) == "Bearer sk-secret-1234567890"
    assert "secret" not in authorization(key, router)
    assert authorization(None, router) != "Bearer "


def test_a_key_is_not_sent_in_clear():
    lan = address("http://192.168.1.20:8000", OWNER)
    with pytest.raises(ServerFault, match=pattern("bench.key_in_clear")):
        authorization(key_for("sk-secret-1234567890", lan), lan)
    here = address("localhost:8000", HERE)
    assert authorization(key_for("sk-secret-1234567890", here), here).endswith("1234567890")


def test_a_key_is_in_no_repr_and_in_no_repeated_message():
    key = Key("sk-secret-1234567890", "api.mistral.ai")
    assert "secret" not in repr(key) + str(key)
    hidden = key.hide("Incorrect API key provided: sk-secr******7890, or (sk-secret-1234567890).")
    assert "sk-sec" not in hidden
    assert "567890" not in hidden


@pytest.mark.parametrize("typed", ["a b", "clé", "x\ny", "x" * 501])
def test_what_cannot_be_a_key_is_said_without_repeating_it(typed):
    with pytest.raises(ServerFault) as fault:
        key_for(typed, address("localhost", HERE))
    assert typed not in str(fault.value)
