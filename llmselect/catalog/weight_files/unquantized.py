"""Which modules a `quantization_config` keeps at 16 bits: literal names, globs, and regular expressions after `re:`.

Read as the engines read them (vllm/model_executor/layers/quantization of https://github.com/vllm-project/vllm, and
transformers' quantizers_utils.py, 2026-11-29): compressed-tensors compares whole names; the others also take a name
that stands for all below it (`model.layers.0.self_attn`), or one part of a name (`lm_head`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import translate
from functools import cached_property
from typing import Final, cast

KEYS: Final = ("ignore", "exclude_modules", "modules_to_not_convert", "ignored_layers", "llm_int8_skip_modules")
EXACT: Final = "compressed-tensors"
MOST_NAMES: Final = 200_000
"""Of a list: publications name every expert of every layer at most."""
MOST_PATTERNS: Final = 256
"""Globs and expressions of a list: publications name blocks layer by layer at most."""
MOST_REPEATS: Final = 4
"""Of one pattern: more could keep a matcher busy for minutes."""
READABLE: Final = re.compile(r"(?:\\[.dw]|[\w.^$|*+?\[\]()/-]|\(\?:|\\)*")
"""Letters, dots, repeats, choices and groups; no look-around and no back-references."""
REPEATED_GROUP: Final = re.compile(r"\)[*+{]")
Scheme = Mapping[str, object]


@dataclass(frozen=True)
class Unquantized:
    """The modules that a publisher left as they were."""

    names: frozenset[str] = frozenset()
    patterns: tuple[re.Pattern[str], ...] = ()
    targets: tuple[re.Pattern[str], ...] | None = None
    """What alone was quantized; None: every linear module."""
    exact: bool = False
    """A name stands for itself alone, not for all below it."""
    unread: tuple[str, ...] = ()
    """Patterns that were not understood."""

    def keeps(self, module: str) -> bool:
        """Whether the list leaves that module (`model.layers.0.self_attn.q_proj`) at 16 bits."""
        parts = module.split(".")
        above = [module] if self.exact else [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
        if any(name in self.names for name in above) or any(p.match(name) for p in self.patterns for name in above):
            return True
        return not self.exact and self._holds_part(parts)

    def aims_at(self, module: str) -> bool:
        """Whether modules of that name were to be quantized at all."""
        return self.targets is None or any(target.match(module) for target in self.targets)

    def _holds_part(self, parts: list[str]) -> bool:
        """Names of one or more parts from the middle: `lm_head`, `mlp.gate`."""
        lengths = range(1, len(parts) + 1)
        return any(".".join(parts[at : at + length]) in self._short for length in lengths for at in range(len(parts)))

    @cached_property
    def _short(self) -> frozenset[str]:
        return frozenset(name for name in self.names if not re.search(r"\.\d+(\.|$)", name))


def unquantized(scheme: Scheme) -> Unquantized | None:
    """What a `quantization_config` keeps at 16 bits; None where it names nothing.

    >>> unquantized({"quant_method": "fp8", "modules_to_not_convert": ["lm_head"]}).keeps("lm_head")
    True
    """
    listed = [name for key in KEYS for name in _words(scheme.get(key))][:MOST_NAMES]
    targets = _targets(scheme)
    if not listed and targets is None:
        return None
    literal = frozenset(name for name in listed if not _is_pattern(name))
    asked = [name for name in dict.fromkeys(listed) if _is_pattern(name)]
    read = {name: pattern_of(name) for name in asked[:MOST_PATTERNS]}
    patterns = tuple(pattern for pattern in read.values() if pattern is not None)
    unread = tuple(name for name in asked if read.get(name) is None)
    return Unquantized(literal, patterns, targets, scheme.get("quant_method") == EXACT, unread)


def pattern_of(name: str) -> re.Pattern[str] | None:
    """A glob, or an expression after `re:`, as something to match from the start; None where it is not understood."""
    expression = name.removeprefix("re:") if name.startswith("re:") else None
    repeats = len(re.findall(r"[*+{]", name))
    if len(name) > 500 or repeats > MOST_REPEATS:
        return None
    if expression is None:
        return re.compile(translate(name))
    if not READABLE.fullmatch(expression) or REPEATED_GROUP.search(expression):
        return None
    try:
        return re.compile(expression)
    except re.error:
        return None


def _is_pattern(name: str) -> bool:
    return name.startswith("re:") or any(sign in name for sign in "*?[")


def _targets(scheme: Scheme) -> tuple[re.Pattern[str], ...] | None:
    """Patterns of the modules that compressed-tensors quantized, where it names others than all linear ones."""
    groups = scheme.get("config_groups")
    found = [
        word
        for group in (cast("Mapping[str, object]", groups).values() if isinstance(groups, Mapping) else ())
        if isinstance(group, Mapping)
        for word in _words(cast("Scheme", group).get("targets"))
    ]
    if not found or any("." not in word and not _is_pattern(word) for word in found):
        return None  # classes of modules: Linear
    read = [pattern_of(word) if _is_pattern(word) else re.compile(re.escape(word) + r"\Z") for word in found]
    known = tuple(pattern for pattern in read if pattern is not None)
    return known if len(known) == len(read) else None


def _words(value: object) -> Iterable[str]:
    return (each for each in cast("list[object]", value) if isinstance(each, str)) if isinstance(value, list) else ()
