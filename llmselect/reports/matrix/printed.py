"""A document to print: headings, paragraphs, points and tables on A4 pages, every word of it escaped."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from llmselect.text import Language

PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title><style>
@page {{ size: A4; margin: 12mm 13mm }}
body {{ font: 14px/1.45 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #111 }}
h1 {{ font-size: 1.6em; margin: 0 0 .3em }} h2 {{ font-size: 1.2em; margin: .9em 0 .25em; break-after: avoid }}
p {{ margin: .25em 0 }} ul {{ margin: .2em 0; padding-left: 1.3em }} li, td, th, p {{ overflow-wrap: break-word }}
table {{ border-collapse: collapse; width: 100%; margin: .25em 0 }} .even {{ table-layout: fixed }}
th, td {{ border: 1px solid #b9c4c6; padding: .15em .35em; text-align: left; vertical-align: top }}
th {{ background: #eef4f3; hyphens: auto }} .even th {{ font-size: .92em }} .even th:first-child {{ width: 21% }}
td.n {{ text-align: right }} small {{ display: block; font-size: .85em }}
section + section {{ border-top: 1px solid #b9c4c6; margin-top: 1.2rem }}
@media print {{
    body {{ font-size: {points}pt; line-height: 1.3; margin: 0; max-width: none; padding: 0 }}
    section + section {{ border-top: 0; margin-top: 0; {break_before} }} tr, li, p {{ break-inside: avoid }}
}}
</style></head><body>{body}</body></html>
"""
SIZES = ((30, 9.0), (50, 8.0), (90, 7.0), (180, 5.5))
"""Cells of the largest table, and the type in points with which such a document stays two pages."""
SMALLEST_TYPE, SHEETS_APART = 5.0, 90
"""Beyond these cells the parts follow each other without a new sheet: 20 candidates on 12 criteria take two."""
LONGEST_NUMBER = 24
"""Characters; what is longer is words that begin with a digit."""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table; cells that begin with a digit or a sign stand to the right, what follows a line break is smaller."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    even: bool = False
    """Whether all columns but the first are of one width, so that long words cannot push numbers off the paper."""

    def html(self) -> str:
        head = "".join(f"<th>{html.escape(cell)}</th>" for cell in self.header)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows)
        start = '<table class="even">' if self.even else "<table>"
        return f"{start}<tr>{head}</tr>{body}</table>"


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A heading with paragraphs, points and a table, each where there is one."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: PrintedTable | None = None

    def html(self) -> str:
        paragraphs = "".join(f"<p>{html.escape(each)}</p>" for each in self.paragraphs)
        points = "".join(f"<li>{html.escape(each)}</li>" for each in self.points)
        listed = f"<ul>{points}</ul>" if points else ""
        return f"<h2>{html.escape(self.title)}</h2>{paragraphs}{self.table.html() if self.table else ''}{listed}"


def printed(title: str, lead: str, pages: Sequence[Sequence[PrintedPart]], language: Language) -> str:
    """The document: each page begins on a sheet of paper of its own."""
    most = max((len(p.table.rows) * len(p.table.header) for page in pages for p in page if p.table), default=0)
    head = f"<h1>{html.escape(title)}</h1><p>{html.escape(lead)}</p>"
    sections = [f"<section>{''.join(part.html() for part in page)}</section>" for page in pages]
    sections[:1] = [sections[0].replace("<section>", f"<section>{head}", 1)] if sections else []
    points = next((size for cells, size in SIZES if most <= cells), SMALLEST_TYPE)
    break_before = "" if most > SHEETS_APART else "break-before: page"
    return PAGE.format(
        language=language,
        title=html.escape(title),
        body="".join(sections),
        points=points,
        break_before=break_before,
    )


def _cell(text: str) -> str:
    first, _, more = map(html.escape, text.partition("\n"))
    number = text[:1].isdigit() or text[:1] in "+−"
    kind = ' class="n"' if number and len(first) < LONGEST_NUMBER else ""
    return f"<td{kind}>{first}{f'<small>{more}</small>' if more else ''}</td>"
