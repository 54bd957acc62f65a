"""How to run a candidate: the command for each program that reads it, or a call of the provider's interface."""

import json
import math
import shlex
from dataclasses import dataclass

from llmselect.catalog.efforts import Effort, efforts_of
from llmselect.catalog.thinking import EffortSwitch
from llmselect.catalog.weight_files.file_repositories import mlx_type
from llmselect.catalog.weight_files.gguf_publishers import publisher_of, repository_with
from llmselect.machine.machine import PlacementKind, Split
from llmselect.reports.first_call import first_call, placeholders
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.settings import KvType
from llmselect.text import Text, in_both


@dataclass(frozen=True, slots=True)
class Command:
    """One way to start it; `language` names the syntax for display."""

    label: Text
    command: str
    language: str = "bash"

    @property
    def to_replace(self) -> Text | None:
        """Which words the reader puts their own for; None where it runs as it is."""
        words = placeholders(self.command) if self.language == "python" else ()
        return in_both(REPLACE, words=", ".join(words)) if words else None


REPLACE = Text("Replace by your own: {words}", "À remplacer par les vôtres\u00a0: {words}")


def run_commands(candidate: Candidate) -> tuple[Command, ...]:
    """Commands for this candidate at the workload's context; () where nobody publishes files or a call is not known."""
    if candidate.offer is not None:
        call = first_call(candidate)
        return () if call is None else (Command(Text("First call", "Premier appel"), call, "python"),)
    runtimes = candidate.quantization.runtimes if candidate.quantization else ()
    makers = {"llama.cpp": _llama_cpp, "ollama": _ollama, "vllm": _vllm, "mlx": _mlx}
    whole = candidate.placement is PlacementKind.WHOLE
    usable = [runtime for runtime in runtimes if runtime in makers and (whole or runtime in PLACING)]
    made = [makers[runtime](candidate) for runtime in usable]
    return tuple(command for command in made if command is not None)


PLACING = ("llama.cpp",)
"""Programs that can be told which layers or experts to leave to the host: Ollama decides that itself, vLLM cannot."""


def file_of(candidate: Candidate) -> str | None:
    """`owner/name:TYPE` of the GGUF file to fetch; None where no repository is known to hold it."""
    if candidate.quantization is None:
        return None
    held = repository_with(candidate.model.gguf_repos, candidate.quantization.id)
    own_format = candidate.quantization.id == candidate.model.native_quantization
    if held is None and own_format and candidate.model.gguf_repos:
        held = candidate.model.gguf_repos[0]  # gpt-oss: every GGUF repository holds the maker's own MXFP4
    if held is None:
        return None
    habit = publisher_of(held.id)
    small = candidate.quantization.nominal_bits < PREFIXED_BELOW_BITS
    prefix = habit.prefix if habit is not None and small else ""
    return f"{held.id}:{prefix}{candidate.quantization.id}"


PREFIXED_BELOW_BITS = 4.0


def _ollama(candidate: Candidate) -> Command | None:
    """Ollama takes the GGUF files of the Hub; where no repository is known, its own library's tag."""
    file = file_of(candidate)
    if file is not None:
        return Command(OLLAMA, _ollama_run(candidate, f"hf.co/{file}"))
    tag = candidate.model.ollama_tag
    return Command(OLLAMA, _ollama_run(candidate, tag)) if tag else None


def _ollama_run(candidate: Candidate, name: str) -> str:
    """With the workload's context, which Ollama otherwise cuts short, and with the effort that was estimated."""
    parts = ["ollama", "run", name]
    if len(efforts_of(candidate.model)) > 1:
        level = {Effort.OFF: "false", Effort.ON: "true"}.get(candidate.effort, str(candidate.effort))
        parts.append(f"--think={level}")
    return f"OLLAMA_CONTEXT_LENGTH={candidate.assessment.workload.context_tokens} {shlex.join(parts)}"


OLLAMA = Text("Ollama", "Ollama")


def _llama_cpp(candidate: Candidate) -> Command | None:
    """Exactly the placement that was estimated; all slots share the context given by -c, a workload's for each user."""
    file, workload = file_of(candidate), candidate.assessment.workload
    if file is None:
        return None
    parts = ["llama-server", "-hf", file]
    parts += ["-c", str(workload.context_tokens * workload.users), "-np", str(workload.users), "-fa", "on"]
    machine = candidate.assessment.machine
    if machine.accelerator is not None or machine.custom is not None:
        parts += ["-ngl", str(_layers_on_accelerator(candidate))]
    if experts := expert_layers_on_host(candidate):
        parts += ["--n-cpu-moe", str(experts)]
    if machine.split is Split.TENSOR:
        parts += ["-sm", "row"]
    if workload.kv_type is not KvType.F16:
        parts += ["-ctk", workload.kv_type, "-ctv", workload.kv_type]
    parts += _template(candidate)
    return Command(Text("llama.cpp", "llama.cpp"), shlex.join(parts))


def _template(candidate: Candidate) -> list[str]:
    """How llama.cpp's server is told to think or not, where the model's template has a switch."""
    keys = {EffortSwitch.ENABLE_THINKING: "enable_thinking", EffortSwitch.TEMPLATE_THINKING: "thinking"}
    switch = candidate.model.effort_switch
    if switch is not None and switch in keys:
        return ["--chat-template-kwargs", json.dumps({keys[switch]: candidate.effort is not Effort.OFF})]
    if switch is EffortSwitch.REASONING_EFFORT and candidate.effort is not Effort.OFF:
        return ["--chat-template-kwargs", json.dumps({"reasoning_effort": str(candidate.effort)})]
    thinks = len(efforts_of(candidate.model)) > 1 and candidate.effort is Effort.OFF
    return ["--reasoning-budget", "0"] if thinks else []


def expert_layers_on_host(candidate: Candidate) -> int:
    """What `--n-cpu-moe` is given: it counts from the first layer, dense ones included, which hold no experts."""
    architecture = candidate.model.architecture
    if architecture is None or architecture.experts is None:
        return 0
    layers = float(candidate.assessment.runs.memory.expert_host_layers[candidate.row])
    if not layers:
        return 0
    dense = max(architecture.layers - int(candidate.assessment.runs.weights.expert_layers[candidate.row]), 0)
    return min(dense + math.ceil(layers), architecture.layers)


def _layers_on_accelerator(candidate: Candidate) -> int:
    architecture = candidate.model.architecture
    host_layers = float(candidate.assessment.runs.memory.host_layers[candidate.row])
    if candidate.placement is PlacementKind.HOST_ALONE:
        return 0
    if architecture is None or host_layers == 0:
        return 999  # all of them, and the output head
    return max(architecture.layers - int(host_layers), 0)


def _vllm(candidate: Candidate) -> Command | None:
    """vLLM loads the publisher's files as they are, or as FP8; AWQ and its like need a repository of their own."""
    model, workload = candidate.model, candidate.assessment.workload
    quantization = candidate.quantization
    if model.hub_repo is None or quantization is None:
        return None
    if quantization.id not in (model.native_quantization, "FP16", "FP8"):
        return None
    parts = ["vllm", "serve", model.hub_repo, "--max-model-len", str(workload.context_tokens)]
    parts += ["--max-num-seqs", str(workload.users)]
    machine = candidate.assessment.machine
    together = machine.count + sum(further.count for further in machine.further)
    if together > 1:
        parts += ["--tensor-parallel-size", str(together)]
    if quantization.id.startswith("FP8") and model.native_quantization != quantization.id:
        parts += ["--quantization", "fp8"]
    return Command(Text("vLLM", "vLLM"), shlex.join(parts))


def _mlx(candidate: Candidate) -> Command | None:
    """A repository that holds the files; none is converted here, which would fetch the 16-bit weights first."""
    wanted = candidate.quantization.id if candidate.quantization else ""
    held = next((each.id for each in candidate.model.mlx_repos if mlx_type(each.id) == wanted), None)
    return None if held is None else Command(Text("MLX", "MLX"), shlex.join(["mlx_lm.server", "--model", held]))
