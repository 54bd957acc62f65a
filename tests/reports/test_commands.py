"""Every candidate has a command to copy or a reason for none, and what must be replaced in a command is named."""

import pytest

from llmselect.catalog.load import load
from llmselect.machine.machine import Machine, PlacementKind
from llmselect.reports.no_command import NOT_PLACED, no_command_reason
from llmselect.reports.run_commands import REPLACE, run_commands
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import assess
from llmselect.settings import Costs, Workload
from tests.wording import EN, FR, says

CATALOG = load()
OWN_WORDS = ("<resource>", "<region>", "<account>", "<workspace>", "<your project>")
"""What stands in an address for a word of the customer's own."""
MACHINES = {"card": Machine(), "apple": Machine(accelerator="Apple M4 Max 40-core", host_memory_gib=64)}


@pytest.fixture(scope="module", params=MACHINES)
def candidates(request: pytest.FixtureRequest) -> list[Candidate]:
    estimates = assess(CATALOG, MACHINES[request.param], Workload(), Costs()).estimates
    return [Candidate(estimates, row) for row in range(len(estimates))]


def test_a_candidate_without_a_command_says_why_in_both_languages(candidates: list[Candidate]) -> None:
    silent = 0
    for candidate in candidates:
        commands, reason = run_commands(candidate), no_command_reason(candidate)
        assert (reason is None) == bool(commands)
        assert all(command.command.strip() for command in commands)
        if reason is not None:
            silent += 1
            assert reason.en != reason.fr
            assert "{" not in reason.en + reason.fr
            assert candidate.quantization is None or candidate.quantization.id in reason.en
    assert silent


def test_vllm_is_never_given_the_publishers_files_as_a_format_that_they_are_not(candidates: list[Candidate]) -> None:
    made_elsewhere = [c for c in candidates if c.quantization is not None and c.quantization.id == "AWQ-INT4"]
    for candidate in made_elsewhere:
        if candidate.model.native_quantization != "AWQ-INT4":
            assert run_commands(candidate) == ()
            assert candidate.placement is not PlacementKind.WHOLE or not says(
                no_command_reason(candidate).en, NOT_PLACED, EN
            )


def test_words_to_replace_are_named_beside_the_call(candidates: list[Candidate]) -> None:
    seen = 0
    for candidate in (each for each in candidates if each.offer is not None):
        for command in run_commands(candidate):
            words = [word for word in OWN_WORDS if word in command.command]
            assert (command.to_replace is None) == (not words)
            for word in words:
                seen += 1
                assert word in command.to_replace.en
                assert says(command.to_replace.fr, REPLACE, FR)
    assert seen
