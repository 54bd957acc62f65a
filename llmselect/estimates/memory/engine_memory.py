"""What engines do with memory otherwise than llama.cpp, whose allocations are computed: shapes they keep, and words.

Where no figure could be cited, there is a sentence and no number.
"""

from typing import Final

from llmselect.catalog.architecture import Architecture
from llmselect.estimates.architecture.unquantized_shares import PartlyQuantized
from llmselect.estimates.core.engines import Engine, engine
from llmselect.estimates.core.weight_formats import Storage, storage
from llmselect.text import Text

OLLAMA: Final = Text(
    "Scratch memory is counted as llama.cpp reserves it. Ollama reserves more, by how much is not published, and "
    "loads the projector of a model that sees along with it.",
    "Les tampons sont comptés comme llama.cpp les réserve. Ollama en réserve davantage, de combien n’est pas publié, "
    "et charge aussi le projecteur d’un modèle qui voit.",
)
SERVER: Final = Text(
    "These figures are what the model needs. vLLM takes 0.92 of each card by default (--gpu-memory-utilization) and "
    "fills the rest with cache.",
    "Ces chiffres sont ce que le modèle demande. vLLM prend par défaut 0,92 de chaque carte "
    "(--gpu-memory-utilization) et remplit le reste de cache.",
)
"""vllm/config/cache.py of 2026, read 2026-11-28; 0.9 in earlier releases."""
WHOLE_PAGES: Final = Text(
    "Its cache comes in whole pages that sliding and full layers share; how much that wastes is not published.",
    "Son cache vient par pages entières, que les couches à fenêtre et les autres se partagent\u202f; ce que cela "
    "gaspille n’est pas publié.",
)
WHOLE_CONTEXT: Final = Text(
    "ik_llama.cpp keeps the whole context for layers with a sliding window too: counted so.",
    "ik_llama.cpp garde tout le contexte aussi pour les couches à fenêtre glissante\u202f: compté ainsi.",
)
"""https://github.com/ikawrakow/ik_llama.cpp/issues/1607 (2026-04-09), read 2026-11-28."""
SYCL_CODEBOOKS: Final = Text(
    "I-quants are slow with SYCL; no measurement of it is among those that the speed is fitted on.",
    "Les I-quants sont lents avec SYCL\u202f; aucune mesure n’en figure parmi celles dont la vitesse est tirée.",
)
ALL_AT_FOUR_BITS: Final = Text(
    "Computed with every matrix at 4 bits. Many published NVFP4 files keep attention at 16 bits: such a file is "
    "larger, and writes more slowly.",
    "Calculé avec toutes les matrices en 4 bits. Beaucoup de fichiers NVFP4 publiés gardent l’attention en 16 "
    "bits\u202f: un tel fichier est plus gros, et écrit plus lentement.",
)
"""Gemma 4 31B of NVIDIA's NVFP4 writes 6.9 tokens/s on a GB10 (https://ai-muninn.com/en/blog/
dgx-spark-gemma4-26b-nvfp4-52-toks, read 2026-11-28), where 4 bits throughout would give 11."""


def as_kept(architecture: Architecture, engine_name: str, context: int) -> Architecture:
    """The shape whose cache that engine keeps: without windows where it has none."""
    if engine(engine_name) is not Engine.IK or not architecture.sliding_attention_layers:
        return architecture
    return architecture.model_copy(update={"sliding_window": max(context, architecture.sliding_window or 0)})


def engine_notes(engine_name: str, architecture: Architecture, quantization: str) -> tuple[Text, ...]:
    """Sentences on what that engine and format do otherwise than computed: none for most formats in llama.cpp."""
    told = isinstance(architecture, PartlyQuantized)
    mixed = (ALL_AT_FOUR_BITS,) if quantization == "NVFP4" and not told else ()
    return (*_of_engine(engine_name, architecture, quantization), *mixed)


def _of_engine(engine_name: str, architecture: Architecture, quantization: str) -> tuple[Text, ...]:
    kind, slides = engine(engine_name), bool(architecture.sliding_attention_layers)
    if kind is Engine.OLLAMA:
        return (OLLAMA,)
    if kind is Engine.SERVER:
        return (SERVER, WHOLE_PAGES) if slides else (SERVER,)
    if kind is Engine.IK:
        return (WHOLE_CONTEXT,) if slides else ()
    return (SYCL_CODEBOOKS,) if kind is Engine.SYCL and storage(quantization) is Storage.IQ else ()
