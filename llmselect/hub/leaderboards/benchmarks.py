"""The Hub's official benchmarks that are about language models, by dataset; others are shown apart or left out."""

import re
from typing import Final, NamedTuple

from llmselect.catalog.standings import Use
from llmselect.text import Text


class KnownBenchmark(NamedTuple):
    """An official benchmark: what it is called, and what it speaks for."""

    label: Text
    uses: tuple[Use, ...]
    benchmark: str | None = None
    """The catalog's benchmark that asks the same questions."""


KNOWN: Final[dict[str, KnownBenchmark]] = {
    "TIGER-Lab/MMLU-Pro": KnownBenchmark(Text("MMLU-Pro, knowledge", "MMLU-Pro, connaissances"), (Use.GENERAL,)),
    "Idavidrein/gpqa": KnownBenchmark(
        Text("GPQA Diamond, science", "GPQA Diamond, sciences"), (Use.REASONING,), "epoch-gpqa-diamond"
    ),
    "SWE-bench/SWE-bench_Verified": KnownBenchmark(
        Text("SWE-bench Verified, software", "SWE-bench Verified, logiciel"),
        (Use.CODE, Use.AGENTS),
        "modelsdev-swe-bench-verified",
    ),
    "cais/hle": KnownBenchmark(
        Text("Humanity’s Last Exam", "Humanity’s Last Exam, questions d’experts"), (Use.GENERAL, Use.REASONING)
    ),
    "MathArena/aime_2026": KnownBenchmark(Text("AIME 2026, mathematics", "AIME 2026, mathématiques"), (Use.REASONING,)),
    "harborframework/terminal-bench-2.0": KnownBenchmark(
        Text("Terminal-Bench 2.0, terminal tasks", "Terminal-Bench 2.0, tâches en terminal"),
        (Use.AGENTS,),
        "modelsdev-terminal-bench-2.0",
    ),
    "ScaleAI/SWE-bench_Pro": KnownBenchmark(
        Text("SWE-bench Pro, software", "SWE-bench Pro, logiciel"), (Use.CODE, Use.AGENTS), "modelsdev-swe-bench-pro"
    ),
    "MathArena/hmmt_feb_2026": KnownBenchmark(
        Text("HMMT February 2026, mathematics", "HMMT février 2026, mathématiques"), (Use.REASONING,)
    ),
    "openai/gsm8k": KnownBenchmark(
        Text("GSM8K, school arithmetic", "GSM8K, problèmes de niveau scolaire"), (Use.REASONING,)
    ),
    "LiquidAI/ifstruct-v1.0": KnownBenchmark(
        Text("IFStruct, structured answers", "IFStruct, réponses structurées"), (Use.GENERAL,)
    ),
    "LEXam-Benchmark/LEXam": KnownBenchmark(Text("LEXam, law exams", "LEXam, examens de droit"), (Use.REASONING,)),
    "internlm/WildClawBench": KnownBenchmark(Text("WildClawBench, agents", "WildClawBench, agents"), (Use.AGENTS,)),
    "datacurve/deep-swe": KnownBenchmark(Text("Deep-SWE, software", "Deep-SWE, logiciel"), (Use.CODE, Use.AGENTS)),
    "actava/chi-bench": KnownBenchmark(Text("CHI-Bench, agents", "CHI-Bench, agents"), (Use.AGENTS,)),
}
"""In the order in which they are read: a reading has requests for the first few."""
BY_NAME: Final = {name.casefold(): known for name, known in KNOWN.items()}
NOT_LANGUAGE: Final = re.compile(
    r"ocr|screen|gui|parse|extract|docu?m|docvqa|vision|image|video|audio|speech|asr|embed|mteb|retriev|chart|visual|"
    r"mmmu|tts|music|robot|protein",
    re.IGNORECASE,
)
"""Names of benchmarks for documents, screens, pictures, sound and search."""
