"""The tools that watch over the code: pinned once, and the same wherever they are called."""

import re
from pathlib import Path

import pytest
import yaml

HOUSE = Path(__file__).parents[1]
PINNED = dict(
    line.split("==")
    for name in ("requirements.txt", "requirements-dev.txt")
    for line in (HOUSE / name).read_text("utf-8").splitlines()
    if "==" in line
)


def read(path):
    return yaml.safe_load((HOUSE / path).read_text("utf-8"))


def test_pre_commit_runs_the_linter_that_the_project_pins():
    (ruff,) = [repo for repo in read(".pre-commit-config.yaml")["repos"] if "ruff" in repo["repo"]]
    assert ruff["rev"] == f"v{PINNED['ruff']}"
    assert [hook["id"] for hook in ruff["hooks"]] == ["ruff-check", "ruff-format"]


def test_dependabot_looks_weekly_at_packages_and_actions():
    updates = read(".github/dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"pip", "github-actions"}
    assert {update["schedule"]["interval"] for update in updates} == {"weekly"}


def test_the_workflow_of_the_tests_runs_what_must_hold_and_may_write_nothing():
    workflow = read(".github/workflows/ci.yml")
    assert workflow["permissions"] == {"contents": "read"}
    job = workflow["jobs"]["test"]
    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.12"]
    assert job["steps"][-1]["run"].startswith("make test")
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@(v\d+|[0-9a-f]{40})", action) for action in used)


@pytest.mark.parametrize("name", ["run", "try", "test", "check", "lint", "fmt", "bench", "docs-pictures", "clean"])
def test_every_target_that_the_documents_name_exists(name):
    makefile = (HOUSE / "Makefile").read_text("utf-8")
    assert re.search(rf"^{name}:", makefile, re.MULTILINE)
    assert re.search(rf"^\.PHONY:.*\b{name}\b", makefile, re.MULTILINE)


DOCUMENTS = ["README.md", "CONTRIBUTING.md", *(f"docs/{file.name}" for file in sorted((HOUSE / "docs").glob("*.md")))]
OTHERS_FILES = {"config.json", "questions.jsonl", "points.csv", "points.json", "served-speeds/router.json"}
"""Files that a document names and that are not the project's: a model's own, or what a command reads or writes."""


def test_every_path_named_in_the_docs_exists():
    """From the root, from `llmselect/`, or as the bare name of some file: what stands as code or as a link."""
    kept = [file for file in HOUSE.rglob("*") if not {".git", ".venv"} & set(file.relative_to(HOUSE).parts)]
    known = {file.relative_to(HOUSE).as_posix() for file in kept} | {file.name for file in kept} | OTHERS_FILES
    code, link = r"`([\w./-]+(?:\.(?:py|json|jsonl|csv|toml|md|sh|txt|png)|/))`", r"\]\(([^):#]+)(?:#[^)]*)?\)"
    wrong, seen = [], 0
    for document in DOCUMENTS:
        text, here = (HOUSE / document).read_text("utf-8"), (HOUSE / document).parent
        links = [path for path in re.findall(link, text) if "//" not in path]
        wrong += [f"{document}: {path}" for path in links if not (here / path).exists()]
        paths = [path.rstrip("/") for path in re.findall(code, text)]
        wrong += [f"{document}: {path}" for path in paths if not {path, f"llmselect/{path}"} & known]
        seen += len(links) + len(paths)
    assert seen > 100
    assert wrong == []
