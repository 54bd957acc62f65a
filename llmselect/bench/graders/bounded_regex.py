"""A regular expression tried in a process of its own: one that a person wrote may need years, or all the memory."""

import json
import subprocess
import sys
from functools import lru_cache
from typing import Final

from llmselect.errors import BadNumber

LONGEST_PATTERN: Final = 500
LONGEST_TEXT: Final = 50_000
LIMIT_S: Final = 2.0
"""Starting the process takes some 0.05 s of it."""
MEMORY_BYTES: Final = 2**28
PROGRAM: Final = """
import json, re, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (limit := json.loads(sys.argv[1]), limit))
except (ImportError, ValueError, OSError):
    pass
pattern, text = json.load(sys.stdin)
try:
    found = re.search(pattern, text)
    print(json.dumps({"found": found and [found[0], found[1] if found.re.groups else None]}))
except re.error as fault:
    print(json.dumps({"fault": str(fault)}))
"""


@lru_cache(maxsize=4096)
def search(pattern: str, text: str) -> tuple[str, str | None] | None:
    """The first match and its first group; None where nothing matches. Raises BadNumber where the pattern is no use."""
    if len(pattern) > LONGEST_PATTERN:
        raise BadNumber("the length of the regular expression", len(pattern), f"{LONGEST_PATTERN} characters at most")
    given = json.dumps([pattern, text[:LONGEST_TEXT]])
    command = [sys.executable, "-I", "-S", "-c", PROGRAM, str(MEMORY_BYTES)]
    try:
        ended = subprocess.run(command, input=given.encode(), capture_output=True, timeout=LIMIT_S, check=False, env={})
    except subprocess.TimeoutExpired:
        raise BadNumber("the time of the regular expression", pattern, f"a match within {LIMIT_S:.0f} s") from None
    if ended.returncode:
        raise BadNumber("the memory of the regular expression", pattern, "a pattern that repeats less")
    said = json.loads(ended.stdout)
    if "fault" in said:
        raise BadNumber("the regular expression", pattern, f"a valid one ({said['fault']})")
    return None if said["found"] is None else (said["found"][0], said["found"][1])
