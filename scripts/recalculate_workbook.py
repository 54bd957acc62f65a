"""Has LibreOffice work out the spreadsheet of a decision matrix, and compares its scores with the app's.

The formulas are written without results, so that every figure that comes back is LibreOffice's own. Needs `soffice`
(Debian: apt-get install libreoffice-calc). Run: python -m scripts.recalculate_workbook
"""

import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from llmselect.catalog.load import load
from llmselect.estimates.core.columns import Estimate
from llmselect.reports.matrix.workbook import as_workbook
from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.case_values import CaseValues, case_values
from llmselect.scoring.matrix.decision_case import CaseCriterion
from llmselect.scoring.matrix.from_choose import case_from_choose
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Settings
from llmselect.text import Language, Voice

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
MOST_APART = 1e-9


def example() -> CaseValues:
    """Eight candidates of Choose, an own criterion with a gap, an edited cell and a free one."""
    settings = Settings()
    assessed = assess(load(), settings.machine, settings.workload, settings.costs)
    found = recommend(assessed, settings.requirements, settings.priorities)
    case = case_from_choose(found, "LibreOffice", Voice(Language.EN), most=8)
    own = CaseCriterion(id="team", name="Known to the team", unacceptable=10, good_enough=2, best=0)
    case = editing.with_weights(editing.with_criterion(case, own), {"team": 15.0})
    for row, candidate in enumerate(case.candidates[:-1]):
        case = editing.with_cell(case, candidate.id, "team", Estimate(row, row + 0.5, row + 2))
    return case_values(editing.with_cell(case, case.candidates[0].id, "cost", Estimate(0, 0, 0)))


def recalculated(content: bytes) -> bytes:
    """The workbook as LibreOffice saves it after working out every formula."""
    with tempfile.TemporaryDirectory() as folder:
        given, profile = Path(folder) / "given.xlsx", Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, "utf-8")
        given.write_bytes(content)
        out = Path(folder) / "out"
        where = f"-env:UserInstallation={profile.as_uri()}"
        command = ["soffice", where, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(given)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (out / "given.xlsx").read_bytes()


def results(content: bytes) -> dict[str, float]:
    """The numbers of the first sheet by cell."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        tree = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    found = dict[str, float]()
    for cell in tree.iterfind(".//m:c", SPACE):
        value = cell.find("m:v", SPACE)
        if value is not None and cell.get("t") not in ("s", "str") and value.text:
            found[str(cell.get("r"))] = float(value.text)
    return found


def main() -> int:
    if shutil.which("soffice") is None:
        print("LibreOffice is not installed; nothing was compared")
        return 1
    values = example()
    found = results(recalculated(as_workbook(values, Voice(Language.EN), computed=False)))
    low, high = values.ranges
    expected = dict[str, float]()
    for row in range(len(values)):
        names = zip("BCDE", (values.ranks, values.scores, low, high), strict=True)
        expected |= {f"{column}{row + 2}": float(side[row]) for column, side in names}
        points = values.contributions[row]
        expected |= {f"{chr(ord('F') + j)}{row + 2}": float(each) for j, each in enumerate(points)}
    apart = {name: abs(found.get(name, float("nan")) - each) for name, each in expected.items()}
    worst = max(apart.values())
    version = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"{version}: {len(expected)} figures of {len(values)} candidates, largest difference {worst:.1e} points")
    return 0 if worst <= MOST_APART else 2


if __name__ == "__main__":
    sys.exit(main())
