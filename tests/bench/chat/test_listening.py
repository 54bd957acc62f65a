"""Listening to an answer: what is kept of one that ends badly, what is asked again, and how soon a stop is heard."""

import json
import socket
import threading
import time

import pytest

from llmselect.bench.chat import listening
from llmselect.bench.chat.chat_request import ChatRequest
from llmselect.bench.chat.listening import Listener, ask
from llmselect.bench.http import exchange
from llmselect.bench.http.addresses import HERE, address
from llmselect.bench.http.keys import Key
from llmselect.bench.http.wire import Stopped

REQUEST = ChatRequest("qwen3:8b", "Say something.", max_tokens=64)


def asked(server, **options):
    return ask(Listener(address(server.url), clock=server.clock, **options), REQUEST)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(listening, "FIRST_WAIT_S", 0.01)


def test_usage_in_an_event_without_choices_is_counted(server):
    heard = asked(server).heard
    assert (heard.prompt_tokens, heard.output_tokens, heard.chunks) == (500, 32, 32)


def test_what_came_before_a_fault_is_kept(server):
    server.piece = lambda number: json.dumps({"error": {"message": "out of memory"}}) if number == 3 else None
    found = asked(server)
    assert found.fault is not None
    assert found.fault.kind == "bench.error_inside"
    assert found.heard.text == "word " * 3
    assert found.tries == 1


def test_an_answer_that_breaks_off_in_the_middle_is_kept_with_its_fault(server):
    server.breaks_after = 5
    found = asked(server)
    assert found.heard.chunks == 5
    assert found.fault is not None


def test_an_answer_that_just_stops_is_no_whole_one(server):
    server.done = False
    found = asked(server)
    assert found.fault is not None
    assert found.fault.kind == "bench.cut_short"
    assert found.heard.chunks == 32


def test_an_answer_that_says_why_it_ends_is_whole_without_more(server):
    server.done = False
    end = json.dumps({"choices": [{"delta": {}, "finish_reason": "stop"}]})
    server.piece = lambda number: end if number == 31 else None
    assert asked(server).fault is None


def test_an_answer_that_comes_whole_is_heard_as_one_piece(server):
    whole = json.dumps({"choices": [{"message": {"content": "yes"}, "finish_reason": "stop"}]})
    server.refusals = [(200, {}, whole.encode())]
    found = asked(server)
    assert (found.fault, found.heard.text, found.heard.chunks) == (None, "yes", 1)


def test_a_stall_within_an_answer_is_not_waited_for_as_long_as_a_model_loads(server, monkeypatch):
    monkeypatch.setattr(listening, "WRITING_S", 0.0)
    server.clock.after_look = lambda _: time.sleep(0.05)
    found = asked(server, patience_s=300.0)
    assert found.fault is not None
    assert found.fault.kind == "bench.unfinished"
    assert found.heard.chunks


def test_what_is_no_http_is_said_to_be_another_protocol():
    alert = b"\x15\x03\x01\x00\x02\x02F"  # of a server that speaks https alone
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=lambda: answer_raw(listener, alert), daemon=True).start()
        where = address(f"http://127.0.0.1:{listener.getsockname()[1]}/v1")
        found = ask(Listener(where), REQUEST)
    assert found.fault is not None
    assert found.fault.kind == "bench.garbage"


def answer_raw(listener, raw):
    door, _ = listener.accept()
    with door:
        door.recv(65536)
        door.sendall(raw)


def test_https_to_a_server_without_it_is_said(server):
    where = address(server.url.replace("http:", "https:"), HERE)
    found = ask(Listener(where), REQUEST)
    assert found.fault is not None
    assert found.fault.kind == "bench.no_https"


def test_halves_of_a_sign_meet_or_are_replaced(server):
    halves = {2: "\\ud83d", 3: "\\ude00", 5: "\\ud800"}
    server.piece = lambda i: f'{{"choices": [{{"delta": {{"content": "{halves[i]}"}}}}]}}' if i in halves else None
    text = asked(server).heard.text
    assert "\U0001f600" in text
    assert text.encode()


def test_bytes_that_are_no_text_are_a_fault(server):
    server.piece = lambda number: '{"choices":[{"delta":{"content":"\udcff"}}]}' if number == 2 else None
    found = asked(server)
    assert found.fault is not None
    assert found.fault.kind == "bench.not_utf8"


def test_an_answer_too_large_is_not_read_to_its_end(server, monkeypatch):
    monkeypatch.setattr(exchange, "LONGEST_ANSWER", 1000)
    found = asked(server)
    assert found.fault is not None
    assert found.fault.kind == "bench.too_much"
    assert 0 < found.heard.chunks < 32


def test_a_busy_server_is_asked_again_and_only_the_last_attempt_is_heard(server):
    server.refusals = [(429, {"Retry-After": "0"}, b"slow down"), (503, {}, b"loading")]
    found = asked(server)
    assert (found.fault, found.tries, found.heard.chunks) == (None, 3, 32)
    assert found.heard.since_sent(found.heard.times[0]) == pytest.approx(0.5, rel=0.1)


def test_a_server_that_stays_busy_is_given_up(server):
    server.refusals = [(429, {}, b"slow down")] * 5
    found = asked(server)
    assert found.fault is not None
    assert (found.fault.kind, found.tries, len(server.requests)) == ("bench.too_many", 3, 3)


@pytest.mark.parametrize(
    ("status", "content", "kind"),
    [
        (401, b'{"error": {"message": "bad key"}}', "bench.wrong_key"),
        (404, b"no such model", "bench.not_found"),
        (429, b"You exceeded your current quota", "bench.quota"),
        (402, b"", "bench.quota"),
        (302, b"", "bench.redirect"),
        (400, b"the prompt is too long", "bench.refused"),
    ],
)
def test_a_refusal_is_said_and_not_repeated(server, status, content, kind):
    server.refusals = [(status, {"Location": "http://192.0.2.1/"}, content)] * 3
    found = asked(server)
    assert found.fault is not None
    assert (found.fault.kind, found.tries) == (kind, 1)


def test_a_wait_of_minutes_is_not_waited_for(server):
    server.refusals = [(429, {"Retry-After": "600"}, b"slow down")]
    assert asked(server).tries == 1


def test_an_option_that_the_server_refuses_is_left_out(server):
    server.refusals = [
        (400, {}, b"Unsupported parameter: 'max_tokens'; use 'max_completion_tokens' instead."),
        (422, {}, b"stream_options: extra fields not permitted"),
    ]
    assert asked(server).fault is None
    last = server.requests[-1]
    assert (last["max_completion_tokens"], "max_tokens" in last, "stream_options" in last) == (64, False, False)


def test_a_key_repeated_by_the_server_is_hidden(server):
    server.refusals = [(401, {}, b"Incorrect key sk-secret-1234567890")]
    found = asked(server, key=Key("sk-secret-1234567890", "127.0.0.1"))
    assert "secret" not in str(found.fault)
    assert server.headers[-1]["Authorization"] == "Bearer sk-secret-1234567890"


def test_an_answer_that_repeats_the_key_in_pieces_is_kept_without_it(server):
    def piece(number):
        halves = {2: "sk-secret-", 3: "1234567890"}
        return json.dumps({"choices": [{"delta": {"content": halves[number]}}]}) if number in halves else None

    server.piece = piece
    text = asked(server, key=Key("sk-secret-1234567890", "127.0.0.1")).heard.text
    assert "sk-secret" not in text
    assert "word" in text
    assert asked(server, key=Key("word", "127.0.0.1")).heard.text.startswith("word word")  # no secret, and it stays


def test_an_endless_answer_is_stopped(server, monkeypatch):
    monkeypatch.setattr(listening, "PIECES_A_TOKEN", 0)
    found = asked(server)
    assert found.fault is not None
    assert found.fault.kind == "bench.endless"


def test_a_limit_on_the_whole_ends_an_answer_that_drips(server):
    server.clock.after_look = lambda _: time.sleep(0.02)
    found = asked(server, longest_s=0.1)
    assert found.fault is not None
    assert found.fault.kind == "bench.unfinished"
    assert found.heard.chunks


def test_a_stop_is_heard_while_the_server_is_silent(server):
    silent, wanted = threading.Event(), threading.Event()

    def wait(_):
        silent.set()
        wanted.wait(5)

    server.clock.after_look = wait
    asking = threading.Thread(target=lambda: silent.wait(5) and wanted.set())
    asking.start()
    with pytest.raises(Stopped):
        asked(server, stop=wanted.is_set)
