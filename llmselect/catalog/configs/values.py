"""Strict reading of single values of a Hugging Face config.json, under the several names a value goes by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from llmselect.errors import BadConfig, shortened

Values = Mapping[str, object]
LARGEST = 2**24
"""Above any width, vocabulary or window published; larger numbers are mistakes."""


def wrong(key: str, value: object, expected: str) -> BadConfig:
    return BadConfig(f"config.json: {key} is {shortened(value)}; expected {expected}")


def missing(key: str, expected: str) -> BadConfig:
    return BadConfig(f"config.json has no {key}; expected {expected}")


def whole(key: str, value: object, low: int, high: int) -> int:
    """A whole number within bounds; raises BadConfig."""
    expected = f"a whole number from {low:,} to {high:,}"
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or value % 1:
        raise wrong(key, value, expected)
    if not low <= value <= high:
        raise wrong(key, value, expected)
    return int(value)


@dataclass(frozen=True, slots=True)
class Config:
    """The keys of one config.json; `null` means absent, and also cancels the default of the family."""

    values: Values
    defaults: Values = field(default_factory=dict[str, object])
    """Values that the code of the family uses for keys missing in the file."""

    def get(self, key: str) -> object:
        return self.values[key] if key in self.values else self.defaults.get(key)

    def has(self, key: str) -> bool:
        return self.get(key) is not None

    def states(self, names: str) -> bool:
        """Whether the file itself, not a default, has one of the names (separated by spaces)."""
        return any(self.values.get(name) is not None for name in names.split())

    def found(self, names: str) -> str | None:
        """The first of the names (separated by spaces) in the file, else the first with a default; None: neither."""
        stated = next((name for name in names.split() if self.values.get(name) is not None), None)
        return stated or next((name for name in names.split() if self.has(name)), None)

    def whole(self, names: str, low: int = 1, high: int = LARGEST) -> int:
        """A required whole number under the first of these names that is present; raises BadConfig."""
        value = self.maybe_whole(names, low, high)
        if value is None:
            raise missing(names.split()[0], f"a whole number from {low:,} to {high:,}")
        return value

    def maybe_whole(self, names: str, low: int = 1, high: int = LARGEST) -> int | None:
        """The same, None where absent. A list with one number a layer counts as its largest; raises BadConfig."""
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
        value = self.get(name)
        if not isinstance(value, bool):
            raise wrong(name, value, "true or false")
        return value

    def number_or(self, names: str, default: float) -> float:
        name = self.found(names)
        if name is None:
            return default
        value = self.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= LARGEST:
            raise wrong(name, value, f"a number above 0 and up to {LARGEST:,}")
        return float(value)

    def text(self, name: str) -> str | None:
        value = self.get(name)
        if value is not None and not isinstance(value, str):
            raise wrong(name, value, "a word")
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """A list of words, one a layer; empty where absent."""
        items = self.sequence(name)
        for item in items:
            if not isinstance(item, str):
                raise wrong(name, item, "a list of words")
        return cast("tuple[str, ...]", items)

    def sequence(self, name: str) -> tuple[object, ...]:
        value = self.get(name)
        if value is None:
            return ()
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise wrong(name, value, "a list")
        return tuple(cast("Sequence[object]", value))

    def within(self, name: str) -> "Config":
        """The keys of a nested object; raises BadConfig when it is something else."""
        value = self.get(name)
        if value is None:
            return Config({})
        if not isinstance(value, Mapping):
            raise wrong(name, value, "an object with keys of its own")
        return Config(cast("Values", value))

    def objects(self, name: str, count: int) -> tuple["Config", ...]:
        """A list of objects, one a layer; raises BadConfig when it is something else."""
        items = self.sequence(name)
        if len(items) < count or not all(isinstance(each, Mapping) for each in items):
            raise wrong(name, f"a list of {len(items)}", f"an object for each of the {count} layers")
        return tuple(Config(cast("Values", each)) for each in items[:count])


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
        value = config.get(name)
        if isinstance(value, list) and 0 < len(value) < layers:  # pyright: ignore[reportUnknownArgumentType]
            of = f"a list of {len(value)}"  # pyright: ignore[reportUnknownArgumentType]
            raise wrong(name, of, f"one number for each of the {layers} layers")
