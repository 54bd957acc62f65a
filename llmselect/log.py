"""The log of the package: standard `logging`, one logger a module, switched on by LLMSELECT_LOG.

DEBUG    single requests and readings, with the names of repositories; for a developer's own computer
INFO     which copies were taken, how long a reading took, what does not exist on the Hub
WARNING  something outside does not answer as it should; the program goes on with what it has
ERROR    a fault of this program, with its traceback

From INFO upwards nothing is logged that a visitor typed; keys are logged at no level.
"""

import logging
import os
import traceback
from typing import Final

VARIABLE: Final = "LLMSELECT_LOG"
PACKAGE: Final = "llmselect"
LEVELS: Final = ("debug", "info", "warning", "error")
FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_log = logging.getLogger(__name__)


def start(default: str = "warning") -> None:
    """Show the package's log from the level of LLMSELECT_LOG on, else from `default` on; may be called repeatedly.

    Where the program around has handlers of its own (a test, a server), the lines go to those alone.
    """
    package = logging.getLogger(PACKAGE)
    wanted = os.environ.get(VARIABLE, "").strip().casefold()
    level = wanted if wanted in LEVELS else default.strip().casefold()
    package.setLevel(level.upper() if level in LEVELS else logging.WARNING)
    if not package.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter(FORMAT))
        package.addHandler(handler)
    if wanted and wanted not in LEVELS:
        _log.warning("%s has an unknown level; expected one of %s", VARIABLE, ", ".join(LEVELS))


def trace(fault: BaseException) -> str:
    """Type and stack of an exception without its message, which may quote what a visitor typed."""
    return f"{type(fault).__name__}\n{''.join(traceback.format_tb(fault.__traceback__))}".rstrip()
