"""The words of `catalog refresh`, apart from what it does: the Hub's client is imported only when it is asked."""

from argparse import ArgumentParser

MOST_REQUESTS = 200
"""An address without a token may ask the Hub 500 times in five minutes."""


def add_refresh(parser: ArgumentParser) -> None:
    """What may be typed after `catalog refresh`."""
    parser.add_argument("--catalog", metavar="FILE", help="another catalog than the bundled one")
    parser.add_argument("--write", action="store_true", help="write the changes, unless the Hub failed half-way")
    parser.add_argument("--only", choices=("hub", "prices"), help="ask the Hub alone, or the price library alone")
    parser.add_argument("--limit", type=int, default=MOST_REQUESTS, metavar="N",
                        help=f"most requests to the Hub (default {MOST_REQUESTS})")  # fmt: skip
    parser.add_argument("--gone", action="append", default=[], metavar="MODEL",
                        help="id of a model whose repository is gone for good: it becomes legacy")  # fmt: skip
    parser.add_argument("--prices-before", metavar="FILE", help="compare with the prices of another library version")
    parser.add_argument("--keep-prices", metavar="FILE", help="write the prices of the installed library and end")
    parser.add_argument("--json", action="store_true", help="print JSON")
