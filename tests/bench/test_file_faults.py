"""What is wrong with a trial's file: one sentence in each language, that names the line and what is expected there."""

import json

import pytest

from llmselect.bench.file_faults import FileFault
from llmselect.bench.trial.record import MOST_BYTES, read_trial, written
from tests.bench.trials import trial
from tests.wording import VOICE, says

HEAD, FIRST = written(trial([[True]])).splitlines()[:2]
HTML = "<script>alert(1)</script>"


def edited(line, **changes):
    """A line of the file with values changed by their path."""
    content = json.loads(line)
    for path, value in changes.items():
        *outer, name = path.split("__")
        inner = content
        for part in outer:
            inner = inner[int(part) if part.isdigit() else part]
        inner[name] = value
    return json.dumps(content).encode()


BAD = {
    "file.empty_trial": b" \n\n",
    "file.too_large": b"x" * (MOST_BYTES + 1),
    "file.many_lines": b"{}\n" * 60_001,
    "file.no_trial": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "file.tasks_not_trial": b'{"prompt": "Hi"}',
    "file.newer": edited(HEAD, llmselect_trial=2),
    "file.no_cell": HEAD + b"\n" + edited(FIRST, reply__contestant=7),
    "file.no_pair": HEAD + b'\n{"vote": {"task": "t0", "left": 0, "right": 0, "choice": "left"}}',
}
INSIDE = {
    "file.json": HEAD + b"\n{",
    "file.missing": b'{"llmselect_trial": 1, "started": "2026-11-29T12:00:00Z"}',
    "file.unknown_near": HEAD + b"\n" + edited(FIRST, reply__ttft_sec=1),
    "file.number": HEAD + b"\n" + edited(FIRST, reply__ttft_s="soon"),
    "file.whole": HEAD + b"\n" + edited(FIRST, reply__output_tokens="many"),
    "file.from": HEAD + b"\n" + edited(FIRST, reply__total_s=-1),
    "file.at_most": edited(HEAD, plan__contestants__0__name="x" * 121),
    "file.one_of": HEAD + b'\n{"vote": {"task": "t0", "left": 0, "right": 1, "choice": "up"}}',
    "file.moment": edited(HEAD, started=HTML),
    "file.text": edited(HEAD, plan__contestants__0__model=7),
    "file.object": edited(HEAD, plan=HTML),
    "file.credentials": edited(HEAD, plan__contestants__0__base_url="http://user:hunter2@localhost/v1"),
}


def fault_of(content):
    with pytest.raises(FileFault) as fault:
        read_trial(content)
    return fault.value


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_no_trial_is_one_sentence(kind):
    fault = fault_of(BAD[kind])
    assert fault.kind == kind
    for language, voice in VOICE.items():
        assert says(voice(fault.text), kind, VOICE[language])


@pytest.mark.parametrize("kind", INSIDE)
def test_a_wrong_line_says_what_is_expected_there_in_each_language(kind):
    fault = fault_of(INSIDE[kind])
    assert fault.kind in ("file.line", "file.whole_line")
    for voice in VOICE.values():
        assert says(voice(fault.text), kind, voice)


@pytest.mark.parametrize("content", [*BAD.values(), *INSIDE.values()])
def test_no_sentence_shows_how_the_program_is_made(content):
    fault = fault_of(content)
    assert not any(word in text for text in fault.text for word in ("TrialCell", "pydantic", "b'", "hunter2"))
    assert all(len(text) < 600 for text in fault.text)
