"""The dossier on paper: two sheets, as Chromium prints it, for a small, a usual and the largest matrix."""

import base64
import datetime
import re

import pytest

from llmselect.estimates.core.columns import Estimate
from llmselect.reports.matrix.dossier import as_dossier
from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.case_values import case_values
from llmselect.scoring.matrix.decision_case import MOST_CANDIDATES, MOST_CRITERIA, CaseCandidate, CaseCriterion
from llmselect.scoring.matrix.decision_case import DecisionCase as Case
from tests.wording import VOICE

DAY = datetime.date(2026, 11, 29)
SHEETS = re.compile(rb"/Type\s*/Page\b")


def case_of(candidates, criteria):
    """Names and remarks as long as people write them, ranges everywhere, a value of one's own for each candidate."""
    case = Case(title="Assistance interne : quel modèle, servi par qui ?", made=DAY)
    for n in range(criteria):
        more = {"unit": "points sur 100", "unacceptable": 20, "good_enough": 94, "best": 95}
        criterion = CaseCriterion(id=f"k{n}", name=f"Facilité de reprise {n}", note="À revoir après l’essai.", **more)
        case = editing.with_criterion(case, criterion)
    for n in range(candidates):
        case = editing.with_candidate(
            case, CaseCandidate(id=f"c{n}", name=f"DeepSeek V4 Pro 08{n:02} · Perplexity (élevé)")
        )
        for k in range(criteria):
            middle = 30 + (7 * n + 13 * k) % 50 + 0.37
            case = editing.with_cell(case, f"c{n}", f"k{k}", Estimate(middle - 5.2, middle, middle + 4.1))
        case = editing.with_cell(case, f"c{n}", "k0", Estimate(40, 50, 60), "Avis de trois collègues après un essai.")
    return editing.with_weights(case, {f"k{k}": 40 + 5 * k for k in range(criteria)})


def sheets(window, page, folder):
    """How many sheets of paper the document takes."""
    file = folder / "dossier.html"
    file.write_text(page, "utf-8")
    window.get(file.as_uri())
    printed = window.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    return len(SHEETS.findall(base64.b64decode(printed)))


@pytest.mark.parametrize("language", VOICE)
def test_the_dossier_is_two_sheets(browser, tmp_path, language):
    window = browser()
    sizes = ((3, 3), (6, 6), (8, 8), (12, 7), (10, 12), (MOST_CANDIDATES, MOST_CRITERIA))
    taken = {
        size: sheets(window, as_dossier(case_values(case_of(*size)), VOICE[language], DAY), tmp_path) for size in sizes
    }
    assert taken == dict.fromkeys(sizes, 2)
