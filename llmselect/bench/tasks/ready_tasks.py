"""The ready tasks: texts written for this project, in both languages, with their graders."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from llmselect.bench.tasks.needle_text import needle_tasks
from llmselect.bench.tasks.task import TaskKind, TrialTask
from llmselect.text import Language

FILE: Final = Path(__file__).with_name("ready_tasks.toml")


@cache
def ready_tasks() -> tuple[TrialTask, ...]:
    """All of them, in the order of their kinds."""
    listed = tomllib.loads(FILE.read_text("utf-8"))["task"]
    tasks = [TrialTask.model_validate(each | {"prompt": each["prompt"].strip()}) for each in listed]
    order = list(TaskKind)
    return tuple(sorted([*tasks, *needle_tasks()], key=lambda task: order.index(task.kind)))


def chosen_tasks(languages: Iterable[Language], kinds: Iterable[TaskKind]) -> tuple[TrialTask, ...]:
    """The ready tasks of these languages and kinds."""
    wanted, sorts = frozenset(languages), frozenset(kinds)
    return tuple(task for task in ready_tasks() if task.language in wanted and task.kind in sorts)
