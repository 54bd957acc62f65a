"""Strict reading of single values of a Hugging Face config.json, under the several names a value goes by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from llmselect.errors import BadConfig, shortened

Values = Mapping[str, object]
LARGEST = 2**24
"""Above any width, vocabulary or window published; larger numbers are mistakes."""


def wrong(key: str, given: object, expected: str) -> BadConfig:
    return BadConfig(f"config.json: {key} is {shortened(given)}; expected {expected}")


def missing(key: str, expected: str) -> BadConfig:
    return BadConfig(f"config.json has no {key}; expected {expected}")


def whole(key: str, given: object, low: int, high: int) -> int:
    """A whole number within bounds; raises BadConfig."""
    expected = f"a whole number from {low:,} to {high:,}"
    if isinstance(given, bool) or not isinstance(given, int | float) or given != given or given % 1:
        raise wrong(key, given, expected)
    if not low <= given <= high:
        raise wrong(key, given, expected)
    return int(given)


@dataclass(frozen=True, slots=True)
class Config:
    """The keys of one config.json; a key that is null counts as absent, and as a default that is taken back."""

    values: Values
    defaults: Values = field(default_factory=dict[str, object])
    """What the family's code takes for keys that the file leaves out."""

    def get(self, key: str) -> object:
        return self.values[key] if key in self.values else self.defaults.get(key)

    def has(self, key: str) -> bool:
        return self.get(key) is not None

    def states(self, names: str) -> bool:
        """Whether the file itself gives one of the names."""
        return any(self.values.get(name) is not None for name in names.split())

    def found(self, names: str) -> str | None:
        """The first of the names (separated by spaces) that the file gives, else the first with a default."""
        given = next((name for name in names.split() if self.values.get(name) is not None), None)
        return given or next((name for name in names.split() if self.has(name)), None)

    def whole(self, names: str, low: int = 1, high: int = LARGEST) -> int:
        """A whole number that must be there, under the first of these names that is present."""
        value = self.maybe_whole(names, low, high)
        if value is None:
            raise missing(names.split()[0], f"a whole number from {low:,} to {high:,}")
        return value

    def maybe_whole(self, names: str, low: int = 1, high: int = LARGEST) -> int | None:
        """The same where it may be absent. A list that gives each layer the same number counts as that number."""
        name = self.found(names)
        if name is None:
            return None
        given = self.get(name)
        if isinstance(given, list) and given:
            each = cast("list[object]", given)
            return max(whole(name, value, low, high) for value in each)
        return whole(name, cast("object", given), low, high)

    def whole_or(self, names: str, default: int, low: int = 0, high: int = LARGEST) -> int:
        value = self.maybe_whole(names, low, high)
        return default if value is None else value

    def flag(self, names: str, default: bool) -> bool:
        name = self.found(names)
        if name is None:
            return default
        given = self.get(name)
        if not isinstance(given, bool):
            raise wrong(name, given, "true or false")
        return given

    def number_or(self, names: str, default: float) -> float:
        name = self.found(names)
        if name is None:
            return default
        given = self.get(name)
        if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given <= LARGEST:
            raise wrong(name, given, f"a number above 0 and up to {LARGEST:,}")
        return float(given)

    def text(self, name: str) -> str | None:
        given = self.get(name)
        if given is not None and not isinstance(given, str):
            raise wrong(name, given, "a word")
        return given

    def words(self, name: str) -> tuple[str, ...]:
        """A list of words, one a layer; empty where absent."""
        given = self.sequence(name)
        for word in given:
            if not isinstance(word, str):
                raise wrong(name, word, "a list of words")
        return cast("tuple[str, ...]", given)

    def sequence(self, name: str) -> tuple[object, ...]:
        given = self.get(name)
        if given is None:
            return ()
        if not isinstance(given, Sequence) or isinstance(given, str):
            raise wrong(name, given, "a list")
        return tuple(cast("Sequence[object]", given))

    def within(self, name: str) -> "Config":
        """The keys of a nested object; raises BadConfig when it is something else."""
        given = self.get(name)
        if given is None:
            return Config({})
        if not isinstance(given, Mapping):
            raise wrong(name, given, "an object with keys of its own")
        return Config(cast("Values", given))

    def objects(self, name: str, count: int) -> tuple["Config", ...]:
        """A list of objects, one a layer; raises BadConfig when it is something else."""
        given = self.sequence(name)
        if len(given) < count or not all(isinstance(each, Mapping) for each in given):
            raise wrong(name, f"a list of {len(given)}", f"an object for each of the {count} layers")
        return tuple(Config(cast("Values", each)) for each in given[:count])


PER_LAYER: Final = [
    "num_attention_heads",
    "num_key_value_heads",
    "num_kv_heads",
    "num_query_heads",
    "intermediate_size",
    "ffn_multipliers",
    "moe_layer_freq",
    "is_moe_layer",
    "mlp_layer_types",
    "hybrid_layer_pattern",
    "no_rope_layers",
    "compress_ratios",
    "attn_type_list",
    "num_attention_heads_per_layer",
]


def check_lengths(config: Config, layers: int) -> None:
    """Raises BadConfig for a list with fewer entries than layers; longer ones also count drafting layers."""
    for name in PER_LAYER:
        given = config.get(name)
        if isinstance(given, list) and 0 < len(given) < layers:  # pyright: ignore[reportUnknownArgumentType]
            of = f"a list of {len(given)}"  # pyright: ignore[reportUnknownArgumentType]
            raise wrong(name, of, f"one number for each of the {layers} layers")
