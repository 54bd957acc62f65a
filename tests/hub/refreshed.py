"""A small catalog cut from the bundled one, and a stand-in Hub that agrees with every line of it."""

import json
from pathlib import Path

from llmselect.catalog.load import BUNDLED, load
from tests.hub.shelves import QWEN3_8B, as_json
from tests.hub.stand_in import Repository, StandIn

OWNERS = ("swiss-ai", "mlabonne", "allenai")
KEPT = ("qwen3-8b", "qwen2.5-3b-instruct")
WITHOUT_COPY = "olmo-3-7b-think"
LISTS = ("models", "offers", "standings")


def cut(path: Path) -> Path:
    """Some thirty records of the bundled catalog, one a line as there; every model says that it is not gated."""
    lines, section = [], ""
    models = {model["id"]: model for model in json.loads(BUNDLED.read_bytes())["models"]}
    kept = {name for name, model in models.items() if _kept(model) or _kept(models.get(model.get("open_model"), {}))}
    for line in BUNDLED.read_text("utf-8").splitlines():
        section = line.split('"')[1] if line.endswith(": [") else section
        if line.startswith("{") and len(line) > 1 and section in LISTS:
            record = json.loads(line.rstrip(","))
            if record.get("model", record.get("id")) not in kept or section == "standings":
                continue
            line = json.dumps(_known(record) if section == "models" else record, ensure_ascii=False) + ","
        lines.append(line)
    ends = zip(lines, [*lines[1:], ""], strict=True)
    path.write_text("\n".join(one.rstrip(",") if after.startswith("]") else one for one, after in ends) + "\n", "utf-8")
    return path


def _kept(model: dict) -> bool:
    return model.get("hub_repo", "").split("/")[0] in OWNERS or model.get("id") in KEPT


def _known(model: dict) -> dict:
    if model["id"] == WITHOUT_COPY:
        model.pop("gguf_repos")
    return {**model, "gated": "no"} if "hub_repo" in model else model


def agree(hub: StandIn, path: Path) -> None:
    """Every repository of the catalog, saying what the catalog says; their files as they were when it was checked."""
    for model in load(path).file.models:
        if model.hub_repo:
            hub.add(repository(model))


def repository(model) -> Repository:
    said = {
        "downloads": model.downloads_30d,
        "cardData": {"license": model.licence},
        "tags": [f"license:{model.licence}"],
        "lastModified": "2025-05-01T00:00:00.000Z",
        "pipeline_tag": "text-generation",
        "safetensors": {"parameters": {"BF16": int(model.total_parameters)}, "total": int(model.total_parameters)},
    }
    return Repository(model.hub_repo, {"config.json": as_json(QWEN3_8B)}, said)
