"""The command line: `python -m llmselect COMMAND`; exit code 2 and one sentence for what cannot be answered."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper

from llmselect import log
from llmselect.command.parser import parse
from llmselect.errors import BadCatalog, LlmselectError

BAD_INPUT = 2


def main(arguments: Sequence[str]) -> int:
    """Run one command; its exit code."""
    given = parse(arguments)
    try:
        return _command(given.command)(given)
    except BadCatalog as error:
        print(*(f"llmselect: {fault}" for fault in error.faults), sep="\n", file=sys.stderr)
    except LlmselectError as error:
        print(f"llmselect: {error}", file=sys.stderr)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return BAD_INPUT


def _command(name: str) -> Callable[[Namespace], int]:
    """What runs a command, which is called like its module: the modules of the others are not loaded."""
    return import_module(f"llmselect.command.{name}").run


def _speak_utf8() -> None:
    """Answers are UTF-8 whatever the locale says: in the C locale an accent would end in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    _speak_utf8()
    log.start()
    sys.exit(main(sys.argv[1:]))
