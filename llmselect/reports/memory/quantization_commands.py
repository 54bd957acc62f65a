"""Commands that start one quantization of a model: of the catalog as estimated, of a repository as it lists it."""

import shlex
from collections.abc import Sequence

import numpy as np

from llmselect.catalog.published import Published
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.run_estimates import RunEstimate
from llmselect.reports.run_commands import Command, run_commands
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.settings import KvType, Workload
from llmselect.text import Text

LLAMA_CPP = Text("llama.cpp", "llama.cpp")
OLLAMA = Text("Ollama", "Ollama")


def catalog_commands(estimates: CandidateEstimates, model: str, quantizations: Sequence[str]) -> tuple[Command, ...]:
    """Of the first of these quantizations that runs; () where none does or no file of it is known."""
    models = [each.id for each in estimates.catalog.file.models]
    names = [each.id for each in estimates.catalog.file.quantizations]
    if model not in models:
        return ()
    of_model = estimates.rows.local & (estimates.rows.model == models.index(model)) & (estimates.fit != Fit.NONE)
    for quantization in quantizations:
        rows = np.flatnonzero(of_model & (estimates.rows.quantization == names.index(quantization)))
        commands = run_commands(Candidate(estimates, int(rows[0]))) if len(rows) else ()
        if commands:
            return commands
    return ()


def hub_commands(published: Published, run: RunEstimate, workload: Workload) -> tuple[Command, ...]:
    """Of a GGUF file that a repository of the Hub lists; () where it lists none of this quantization."""
    repository = published.model.hub_repo
    if repository is None or run.file is None or not run.file.name.casefold().endswith(".gguf"):
        return ()
    file = f"{repository}:{run.quantization.id}"
    parts = ["llama-server", "-hf", file, "-c", str(workload.context_tokens * workload.users)]
    parts += ["-np", str(workload.users), "-fa", "on"]
    if workload.kv_type is not KvType.F16:
        parts += ["-ctk", workload.kv_type, "-ctv", workload.kv_type]
    ollama = f"OLLAMA_CONTEXT_LENGTH={workload.context_tokens} {shlex.join(['ollama', 'run', f'hf.co/{file}'])}"
    return Command(LLAMA_CPP, shlex.join(parts)), Command(OLLAMA, ollama)
