"""A table as a phone shows it: two lines a row, and what else is known unfolded, in place of columns pushed sideways.

Only style sheets know how wide a window is, so that both stand in the page and one of them is shown. The rows are
bounded: a long table is sent once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from llmselect.text import NO_BREAK_SPACE, Voice
from llmselect.ui.core.phone.cell_words import cell_in_words

MOST_LINES = 25
IN_SIGHT = 4
"""Facts on the second line, where a table words none of its own; the others unfold."""
SHORT = 18
"""Letters of the longest cell that stands at the end of the first line."""
STYLE = """<style>
[data-testid=stElementContainer]:has(.llmselect-rows) { display: none }
[data-testid] > ul.llmselect-rows { list-style: none; margin: 0; padding: 0 }
[data-testid] > .llmselect-rows > li {
    margin: 0; padding: 0.4rem 0.1rem; border-block-end: 1px solid color-mix(in srgb, currentColor 18%, transparent)
}
.llmselect-rows .first { display: flex; gap: 0.75rem; justify-content: space-between; align-items: baseline }
.llmselect-rows .first > :first-child { font-weight: 600; min-width: 0; overflow-wrap: anywhere }
.llmselect-rows .first > :last-child { text-align: end; font-variant-numeric: tabular-nums }
.llmselect-rows a { color: inherit }
.llmselect-rows .first a { display: inline-block; padding-block: 0.3rem }
.llmselect-rows :is(.facts, dl, .all, .heading) { font-size: 0.85rem; line-height: 1.4; overflow-wrap: anywhere }
.llmselect-rows summary { cursor: pointer; display: block; list-style: none }
.llmselect-rows summary::-webkit-details-marker { display: none }
.llmselect-rows summary .facts::after { content: " …"; font-weight: 600 }
.llmselect-rows [open] > summary .facts::after { content: "" }
.llmselect-rows summary:focus-visible { outline: 2px solid currentColor; outline-offset: 2px }
.llmselect-rows dl { margin: 0; padding-block-start: 0.3rem }
.llmselect-rows dd { margin: 0 0 0.25rem }
.llmselect-rows dt { font-weight: 600 }
@media (max-width: 640px) {
    [data-testid=stElementContainer]:has(.llmselect-rows) { display: block }
    :has(> * > .llmselect-rows) + [data-testid=stElementContainer]:has([data-testid=stDataFrame]) { display: none }
}
</style>"""


class PhoneRows(NamedTuple):
    """What a table says of its own: the second line of each row; the page a name leads to, and then nothing unfolds."""

    seconds: Sequence[str] = ()
    addresses: Sequence[str] = ()


def phone_rows(
    columns: Mapping[str, Sequence[Any]], looks: Mapping[str, Any], alt: str, say: Voice, own: PhoneRows
) -> str:
    """HTML of the first lines of a table; `looks` are the column settings of Streamlit that the table has too."""
    told = {
        escape(heading): [cell_in_words(cell, looks.get(heading), say) for cell in cells[:MOST_LINES]]
        for heading, cells in columns.items()
    }
    if len(told) > 2 and all(isinstance(cell, int) for cell in next(iter(columns.values()))):
        told = _with_ranks(told)
    has_figure = len(told) > 1 and all(len(_bare(cell)) <= SHORT for cell in list(told.values())[1])
    lines = [f'<li class="heading">{_first(list(told))}</li>'] if has_figure else []
    for i, (name, *cells) in enumerate(zip(*told.values(), strict=True)):
        linked = f'<a href="{escape(own.addresses[i])}" target="_self">{name}</a>' if own.addresses else name
        facts = list(zip(list(told)[1:], cells, strict=True))
        first = _first([linked, facts.pop(0)[1]] if has_figure else [linked])
        second = escape(own.seconds[i]) if own.seconds else _in_a_line(facts[:IN_SIGHT])
        lines.append(_line(first, second, [] if own.addresses else facts[0 if own.seconds else IN_SIGHT :]))
    return f'<ul class="llmselect-rows" aria-label="{escape(alt)}">{"".join([*lines, *_rest(columns, say)])}</ul>'


def _with_ranks(told: dict[str, list[str]]) -> dict[str, list[str]]:
    """The first two columns as one: a rank stands before the name that it ranks."""
    (_, ranks), (heading, names), *others = told.items()
    return {heading: [f"{rank}. {name}" for rank, name in zip(ranks, names, strict=True)], **dict(others)}


def _first(parts: Sequence[str]) -> str:
    return f'<div class="first">{"".join(f"<span>{part}</span>" for part in parts[:2])}</div>'


def _in_a_line(facts: Sequence[tuple[str, str]]) -> str:
    return " · ".join(f"{heading}{NO_BREAK_SPACE}{cell}" for heading, cell in facts)


def _line(first: str, second: str, facts: Sequence[tuple[str, str]]) -> str:
    """Both lines, and under them what unfolds."""
    both = f'{first}<div class="facts">{second}</div>'
    rest = "".join(f"<dt>{heading}</dt><dd>{cell}</dd>" for heading, cell in facts)
    return f"<li><details><summary>{both}</summary><dl>{rest}</dl></details></li>" if rest else f"<li>{both}</li>"


def _rest(columns: Mapping[str, Sequence[Any]], say: Voice) -> Iterator[str]:
    """That there are more lines than a phone shows."""
    total = max(map(len, columns.values()), default=0)
    if total > MOST_LINES:
        yield f'<li class="all">{escape(say("how.first_rows", n=MOST_LINES, all=say.number(total, 0)))}</li>'


def _bare(cell: str) -> str:
    return re.sub("<[^>]*>", "", cell)
