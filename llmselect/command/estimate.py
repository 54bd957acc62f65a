"""`estimate`: memory and speed of one model on one machine, or of a file of questions."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from pydantic import ValidationError

from llmselect.catalog.catalog import Catalog
from llmselect.command.answers import answer, answer_lines
from llmselect.command.live import read_live
from llmselect.command.machines import CustomAsked, FurtherAsked, named_split, typed_device, typed_further
from llmselect.command.model_files import ModelFile, config_model, gguf_model, parts_of_file, parts_of_model
from llmselect.command.offer_estimate import OfferQuestion, answer_offer, resolve_offer
from llmselect.command.options import typed_costs, typed_use
from llmselect.command.printing import catalog_of, figures, print_json
from llmselect.command.questions import EstimateQuestion, resolve
from llmselect.command.remedy_lines import fixes
from llmselect.command.typed.validation_errors import refusal
from llmselect.command.user_measurements import typed_measured
from llmselect.errors import BadFile, NotPossible
from llmselect.estimates.hardware.named_accelerators import accelerator_option, uncounted
from llmselect.estimates.memory.beside_language import beside_notes, draft_bytes, tower_bytes
from llmselect.estimates.memory.engine_memory import engine_notes
from llmselect.text import Language, Voice

LONGEST_BATCH = 2**30
"""Bytes of a batch file; beyond that somebody named the wrong file."""


def run(given: Namespace) -> int:
    """Answer one question, or one a line."""
    if given.batch is not None:
        for line in answer_lines(catalog_of(given), _lines(given.batch)):
            print(json.dumps(line, allow_nan=False))
        return 0
    if given.offer is not None:
        return _offer(given)
    if given.live and given.model is None:
        raise NotPossible("--live reads a repository of the Hub; expected MODEL as owner/name or its address")
    if sum(one is not None for one in (given.model, given.config, given.gguf)) != 1:
        raise NotPossible("estimate needs either MODEL (a catalog id or Hub repository), --config FILE or --gguf FILE")
    catalog = catalog_of(given)
    live = read_live(catalog, given.model, forced=given.live) if given.model is not None else None
    if live is not None:
        catalog = live.catalog
    file = live.stored(given.quantization) if live else _file(given, catalog)
    question = _question(catalog, given, file)
    found = answer(catalog, question)
    found |= fixes(catalog, question) | (live.told(question) if live else _notes(catalog, question, file, found))
    if given.json:
        print_json(found)
    else:
        print(*_text(found), sep="\n")
    return 0


def _offer(given: Namespace) -> int:
    """One provider's offer; what belongs to a run on a machine is refused, so that nobody takes it for considered."""
    if any(one is not None for one in (given.model, given.config, given.gguf, given.accelerator)):
        raise NotPossible(
            "--offer asks for a provider's offer: a model, a file or an accelerator belongs to another run"
        )
    from llmselect.hub.served_speeds.measurements import current_measurements

    catalog = catalog_of(given)
    try:
        question = OfferQuestion(
            offer=given.offer,
            use=typed_use(given.use),
            prompt=given.prompt,
            output=given.output,
            thinking=given.thinking,
            effort=given.effort,
            **_said(requests_per_month=given.requests),
        )
    except ValidationError as fault:
        raise refusal(fault) from None
    found = answer_offer(catalog, resolve_offer(catalog, question), current_measurements(catalog))
    if given.json:
        print_json(found)
    else:
        print(*_text(found), sep="\n")
    return 0


def _file(given: Namespace, catalog: Catalog) -> ModelFile | None:
    if given.gguf is not None:
        return gguf_model(given.gguf, catalog)
    return None if given.config is None else config_model(given.config)


def _notes(
    catalog: Catalog, question: EstimateQuestion, file: ModelFile | None, told: Mapping[str, object]
) -> dict[str, object]:
    """What was taken for granted in reading a file, what of a model is not counted, and what the engine does."""
    asked = resolve(catalog, question)
    shape = asked.architecture
    if file is not None and file.config is not None:
        parts, size_bytes = parts_of_file(file.config)
    else:
        parts = () if question.model is None else parts_of_model(catalog.model(question.model))
        size_bytes = tower_bytes(shape)
    parameters, weights_bytes = cast("int", told["parameters"]), cast("int", told["weights_bytes"])
    drafts = draft_bytes(shape.model_copy(update={"parameters": parameters}), weights_bytes / parameters)
    found = (*(file.notes if file else ()), *beside_notes(parts, size_bytes, shape.draft_layers, drafts))
    found = (*found, *engine_notes(asked.engine, shape, asked.quantization.id))
    return {"notes": [note.en for note in found]} if found else {}


def _question(catalog: Catalog, given: Namespace, file: ModelFile | None) -> EstimateQuestion:
    typed, count = uncounted(given.accelerator, given.count)
    name, memory_gib = accelerator_option(catalog, typed, given.memory)
    stored = file.quantization if file else None
    quantization = given.quantization or stored
    try:
        return EstimateQuestion(
            model=file.model or given.model if file else given.model,
            config=file.config if file else None,
            quantization=quantization,
            file_bytes=file.file_bytes if file and quantization == (stored or quantization) else None,
            context=given.context,
            kv=given.kv,
            use=typed_use(given.use),
            users=given.users,
            accelerator=name,
            count=count,
            memory_gb=memory_gib,
            ram_gb=given.ram,
            depth=given.depth,
            engine=given.engine,
            measured=typed_measured(given.measured),
            **_machine(catalog, given),
        )
    except ValidationError as fault:
        raise refusal(fault) from None


def _machine(catalog: Catalog, given: Namespace) -> dict[str, Any]:
    """What is typed of the machine beyond its first accelerators; what is not keeps its default."""
    device = typed_device(given.device)
    asked = {
        "further": tuple(FurtherAsked.of(further) for further in typed_further(catalog, given)),
        "custom": device and CustomAsked.of(device),
        "split": named_split(given.split),
        "host_layers": given.host_layers,
        "experts_on_host": given.experts_on_host,
        "expert_host_layers": given.cpu_moe,
        "reserved_gb": given.reserved,
        "host_reserved_gb": given.host_reserved,
        "host_bandwidth_gb_per_s": given.host_bandwidth,
        "host_cores": given.cores,
        "thinking_tokens": given.thinking,
        "effort": given.effort,
        "prompt_tokens": given.prompt,
        "output_tokens": given.output,
        "requests_per_month": given.requests,
        "costs": typed_costs(given),
    }
    return _said(**asked)


def _said(**options: object) -> dict[str, Any]:
    """What was typed; the rest keeps its default."""
    return {name: value for name, value in options.items() if value is not None}


def _lines(name: str) -> Iterable[bytes]:
    """Lines end at a line feed alone: other separators of Unicode may stand inside a JSON text."""
    if name == "-":
        return sys.stdin.buffer
    try:
        with open(name, "rb") as file:
            return file.read(LONGEST_BATCH).split(b"\n")
    except OSError as fault:
        raise BadFile(f"{name} cannot be read ({fault}); expected a file of one JSON object a line") from fault


def _text(found: Mapping[str, object]) -> Iterable[str]:
    """The same values as a column that people can read."""
    say = Voice(Language.EN)
    for name, value in found.items():
        title = name.removesuffix("_bytes").removesuffix("_tokens_per_s").removesuffix("_s").replace("_", " ")
        if name == "fixes":
            yield from _fixes(cast("Sequence[Mapping[str, object]]", value))
        elif isinstance(value, bool):
            yield f"{title:<16} {'yes' if value else 'no'}"
        elif name in ("notes", "gaps"):
            yield from (f"{title.removesuffix('s'):<16} {line}" for line in cast("Sequence[str]", value))
        elif value is None:
            yield f"{title:<16} unknown"
        elif name.endswith("_bytes"):
            yield f"{title:<16} {say.gib(cast('float', value), 2)}"
        elif isinstance(value, dict):
            sides = cast("dict[str, float]", value)
            unit = " tokens/s" if name.endswith("tokens_per_s") else " s" if name.endswith("_s") else ""
            yield f"{title:<16} {_spread(sides, unit)}"
        else:
            yield f"{title:<16} {value:,}" if isinstance(value, int) else f"{title:<16} {value}"


def _fixes(ways: Sequence[Mapping[str, object]]) -> Iterable[str]:
    """One line for each change that makes it fit, with the speed it leaves."""
    yield "what would make it fit"
    for way in ways:
        speed = cast("Mapping[str, float] | None", way["decode_tokens_per_s"])
        yield f"  {way['change']}: {way['fit']}, {'unknown' if speed is None else _spread(speed)} tokens/s"


def _spread(sides: Mapping[str, float], unit: str = "") -> str:
    if sides["low"] == sides["high"]:
        return f"{figures(sides['likely'])}{unit}"
    return f"{figures(sides['likely'])}{unit} (between {figures(sides['low'])} and {figures(sides['high'])})"
