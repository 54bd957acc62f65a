"""Answers of leaderboards with their true shapes; numbers are made up, and models are of the catalog."""

import datetime
import io

import pyarrow as pa
import pyarrow.parquet

from llmselect.hub.leaderboards import arena, openevals
from llmselect.hub.leaderboards.boards import Boards
from llmselect.hub.leaderboards.snapshot import CopyState
from llmselect.hub.leaderboards.sources import SOURCES
from tests.hub.stand_in import Repository, StandIn

DAY = datetime.date(2026, 9, 13)
ARENA = "lmarena-ai/leaderboard-dataset"
MODELS = ("claude-opus-4-5-20251101-thinking-32k", "gpt-5-high", "qwen3-8b", "a-model-nobody-knows")
CROWD = (*MODELS, *(f"a-model-like-many-{number}" for number in range(220)))
"""As many as a table needs in order to stand in the place of the project's copy."""
OFFICIAL = (
    "TIGER-Lab/MMLU-Pro",
    "Idavidrein/gpqa",
    "cais/hle",
    "openai/gsm8k",
    "SWE-bench/SWE-bench_Verified",
    "ScaleAI/SWE-bench_Pro",
    "harborframework/terminal-bench-2.0",
    "MathArena/aime_2026",
    "MathArena/hmmt_feb_2026",
    "LEXam-Benchmark/LEXam",
    "internlm/WildClawBench",
    "somebody/brand-new-bench",
    "allenai/olmOCR-bench",
    "likaixin/ScreenSpot-Pro",
    "llamaindex/ParseBench",
)


def parquet(rows: list[dict]) -> bytes:
    """A table as the Hub stores it."""
    body = io.BytesIO()
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), body)
    return body.getvalue()


def arena_rows(categories=tuple(arena.CATEGORIES), models=MODELS, day=DAY) -> list[dict]:
    """One row for each model and category; the column holds other languages too."""
    return [
        {
            "model_name": model,
            "organization": "somebody",
            "license": "Apache 2.0" if model == "qwen3-8b" else "Proprietary",
            "rating": _rating(place),
            "rating_lower": _rating(place) - 8,
            "rating_upper": _rating(place) + 8,
            "variance": 16.0,
            "vote_count": 12000.0 - place,
            "rank": place + 1,
            "category": category,
            "leaderboard_publish_date": day.isoformat(),
        }
        for category in (*categories, "russian")
        for place, model in enumerate(models)
    ]


def _rating(place: int) -> float:
    """Twenty apart as far as the models that tests are about, closer behind them."""
    return 1500.0 - 20 * min(place, len(MODELS)) - 2 * max(place - len(MODELS), 0)


def official_row(model="Qwen/Qwen3-8B", value: object = 55.5, **more) -> dict:
    """A row of /api/datasets/…/leaderboard."""
    return {
        "rank": 1,
        "modelId": model,
        "value": value,
        "filename": ".eval_results/mmlu_pro.yaml",
        "verified": False,
        "source": {"url": f"https://huggingface.co/{model}", "name": "Model Card", "isExternal": False},
        "author": {"name": model.split("/")[0], "fullname": "Somebody", "type": "org", "avatarUrl": "https://x/y.png"},
        "pullRequest": 12,
        "notes": "With tools",
        **more,
    }


def openevals_rows() -> list[dict]:
    """Sparse, as it is: most models have a score on few benchmarks."""
    empty = dict.fromkeys(openevals.COLUMNS) | {"olmOcr_score": None}
    about = {"provider": "Qwen", "model_type": "open", "parameters_billions": 8.2, "license": "apache-2.0"}
    return [
        {"model_id": "Qwen/Qwen3-8B", "model_name": "Qwen3-8B", **about, **empty, "gpqa_score": 60.0, "hle_score": 9.5}
        | {"aggregate_score": 77.7, "coverage_count": 2},
        {"model_id": "Qwen/Qwen3-32B", "model_name": "Qwen3-32B", **about, **empty, "gpqa_score": 68.0}
        | {"aggregate_score": 68.0, "coverage_count": 1},
    ]


def listing(question=None) -> list[dict]:
    """Answer of /api/datasets?filter=benchmark:official with the keys that were asked for."""
    asked = (question or {}).get("expand", ["downloads", "cardData"])
    assert question is None or question["filter"] == ["benchmark:official"]
    return [
        {"_id": "6", "id": name}
        | {
            key: value
            for key, value in {
                "downloads": 100 - at,
                "cardData": {"pretty_name": name.split("/")[1].upper()},
                "siblings": [{"rfilename": f"{each}.json"} for each in range(1000)],
            }.items()
            if key in asked
        }
        for at, name in enumerate(OFFICIAL)
    ]


def fill(hub: StandIn, leaderboard=None) -> StandIn:
    """Put every board on the stand-in's shelves; `leaderboard` makes the rows of a benchmark by its name."""
    rows = leaderboard or (lambda _: [official_row(), official_row("Qwen/Qwen3-32B", 66.0, verified=True)])
    hub.add(
        Repository(ARENA, {arena.FILE.split("/main/")[1]: parquet(arena_rows(models=CROWD))}, kind="datasets"),
        Repository(
            openevals.REPOSITORY, {openevals.FILE.split("/main/")[1]: parquet(openevals_rows())}, kind="datasets"
        ),
    )
    hub.routes.append((r"/api/datasets", lambda _, question: listing(question)))
    hub.routes.append((r"/api/datasets/([^/]+/[^/]+)/leaderboard", lambda found, _: rows(found[1])))
    return hub


def boards() -> Boards:
    """A process that has read nothing yet."""
    return Boards(SOURCES)


def states(found: Boards) -> dict[str, CopyState | None]:
    return {report.source: report.state for report in found.reports()}


def reason(found: Boards, source: str) -> str:
    """Why a source is not live; said in both languages."""
    (told,) = [report.reason for report in found.reports() if report.source == source]
    assert told is not None
    assert told.en != told.fr
    return told.en
