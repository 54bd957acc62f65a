"""Facts that stay readable in a config.json from which no architecture can be read, in both languages."""

from collections.abc import Mapping
from typing import NamedTuple

from llmselect.catalog.configs.attention import HEAD_SIZE, HEADS, KV_HEADS
from llmselect.catalog.configs.key_names import CONTEXT, HIDDEN, LAYERS
from llmselect.catalog.configs.part import innermost
from llmselect.catalog.configs.sentences import config_sentence
from llmselect.catalog.configs.values import Config
from llmselect.errors import BadConfig, LlmselectError
from llmselect.text import Text, in_both, number_in_both

FLOAT16_BYTES = 2
STILL = Text("What it does state: {told}.", "Ce qui est indiqué : {told}.")
LAYERS_OF = Text("{layers} layers of width {hidden}", "{layers}\u00a0couches de largeur {hidden}")
ROW = Text(
    "at most {row} bytes of 16-bit KV cache for each token, if every layer attends to everything",
    "au plus {row}\u00a0octets de cache KV en 16\u00a0bits par jeton, si chaque couche voit tout le contexte",
)
CONTEXT_OF = Text("a context of {context} tokens", "un contexte de {context}\u00a0jetons")
PARAMETERS = Text("{parameters} parameters", "{parameters}\u00a0paramètres")


class ReadableFacts(NamedTuple):
    """Single facts of a config.json, each None where absent or out of bounds."""

    layers: int | None
    hidden_size: int | None
    kv_values: int | None
    """Values of K and V of one layer for one token."""
    context_tokens: int | None
    parameters: int | None

    @property
    def row_bytes(self) -> int | None:
        """16-bit KV cache of one token in all layers, if each keeps it all."""
        if self.layers is None or self.kv_values is None:
            return None
        return self.layers * self.kv_values * FLOAT16_BYTES


def gaps(fault: LlmselectError, config: Mapping[str, object]) -> tuple[Text, ...]:
    """The fault as one sentence, and one that lists the facts which stay readable."""
    return (config_sentence(fault), *still_told(readable_facts(config)))


def readable_facts(config: Mapping[str, object]) -> ReadableFacts:
    """Facts of single keys, independent of faults in the others."""
    try:
        keys, _ = innermost(Config(config))
    except BadConfig:
        keys = Config(config)
    hidden, heads, kv = _good(keys, HIDDEN), _good(keys, HEADS), _good(keys, KV_HEADS)
    size = _good(keys, HEAD_SIZE) or (hidden // heads if hidden and heads and not hidden % heads else None)
    row = 2 * (kv or heads or 0) * (size or 0) or None
    if keys.get("kv_lora_rank") is not None:
        rank, rope = _good(keys, "kv_lora_rank"), _good(keys, "qk_rope_head_dim")
        row = rank + rope if rank and rope else None
    counted = _good(keys, "num_parameters total_parameters n_params", 10**14)
    return ReadableFacts(_good(keys, LAYERS, 2000), hidden, row, _good(keys, CONTEXT, 10**8), counted)


def still_told(facts: ReadableFacts) -> tuple[Text, ...]:
    """One sentence that lists the facts; empty where there are none."""
    parts: list[Text] = []
    if facts.layers and facts.hidden_size:
        parts.append(in_both(LAYERS_OF, layers=facts.layers, hidden=number_in_both(facts.hidden_size)))
    if facts.row_bytes:
        parts.append(in_both(ROW, row=number_in_both(facts.row_bytes)))
    if facts.context_tokens:
        parts.append(in_both(CONTEXT_OF, context=number_in_both(facts.context_tokens)))
    if facts.parameters:
        parts.append(in_both(PARAMETERS, parameters=number_in_both(facts.parameters)))
    if not parts:
        return ()
    joined = Text(", ".join(part.en for part in parts), ", ".join(part.fr for part in parts))
    return (in_both(STILL, told=lambda say: say(joined)),)


def _good(keys: Config, names: str, high: int = 2**24) -> int | None:
    try:
        return keys.maybe_whole(names, high=high)
    except BadConfig:
        return None
