"""A config.json from disk as a model that the catalog does not know."""

import datetime
import re
from collections.abc import Mapping
from typing import Final

from llmselect.catalog.configs.gaps import gaps, readable_facts
from llmselect.catalog.configs.notes import notes
from llmselect.catalog.configs.read import read
from llmselect.catalog.configs.towers import towers
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.published import Published
from llmselect.errors import BadConfig, LlmselectError
from llmselect.text import Text

BEFORE: Final = "file:"
"""No id of the catalog begins so."""
LONGEST_NAME: Final = 80
UNTOLD: Final = "unknown"


def published(config: Mapping[str, object], name: str) -> Published:
    """The model that the file describes; what cannot be worked out is said in `gaps`, and nothing is guessed.

    Raises BadConfig where it is no object at all.
    """
    if not isinstance(config, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  # it may come from any file
        raise BadConfig(f"{shown(name)} holds no JSON object; expected one with keys such as hidden_size")
    missing: tuple[Text, ...] = ()
    try:
        shape = read(config)
    except LlmselectError as fault:
        shape, missing = None, gaps(fault, config)
    described = towers(config)
    inputs = tuple(dict.fromkeys(["text", *(tower.takes_in for tower in described if tower.takes_in)]))
    model = LanguageModel(
        id=identifier(name),
        name=shown(name),
        family=shape.family if shape else _word(config.get("model_type")),
        publisher=UNTOLD,
        architecture=shape,
        architecture_source=shown(name) if shape else None,
        total_parameters=None if shape else readable_facts(config).parameters,
        context_tokens=readable_facts(config).context_tokens,
        inputs=inputs,
        source=f"{BEFORE} {shown(name)}",
        checked=datetime.date.today(),
    )
    parts = tuple(tower.part for tower in described)
    return Published(model, parts=parts, gaps=missing, notes=notes(config) if shape else ())


def shown(name: str) -> str:
    """A file's name fit to stand in a sentence: one line, without signs that are not shown."""
    plain = "".join(sign if sign.isprintable() else " " for sign in name[: 4 * LONGEST_NAME])
    return " ".join(plain.split())[:LONGEST_NAME] or UNTOLD


def identifier(name: str) -> str:
    """An id from a file's name."""
    return BEFORE + (re.sub(r"[^A-Za-z0-9._-]+", "-", name)[:LONGEST_NAME].strip("-") or UNTOLD)


def _word(value: object) -> str:
    return shown(value) if isinstance(value, str) else UNTOLD
