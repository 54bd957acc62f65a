"""Why a candidate has no command to copy: nobody is known to publish its files, and how they are made instead."""

import re
from typing import Final

from llmselect.catalog.weight_files.file_repositories import mlx_type
from llmselect.machine.machine import PlacementKind
from llmselect.reports.run_commands import run_commands
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.text import Text, in_both

NO_CALL: Final = Text(
    "How this provider is called is not known here: {url}", "On ignore ici comment appeler ce fournisseur\u00a0: {url}"
)
NOT_PLACED: Final = Text(
    "No program that reads {format} lets you choose which part stays in main memory.",
    "Aucun programme qui lit {format} ne permet de choisir ce qui reste en mémoire centrale.",
)
NO_REPOSITORY: Final = Text(
    "No repository is known that holds {model} as {format}.",
    "On ne connaît aucun dépôt qui contienne {model} en {format}.",
)
MAKERS: Final = (
    (
        r"I?Q\d.*|TQ\d.*|MXFP4|F16|BF16",
        Text(
            "llama.cpp makes the file from {weights}: convert_hf_to_gguf.py, then llama-quantize with {format}.",
            "llama.cpp fabrique le fichier d’après {weights}\u00a0: convert_hf_to_gguf.py, puis llama-quantize "
            "avec {format}.",
        ),
    ),
    (
        r"MLX.*",
        Text(
            "MLX makes it: mlx_lm.convert --hf-path {weights} -q --q-bits {bits}.",
            "MLX la fabrique\u00a0: mlx_lm.convert --hf-path {weights} -q --q-bits {bits}.",
        ),
    ),
    (
        r"AWQ.*|GPTQ.*|INT8|FP8|NVFP4",
        Text(
            "LLM Compressor of the vLLM project makes it from {weights}, with some example texts.",
            "LLM Compressor, du projet vLLM, la fabrique d’après {weights}, avec quelques textes d’exemple.",
        ),
    ),
)
"""By format, the maker's own tool: https://github.com/ggml-org/llama.cpp/tree/master/tools/quantize,
https://github.com/ml-explore/mlx-lm and https://github.com/vllm-project/llm-compressor."""
PUBLISHED_WEIGHTS: Final = Text("the published weights", "les poids publiés")


def no_command_reason(candidate: Candidate) -> Text | None:
    """One or two sentences; None where there is a command."""
    if run_commands(candidate):
        return None
    quantization, provider = candidate.quantization, candidate.provider
    if quantization is None:
        return in_both(NO_CALL, url=provider.url if provider else "")
    repositories = (*candidate.model.mlx_repos, *candidate.model.gguf_repos)
    held = any(mlx_type(each.id) == quantization.id for each in repositories)
    if held and candidate.placement is not PlacementKind.WHOLE:
        return in_both(NOT_PLACED, format=quantization.id)
    first = in_both(NO_REPOSITORY, model=candidate.model.name, format=quantization.id)
    second = _how_to_make(candidate.model.hub_repo, quantization.id)
    return Text(f"{first.en} {second.en}".rstrip(), f"{first.fr} {second.fr}".rstrip())


def _how_to_make(repository: str | None, name: str) -> Text:
    maker = next((words for pattern, words in MAKERS if re.fullmatch(pattern, name)), Text("", ""))
    weights = Text(repository, repository) if repository else PUBLISHED_WEIGHTS
    bits = re.search(r"(\d+)bit", name)
    values = {"format": name, "bits": bits[1] if bits else ""}
    return in_both(maker, weights=lambda voice: voice(weights), **values)
