"""The words of the command line."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence

import llmselect
from llmselect.command.machines import add_options
from llmselect.command.user_measurements import add_measured

SUMMARY = (llmselect.__doc__ or "").partition("\n")[0]
USES_SAID = "general (or chat), code, reasoning, french, documents (or rag), or agents"
MOST_REQUESTS = 200
"""An address without a token may ask the Hub 500 times in five minutes."""


def add_refresh(parser: ArgumentParser) -> None:
    """What may be typed after `catalog refresh`."""
    parser.add_argument("--catalog", metavar="FILE", help="another catalog than the bundled one")
    parser.add_argument("--write", action="store_true", help="write the changes, unless the Hub failed half-way")
    parser.add_argument(
        "--only",
        choices=("hub", "prices", "speeds"),
        help="ask the Hub alone, the price library alone, or the router's speeds of providers alone",
    )
    parser.add_argument(
        "--limit",
        type=int,
        default=MOST_REQUESTS,
        metavar="N",
        help=f"most requests to the Hub (default {MOST_REQUESTS})",
    )
    parser.add_argument(
        "--gone",
        action="append",
        default=[],
        metavar="MODEL",
        help="id of a model whose repository is gone for good: it becomes legacy",
    )
    parser.add_argument("--prices-before", metavar="FILE", help="compare with the prices of another library version")
    parser.add_argument("--keep-prices", metavar="FILE", help="write the prices of the installed library and end")
    parser.add_argument("--json", action="store_true", help="print JSON")


def parse(arguments: Sequence[str]) -> Namespace:
    """What was typed, by name; argparse ends with exit code 2 and one sentence for words it does not know."""
    parser = ArgumentParser(
        prog="python -m llmselect",
        description=SUMMARY,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=llmselect.__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _recommend(commands.add_parser("recommend", help="rank the ways to run a model for a situation"))
    _estimate(commands.add_parser("estimate", help="memory and speed of one model on one machine, or of many lines"))
    _catalog(commands.add_parser("catalog", help="check the facts"))
    _quality(commands.add_parser("quality", help="how good every model is at a use, and what that rests on"))
    _accuracy(commands.add_parser("accuracy", help="compare the estimates with published measurements"))
    return parser.parse_args(arguments)


def _machine(parser: ArgumentParser) -> None:
    parser.add_argument("--catalog", metavar="FILE", help="another catalog than the bundled one")
    parser.add_argument(
        "--accelerator",
        metavar="NAME",
        help="as typed or printed by tools (4090, 2x3090, M2); none: the host alone; auto: this computer's",
    )
    parser.add_argument("--count", type=int, default=1, help="how many equal accelerators (default 1)")
    parser.add_argument("--memory", type=float, metavar="GIB", help="memory of one, where it is not the catalog's")
    parser.add_argument(
        "--ram", type=float, metavar="GIB", help="memory of the host (default 64; unified memory: its own)"
    )
    add_options(parser)
    parser.add_argument("--ownership", default="owned", help="of the machine: owned, bought or rented")
    parser.add_argument("--electricity", type=float, metavar="USD", help="price of a kilowatt-hour")
    parser.add_argument(
        "--rented-from",
        default="unknown",
        metavar="OPERATOR",
        help="who rents it out: unknown, marketplace, eu_region (of AWS, Azure or Google) or eu_operator",
    )
    parser.add_argument("--rental", type=float, metavar="USD", help="rent of the whole machine by the hour")
    parser.add_argument("--purchase", type=float, metavar="USD", help="price of the whole machine")
    parser.add_argument("--context", type=int, metavar="TOKENS", help="context to fit (default: usual)")
    parser.add_argument("--kv", default="f16", help="type of the key-value cache: f16, q8_0 or q4_0")
    parser.add_argument("--users", type=int, default=1, help="people served at the same moment (default 1)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def _recommend(parser: ArgumentParser) -> None:
    _machine(parser)
    parser.add_argument(
        "--use", default="general", help="general (or chat), code, reasoning, french, documents or agents"
    )
    parser.add_argument("--prompt", type=int, metavar="TOKENS", help="typical prompt (default: usual for the use)")
    parser.add_argument(
        "--output", type=int, metavar="TOKENS", help="typical answer without reasoning (default: usual)"
    )
    parser.add_argument("--requests", type=int, metavar="N", help="requests a month (default: usual for the use)")
    parser.add_argument(
        "--cached-share", type=float, default=0.5, help="share of the prompt that repeats (default 0.5)"
    )
    parser.add_argument("--batch", action="store_true", help="answers may wait hours, for the batch price")
    parser.add_argument("--priorities", metavar="NAME=N,...", help="weights, as privacy=3,cost=2,latency=1,quality=4")
    parser.add_argument(
        "--require", metavar="NAME,...", help="more filters, as commercial,french,privacy=4; no-NAME drops one"
    )
    parser.add_argument(
        "--without",
        metavar="WAY,...",
        help="switch ways to run off: machine, rented, api",
    )
    parser.add_argument(
        "--data",
        metavar="KIND",
        help="public, internal, personal, regulated or secret: requires its lowest privacy level",
    )
    parser.add_argument(
        "--organisation",
        metavar="ANSWER,...",
        help="for --require licensed, as eu,revenue=30MEUR,users=50000,serving=product,public-body,no-trains "
        "(serving: research, internal, product, assistant or resale)",
    )
    parser.add_argument(
        "--law-note", metavar="FILE", help="also write privacy and law on one page: .md, or .html to print"
    )
    parser.add_argument(
        "--effort",
        metavar="NAME",
        help="rank every model at this effort alone: off, on (at any level), minimal, low, medium, high, xhigh or max",
    )
    parser.add_argument(
        "--good-enough",
        metavar="NAME=VALUE,...",
        help="where gains stop counting, as latency=2s/30tps,cost=5usd/month,privacy=3,quality=80",
    )
    parser.add_argument(
        "--rent",
        action="append",
        default=[],
        metavar="MACHINE",
        help="rank a machine rented by the hour too, as L4 or '4x H100 SXM 80GB'; may be repeated",
    )
    parser.add_argument("--excluded", action="store_true", help="name every way to run that was excluded")
    parser.add_argument(
        "--own",
        action="append",
        default=[],
        metavar="OWNER/NAME",
        help="a repository of the Hub that takes part too, read live; may be repeated",
    )
    parser.add_argument(
        "--live-speeds",
        action="store_true",
        help="ask the Hugging Face router for today's speeds of providers first (default: the last good copy)",
    )
    parser.add_argument(
        "--no-levers", action="store_true", help="do not try which other workload or machine would change the answer"
    )
    parser.add_argument("--memo", metavar="FILE", help="also write the decision on one page: .md, or .html to print")
    parser.add_argument("--top", type=int, default=10, metavar="N", help="places to print (default 10)")
    parser.add_argument("--language", default="en", help="en or fr")


def _estimate(parser: ArgumentParser) -> None:
    _machine(parser)
    parser.add_argument(
        "model",
        nargs="?",
        help="catalog id, or Hub repository (owner/name or address; read live if not in the catalog)",
    )
    parser.add_argument("--config", metavar="FILE", help="config.json of a model that is not in the catalog")
    parser.add_argument("--gguf", metavar="FILE", help="a GGUF file on disk, of which only the header is read")
    parser.add_argument(
        "--batch", metavar="FILE", help="one JSON question a line, one JSON answer a line; - reads standard input"
    )
    parser.add_argument(
        "--quantization",
        help="as Q4_K_M, Q8_0, F16, AWQ-INT4 (default Q4_K_M, or what --gguf FILE says)",
    )
    parser.add_argument(
        "--depth", type=int, default=0, metavar="TOKENS", help="tokens already in the cache (default 0)"
    )
    parser.add_argument("--use", default="general", help="the quality kept is for: general, code, reasoning, ...")
    parser.add_argument("--offer", metavar="ID", help="a provider's offer instead, as scaleway:qwen3.8-27b")
    parser.add_argument("--prompt", type=int, metavar="TOKENS", help="prompt (default 512; with --offer: usual)")
    parser.add_argument(
        "--output", type=int, metavar="TOKENS", help="answer without reasoning (default 128; with --offer: usual)"
    )
    parser.add_argument("--effort", metavar="NAME", help="how much it reasons (off, on, low, high, ...)")
    parser.add_argument("--requests", type=int, metavar="N", help="requests a month (default 10000)")
    parser.add_argument("--engine", help="program whose memory and speed are asked for (usual: the format's own)")
    add_measured(parser)
    parser.add_argument("--live", action="store_true", help="read the repository on the Hub, also of a catalog entry")


def _catalog(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser(
        "check", help="print each fault with its path and the fix, and facts not checked for 90 days"
    )
    check.add_argument("--catalog", metavar="FILE", help="another catalog than the bundled one")
    schema = actions.add_parser("schema", help="print the JSON Schema of a catalog")
    schema.add_argument("--catalog", metavar="FILE", help="not needed; accepted for symmetry")
    sources = actions.add_parser("sources", help="print the page that names every source with its licence")
    sources.add_argument("--catalog", metavar="FILE", help="another catalog than the bundled one")
    refresh = actions.add_parser("refresh", help="compare the facts with the Hub and the price library")
    add_refresh(refresh)


def _accuracy(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--points",
        metavar="FILE",
        help="also write every measurement with its estimates, as fitted and left out: .csv, or .json",
    )
    parser.add_argument("--catalog", metavar="FILE", help="another catalog than the bundled one")


def _quality(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--use", default="general", help="general (or chat), code, reasoning, french, documents or agents"
    )
    parser.add_argument("--model", metavar="NAME", help="one model, with the standings that moved it")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--catalog", metavar="FILE", help="another catalog than the bundled one")
