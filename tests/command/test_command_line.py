"""The command line as scripts use it: exit codes, one sentence for bad input, stable JSON."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wording import EN, FR, says

HOUSE = Path(__file__).parents[2]
CARD = ("--accelerator", "RTX 4090")


def run(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "llmselect", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, cwd=HOUSE, check=False)


@pytest.fixture(scope="module")
def answer() -> dict[str, list[dict[str, object]]]:
    done = run(
        "recommend",
        *CARD,
        "--ram",
        "64",
        "--use",
        "code",
        "--context",
        "16384",
        "--priorities",
        "privacy=3,cost=2,latency=1,quality=4",
        "--require",
        "fits,commercial",
        "--top",
        "10",
        "--json",
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_recommend_answers_with_the_promised_keys(answer) -> None:
    assert [place["rank"] for place in answer["places"]] == list(range(1, 11))
    promised = {
        "rank",
        "model",
        "score",
        "contributions",
        "memory_bytes",
        "decode_tokens_per_s",
        "cost_usd_per_1000_requests",
        "privacy_level",
    }
    for place in answer["places"]:
        assert promised <= set(place)
        assert ("quantization" in place) != ("offer" in place)
        assert sum(p for p in place["contributions"].values() if p is not None) == pytest.approx(
            place["score"], abs=1e-3
        )
    assert all(row["reasons"] and row["reasons"][0]["message"] for row in answer["excluded"])


def test_recommend_prints_the_same_answer_for_people() -> None:
    english, french = run("recommend", *CARD), run("recommend", *CARD, "--language", "fr")
    assert english.returncode == french.returncode == 0
    assert says(english.stdout, "command.privacy", EN)
    assert says(french.stdout, "command.privacy", FR)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("recommend", "--accelerator", "RTX 4091"), "unknown accelerator 'RTX 4091'; the nearest are"),
        (("recommend", "--use", "codes"), "unknown use 'codes'"),
        (("recommend", "--priorities", "beauty=1"), "unknown criterion 'beauty'"),
        (("recommend", "--priorities", "privacy=-1"), "weight of privacy is -1.0"),
        (("recommend", "--priorities", "privacy=lots"), "privacy is 'lots'; expected a number"),
        (("recommend", "--require", "fitz"), "unknown requirement 'fitz'"),
        (("recommend", "--count", "0"), "count is 0; expected greater than or equal to 1"),
        (("recommend", "--ram", "-4"), "host_memory_gib is -4.0"),
        (("recommend", "--ram", "nan"), "host_memory_gib is nan"),
        (("estimate", "llama-9"), "unknown model 'llama-9'"),
        (("estimate", "openai:gpt-4o"), "is not published, so its memory cannot be computed"),
        (("estimate", "llama-3.1-8b-instruct", "--quantization", "Q4_K_X"), "unknown quantization 'Q4_K_X'"),
        (
            ("estimate", "llama-3.1-8b-instruct", "--quantization", "MXFP4"),
            "unknown quantization of llama-3.1-8b-instruct",
        ),
        (("estimate", "llama-3.1-8b-instruct", "--context", "999999"), "expected at most 131072"),
        (("estimate", "llama-3.1-8b-instruct", "--context", "-5"), "context is -5"),
        (("estimate", "llama-3.1-8b-instruct", "--users", "0"), "users is 0"),
        (("estimate", "--config", "no-such-file.json"), "cannot be read as JSON"),
        (("estimate",), "needs either MODEL"),
        (("estimate", "--batch", "no-such-file"), "cannot be read"),
        (("catalog", "check", "--catalog", "no-such-file.json"), "cannot be read"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else "",
)
def test_bad_input_ends_with_code_2_and_one_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_estimate_takes_a_config_of_a_model_that_is_not_in_the_catalog(tmp_path: Path) -> None:
    config = {
        "model_type": "llama",
        "hidden_size": 4096,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "intermediate_size": 14336,
        "vocab_size": 128256,
        "max_position_embeddings": 131072,
        "tie_word_embeddings": False,
    }
    file = tmp_path / "config.json"
    file.write_text(json.dumps(config))
    done = run("estimate", "--config", str(file), *CARD, "--context", "8192", "--json")
    answer = json.loads(done.stdout)
    assert answer["parameters"] == 8030261248  # safetensors count of meta-llama/Llama-3.1-8B
    assert answer["kv_cache_bytes"] == 1073741824
    assert answer["fit"] == "full"


@pytest.mark.parametrize("config", ['{"hidden_size": 4096}', '{"hidden_size": -1}', "[]", "not json", "{}"])
def test_a_config_without_the_needed_keys_says_which(tmp_path: Path, config: str) -> None:
    file = tmp_path / "config.json"
    file.write_text(config)
    done = run("estimate", "--config", str(file))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "expected" in done.stderr


def test_a_batch_answers_line_by_line_in_order() -> None:
    questions = [
        {"model": "llama-3.1-8b-instruct", "quantization": "Q4_K_M", "context": 8192, "accelerator": "RTX 4090"},
        {"model": "nobody"},
        "not json",
        {"model": "meta-llama/Llama-3.1-8B-Instruct", "quantization": "Q8_0", "context": 8192, "accelerator": None},
        {"model": "llama-3.1-8b-instruct", "quantisation": "Q4_K_M"},
        {"model": "llama-3.1-8b-instruct", "file_bytes": 5_000_000_000, "accelerator": "RTX 4090"},
        {"model": "llama-3.1-8b-instruct", "users": 1.5},
    ]
    lines = "\n".join(q if isinstance(q, str) else json.dumps(q) for q in questions)
    done = run("estimate", "--batch", "-", given=lines)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [("error" in answer) for answer in answers] == [False, True, True, False, True, False, True]
    assert answers[1]["error"]["code"] == "unknown_name"
    assert "quantization" in answers[4]["error"]["message"]
    assert answers[5]["weights_bytes"] == 5_000_000_000
    assert answers[0]["kv_cache_bytes"] == answers[3]["kv_cache_bytes"]
    assert answers[3]["device_bytes"] == 0


def test_a_batch_answers_as_single_questions_do() -> None:
    question = {"model": "llama-3.1-8b-instruct", "quantization": "Q6_K", "context": 4096, "accelerator": "RTX 3090"}
    batch = json.loads(run("estimate", "--batch", "-", given=json.dumps(question)).stdout)
    single = run(
        "estimate",
        "llama-3.1-8b-instruct",
        "--quantization",
        "Q6_K",
        "--context",
        "4096",
        "--accelerator",
        "RTX 3090",
        "--json",
    )
    assert json.loads(single.stdout) == batch


def test_what_fits_nowhere_says_what_the_accelerators_would_have_to_hold() -> None:
    question = {"model": "llama-3.1-8b-instruct", "users": 1024, "context": 131072, "accelerator": "RTX 4090"}
    answer = json.loads(run("estimate", "--batch", "-", given=json.dumps(question)).stdout)
    assert answer["fit"] == "none"
    assert answer["device_bytes"] > answer["kv_cache_bytes"]
