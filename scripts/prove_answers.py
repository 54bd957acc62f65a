"""Answer thirty situations and a grid of machines and uses, and compare with what named public guides accept.

Prints the page and writes docs/answers.md and the answers that the Method page shows; twenty seconds:
    .venv/bin/python -m scripts.prove_answers
    .venv/bin/python -m scripts.prove_answers --check    # writes nothing; 1 where a file is not current
"""

import argparse
import sys
from pathlib import Path

from llmselect.catalog.load import BUNDLED, load
from llmselect.reports.scorecard.answers import ANSWERS, written
from llmselect.reports.scorecard.document import page, prove

PAGE = Path(__file__).parents[1] / "docs" / "answers.md"


def main() -> int:
    """Write or check both files; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is not current")
    check = parser.parse_args().check
    proof = prove(load(BUNDLED))
    contents = {PAGE: page(proof), ANSWERS: written(proof.answers)}
    if not check:
        print(contents[PAGE])
        for path, content in contents.items():
            path.write_text(content, "utf-8")
        return 0
    stale = [path for path, content in contents.items() if not path.exists() or path.read_text("utf-8") != content]
    print(*(f"{path} is not current; mend with: python -m scripts.prove_answers" for path in stale), sep="\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
