"""`catalog refresh` as a person and a schedule run it: prints, exit codes, a file changed whole or not at all."""

import importlib.util
import json
import re
import shlex
from pathlib import Path

import pytest
import yaml

from llmselect.__main__ import main
from llmselect.catalog.load import load
from llmselect.command import refresh
from llmselect.command.parser import parse
from llmselect.hub.http.hub_faults import SENTENCES, FaultKind
from tests.hub.refreshed import agree, cut
from tests.hub.stand_in import in_place_of_the_hub
from tests.wording import says

HOUSE = Path(__file__).parents[2]
WORKFLOW = HOUSE / ".github" / "workflows" / "refresh-catalog.yml"
QWEN = "Qwen/Qwen3-8B"


@pytest.fixture
def hub(monkeypatch):
    stand_in = in_place_of_the_hub(monkeypatch)
    yield stand_in
    stand_in.close()


@pytest.fixture
def small(hub, tmp_path):
    """A catalog that the stand-in agrees with, but for the downloads and the gating of one model."""
    path = cut(tmp_path / "catalog.json")
    agree(hub, path)
    hub.repositories["models", QWEN].says["downloads"] = 20_000_000
    hub.repositories["models", QWEN].gated = "auto"
    return path


@pytest.fixture
def run(small, capsys):
    def command(*words, only="hub"):
        status = main(["catalog", "refresh", "--catalog", str(small), *(["--only", only] if only else []), *words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


def alone(folder):
    return sorted(one.name for one in folder.iterdir())


def test_changes_are_printed_and_not_written(run, small):
    before = small.read_bytes()
    status, out, err = run()
    assert (status, err) == (refresh.CHANGES, "")
    assert "models.qwen3-8b.downloads_30d: 10145616 -> 20000000 (Hugging Face Hub, https://huggingface.co/" in out
    assert "models.qwen3-8b.gated: no -> yes" in out
    assert "2 changes, to write with --write" in out
    assert small.read_bytes() == before


def test_write_changes_those_lines_alone_and_a_second_run_nothing(run, small):
    before = small.read_bytes().split(b"\n")
    status, out, _ = run("--write")
    after = small.read_bytes().split(b"\n")
    assert (status, "2 changes, written" in out) == (refresh.NOTHING, True)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    written = load(small).models["qwen3-8b"]
    assert (written.downloads_30d, written.gated) == (20_000_000, "yes")
    assert main(["catalog", "check", "--catalog", str(small)]) == 0
    again = small.read_bytes()
    status, out, _ = run("--write")
    assert (status, "0 changes, nothing to write" in out) == (refresh.NOTHING, True)
    assert small.read_bytes() == again
    assert alone(small.parent) == ["catalog.json"]


def test_the_price_library_is_compared_too_and_agrees_after_writing(run):
    run("--write", only=None)
    status, out, _ = run(only=None)
    assert status == refresh.NOTHING, out


@pytest.mark.parametrize("format_", [(), ("--json",)])
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"status": 429, "headers": {"RateLimit": '"api";r=0;t=300'}}, FaultKind.RATE_LIMITED),
        ({"status": 500}, FaultKind.HUB_ERROR),
        ({"status": 200, "body": b"<html>busy</html>"}, FaultKind.BAD_DATA),
    ],
)
def test_a_fault_half_way_ends_with_one_sentence_and_nothing_written(run, hub, small, fault, kind, format_):
    before = small.read_bytes()
    rows = [one.listing(blobs=False) | {"downloads": 5} for one in hub.repositories.values()]
    asked = []

    def listed(_, question):
        asked.append(question["author"][0])
        if len(asked) == 1:
            hub.fail("/api/models", times=99, **fault)
        return [row for row in rows if row["author"] == asked[-1]]

    hub.routes.append((r"/api/models", listed))
    status, out, err = run("--write", *format_)
    assert status == refresh.FAULT
    assert says(err, SENTENCES[kind])
    assert err.count("\n") == 1
    assert "nothing was written" in err
    assert "Traceback" not in err
    assert small.read_bytes() == before
    assert "downloads_30d" in out, "what was read is told all the same"
    assert json.loads(out)["not_read"] if format_ else "# not read" in out
    assert alone(small.parent) == ["catalog.json"]


def test_offline_ends_with_one_sentence(run, small, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    before = small.read_bytes()
    status, _, err = run("--write")
    assert (status, says(err, SENTENCES[FaultKind.OFFLINE])) == (refresh.FAULT, True)
    assert small.read_bytes() == before


def test_what_would_break_the_catalog_is_refused(run, hub, small):
    hub.repositories["models", QWEN].says["downloads"] = 20_000_000
    broken = small.read_bytes().replace(b'"checked": "2026-11-21"', b'"checked": "2999-01-01"', 1)
    small.write_bytes(broken)
    status, _, err = run("--write")
    assert status == refresh.FAULT
    assert "checked on 2999-01-01, which is after today" in err
    assert small.read_bytes() == broken
    assert alone(small.parent) == ["catalog.json"]


def test_a_catalog_of_another_format_is_refused_and_not_rewritten(run, small):
    small.write_text(json.dumps(json.loads(small.read_bytes()), indent=2), "utf-8")
    before = small.read_bytes()
    status, _, err = run("--write")
    assert (status, "expected one record a line" in err) == (refresh.FAULT, True)
    assert small.read_bytes() == before


def test_a_file_that_somebody_else_changed_meanwhile_is_left_alone(run, small, monkeypatch):
    meant = refresh.edited

    def slow(*given):
        small.write_bytes(small.read_bytes() + b"\n")
        return meant(*given)

    monkeypatch.setattr(refresh, "edited", slow)
    status, _, err = run("--write")
    assert (status, "changed by somebody else" in err) == (refresh.FAULT, True)
    assert small.read_bytes().endswith(b"}\n\n")


def test_the_budget_is_no_fault_but_is_told(run, hub):
    _, out, err = run("--limit", "2")
    assert 1 <= len(hub.asked) <= 2
    assert err == ""
    assert "# not read" in out


def test_a_gone_model_becomes_legacy_only_when_named(run, hub, small):
    del hub.repositories["models", QWEN]
    status, out, _ = run("--write")
    assert (status, "--gone qwen3-8b" in out) == (refresh.NOTHING, True)
    assert load(small).models["qwen3-8b"].state == "current"
    status, out, _ = run("--write", "--gone", "qwen3-8b")
    assert load(small).models["qwen3-8b"].state == "legacy"
    assert "models.qwen3-8b.state" not in run()[1]


def test_json_names_everything(run):
    status, out, _ = run("--json")
    told = json.loads(out)
    downloads = next(one for one in told["changes"] if one["path"] == "models.qwen3-8b.downloads_30d")
    assert (downloads["from"], downloads["to"], downloads["verdict"]) == (10_145_616, 20_000_000, "write")
    assert downloads["source"].startswith("Hugging Face Hub, https://")
    assert (status, told["written"], told["fault"]) == (refresh.CHANGES, False, None)


def test_prices_are_kept_in_a_file_for_the_next_version(run, tmp_path):
    kept = tmp_path / "prices.json"
    assert run("--keep-prices", str(kept))[0] == refresh.NOTHING
    assert run("--prices-before", str(kept), only="prices")[2] == ""
    kept.write_text('{"version": "1", "prices": {"x": [1, 2]}, "names": {}}')
    status, _, err = run("--prices-before", str(kept), only="prices")
    assert (status, "expected a file of --keep-prices" in err) == (refresh.FAULT, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("--gone", "qwen3-8"), "unknown model 'qwen3-8'; the nearest are"), (("--limit", "1"), "limit is 1; expected")],
)
def test_bad_words_end_with_one_sentence(run, words, sentence):
    status, _, err = run(*words)
    assert (status, sentence in err) == (refresh.FAULT, True)


def test_no_token_is_ever_printed(run, hub, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    told = [*run(), *run("--json")]
    hub.fail("/api/models", status=401, headers={"X-Error-Message": "Invalid credentials for hf_secret"})
    told += run()
    assert "HF_TOKEN" in told[-1]
    assert "hf_secret" not in str(told)


# ---------------------------------------------------------------- the schedule
@pytest.fixture(scope="module")
def workflow():
    return yaml.safe_load(WORKFLOW.read_text("utf-8"))


def commands(workflow):
    """Every line that runs Python, as words."""
    steps = workflow["jobs"]["refresh"]["steps"]
    text = "\n".join(step.get("run", "") for step in steps).replace("\\\n", " ")
    lines = (line.strip().split("|")[0].split(">")[0] for line in text.splitlines())
    return [shlex.split(line) for line in lines if line.startswith("python -m")]


def test_the_workflow_runs_weekly_and_by_hand_with_the_least_rights(workflow):
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as a truth
    assert set(triggers) == {"schedule", "workflow_dispatch"}
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", triggers["schedule"][0]["cron"])
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["refresh"]["permissions"] == {"contents": "write", "pull-requests": "write"}


def test_the_workflow_uses_pinned_actions_of_github_alone(workflow):
    used = [step["uses"] for step in workflow["jobs"]["refresh"]["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@(v\d+|[0-9a-f]{40})", one) for one in used)


def test_every_command_of_the_workflow_exists(workflow):
    found = commands(workflow)
    assert ["python", "-m", "llmselect", "catalog", "check"] in found
    assert any("--write" in words for words in found)
    words_of = {name: [words for _, _, module, *words in found if module == name] for name in ("llmselect", "pytest")}
    assert all(words_of.values())
    assert [module for _, _, module, *_ in found if importlib.util.find_spec(module) is None] == []
    assert {parse(words).command for words in words_of["llmselect"]} == {"catalog"}
    assert [path for words in words_of["pytest"] for path in words if not (HOUSE / path).exists()] == []


def test_the_workflow_opens_nothing_where_nothing_changed(workflow):
    steps = workflow["jobs"]["refresh"]["steps"]
    at = next(i for i, step in enumerate(steps) if step.get("id") == "difference")
    assert all(step["if"] == "steps.difference.outputs.found == 'yes'" for step in steps[at + 1 :])
    assert "gh pr create" in steps[-1]["run"]
    assert [step["name"] for step in steps if "GH_TOKEN" in step.get("env", {})] == [steps[-1]["name"]]


def test_the_workflow_knows_the_lines_of_offers(small):
    """What the workflow looks for in the difference is how the catalog writes an offer."""
    pattern = re.search(r"grep -qE '\^\\\+(.*)'; then", WORKFLOW.read_text("utf-8"))[1]
    lines = small.read_text("utf-8").splitlines()
    offers = [line for line in lines if line.startswith('{"id"') and '"api_model_id"' in line]
    models = [line for line in lines if line.startswith('{"id"') and '"family"' in line]
    assert offers
    assert all(re.match(pattern, line) for line in offers)
    assert not any(re.match(pattern, line) for line in models)
