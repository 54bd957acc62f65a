"""Choose how far a visitor's own measurement moves the other estimates, and write measured/calibration.json.

Published devices are taken as machines: the estimates come from fits that never saw the device, one of its rows is
revealed, and the share of its ratio that helps the others most is kept. The range narrows as far as the same share of
measurements stays inside. Run it again after scripts/fit_speed.py: .venv/bin/python -m scripts.fit_calibration
"""

import json

import numpy as np

from llmselect.catalog.load import load
from llmselect.estimates.accuracy.calibration_accuracy import Pairs, RunRelation, pairs, weighted_quantile
from llmselect.estimates.measured.load import MEASURED
from llmselect.estimates.measured.records import DECODE, PREFILL

FILE = MEASURED / "calibration.json"
HELD = 0.88
SHARES = np.arange(0.0, 0.91, 0.05)
"""Never all of it: another model on the same machine is not the same run."""


def best_share(found: Pairs) -> float:
    """The share with the least mean error."""
    losses = [np.sum(found.weights * np.log1p(found.errors(share))) for share in SHARES]
    return round(float(SHARES[int(np.argmin(losses))]), 2)


def narrowing(found: Pairs, share: float) -> float:
    """The power on low and high that keeps as many inside as before; never wider than before."""
    before, after = (np.log1p(weighted_quantile(found.errors(s), found.weights, HELD)) for s in (0.0, share))
    return round(min(float(after / before), 1.0), 2)


def main() -> None:
    catalog = load()
    content: dict[str, object] = {
        "origin": {
            "measurements": "speed_left_out.csv, devices with three scored rows or more",
            "written_by": "scripts/fit_calibration.py",
        }
    }
    for phase in (DECODE, PREFILL):
        found = pairs(catalog, phase)
        kin, other = best_share(found[RunRelation.KIN]), best_share(found[RunRelation.OTHER])
        same = found[RunRelation.SAME]
        content[phase] = {
            "kin": [kin, narrowing(found[RunRelation.KIN], kin)],
            "other": [other, narrowing(found[RunRelation.OTHER], other)],
            "other_depth": round(weighted_quantile(same.errors(1.0), same.weights, HELD), 3),
        }
    FILE.write_text(json.dumps(content, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
