"""A PostgreSQL for the tests: Debian's own program, on a free port, with a data directory that is thrown away."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
NOBODY_ELSE = "postgres"
"""PostgreSQL refuses to be run by root; Debian's package makes this user."""


def find_program(name):
    found = next((str(place / name) for place in PLACES if (place / name).exists()), None)
    return found or shutil.which(name)


class Postgres:
    """A server of its own; `url(name)` makes a database."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="llmselect-pg-"))
        self.port = _free_port()
        self._as_user = []
        if os.geteuid() == 0:
            user = pwd.getpwnam(NOBODY_ELSE)
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as_user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        self._run("initdb", "-D", self.data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        options += " -c fsync=off -c max_connections=60"
        self._options = options
        self.start()

    @property
    def data(self):
        return str(self.folder / "data")

    def start(self):
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", self.data, "-l", log, "-o", self._options, "-w", "-t", "30", "start")

    def stop(self):
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def url(self, name):
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "tester", name)
        return f"postgresql://tester@127.0.0.1:{self.port}/{name}"

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program, *arguments):
        subprocess.run(
            [*self._as_user, find_program(program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
            cwd=self.folder,
        )


def available():
    try:
        pwd.getpwnam(NOBODY_ELSE)
    except KeyError:
        return os.geteuid() != 0 and find_program("initdb") is not None
    return find_program("initdb") is not None and (os.geteuid() != 0 or shutil.which("setpriv") is not None)


def _free_port():
    with socket.socket() as any_socket:
        any_socket.bind(("127.0.0.1", 0))
        return any_socket.getsockname()[1]
