"""Proves what the workshop promises, over real visits: fifty kills of the server, and a room that weighs at once.

    python -m scripts.prove_workshop kill [--times 50]
    python -m scripts.prove_workshop load [--people 50] [--every 5] [--seconds 60] [--servers 1] [--database URL]

A ballot is confirmed when the page says that it is kept. After each `kill -9` every confirmed ballot has to be in the
database, once, with its last confirmed weights or with later ones that were on their way. The last output is kept in
docs/workshop.md. Needs the packages of requirements-dev.txt.
"""

import argparse
import asyncio
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import psutil

from llmselect.scoring.matrix.decision_case import CaseCandidate, CaseCell, CaseCriterion, DecisionCase
from llmselect.text import Language, Voice
from llmselect.ui.workshop.ballot import slider_key
from llmselect.workshop.store import hosting, taking_part
from llmselect.workshop.store.database import VARIABLE, Database
from scripts.websocket_visitor import Visitor

HOUSE = Path(__file__).parents[1]
KEPT = Voice(Language.EN)("workshop.kept")
KILLED_PEOPLE = 4
CRITERIA = ("privacy", "cost", "speed", "quality")


class Server:
    """One process of the app on a free port."""

    def __init__(self, database: str) -> None:
        with socket.socket() as any_socket:
            any_socket.bind(("127.0.0.1", 0))
            port = any_socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
        quiet = ["--server.fileWatcherType", "none"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(HOUSE / "app.py"), *options, *quiet],
            cwd=HOUSE,
            env=os.environ | {VARIABLE: database, "LLMSELECT_OFFLINE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.process = psutil.Process(self._process.pid)
        self._wait()

    def _wait(self) -> None:
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1)
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the server does not start")

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()


def case() -> DecisionCase:
    """Five candidates on four criteria."""
    rng = random.Random(1944)
    names = [f"candidate-{number}" for number in range(5)]
    criteria = tuple(CaseCriterion(id=c, name=c.title(), unacceptable=0, good_enough=90, best=100) for c in CRITERIA)
    cells = list[CaseCell]()
    for name in names:
        for criterion in CRITERIA:
            value = rng.uniform(20, 90)
            cells.append(CaseCell(candidate=name, criterion=criterion, low=value - 5, likely=value, high=value + 5))
    candidates = tuple(CaseCandidate(id=name, name=name.title()) for name in names)
    return DecisionCase(title="Proof", candidates=candidates, criteria=criteria, cells=tuple(cells))


def gather(database: Database, people: int) -> tuple[str, list[str]]:
    """A meeting with so many participants: the host's token and theirs."""
    host = hosting.open_meeting(database, case(), "Proof").host_token
    code = hosting.host_view(database, host).meeting.join_code
    return host, [taking_part.join(database, code, f"Person {n}", "proof") for n in range(people)]


class Participant:
    """A phone that moves the first slider to a new number each time, so that each change can be told apart."""

    def __init__(self, address: str, token: str) -> None:
        self.token, self.confirmed, self.sent = token, 0, 0
        self.visitor = Visitor(address, "workshop", {"p": token})
        self.taken_s = list[float]()

    async def change(self) -> None:
        self.sent = self.sent % 100 + 1
        self.taken_s.append(await self.visitor.move(slider_key(CRITERIA[0]), float(self.sent)))
        if any(KEPT in text for text in self.visitor.texts):
            self.confirmed = self.sent


async def until_killed(people: Sequence[Participant], server: Server, after_s: float) -> None:
    """All change without a pause until the server is gone."""

    async def go_on(person: Participant) -> None:
        try:
            while True:
                await person.change()
        except Exception:  # the connection ended in the middle of something: what was not confirmed may be lost
            return

    tasks = [asyncio.create_task(go_on(person)) for person in people]
    await asyncio.sleep(after_s)
    server.kill()
    await asyncio.gather(*tasks)


def kill(times: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/meetings.sqlite"
        database = Database(url)
        host, tokens = gather(database, KILLED_PEOPLE)
        rng, confirmed, lost, twice = random.Random(), 0, 0, 0
        stood = dict.fromkeys(tokens, 0)
        for number in range(times):
            server = Server(url)
            people = [Participant(server.address, token) for token in tokens]
            for person in people:
                person.confirmed = person.sent = stood[person.token]
            asyncio.run(one_kill(people, server, rng.uniform(0.05, 1.0)))
            for person in people:
                view = taking_part.participant_view(database, person.token)
                found = int(view.ballots[1].weights[CRITERIA[0]]) if 1 in view.ballots else 0
                lost += found not in (person.confirmed, person.sent)
                confirmed += len(person.taken_s)
                stood[person.token] = found
            ballots = hosting.host_view(database, host).ballots(1)
            twice += len(ballots) > KILLED_PEOPLE
            print(f"kill {number + 1}: {sum(len(p.taken_s) for p in people)} changes, lost so far {lost}", flush=True)
        print(f"{times} kills -9, {confirmed} confirmed changes of {KILLED_PEOPLE} people: {lost} lost, {twice} twice")
        return 1 if lost or twice else 0


async def one_kill(people: Sequence[Participant], server: Server, after_s: float) -> None:
    await asyncio.gather(*(person.visitor.open() for person in people))
    await until_killed(people, server, after_s)


class Figures:
    """What the load measured."""

    def __init__(self, people: Sequence[Participant], gaps_s: list[float], exceptions: list[str]) -> None:
        self.people, self.gaps_s, self.exceptions = people, gaps_s, exceptions
        self.taken_ms = sorted(1000 * each for person in people for each in person.taken_s)

    def percentile_ms(self, part: float) -> float:
        return self.taken_ms[min(int(part * len(self.taken_ms)), len(self.taken_ms) - 1)]


async def load(addresses: Sequence[str], host: str, tokens: Sequence[str], every_s: float, seconds: float) -> Figures:
    """Everybody changes once in `every_s` seconds, spread evenly, while the host watches."""
    people = [Participant(addresses[n % len(addresses)], token) for n, token in enumerate(tokens)]
    desk = Visitor(addresses[0], "workshop", {"h": host})
    await desk.open()
    await asyncio.gather(*(person.visitor.open() for person in people))
    begin = time.monotonic() + 1.0
    ends = begin + seconds

    async def weigh(person: Participant, offset_s: float) -> None:
        at = begin + offset_s
        while at < ends:
            await person.visitor.rest(at)
            await person.change()
            at += every_s

    async def watch() -> list[float]:
        gaps, last = list[float](), time.monotonic()
        while time.monotonic() < ends:
            if await desk.rest(time.monotonic() + 0.05):
                gaps.append(time.monotonic() - last)
                last = time.monotonic()
        return gaps

    offsets = [every_s * n / len(people) for n in range(len(people))]
    gaps, *_ = await asyncio.gather(watch(), *map(weigh, people, offsets))
    for visitor in (desk, *(person.visitor for person in people)):
        await visitor.close()
    return Figures(people, gaps, [*desk.exceptions, *(e for p in people for e in p.visitor.exceptions)])


def prove_load(people: int, every_s: float, seconds: float, servers: int, url: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        url = url or f"sqlite:///{folder}/meetings.sqlite"
        database = Database(url)
        host, tokens = gather(database, people)
        running = [Server(url) for _ in range(servers)]
        own = psutil.Process()
        before = [sum(s.process.cpu_times()[:2]) for s in running], sum(own.cpu_times()[:2]), time.monotonic()
        found = asyncio.run(load([s.address for s in running], host, tokens, every_s, seconds))
        took = time.monotonic() - before[2]
        cpu = [(sum(s.process.cpu_times()[:2]) - b) / took for s, b in zip(running, before[0], strict=True)]
        memory = [s.process.memory_info().rss / 1e6 for s in running]
        seen = {e.nickname: e.ballots[1].weights[CRITERIA[0]] for e in hosting.host_view(database, host).entries}
        lost = sum(seen[f"Person {n}"] not in (p.confirmed, p.sent) for n, p in enumerate(found.people))
        waiting = sum(person.confirmed != person.sent for person in found.people)
        for server in running:
            server.kill()
        where = f"{servers} server(s), {url.split(':')[0]}"
        print(f"{people} people, one change in {every_s:g} s each, {seconds:g} s, {where}")
        print(
            f"  changes {len(found.taken_ms)}, p50 {statistics.median(found.taken_ms):.0f} ms, "
            f"p95 {found.percentile_ms(0.95):.0f} ms, largest {found.taken_ms[-1]:.0f} ms"
        )
        gaps = found.gaps_s
        print(f"  host's view drawn every {statistics.median(gaps):.1f} s, at most {max(gaps):.1f} s apart")
        print(f"  servers: {', '.join(f'{c:.0%} of a core, {m:.0f} MB' for c, m in zip(cpu, memory, strict=True))}")
        print(
            f"  load generator: {(sum(own.cpu_times()[:2]) - before[1]) / took:.0%} of a core; "
            f"load average {os.getloadavg()[0]:.1f}"
        )
        print(f"  lost {lost}, not confirmed yet {waiting}; exceptions: {len(found.exceptions)} {found.exceptions[:2]}")
        return 1 if lost or found.exceptions else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("kill", "load"))
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--every", type=float, default=5.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--servers", type=int, default=1)
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    if given.what == "kill":
        return kill(given.times)
    return prove_load(given.people, given.every, given.seconds, given.servers, given.database)


if __name__ == "__main__":
    sys.exit(main())
