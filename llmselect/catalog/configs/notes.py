"""Assumptions made while reading a config.json that could be wrong, in both languages."""

from collections.abc import Mapping
from typing import Final, cast

from llmselect.catalog.configs.attention import HEAD_SIZE, HEADS
from llmselect.catalog.configs.defaults import is_known
from llmselect.catalog.configs.experts import COUNT
from llmselect.catalog.configs.families import TIED, names
from llmselect.catalog.configs.key_names import CONTEXT, HIDDEN, TIE
from llmselect.catalog.configs.part import language_part
from llmselect.catalog.configs.values import LARGEST, Config
from llmselect.errors import shortened
from llmselect.text import Text, in_both, number_in_both

NOT_KNOWN: Final = Text(
    "Computed as an ordinary transformer of that shape, because {family} is not known here.",
    "Calculé comme un transformeur ordinaire de cette structure, car {family} n’est pas connu ici.",
)
NO_LIMIT: Final = Text(
    "The file states no longest context; 1,048,576 tokens are allowed.",
    "Le fichier n’indique pas de contexte maximal\u202f; 1\u202f048\u202f576\u00a0jetons sont admis.",
)
TIE_TAKEN: Final = Text(
    "The file does not state whether input and output share their embedding; assumed: {shared}.",
    "Le fichier ne dit pas si l’entrée et la sortie partagent leur plongement ; hypothèse retenue : {shared}.",
)
SHARED: Final = Text("shared", "partagé")
APART: Final = Text("not shared", "non partagé")
UNKNOWN_SCHEME: Final = Text(
    "The weights are stored in a way that is not known here ({scheme}); sizes are those of the quantization chosen.",
    "Les poids sont stockés sous une forme inconnue ici ({scheme})\u202f; les tailles sont celles de la quantification "
    "choisie.",
)
WIDE_WINDOW: Final = Text(
    "The window of {window} tokens is longer than the context of {context}: its layers keep the whole context.",
    "La fenêtre de {window}\u00a0jetons dépasse le contexte de {context}\u00a0: ses couches gardent tout le contexte.",
)
SCALED: Final = Text(
    "The context of {context} tokens relies on scaled positions; the model was first trained on {first}.",
    "Le contexte de {context}\u00a0jetons repose sur des positions étirées\u202f; l’entraînement initial portait sur "
    "{first}.",
)
UNEVEN: Final = Text(
    "The width of {hidden} is not a multiple of the {heads} heads; assumed: heads of {size}.",
    "La largeur de {hidden} n’est pas un multiple des {heads} têtes ; hypothèse retenue : des têtes de {size}.",
)
SECOND_POOL: Final = Text(
    "Its layers have {pools} pools of experts; the first, of the language part, is counted, and the others are not.",
    "Ses couches ont {pools} groupes d’experts\u202f; le premier, celui du texte, est compté, et les autres ne le sont "
    "pas.",
)
SCHEMES: Final = names(
    "awq gptq fp8 fbgemm_fp8 mxfp4 bitsandbytes compressed-tensors modelopt modelopt_fp4 finegrained_fp8 bitnet mlx "
    "auto-round intel/auto-round"
)
PLAIN_TYPES: Final = names(
    "mistral baichuan internlm internlm2 internlm3 yi aquila orion xverse olmo stablelm_epoch refinedweb qwen chatglm "
    "deci nemotron-nas mixtral deepseek arctic openelm minicpm plm step3p7 laguna kimi_k2 kimi_k3 glm "
    "bailing_moe bailing_moe_v2 hunyuan dots1 mimo mimo_v2 minimax_text_01 minimax_m1 pangu_embedded phi3small "
    "phi-msft smallthinker jais codeshell recurrent_gemma nemotron_flash bitnet_b158 exaone dream llada "
    "gpt_refact plamo inkling beam kolibri1 muse_spark muse_glimmer mellum lfm3 mistral4 falcon_mamba"
)
"""Model types that transformers does not know and whose code was looked at, or that the catalog has."""


def notes(config: Mapping[str, object]) -> tuple[Text, ...]:
    """One sentence for each assumption; the config must be one that `read` accepts."""
    keys, family = language_part(config)
    sentences: list[Text] = []
    if not _known(keys, family):
        sentences.append(in_both(NOT_KNOWN, family=shortened(family)))
        if not keys.states(TIE):
            shared = SHARED if keys.flag(TIE, family in TIED) else APART
            sentences.append(in_both(TIE_TAKEN, shared=lambda say: say(shared)))
    return (*sentences, *_heads(keys), *_context(keys), *_pools(keys), *_stored(config))


def _pools(keys: Config) -> list[Text]:
    """ERNIE 4.5 VL has experts of its own for images, as the second entry of every list."""
    counts = next((keys.get(name) for name in COUNT.split() if keys.has(name)), None)
    pools = len(cast("list[object]", counts)) if isinstance(counts, list) else 1
    return [in_both(SECOND_POOL, pools=pools)] if pools > 1 else []


def _heads(keys: Config) -> list[Text]:
    """Runtimes divide width by heads and drop the remainder where no key gives the size of a head."""
    if keys.has("kv_lora_rank") or any(keys.has(name) for name in HEAD_SIZE.split()):
        return []
    hidden, heads = keys.maybe_whole(HIDDEN), keys.maybe_whole(HEADS, high=2**16)
    if hidden is None or heads is None or not hidden % heads:
        return []
    return [in_both(UNEVEN, hidden=number_in_both(hidden), heads=heads, size=hidden // heads)]


def _known(keys: Config, family: str) -> bool:
    return family in PLAIN_TYPES or is_known(keys.text("model_type") or family) or is_known(family)


def _context(keys: Config) -> list[Text]:
    sentences: list[Text] = []
    context = keys.maybe_whole(CONTEXT, high=10**8)
    if context is None:
        return [NO_LIMIT]
    window = keys.get("sliding_window")
    if isinstance(window, int) and context < window <= LARGEST and keys.get("use_sliding_window") is not False:
        sentences.append(in_both(WIDE_WINDOW, window=number_in_both(window), context=number_in_both(context)))
    scaling = keys.get("rope_scaling")
    first = cast("Mapping[str, object]", scaling).get(FIRST) if isinstance(scaling, Mapping) else None
    if isinstance(first, int) and not isinstance(first, bool) and 0 < first < context:
        sentences.append(in_both(SCALED, context=number_in_both(context), first=number_in_both(first)))
    return sentences


FIRST: Final = "original_max_position_embeddings"


def _stored(config: Mapping[str, object]) -> list[Text]:
    scheme = config.get("quantization_config")
    if not isinstance(scheme, Mapping):
        return []
    method = cast("Mapping[str, object]", scheme).get("quant_method")
    if isinstance(method, str) and method.casefold() in SCHEMES:
        return []
    return [in_both(UNKNOWN_SCHEME, scheme=shortened(method))]
