"""Every source of leaderboards, in the order in which pages show them."""

from typing import Final

from llmselect.hub.leaderboards import arena, official, openevals
from llmselect.hub.leaderboards.source import Source
from llmselect.text import Text

COMPARIA: Final = Source(
    id="comparia",
    name=Text("Compar:IA, French ranking", "Compar:IA, classement français"),
    url="https://comparia.beta.gouv.fr/ranking",
    attribution="Compar:IA, Ministère de la Culture et DINUM, Licence Ouverte Etalab 2.0",
    licence="Etalab 2.0",
    why_not_live=Text(
        "Compar:IA documents no address from which its ranking can be read without a login: its votes "
        "require an account, and the public file behind this copy has contained no scores since August "
        "2026.",
        "Compar:IA ne documente aucune adresse où lire son classement sans compte : ses votes demandent "
        "un accès, et le fichier public dont vient cette copie ne contient plus de scores depuis août "
        "2026.",
    ),
)
"""betagouv/ComparIA, data/legacy/generated-models.json of 2026-08-04: models without `data`; checked 2026-11-22."""
ARCHIVE: Final = Source(
    id="open-llm",
    name=Text("Open LLM Leaderboard v2 (archive 2025)", "Open LLM Leaderboard v2 (archive 2025)"),
    url="https://huggingface.co/datasets/open-llm-leaderboard/contents",
    attribution="Open LLM Leaderboard v2, Hugging Face (archive of 2025)",
    licence="not stated",
    why_not_live=Text(
        "This leaderboard closed in 2025: its numbers no longer change.",
        "Ce classement a fermé en 2025\u00a0: ses chiffres ne changent plus.",
    ),
)
CATALOG: Final = Source(
    id="catalog",
    name=Text("Other boards of the catalog", "Autres classements du catalogue"),
    url="https://epoch.ai/benchmarks",
    attribution="each board names its own source",
    licence="each board names its own",
    why_not_live=Text(
        "These boards are not on the Hub; the catalog contains them with their date.",
        "Ces classements ne sont pas sur le Hub ; le catalogue les contient avec leur date.",
    ),
)
SOURCES: Final[tuple[Source, ...]] = (
    arena.SOURCE,
    official.SOURCE,
    openevals.SOURCE,
    COMPARIA,
    ARCHIVE,
    CATALOG,
)
