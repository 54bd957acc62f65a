"""The client: bounded, without hidden waits, and careful with the token."""

import gzip
import os
import subprocess
import sys
import time
import tracemalloc

import pytest

from llmselect.hub.http.client import ByteSpan, Hub, endpoint
from llmselect.hub.http.hub_faults import SENTENCES, FaultKind, HubFault
from tests.hub.shelves import HEADER, dense, gated, gguf_files

MODEL = "/api/models/Qwen/Qwen3-8B"
FILE = "/unsloth/Qwen3-8B-GGUF/resolve/main/Qwen3-8B-Q4_K_M.gguf"


def fault_of(ask, *given, **named) -> HubFault:
    with pytest.raises(HubFault) as raised:
        ask(*given, **named)
    return raised.value


@pytest.mark.usefixtures("no_sleep")
@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ({"status": 429}, FaultKind.RATE_LIMITED),
        ({"status": 500}, FaultKind.HUB_ERROR),
        ({"status": 503}, FaultKind.HUB_ERROR),
        ({"status": 404}, FaultKind.NOT_FOUND),
        ({"status": 401}, FaultKind.NOT_FOUND),
        (
            {"status": 401, "headers": {"X-Error-Message": "Invalid credentials in Authorization header"}},
            FaultKind.TOKEN,
        ),
        ({"status": 401, "headers": {"X-Error-Code": "GatedRepo"}}, FaultKind.GATED),
        ({"status": 403}, FaultKind.FORBIDDEN),
        ({"status": 200, "body": b"<html><body>Hub is down</body></html>"}, FaultKind.BAD_DATA),
        ({"status": 200, "body": b'{"id": "Qwen/Qw'}, FaultKind.BAD_DATA),
        ({"status": 200, "body": b"[" * 100_000}, FaultKind.BAD_DATA),
        ({"status": 200, "body": b"x", "headers": {"Content-Encoding": "br"}}, FaultKind.BAD_DATA),
        ({"status": 200, "body": b"not gzip", "headers": {"Content-Encoding": "gzip"}}, FaultKind.BAD_DATA),
        ({"cut_after": 20}, FaultKind.UNREACHABLE),
        ({"endless": True}, FaultKind.TOO_LARGE),
        ({"status": 302, "headers": {"Location": MODEL}, "times": 99}, FaultKind.TOO_MANY_HOPS),
        ({"status": 302, "headers": {"Location": "file:///etc/passwd"}}, FaultKind.BAD_DATA),
        ({"status": 302, "headers": {"Location": "http://[broken"}}, FaultKind.BAD_DATA),
    ],
)
def test_every_fault_has_its_kind_and_is_asked_once(hub, what, kind) -> None:
    hub.add(dense())
    hub.fail("/api/models", **what)
    fault = fault_of(Hub().get_json, MODEL)
    assert fault.kind is kind
    assert "Qwen/Qwen3-8B" in str(fault) or kind is FaultKind.BAD_DATA
    assert fault.text.fr != fault.text.en == str(fault)
    assert len(hub.asked) <= (5 if kind is FaultKind.TOO_MANY_HOPS else 1)


@pytest.mark.usefixtures("quick", "no_sleep")
def test_a_slow_answer_is_given_up(hub) -> None:
    hub.add(dense())
    hub.fail("/api/models", delay_s=1.0)
    assert fault_of(Hub().get_json, MODEL).kind is FaultKind.TIMEOUT


def test_a_closed_door_is_unreachable(hub, monkeypatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert fault_of(Hub().get_json, MODEL).kind is FaultKind.UNREACHABLE
    assert hub.asked == []


def test_offline_asks_nobody(hub, monkeypatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert fault_of(Hub().get_json, MODEL).kind is FaultKind.OFFLINE
    assert hub.asked == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"RateLimit": '"api";r=0;t=300'}, 300),
        ({"RateLimit": '"api";r=12;t=300'}, None),  # another limit: the window's rest is not the wait
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, None),
        ({"Retry-After": "9" * 5000}, None),
        ({"RateLimit": "nonsense"}, None),
    ],
)
def test_a_rate_limit_says_how_long(hub, headers, seconds) -> None:
    hub.fail("/api/models", status=429, headers={"RateLimit": "", **headers})
    fault = fault_of(Hub().get_json, MODEL)
    assert fault.retry_after_s == seconds
    assert ("5 minutes" in str(fault)) == (seconds == 300)


def test_every_kind_has_a_sentence_in_both_languages() -> None:
    assert set(SENTENCES) == set(FaultKind)
    assert all(text.en and text.fr and text.en != text.fr for text in SENTENCES.values())
    assert all(" :" not in text.fr and " ;" not in text.fr and "« " not in text.fr for text in SENTENCES.values())


def test_the_token_goes_to_the_hub_alone(hub, monkeypatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub.add(gguf_files())
    answer = Hub().get_bytes(FILE, ByteSpan(0, 100))
    shown = {asked.host.split(":")[0]: asked.headers.get("authorization") for asked in hub.asked}
    assert shown == {"127.0.0.1": "Bearer hf_secret", "localhost": None}
    Hub().get_bytes(answer.url, ByteSpan(100, 200))
    assert hub.asked[-1].headers.get("authorization") is None


def test_the_token_opens_what_is_gated_and_stands_in_no_sentence(hub, monkeypatch) -> None:
    hub.add(gated())
    path = "/closed/new-model-8b/resolve/main/config.json"
    assert fault_of(Hub().get_json, path).kind is FaultKind.GATED
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    assert Hub().get_json(path)["model_type"] == "qwen3"
    hub.fail("/api", status=401)
    fault = fault_of(Hub().get_json, MODEL)
    assert fault.kind is FaultKind.TOKEN
    assert "hf_secret" not in str(fault) + fault.text.fr + repr(fault.__cause__)


def test_no_token_and_no_saved_login_sends_none(hub, tmp_path, monkeypatch) -> None:
    (tmp_path / "token").write_text("hf_saved")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    hub.add(dense())
    Hub().get_json(MODEL)
    assert "authorization" not in hub.asked[0].headers


@pytest.mark.parametrize("given", ["ftp://x", "huggingface.co", "http://", "https://user:secret@huggingface.co"])
def test_a_bad_endpoint_says_so(monkeypatch, given) -> None:
    monkeypatch.setenv("HF_ENDPOINT", given)
    assert fault_of(endpoint).kind is FaultKind.BAD_ENDPOINT


def test_a_span_is_all_that_is_fetched(hub) -> None:
    hub.add(gguf_files())
    answer = Hub().get_bytes(FILE, ByteSpan(0, 1000))
    assert answer.body == HEADER[:1000]
    assert hub.asked[-1].headers["range"] == "bytes=0-999"
    end = time.monotonic() + 10
    while hub.sent_bytes < 1000 and time.monotonic() < end:  # it counts after sending, and we may be the faster
        time.sleep(0.01)
    assert hub.sent_bytes == 1000


@pytest.fixture
def ignores_range(hub) -> str:
    """The address of a large file at a server that answers a request for a part with the whole, once."""
    big = gguf_files()
    big.files["Qwen3-8B-Q4_K_M.gguf"] = HEADER + b"\0" * 40_000_000
    hub.add(big)
    hub.fail("/cdn", ignores_range=True)
    return FILE.replace("/unsloth", f"{hub.url}/unsloth")


def test_a_server_that_ignores_the_span_is_not_read_to_the_end(hub, ignores_range) -> None:
    assert Hub().get_bytes(ignores_range, ByteSpan(0, 1000)).body == HEADER[:1000]
    assert hub.sent_bytes < 20_000_000


def test_a_span_further_on_is_cut_out_of_what_such_a_server_sends(hub, ignores_range) -> None:
    answer = Hub().get_bytes(ignores_range, ByteSpan(0, 1000))
    hub.fail("/cdn", ignores_range=True)
    assert Hub().get_bytes(answer.url, ByteSpan(5000, 5010)).body == HEADER[5000:5010]
    assert hub.sent_bytes < 20_000_000


def test_a_part_from_elsewhere_is_refused(hub) -> None:
    hub.add(gguf_files())
    hub.fail("/cdn", status=206, body=b"x" * 10, headers={"Content-Range": "bytes 0-9/100"})
    assert fault_of(Hub().get_bytes, FILE, ByteSpan(50, 60)).kind is FaultKind.BAD_DATA


def test_memory_stays_bounded_whatever_is_sent(hub) -> None:
    bomb = gzip.compress(b" " * 200_000_000)
    hub.fail("/api/models", status=200, body=bomb, headers={"Content-Encoding": "gzip"})
    hub.fail("/api/models", endless=True)
    tracemalloc.start()
    kinds = [fault_of(Hub().get_json, MODEL, cap=2_000_000).kind for _ in range(2)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kinds == [FaultKind.TOO_LARGE] * 2
    assert peak < 12_000_000


def test_gzip_is_understood(hub) -> None:
    hub.fail("/api/models", status=200, body=gzip.compress(b'{"id": 3}'), headers={"Content-Encoding": "gzip"})
    assert Hub().get_json(MODEL) == {"id": 3}


def test_redirects_count_and_keep_the_question(hub) -> None:
    hub.add(dense())
    hub.renamed["Qwen/Old"] = "Qwen/Qwen3-8B"
    client = Hub()
    told = client.get_json("/api/models/Qwen/Old", {"blobs": "true"})
    assert client.asked == len(hub.asked) == 2
    assert all("size" in one for one in told["siblings"])
    assert fault_of(Hub(most=1).get_json, "/api/models/Qwen/Old").kind is FaultKind.TOO_MANY_HOPS
    assert len(hub.asked) == 3


def test_the_library_itself_is_limited_in_time_and_tells_nobody(hub) -> None:
    """A fresh process: variables are set before huggingface_hub reads them, and listings get a time limit."""
    hub.fail("/api/models", delay_s=1.5)
    program = (
        "import sys\nimport llmselect, llmselect.scoring.ranking.recommend\n"
        "import llmselect.hub.repository.repository_address, llmselect.hub.http.hub_faults\n"
        "assert not {'huggingface_hub', 'httpx2'} & set(sys.modules)\n"
        "from llmselect.hub.http import session\n"
        "session.TIMEOUT = session.httpx2.Timeout(0.3)\nsession.session()\n"
        "from huggingface_hub import HfApi, constants\n"
        "print(constants.HF_HUB_DISABLE_TELEMETRY, constants.HF_HUB_DISABLE_XET)\n"
        "try:\n    HfApi().model_info('a/b')\nexcept session.httpx2.TimeoutException:\n    print('limited')\n"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    told = subprocess.run(
        [sys.executable, "-c", program], env=kept | {"HF_ENDPOINT": hub.url}, capture_output=True, text=True
    )
    assert told.stdout.split() == ["True", "True", "limited"], told.stderr
    assert [asked.path for asked in hub.asked] == ["/api/models/a/b"]
