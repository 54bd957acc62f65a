"""Settings as one compact code for the address bar, and answers as words; nothing that comes back is trusted."""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import from_json

from llmselect.catalog.catalog import Catalog
from llmselect.errors import LlmselectError
from llmselect.estimates.cost.rented_machines import rented_machine
from llmselect.estimates.energy.countries import country
from llmselect.scoring.elicitation import questionnaire
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.settings import EvidenceAsked, GoodEnough, Organisation, Settings

VERSION = "1"
LONGEST_CODE = 1500
LONGEST_JSON = 6000
HIGHEST_WEIGHT = 10

# A value that is not in the code is that of ABSENT_1, never today's default: a default changed later changes no old
# link. This text also makes codes short: it is what a code's JSON looks like, and must never change for version 1.
_ALIKE_1 = (
    b'{"language":"en","machine":{"accelerator":"RTX 4090","count":1,"memory_gib":null,"host_memory_gib":64.0,'
    b'"host_bandwidth_gb_per_s":null,"reserved_gib":0.0,"assume_fit":false},"workload":{"use":"general",'
    b'"prompt_tokens":1000,"output_tokens":300,"context_tokens":8192,"requests_per_month":10000,"users":1,'
    b'"cached_share":0.5,"batch":false,"kv_type":"f16"},"requirements":{"fits":true,"fully_on_accelerator":false,'
    b'"commercial":false,"eu":false,"context":true,"volume":true,"open_weights":false,"local":false,"french":false,'
    b'"tool_use":false,"scored":false,"privacy_level":null,"usd_per_month":null,"ttft_s":null,'
    b'"decode_tokens_per_s":null,"include_retired":false,"include_base_models":false,"include_uncensored":true},'
    b'"costs":{"ownership":"owned","amortisation_months":36,"electricity_usd_per_kwh":0.22,'
    b'"rental_usd_per_hour":null,"purchase_usd":null},"priorities":[["privacy",3.0],["cost",3.0],["latency",3.0],'
    b'["quality",5.0],["context",0.0],["licence",0.0]]}'
)

ABSENT_1: dict[str, Any] = from_json(_ALIKE_1)
"""What a field is that a code of version 1 does not name: what it was when the code was made, not today's default.

A field that Settings gains is added to this with the value that leaves older links as their senders saw them.
"""
del ABSENT_1["requirements"]["scored"]
ABSENT_1["requirements"] |= {"served": False, "evidence": "any", "quantization": None, "thinking_answer_s": None}
ABSENT_1["requirements"] |= {
    "include_unpublished": True,
    "include_below_3_bits": True,
    "image_input": False,
    "structured_output": False,
}
ABSENT_1["requirements"]["effort"] = None
ABSENT_1["requirements"]["ways_off"] = []
ABSENT_1["requirements"] |= {
    "licensed": False,
    "eu_operator": False,
    "by_contract": False,
    "organisation": dict.fromkeys(Organisation.model_fields) | {"regulated": False},
}
ABSENT_1["workload"]["thinking_tokens"] = None
ABSENT_1["machine"] |= {
    "host_cores": None,
    "host_instructions": None,
    "custom": None,
    "further": [],
    "split": "layer",
    "host_layers": None,
    "experts_on_host": False,
    "placement": None,
    "expert_host_layers": None,
    "host_reserved_gib": 0.0,
    "measured": [],
}
ABSENT_1["good_enough"] = dict.fromkeys(GoodEnough.model_fields)
ABSENT_1["costs"] |= {"rented_hours": "always", "rented_from": "unknown"}
ABSENT_1["spending"] = {
    "currency": "eur",
    "usd_per_eur": None,
    "country": "FRA",
    "batch_share": None,
    "growth_per_month": 0.0,
    "peak_factor": 4.0,
    "spare_machines": 0,
    "people_hours_per_month": 8.0,
    "usd_per_person_hour": None,
    "rented": [],
}
ABSENT_1["own"] = []
ABSENT_1["todays_standings"] = False
LONGEST_ANSWERS = 300


class BadCode(LlmselectError):
    """A shared code that is broken, of another version, or that says something impossible."""

    code = "bad_code"


def encode(settings: Settings) -> str:
    """A code of letters, digits, `-` and `_`, its first character the version."""
    differences = without_defaults(settings.model_dump(mode="json"), ABSENT_1)
    return pack(json.dumps(differences, separators=(",", ":"), ensure_ascii=False).encode())


def pack(content: bytes) -> str:
    """The code of JSON: compressed against the defaults, in base64 for addresses, the version before it."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=_ALIKE_1)
    compressed = compressor.compress(content) + compressor.flush()
    return VERSION + base64.urlsafe_b64encode(compressed).decode().rstrip("=")


def decode(code: str, catalog: Catalog) -> Settings:
    """The settings in a code; raises BadCode or UnknownName with one sentence."""
    if not code.startswith(VERSION):
        raise BadCode(f"the link's settings begin with {code[:1]!r}; expected version {VERSION}")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", code) or len(code) > LONGEST_CODE:
        raise BadCode("the link's settings are not a code of letters, digits, - and _ within 1,500 characters")
    try:
        content = from_json(_unpack(code[1:]), allow_inf_nan=False)
        settings = Settings.model_validate_json(json.dumps(_with_defaults(_renamed(content), ABSENT_1)), strict=True)
    except (ValidationError, zlib.error, binascii.Error, ValueError) as fault:
        raise BadCode("the link's settings cannot be read; the link may have been cut short") from fault
    _check_priorities(settings)
    return _with_catalog_names(settings, catalog)


def _unpack(packed: str) -> bytes:
    compressed = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    expander = zlib.decompressobj(-zlib.MAX_WBITS, zdict=_ALIKE_1)
    return expander.decompress(compressed, LONGEST_JSON)


def _renamed(content: Any) -> Any:
    """The content with what older codes called `scored` as the evidence it asked for; raises ValueError."""
    whole = cast("dict[str, Any]", content) if isinstance(content, dict) else {}
    requirements = whole.get("requirements")
    if not isinstance(requirements, dict) or "scored" not in requirements:
        return cast("Any", content)
    others = dict(cast("dict[str, Any]", requirements))
    scored = others.pop("scored")
    if not isinstance(scored, bool) or "evidence" in others:
        raise ValueError("expected scored as true or false, and no evidence beside it")
    asked = EvidenceAsked.MEASURED if scored else EvidenceAsked.ANY
    return {**whole, "requirements": {**others, "evidence": str(asked)}}


def _with_defaults(content: Any, absent: Mapping[str, Any]) -> Any:
    """An object with the fields it leaves out; anything that is not an object stays, and is refused later."""
    if not isinstance(content, dict):
        return content
    named = cast("dict[str, Any]", content)
    inner = {name: _with_defaults(value, absent[name]) for name, value in named.items() if _has_parts(absent, name)}
    return {**absent, **named, **inner}


def without_defaults(content: Mapping[str, Any], absent: Mapping[str, Any]) -> dict[str, Any]:
    """The fields whose values differ from `absent`, at every depth."""
    differences: dict[str, Any] = {}
    for name, value in content.items():
        if isinstance(value, dict) and _has_parts(absent, name):
            if inner := without_defaults(cast("dict[str, Any]", value), absent[name]):
                differences[name] = inner
        elif value != absent.get(name, ...):
            differences[name] = value
    return differences


def _has_parts(absent: Mapping[str, Any], name: str) -> bool:
    return isinstance(absent.get(name), dict)


def _with_catalog_names(settings: Settings, catalog: Catalog) -> Settings:
    if settings.requirements.quantization is not None:
        catalog.quantization(settings.requirements.quantization)
    country(settings.spending.country)
    for rented in settings.spending.rented:
        rented_machine(catalog, rented)
    if settings.machine.accelerator is None:
        return settings
    name = catalog.accelerator(settings.machine.accelerator).name
    return settings.model_copy(update={"machine": settings.machine.model_copy(update={"accelerator": name})})


def _check_priorities(settings: Settings) -> None:
    names = [weight.criterion for weight in settings.priorities]
    known = {criterion.name for criterion in CRITERIA}
    if len(set(names)) < len(names) or not known.issuperset(names):
        raise BadCode(f"the link names the criteria {', '.join(names)[:80]}; expected each of {', '.join(known)} once")
    if any(not 0 <= weight.value <= HIGHEST_WEIGHT for weight in settings.priorities):
        raise BadCode(f"the link holds a priority outside 0 to {HIGHEST_WEIGHT}")


def encode_answers(answers: Mapping[str, str]) -> str:
    """The assistant's answers as words of the address bar: `data-internal.use-code.volume-team...`."""
    return ".".join(f"{question}-{answer}" for question, answer in answers.items())


def decode_answers(code: str) -> dict[str, str]:
    """The answers in a code, those it does not name at their defaults; raises BadCode or UnknownName."""
    if len(code) > LONGEST_ANSWERS:
        raise BadCode(f"the link's answers take {len(code)} characters; expected {LONGEST_ANSWERS} at most")
    pairs = [part.partition("-") for part in code.split(".")]
    answers = {question: answer for question, _, answer in pairs}
    if len(answers) < len(pairs):
        raise BadCode("the link answers a question twice")
    questionnaire.chosen(answers)
    return {**questionnaire.DEFAULTS, **answers}
