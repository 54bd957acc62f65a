"""How to run a candidate: the command for each program that reads it, or a call of the provider's interface."""

import shlex
from dataclasses import dataclass

from llmselect.estimates.core.columns import Fit
from llmselect.machine.machine import Split
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.settings import KvType
from llmselect.text import Text


@dataclass(frozen=True, slots=True)
class Command:
    """One way to start it; `language` names the syntax for display."""

    label: Text
    command: str
    language: str = "bash"


def run_commands(candidate: Candidate) -> tuple[Command, ...]:
    """Commands for this candidate at the workload's context; () where nobody publishes files or a call is not known."""
    if candidate.offer is not None:
        return (_call(candidate),)
    runtimes = candidate.quantization.runtimes if candidate.quantization else ()
    makers = {"ollama": _ollama, "llama.cpp": _llama_cpp, "vllm": _vllm, "mlx": _mlx}
    made = [makers[runtime](candidate) for runtime in runtimes if runtime in makers]
    return tuple(command for command in made if command is not None)


def _call(candidate: Candidate) -> Command:
    offer, provider = candidate.offer, candidate.provider
    assert offer is not None
    assert provider is not None
    lines = [
        f"# {provider.name}: {provider.url}",
        "from openai import OpenAI",
        "",
        'client = OpenAI(base_url="<address from the provider>", api_key="<your key>")',
        "answer = client.chat.completions.create(",
        f"    model={offer.api_model_id!r},",
        '    messages=[{"role": "user", "content": "..."}],',
        f"    max_tokens={candidate.assessment.workload.output_tokens},",
        ")",
    ]
    return Command(Text("API call", "Appel de l’API"), "\n".join(lines), "python")


def _ollama(candidate: Candidate) -> Command | None:
    """Ollama's own library where it carries the model, else the GGUF files of the Hub."""
    model, quantization = candidate.model, candidate.quantization
    assert quantization is not None
    if model.gguf_repo:
        return Command(
            Text("Ollama", "Ollama"), f"ollama run {shlex.quote(f'hf.co/{model.gguf_repo}:{quantization.id}')}"
        )
    if model.ollama_tag:
        return Command(Text("Ollama", "Ollama"), f"ollama run {shlex.quote(model.ollama_tag)}")
    return None


def _llama_cpp(candidate: Candidate) -> Command | None:
    """All slots share the context given by -c, so that each of the users has the workload's."""
    model, quantization, workload = candidate.model, candidate.quantization, candidate.assessment.workload
    if model.gguf_repo is None or quantization is None:
        return None
    parts = ["llama-server", "-hf", f"{model.gguf_repo}:{quantization.id}"]
    parts += ["-c", str(workload.context_tokens * workload.users), "-np", str(workload.users), "-fa", "on"]
    machine = candidate.assessment.machine
    if machine.accelerator is not None or machine.custom is not None:
        parts += ["-ngl", str(_layers_on_accelerator(candidate))]
    if machine.experts_on_host and model.architecture is not None and model.architecture.experts is not None:
        parts += ["--cpu-moe"]
    if machine.split is Split.TENSOR:
        parts += ["-sm", "row"]
    if workload.kv_type is not KvType.F16:
        parts += ["-ctk", workload.kv_type, "-ctv", workload.kv_type]
    return Command(Text("llama.cpp", "llama.cpp"), shlex.join(parts))


def _layers_on_accelerator(candidate: Candidate) -> int:
    room = candidate.assessment.runs.memory
    architecture = candidate.model.architecture
    experts_alone = candidate.assessment.machine.experts_on_host and room.host_layers[candidate.row] == 0
    if candidate.fit is Fit.FULL or experts_alone or architecture is None:
        return 999  # all of them, and the output head
    return max(architecture.layers - int(room.host_layers[candidate.row]), 0)


def _vllm(candidate: Candidate) -> Command | None:
    """vLLM loads the publisher's files; AWQ and GPTQ need a repository that somebody quantized."""
    model, workload = candidate.model, candidate.assessment.workload
    quantization = candidate.quantization
    if model.hub_repo is None or quantization is None or quantization.id.startswith(("AWQ", "GPTQ")):
        return None
    parts = ["vllm", "serve", model.hub_repo, "--max-model-len", str(workload.context_tokens)]
    parts += ["--max-num-seqs", str(workload.users)]
    machine = candidate.assessment.machine
    together = machine.count + sum(further.count for further in machine.further)
    if together > 1:
        parts += ["--tensor-parallel-size", str(together)]
    if quantization.id.startswith("FP8"):
        parts += ["--quantization", "fp8"]
    return Command(Text("vLLM", "vLLM"), shlex.join(parts))


def _mlx(candidate: Candidate) -> Command | None:
    model, quantization = candidate.model, candidate.quantization
    if model.hub_repo is None or quantization is None:
        return None
    bits = str(round(quantization.nominal_bits))
    folder = f"{model.id}-mlx-{bits}bit"
    convert = ["mlx_lm.convert", "--hf-path", model.hub_repo, "-q", "--q-bits", bits, "--mlx-path", folder]
    serve = ["mlx_lm.server", "--model", folder]
    return Command(Text("MLX", "MLX"), f"{shlex.join(convert)}\n{shlex.join(serve)}")
