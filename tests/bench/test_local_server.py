"""Measuring a local server: what is measured, what is never sent, and one clear sentence for each fault."""

import json
import socket
import threading

import pytest

from llmselect.bench.faults import ServerFault
from llmselect.bench.http import exchange
from llmselect.bench.http.addresses import address as address_of
from llmselect.bench.http.keys import NOT_NEEDED
from llmselect.bench.local_server import measure, models
from llmselect.bench.measured import Counted, Measured, Progress
from llmselect.errors import BadNumber
from llmselect.machine.machine import Phase
from tests.wording import pattern


def measured(server, **options) -> Measured:
    *progress, found = measure(server.url, "qwen3:8b", clock=server.clock, **options)
    assert all(isinstance(step, Progress) for step in progress)
    assert isinstance(found, Measured)
    return found


def test_the_speeds_are_those_the_server_has(server):
    found = measured(server)
    assert found.decode_tokens_per_s.middle == pytest.approx(50, rel=0.1)
    assert found.prefill_tokens_per_s.middle == pytest.approx(1000, rel=0.1)
    assert found.ttft_s.middle == pytest.approx(0.5, rel=0.1)
    assert (found.rounds, found.counted, found.output_tokens) == (3, Counted.USAGE, 32)


def test_tokens_are_counted_by_the_server_where_pieces_hold_several(server):
    server.tokens_a_piece = 4
    assert measured(server).decode_tokens_per_s.middle == pytest.approx(50, rel=0.1)


def test_a_server_that_counts_nothing_has_its_pieces_counted_and_no_prefill(server):
    server.prompt_tokens = None
    found = measured(server)
    assert found.counted is Counted.CHUNKS
    assert found.prefill_tokens_per_s is None
    assert found.decode_tokens_per_s.middle == pytest.approx(50, rel=0.1)
    assert [own.phase for own in found.own_speeds("qwen3-8b", "Q4_K_M")] == [Phase.DECODE]


@pytest.mark.parametrize("name", ["reasoning_content", "reasoning"])
def test_thoughts_are_tokens_too(server, name):
    server.delta = name
    assert measured(server).output_tokens == 32


def test_loading_the_model_is_kept_apart(server):
    steps = []
    for step in measure(server.url, "qwen3:8b", rounds=2, clock=server.clock):
        steps.append(step)
        server.prompt_seconds = 0.25
    assert steps[-1].load_s == pytest.approx(0.5, rel=0.1)
    assert steps[-1].ttft_s.high == pytest.approx(0.25, rel=0.1)
    assert [step.done for step in steps[:-1]] == [1, 2, 3]


def test_no_prompt_begins_as_another_one(server):
    measured(server)
    prompts = [request["messages"][0]["content"] for request in server.requests]
    assert len({text[:8] for text in prompts}) == 4


def test_a_dummy_key_is_sent_and_nothing_of_the_environment(server, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:9")
    measured(server)
    assert {sent["Authorization"] for sent in server.headers} == {f"Bearer {NOT_NEEDED}"}
    assert "secret" not in str(server.headers) + str(server.requests)


def test_what_is_measured_becomes_speeds_of_the_machine(server):
    decode, prefill = measured(server).own_speeds("qwen3-8b", "Q4_K_M")
    assert (decode.phase, decode.depth_tokens) == (Phase.DECODE, 516)
    assert (prefill.phase, prefill.depth_tokens) == (Phase.PREFILL, 250)


@pytest.mark.parametrize(
    "address", ["http://192.0.2.7:11434", "http://example.org/v1", "https://huggingface.co", "0.0.0.0"]
)
def test_only_this_computer_is_measured(address):
    with pytest.raises(ServerFault, match="is not this computer"):
        models(address)


def test_a_name_that_leads_elsewhere_is_found_out_before_anything_is_sent(server, monkeypatch):
    elsewhere = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.7", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: elsewhere)
    with pytest.raises(ServerFault, match="is not this computer"):
        models(server.url.replace("127.0.0.1", "localhost"))
    assert server.headers == []


@pytest.mark.parametrize("address", ["ftp://localhost", "http://", "localhost:99999", "http://[::1"])
def test_what_is_no_address_is_said(address):
    with pytest.raises(ServerFault, match="not the address of a server"):
        models(address)


def test_addresses_may_be_typed_short():
    assert str(address_of("localhost:11434")) == "http://localhost:11434/v1"
    assert str(address_of("http://127.0.0.1:8080/v1/")) == "http://127.0.0.1:8080/v1"
    assert str(address_of("http://[::1]:8000/v1/chat/completions")) == "http://[::1]:8000/v1"


def test_nobody_listening_is_said():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ServerFault, match=pattern("bench.not_listening")):
        models(f"localhost:{port}")


def test_redirects_are_not_followed(server):
    server.status, server.location = 302, "http://192.0.2.1/v1/models"
    with pytest.raises(ServerFault, match="another address"):
        models(server.url)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"data": []}', "offers no model"),
        (b'{"data": null}', "offers no model"),
        (b'{"data": [{"id": 7}, "x", null]}', "offers no model"),
        (b"<html>hello", "OpenAI protocol"),
        (b'{"data": 7}', "OpenAI protocol"),
        (b"[" * 100_000, "OpenAI protocol"),
        (b"\xff\xfe", "OpenAI protocol"),
    ],
)
def test_a_strange_list_of_models_is_one_sentence(server, content, said):
    server.raw = content
    with pytest.raises(ServerFault, match=said):
        models(server.url)


def test_a_model_that_is_not_there_brings_the_nearest(server):
    with pytest.raises(ServerFault, match="qwen3:8b"):
        list(measure(server.url, "qwen3:7b", clock=server.clock))


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (json.dumps({"error": {"message": "out of memory"}}), "out of memory"),
        ("nonsense", "OpenAI protocol"),
        ("[1, 2]", "OpenAI protocol"),
        ('{"choices": ' + "[" * 50_000, "OpenAI protocol"),
        ("x" * (2**20 + 10), "OpenAI protocol"),
    ],
)
def test_a_fault_inside_the_stream_is_one_sentence(server, event, said):
    server.piece = lambda number: event if number == 1 else None
    with pytest.raises(ServerFault, match=said):
        list(measure(server.url, "qwen3:8b", clock=server.clock))


@pytest.mark.parametrize("event", ['{"choices": []}', '{"choices": [7]}', '{"choices": [{"delta": null}]}', "{}"])
def test_pieces_without_text_are_no_tokens(server, event):
    server.piece = lambda number: event if number == 3 else None
    server.prompt_tokens = None
    assert measured(server).output_tokens == 31


def test_an_answer_without_text_is_said(server):
    server.piece = lambda _: '{"choices": []}'
    with pytest.raises(ServerFault, match="without any text"):
        list(measure(server.url, "qwen3:8b", clock=server.clock))


def test_an_answer_in_one_piece_cannot_be_timed(server):
    server.pieces, server.tokens_a_piece = 1, 100
    with pytest.raises(ServerFault, match="too short to time"):
        list(measure(server.url, "qwen3:8b", clock=server.clock))


def test_an_answer_that_ends_after_a_few_words_is_asked_for_again(server):
    few = b'data: {"choices": [{"delta": {"content": "Once."}}]}\n\ndata: [DONE]\n\n'
    server.refusals = [(200, {}, few)] * 2
    assert measured(server, rounds=1).output_tokens == 32
    assert len(server.requests) == 2 + 2


def test_absurd_counts_of_a_server_are_not_believed(server):
    usage = {"choices": [], "usage": {"prompt_tokens": -5, "completion_tokens": "many", "prompt_tokens_details": 3}}
    server.piece = lambda number: json.dumps(usage) if number == 31 else None
    server.prompt_tokens = None
    assert measured(server).counted is Counted.CHUNKS


def test_measuring_stops_when_asked(server):
    asked = iter([False, False, True])
    found = list(measure(server.url, "qwen3:8b", stop=lambda: next(asked, True), clock=server.clock))
    assert found == []


def test_a_server_that_says_nothing_is_given_up(server, monkeypatch):
    monkeypatch.setattr("llmselect.bench.local_server.LOADING_S", 0.0)
    monkeypatch.setattr(exchange, "SILENCE_S", 0.0)
    server.clock.after_look = lambda _: threading.Event().wait(1)
    with pytest.raises(ServerFault, match="did not answer in time"):
        list(measure(server.url, "qwen3:8b", clock=server.clock))


@pytest.mark.parametrize("options", [{"rounds": 0}, {"output_tokens": 10**6}, {"prompt_tokens": -1}])
def test_absurd_sizes_are_refused(server, options):
    with pytest.raises(BadNumber):
        list(measure(server.url, "qwen3:8b", **options))


def test_every_fault_speaks_french_too(server):
    server.raw = b"{}"
    with pytest.raises(ServerFault) as fault:
        models(server.url)
    assert "aucun modèle" in fault.value.text.fr
