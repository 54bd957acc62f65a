"""Ready tasks in both languages, and the visitor's own from files that may be anything."""

from collections import Counter

import pytest

from llmselect.bench.graders.grader import Exact, Numeric, grade
from llmselect.bench.tasks.ready_tasks import chosen_tasks, ready_tasks
from llmselect.bench.tasks.task import TaskKind, TrialTask
from llmselect.bench.tasks.task_file import MOST_BYTES, MOST_FILE_TASKS, read_tasks
from llmselect.errors import BadFile
from llmselect.text import Language


def test_every_kind_has_ready_tasks_in_both_languages_each_with_a_grader():
    counts = Counter((task.kind, task.language) for task in ready_tasks())
    assert set(counts) == {(kind, language) for kind in TaskKind if kind is not TaskKind.OWN for language in Language}
    assert all(task.graders for task in ready_tasks())
    assert len({task.id for task in ready_tasks()}) == len(ready_tasks())


def test_tasks_are_chosen_by_language_and_kind():
    chosen = chosen_tasks([Language.FR], [TaskKind.CODE, TaskKind.REFUSAL])
    assert {(task.language, task.kind) for task in chosen} == {
        (Language.FR, TaskKind.CODE),
        (Language.FR, TaskKind.REFUSAL),
    }


def test_the_needle_stands_in_its_text_once():
    for task in chosen_tasks(Language, [TaskKind.LONG_CONTEXT]):
        assert task.prompt.count(task.graders[0].all_of[0]) == 1


def test_an_empty_answer_passes_no_ready_task():
    assert [task.id for task in ready_tasks() if (verdict := grade(task.graders, "")) and verdict.passed] == []


def test_a_csv_is_read_with_its_graders():
    content = "prompt;expected;number\nCapitale ?;Paris|Lutèce;\nCombien ?;;1,5\n".encode()
    first, second = read_tasks(content, "mine.CSV")
    assert first.graders == (Exact(any_of=("Paris", "Lutèce")),)
    assert second.graders == (Numeric(value=1.5),)


def test_jsonl_is_read_strictly():
    line = '{"prompt": "Hi", "graders": [{"kind": "exact", "any_of": ["hello"]}]}'
    assert read_tasks(line.encode(), "mine.jsonl")[0].graders == (Exact(any_of=("hello",)),)
    with pytest.raises(BadFile, match="Line 1"):
        read_tasks(b'{"prompt": "Hi", "grader": 3}', "mine.jsonl")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"),
        (b"   \n", "a.jsonl"),
        (b"x" * (MOST_BYTES + 1), "a.csv"),
        (b"\xff\xfe\x00", "a.csv"),
        (b"prompt\n\0", "a.csv"),
        (b"\x89PNG\r\n\x1a\n", "a.csv"),
        (b"name,age\nx,3\n", "a.csv"),
        (b"prompt,prompt\nx,y\n", "a.csv"),
        (b"prompt\nx,y,z\n", "a.csv"),
        (b'prompt\n"unclosed\n', "a.csv"),
        (b"prompt,number\nx,many\n", "a.csv"),
        (b"prompt,max_tokens\nx,-4\n", "a.csv"),
        (b"prompt\n", "a.csv"),
        (b"prompt\n\n", "a.csv"),
        (b"[1]", "a.jsonl"),
        (b"{" * 100_000, "a.jsonl"),
        (b"<html>", "a.jsonl"),
        (b'{"prompt": ""}', "a.jsonl"),
        (b'{"prompt": "x", "id": "a"}\n{"prompt": "x", "id": "a"}', "a.jsonl"),
        (b'{"prompt": "x"}\n' * (MOST_FILE_TASKS + 1), "a.jsonl"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_one_sentence(content, name):
    with pytest.raises(BadFile):
        read_tasks(content, name)


def test_a_task_survives_being_written_and_read():
    for task in ready_tasks():
        assert TrialTask.model_validate_json(task.model_dump_json(by_alias=True)) == task
