"""Fit how fast weights of the host serve a prompt, on measured/offload.csv: one weight a page, each left out in turn.

Two numbers of estimates/speed: what the bus gives, and what a processor reaches in engines that keep the host's weights
in an order of its own. Prints them with the errors of prefill, and those of decode as it is; it writes nothing:
    .venv/bin/python -m scripts.fit_host_bus
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from llmselect.catalog.load import load
from llmselect.estimates.measured.records import DECODE, PREFILL, OffloadedSpeed
from llmselect.estimates.runs.published_offload import OffloadedRuns, offloaded_runs
from llmselect.estimates.speed.decode import decode
from llmselect.estimates.speed.factors import factors, seconds, spread
from llmselect.estimates.speed.host_weights import HostRates, on_host_s
from llmselect.estimates.speed.prefill import batch_tokens, prefill_terms
from llmselect.estimates.speed.terms import FactorKeys
from llmselect.units import Bools, Floats

BUSES: Final = np.geomspace(6e9, 30e9, 60)
REPACKED: Final = np.geomspace(0.5, 6, 40)


def main() -> None:
    """Print the fit, and how far speeds are met by fits that never saw their page."""
    catalog = load()
    prompts, answers = offloaded_runs(catalog, PREFILL), offloaded_runs(catalog, DECODE)
    fit = _Fit(prompts)
    everything = np.ones(len(prompts.speeds), np.bool_)
    found = fit.best(everything)
    print(f"bus {found.bus_bytes_per_s / 1e9:.1f} GB/s, kernels for the processor {found.repacked:.2f} of its figure")
    unseen = fit.left_out()
    low, high = spread(PREFILL, prompts.work, prompts.devices)
    _say("prefill, page left out", prompts, unseen, low, high)
    _say("prefill, fitted on all", prompts, fit.speeds(found), low, high)
    written = decode(answers.work, answers.devices)
    _say("decode, as it is", answers, written.likely, written.low / written.likely, written.high / written.likely)


class _Fit:
    """Seconds on the card once, and those of the host for each trial."""

    def __init__(self, runs: OffloadedRuns) -> None:
        self.runs = runs
        self.measured = np.array([speed.tokens_per_s for speed in runs.speeds])
        self.page = np.array([speed.source for speed in runs.speeds])
        self.whole = seconds(prefill_terms(runs.work, runs.devices), factors(PREFILL))
        self.batch = batch_tokens(runs.devices, FactorKeys.of(runs.work, runs.devices))
        self.trials = [HostRates(bus, part) for bus in BUSES for part in REPACKED]
        self.logs = np.array([np.abs(np.log(self.speeds(trial) / self.measured)) for trial in self.trials])

    def speeds(self, rates: HostRates) -> Floats:
        """Tokens a second of each row."""
        return 1 / (self.whole + on_host_s(self.runs.work, self.runs.devices, self.batch, rates))

    def best(self, rows: Bools) -> HostRates:
        """The rates with the least logarithmic error of these rows, each page counting once."""
        weight = np.array([1 / (self.page[rows] == page).sum() for page in self.page[rows]])
        return self.trials[int(np.argmin(self.logs[:, rows] @ weight))]

    def left_out(self) -> Floats:
        """Speeds by fits that never saw the row's page."""
        found = np.zeros(len(self.page))
        for page in np.unique(self.page):
            found[self.page == page] = self.speeds(self.best(self.page != page))[self.page == page]
        return found


def _say(name: str, runs: OffloadedRuns, likely: Floats, low: Floats, high: Floats) -> None:
    measured = np.array([speed.tokens_per_s for speed in runs.speeds])
    ratio = likely / measured
    inside = (likely * low <= measured) & (measured <= likely * high)
    print(f"{name}: {len(ratio)} rows of {len(_pages(runs.speeds))} pages, median error ", end="")
    print(f"{np.median(np.abs(ratio - 1)):.1%}, inside {inside.mean():.0%}")
    for page in _pages(runs.speeds):
        own = np.array([speed.source == page for speed in runs.speeds])
        print(f"  page {page}: {own.sum():2d} rows, estimated / measured {np.median(ratio[own]):.2f}")


def _pages(speeds: Sequence[OffloadedSpeed]) -> list[int]:
    return sorted({speed.source for speed in speeds})


if __name__ == "__main__":
    main()
