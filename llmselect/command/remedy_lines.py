"""What would make a model fit, as the command line tells it."""

from llmselect.catalog.catalog import Catalog
from llmselect.command.questions import EstimateQuestion, resolve
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.runs.remedies import Way, ways_to_fit
from llmselect.settings import Workload


def fixes(catalog: Catalog, question: EstimateQuestion) -> dict[str, object]:
    """`fixes`, the fastest way first; nothing where it fits, or for a model of which only a config is given."""
    asked = resolve(catalog, question)
    if asked.model is None or question.assume_fit:
        return {}
    workload = Workload(
        prompt_tokens=max(question.prompt_tokens, 1),
        output_tokens=max(question.output_tokens, 1),
        thinking_tokens=round(asked.thinking.likely),
        context_tokens=asked.context,
        users=question.users,
        kv_type=question.kv,
    )
    ways = ways_to_fit(catalog, asked.model, asked.machine, workload, asked.quantization, float(question.depth))
    return {"fixes": [_told(way) for way in ways if way.helps]} if ways else {}


def _told(way: Way) -> dict[str, object]:
    speed: Estimate | None = way.bar.decode_tokens_per_s
    return {
        "kind": way.kind.name.lower(),
        "change": way.text.en,
        "fit": way.bar.fit.name.lower(),
        "decode_tokens_per_s": None if speed is None else {k: float(f"{v:.6g}") for k, v in speed._asdict().items()},
    }
