"""The language part of a Hugging Face config.json with the defaults of its family, or BadConfig with the reason."""

from llmselect.catalog.configs.defaults import language_type, left_out
from llmselect.catalog.configs.families import ENCODERS, FORMER_NAMES, NESTED, TEXT_SUFFIX, UNLIKE
from llmselect.catalog.configs.values import Config, Values, missing
from llmselect.errors import BadConfig

DEEPEST = 4


def language_part(config: Values) -> tuple[Config, str]:
    """The keys of the language model, with its family's defaults below them, and the family."""
    keys, nested = innermost(Config(config))
    model_type = keys.text("model_type") or _type_of_class(keys)
    model_type = FORMER_NAMES.get(model_type, model_type)
    family = model_type.removesuffix(TEXT_SUFFIX)
    _refuse(keys, family)
    inside = keys.within("attn_config").values  # MPT and DBRX keep the key heads there
    inner = nested or model_type.endswith(TEXT_SUFFIX)
    return Config({**inside, **keys.values}, left_out(model_type, nested=inner)), family


def innermost(config: Config) -> tuple[Config, bool]:
    """Keys of the innermost language object over those around it; whether there is one."""
    values: dict[str, object] = dict(config.values)
    current, nested = config, False
    for _ in range(DEEPEST):
        name = next((name for name in NESTED if current.has(name)), None)
        if name is None:
            break
        outer, current = current.text("model_type"), current.within(name)
        nested = nested or bool(current.values)
        stated = {key: value for key, value in current.values.items() if value is not None or not values.get(key)}
        usual = language_type(outer) if outer and not current.has("model_type") else None
        values = {**values, **({"model_type": usual} if usual else {}), **stated}
    return Config(values), nested


def _type_of_class(config: Config) -> str:
    names = config.words("architectures")
    if not names:
        raise missing("model_type", "the name of the family, such as llama or qwen3")
    return names[0].removesuffix("ForCausalLM").casefold()


def _refuse(config: Config, family: str) -> None:
    if family in UNLIKE:
        raise BadConfig(f"config.json: model_type is {family}, which has {UNLIKE[family]}; expected a transformer")
    if config.sequence("ple_layer_ids"):  # Qwen3.8 Flash Next
        raise BadConfig(
            f"config.json: {family} has tables of n-gram embeddings (ple_layer_ids); expected a transformer"
        )
    if family in ENCODERS:
        raise BadConfig(f"config.json: model_type is {family}, which writes no text; expected a language model")
    if config.flag("is_encoder_decoder", False):
        raise BadConfig(
            f"config.json: {family} is an encoder with a decoder; expected a model that only continues a text"
        )
