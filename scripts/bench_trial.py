"""A grid of 8 contestants and 50 prompts over the stand-in server: how soon a button answers, and the memory it takes.

`python -m scripts.bench_trial` opens the page in Chromium as a visitor does. Wanted: an answer within 300 ms and less
than 150 MB more. Prints one table.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Final

import psutil

from llmselect.bench.tasks.task import TrialTask
from llmselect.bench.trial.plan import Contestant, TrialPlan
from llmselect.bench.trial.record import TrialRecord
from llmselect.bench.trial.trial_store import VARIABLE, TrialStore
from tests.bench import scheduled_server
from tests.bench.trials import STARTED
from tests.browser.chromium import ChromiumMissing, installed, open_window
from tests.browser.page import Page
from tests.browser.server import serving

CONTESTANTS, PROMPTS, AT_A_TIME, CLICKS = 8, 50, 8, 12
MODEL: Final = "first-200-each-20-tokens-60"
MEGABYTE: Final = 2**20
PILL: Final = ".st-key-try-kinds button"
WATCH: Final = """
const said = () => {
    const run = document.querySelector(".st-key-try-run")
    const before = [...document.querySelectorAll("[data-testid=stCaptionContainer]")]
        .filter((each) => run && run.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING)
    return before.at(-1)?.innerText
}
const first = said()
let pressed = null
window.answered = null
document.addEventListener("pointerdown", () => { pressed = performance.now() }, { once: true, capture: true })
new MutationObserver((_, watch) => {
    const now = said()
    if (pressed === null || now === undefined || now === first) return
    watch.disconnect()
    requestAnimationFrame(() => requestAnimationFrame(() => { window.answered = performance.now() - pressed }))
}).observe(document.body, { subtree: true, childList: true, characterData: true })
"""
"""Tells the milliseconds from the press to the painted line above the button that runs the trial."""


def plan(where: str) -> TrialPlan:
    contestants = tuple(Contestant(name=f"Model {i}", base_url=where, model=MODEL) for i in range(CONTESTANTS))
    tasks = tuple(TrialTask(id=f"t{i}", prompt=f"Question {i}") for i in range(PROMPTS))
    return TrialPlan(contestants=contestants, tasks=tasks, simultaneous=AT_A_TIME)


def app_memory() -> float:
    """Megabytes that the app's process holds."""
    children = psutil.Process(os.getpid()).children(recursive=True)
    apps = [each for each in children if "streamlit" in " ".join(each.cmdline())]
    return max(each.memory_info().rss for each in apps) / MEGABYTE


def app_cpu_s() -> float:
    """Seconds of processor that the app's process has taken: what a click costs, however busy the machine is."""
    children = psutil.Process(os.getpid()).children(recursive=True)
    apps = [each for each in children if "streamlit" in " ".join(each.cmdline())]
    return max(sum(each.cpu_times()[:2]) for each in apps)


def answer_s(page: Page) -> float:
    """Seconds from a click on a task's pill until the page has painted that it was heard.

    Taken in the page itself: the browser's driver alone takes a tenth of a second from its own call to the click.
    """
    page.window.execute_script(WATCH)
    page.all(PILL)[0].click()
    page.until(lambda: page.window.execute_script("return window.answered !== null"))
    return float(page.window.execute_script("return window.answered")) / 1000


def main() -> int:
    """Measure; exit code 1 where a limit is passed or Chromium is missing."""
    try:
        paths = installed()
    except ChromiumMissing as reason:
        print(reason, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, scheduled_server.in_a_process() as where:
        token = TrialStore(Path(folder)).save(TrialRecord(plan(where), STARTED), "bench")
        variables = {VARIABLE: folder, "LLMSELECT_LOCAL": "1", "LLMSELECT_OFFLINE": "1"}
        with serving(variables) as address:
            window = open_window(paths, Path(folder) / "profile", 1280, 800, language="en", dark=False)
            try:
                return _measured(Page(window, address), token)
            finally:
                window.quit()


def _measured(page: Page, token: str) -> int:
    page.open(f"try?trial={token}")
    page.one(".st-key-try-resume button")
    spent = app_cpu_s()
    idle = [answer_s(page) for _ in range(CLICKS)]
    spent = (app_cpu_s() - spent) / CLICKS
    before = app_memory()
    page.click(".st-key-try-resume button")
    page.until(lambda: page.all(".st-key-try-stop"))
    time.sleep(2)
    busy, most = [], before
    while page.all(".st-key-try-stop") and len(busy) < 60:
        busy.append(answer_s(page))
        most = max(most, app_memory())
        time.sleep(0.3)
    page.until(lambda: not page.all(".st-key-try-stop"))
    more = max(most, app_memory()) - before
    print("| | Clicks | Median (ms) | p95 (ms) | Most (ms) |\n|---|---|---|---|---|")
    for name, times in (("no trial running", idle), (f"{CONTESTANTS * PROMPTS} requests, {AT_A_TIME} at a time", busy)):
        figures = (median(times), quantiles(times, n=20, method="inclusive")[-1], max(times))
        print(f"| {name} | {len(times)} | {' | '.join(f'{1000 * figure:.0f}' for figure in figures)} |")
    print(f"the app takes {1000 * spent:.0f} ms of processor for a click while no trial is running")
    print(f"memory: {before:.0f} MB before, {more:.0f} MB more")
    return int(quantiles(busy, n=20, method="inclusive")[-1] > 0.3 or more > 150)


if __name__ == "__main__":
    raise SystemExit(main())
