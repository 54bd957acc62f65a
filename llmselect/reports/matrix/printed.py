"""A document to print: headings, paragraphs, points and tables on A4 pages, every word of it escaped."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from llmselect.text import Language

PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title><style>
@page {{ size: A4; margin: 13mm 14mm }}
body {{ font: 14px/1.45 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #111 }}
h1 {{ font-size: 1.45rem; margin: 0 0 .4rem }} h2 {{ font-size: 1.05rem; margin: 1rem 0 .3rem }}
p {{ margin: .3rem 0 }} ul {{ margin: .2rem 0; padding-left: 1.2rem }} li, td, th, p {{ overflow-wrap: anywhere }}
table {{ border-collapse: collapse; width: 100%; margin: .3rem 0 }}
th, td {{ border: 1px solid #b9c4c6; padding: .18rem .4rem; text-align: left; vertical-align: top }}
th {{ background: #eef4f3 }} td.n {{ text-align: right; white-space: nowrap }}
section + section {{ break-before: page; border-top: 1px solid #b9c4c6; margin-top: 1.2rem }}
@media print {{
    body {{ font-size: {points}pt; margin: 0; max-width: none; padding: 0 }}
    section + section {{ border-top: 0; margin-top: 0 }} tr {{ break-inside: avoid }}
}}
</style></head><body>{body}</body></html>
"""
LARGE_TYPE, SMALL_TYPE = 9.0, 7.0
MANY_CELLS = 70
"""Cells of one table beyond which the type shrinks, so that the document stays two pages."""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table; cells that begin with a digit or a sign stand to the right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def html(self) -> str:
        head = "".join(f"<th>{html.escape(cell)}</th>" for cell in self.header)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows)
        return f"<table><tr>{head}</tr>{body}</table>"


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
    type_points = SMALL_TYPE if most > MANY_CELLS else LARGE_TYPE
    body = "".join(sections)
    return PAGE.format(language=language, title=html.escape(title), body=body, points=type_points)


def _cell(text: str) -> str:
    number = text[:1].isdigit() or text[:1] in "+−"
    return f'<td class="n">{html.escape(text)}</td>' if number and len(text) < 24 else f"<td>{html.escape(text)}</td>"
