"""Made-up trials for tests: contestants, tasks and replies without any server."""

import datetime

from llmselect.bench.graders.grader import Exact
from llmselect.bench.measured import Counted
from llmselect.bench.tasks.task import TrialTask
from llmselect.bench.trial.plan import Contestant, TrialPlan
from llmselect.bench.trial.record import TrialRecord
from llmselect.bench.trial.reply import Reply

STARTED = datetime.datetime(2026, 11, 29, tzinfo=datetime.UTC)


def plan(contestants: int = 2, tasks: int = 4, **more) -> TrialPlan:
    return TrialPlan(
        contestants=tuple(
            Contestant(name=f"Model {i}", base_url=f"http://127.0.0.1:{9000 + i}/v1", model=f"model-{i}")
            for i in range(contestants)
        ),
        tasks=tuple(TrialTask(id=f"t{i}", prompt="Say yes.", graders=(Exact(any_of=("yes",)),)) for i in range(tasks)),
        **more,
    )


def reply(contestant: int, task: str, passed: bool = True, repeat: int = 0, **more) -> Reply:
    times = {"ttft_s": 0.5, "total_s": 1.5, "prompt_tokens": 10, "output_tokens": 11, "counted": Counted.USAGE}
    text = "yes" if passed else "no"
    return Reply(contestant=contestant, task=task, repeat=repeat, text=text, **(times | more))


def trial(outcomes: list[list[bool]], **more) -> TrialRecord:
    """Outcomes of each contestant's tasks."""
    replies = tuple(reply(i, f"t{j}", passed) for i, row in enumerate(outcomes) for j, passed in enumerate(row))
    return TrialRecord(plan(len(outcomes), len(outcomes[0])), STARTED, replies, **more)
