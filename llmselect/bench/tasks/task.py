"""A task: what a model is asked, in which language, and how its answer is graded."""

from typing import Annotated

from pydantic import BaseModel, Field

from llmselect.bench.graders.grader import STRICT, Grader
from llmselect.text import Labelled, Language, Text


class TaskKind(Labelled):
    """What a task asks for."""

    SUMMARY = "summary", Text("Summary", "Résumé")
    EXTRACTION = "extraction", Text("Extraction to JSON", "Extraction en JSON")
    CLASSIFICATION = "classification", Text("Classification", "Classification")
    CODE = "code", Text("Code", "Code")
    REASONING = "reasoning", Text("Reasoning with a number", "Raisonnement chiffré")
    TRANSLATION = "translation", Text("Translation", "Traduction")
    LONG_CONTEXT = "long_context", Text("Needle in a long text", "Aiguille dans un long texte")
    REFUSAL = "refusal", Text("Refusal", "Refus")
    OWN = "own", Text("My own", "Les miennes")


TaskId = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\w.:-]+$")]
LONGEST_PROMPT = 200_000
"""Characters: some 50,000 tokens."""


class TrialTask(BaseModel):
    """One prompt with what its answer must be like; without graders people judge it."""

    model_config = STRICT

    id: TaskId
    kind: Annotated[TaskKind, Field(strict=False)] = TaskKind.OWN
    language: Annotated[Language | None, Field(strict=False)] = None
    """Of the prompt; None: not known."""
    prompt: Annotated[str, Field(min_length=1, max_length=LONGEST_PROMPT)]
    system: Annotated[str, Field(max_length=20_000)] = ""
    max_tokens: Annotated[int, Field(ge=1, le=32_768)] = 512
    graders: Annotated[tuple[Grader, ...], Field(max_length=10)] = ()
