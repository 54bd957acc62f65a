"""What an owner deploys with: the proxy example, the locked packages, and the workflow that watches over both."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

HOUSE = Path(__file__).parents[1]


NGINX = (HOUSE / "docs/nginx.conf").read_text("utf-8")
LOCK = (HOUSE / "requirements.lock").read_text("utf-8")
PINS = [line for line in (HOUSE / "requirements.txt").read_text("utf-8").splitlines() if "==" in line]
BLOCK = re.compile(r"^(\S+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE)
LOCKED = {name: version for name, version, _ in BLOCK.findall(LOCK)}


def same_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.sub(r"\[.*\]", "", name)).lower()


@pytest.mark.parametrize("pin", PINS)
def test_every_pin_is_locked_at_the_same_version(pin):
    name, _, version = pin.partition("==")
    assert {same_name(each): locked for each, locked in LOCKED.items()}[same_name(name)] == version


def test_every_line_of_the_lock_is_a_version_with_hashes_from_no_index_of_its_own():
    pinned = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pinned) == len(LOCKED) > len(PINS)
    assert not re.search(r"--(extra-)?index-url|--find-links|file:", LOCK)


@pytest.mark.parametrize(
    "header",
    [
        *("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"),
        *("Permissions-Policy", "Strict-Transport-Security"),
    ],
)
def test_the_proxy_example_adds_each_header_to_every_answer(header):
    assert re.search(rf'^    add_header {header} ("[^"\n]+"|\S+) always;$', NGINX, re.MULTILINE)
    assert "        add_header" not in NGINX  # one in a location would take all others away there


def test_the_proxy_example_closes_the_metrics_and_lets_websockets_through():
    assert re.search(r"location /_stcore/metrics \{ return 404; \}", NGINX)
    assert "proxy_set_header Upgrade $http_upgrade;" in NGINX
    assert "proxy_set_header Connection $connection_upgrade;" in NGINX


def test_the_proxy_example_keeps_a_visitor_at_one_server_and_says_that_it_is_a_proxy():
    assert re.search(r"upstream llmselect \{\n    (hash \$binary_remote_addr consistent|ip_hash);", NGINX)
    assert "proxy_set_header X-Forwarded-For" in NGINX
    assert NGINX.count("{") == NGINX.count("}")


def test_the_proxy_example_takes_no_larger_uploads_than_the_app():
    server = tomllib.loads((HOUSE / ".streamlit/config.toml").read_text("utf-8"))["server"]
    (most,) = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    assert int(most) == server["maxUploadSize"] + 1  # a form takes a little more than its file


@pytest.fixture(scope="module")
def workflow():
    return yaml.safe_load((HOUSE / ".github/workflows/ci.yml").read_text("utf-8"))


def test_known_weaknesses_of_the_lock_are_looked_for_at_every_push(workflow):
    assert "if" not in workflow["jobs"]["audit"]
    assert re.search(
        r"pip-audit .*--require-hashes .*requirements\.lock", workflow["jobs"]["audit"]["steps"][-1]["run"]
    )


def test_live_sources_are_read_once_a_week_and_never_for_a_pull_request(workflow):
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as a truth
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", triggers["schedule"][0]["cron"])
    live = workflow["jobs"]["live"]
    assert "pull_request" not in live["if"]
    assert "schedule" in live["if"]
    assert live["steps"][-1]["run"].startswith("make check-live")


@pytest.mark.parametrize("target", ["check-live", "lock"])
def test_the_targets_that_the_workflow_and_the_documents_name_exist(target):
    makefile = (HOUSE / "Makefile").read_text("utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert re.search(rf"^\.PHONY:.*(^| ){target}( |$)", makefile, re.MULTILINE)
