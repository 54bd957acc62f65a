"""A ranking as rows of bars on a page: rows that stand already change in place, and each can be pressed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from llmselect.charts.contributions import BarPiece, BarRow
from llmselect.charts.figure import QUIET_COLOUR
from llmselect.ui.core.live_charts.criterion_style import HATCHES, LIGHT, colour, colour_of, hatch_of
from llmselect.ui.core.live_charts.following_sliders import FOLLOWING, DrawnWeight

COLOURS = "\n".join(f".llmselect-bars .c{i} {{ --colour: {colour(i)} }}" for i in range(len(LIGHT)))
PATTERNS = "\n".join(f".llmselect-bars .h{i} {{ --hatch: {', '.join(hatch)} }}" for i, hatch in enumerate(HATCHES))
CSS = f"""
.llmselect-bars-title {{ margin: 0; padding-block: 0.2rem; font-size: 1.05rem }}
.llmselect-bars {{ list-style: none; margin: 0 -0.35rem; padding: 0; font-size: 0.875rem; line-height: 1.2 }}
.llmselect-bars li {{ margin: 0; padding: 0; font-size: inherit }}
.llmselect-bars .row {{
    display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 0.5rem; box-sizing: border-box; width: 100%;
    padding: 0.1rem 0.35rem 0.25rem; border: 0; border-radius: 0.4rem; background: none;
    color: inherit; font: inherit; text-align: start
}}
.llmselect-bars button.row {{ cursor: pointer }}
.llmselect-bars button.row:hover {{ background: #808c901f }}
.llmselect-bars .row[aria-pressed=true] {{ background: #808c9033 }}
.llmselect-bars .row:focus-visible {{ outline: 2px solid var(--st-primary-color); outline-offset: -2px }}
.llmselect-bars :is(.name, .how) {{
    overflow: hidden; white-space: nowrap; text-overflow: ellipsis; unicode-bidi: isolate
}}
.llmselect-bars :is(.name, .score, .moved) {{ font-weight: 600 }}
.llmselect-bars :is(.how, .moved) {{ font-size: 0.78rem }}
.llmselect-bars .how {{ opacity: 0.85 }}
.llmselect-bars :is(.score, .moved) {{ text-align: end; font-variant-numeric: tabular-nums }}
.llmselect-bars :is(.bar, .range) {{ grid-column: 1 / -1; position: relative }}
.llmselect-bars .bar {{ display: flex; height: 0.875rem; background: #808c9029 }}
.llmselect-bars .piece {{ flex: none; height: 100% }}
.llmselect-bars .known {{ background: var(--hatch), linear-gradient(var(--colour), var(--colour)) }}
.llmselect-bars .expected {{ background: repeating-linear-gradient(135deg, var(--colour) 0 2px, #0000 2px 6px) }}
.llmselect-bars .missing {{
    background: repeating-linear-gradient(135deg, {QUIET_COLOUR} 0 1px, #0000 1px 6px);
    box-shadow: inset 0 0 0 1px {QUIET_COLOUR}
}}
.llmselect-bars .before {{
    position: absolute; inset-block: -3px; width: 2.5px; translate: -50%; background: {QUIET_COLOUR}
}}
.llmselect-bars .range {{ height: 0.45rem; color: {QUIET_COLOUR} }}
.llmselect-bars .reach {{
    position: absolute; inset-block: 1px 0; border-inline: 1.5px solid;
    background: linear-gradient(currentColor, currentColor) center / 100% 1.5px no-repeat
}}
.llmselect-bars .likely {{
    position: absolute; top: calc(50% - 1.5px); width: 4px; height: 4px; border-radius: 50%; translate: -50%;
    background: currentColor
}}
{COLOURS}
{PATTERNS}
@keyframes llmselect-fade-0 {{ to {{ opacity: 0 }} }}
@keyframes llmselect-fade-1 {{ to {{ opacity: 0 }} }}
.llmselect-bars[data-fade="0"] :is(.moved, .before) {{ animation: llmselect-fade-0 2.4s ease-in 3.6s forwards }}
.llmselect-bars[data-fade="1"] :is(.moved, .before) {{ animation: llmselect-fade-1 2.4s ease-in 3.6s forwards }}
@media (min-width: 1700px) {{
    .llmselect-bars {{ font-size: 1rem }}
    .llmselect-bars :is(.how, .moved) {{ font-size: 0.85rem }}
}}
"""
"""Sent once a page and not with every change of the bars; every name begins with the component's own."""
HTML = '<h3 class="llmselect-bars-title" hidden></h3><ol class="llmselect-bars"></ol>'
# Words are set as text and never as HTML: names come from catalogs, files and people.
DRAWING = """
const still = matchMedia("(prefers-reduced-motion: reduce)")

function part(of, name) {
    const made = document.createElement("span")
    made.className = name
    of.append(made)
    return made
}

function made(row, pick) {
    const item = document.createElement("li")
    const box = document.createElement(pick ? "button" : "div")
    item.append(box)
    item.dataset.id = row.id
    box.className = "row"
    if (pick) box.type = "button"
    for (const name of ["name", "score", "how", "moved", "bar", "range"]) part(box, name)
    for (const name of ["name", "how"]) box.querySelector("." + name).dir = "auto"
    return item
}

function say(item, name, text) {
    const place = item.querySelector("." + name)
    if (place.textContent !== text) place.textContent = text
}

function mark(of, name, at, to) {
    const there = of.querySelector("." + name)
    if (at === null) return there?.remove()
    const placed = there ?? part(of, name)
    placed.style.left = at + "%"
    if (to !== undefined) placed.style.width = to - at + "%"
}

function fill(bar, pieces) {
    const there = [...bar.querySelectorAll(".piece")]
    there.slice(pieces.length).forEach((piece) => piece.remove())
    pieces.forEach(([look, points], i) => {
        const piece = there[i] ?? bar.insertBefore(document.createElement("span"), bar.querySelector(".before"))
        piece.className = "piece " + look
        piece.style.width = points + "%"
    })
}

function draw(item, row, data) {
    const box = item.firstChild
    say(item, "name", row.rank + "\\u2002" + row.name)
    for (const name of ["score", "how", "moved"]) say(item, name, row[name])
    box.title = row.breakdown
    if (data.pick) box.ariaPressed = String(row.id === data.chosen)
    fill(item.querySelector(".bar"), row.pieces)
    mark(item.querySelector(".bar"), "before", row.before)
    const range = item.querySelector(".range")
    mark(range, "reach", row.low, row.high ?? undefined)
    mark(range, "likely", row.low === null ? null : row.at)
}

// Rows are of one height, so that a row's own height measures its way: reading places would lay the page out twice.
function reorder(list, items) {
    const stood = [...list.children]
    if (items.length === stood.length && items.every((item, i) => item === stood[i])) return
    const held = list.contains(document.activeElement) ? document.activeElement : null
    list.replaceChildren(...items)
    held?.focus({ preventScroll: true })
    if (!still.matches) items.forEach((item, i) => {
        const from = stood.indexOf(item)
        if (from < 0 || from === i) return
        const way = [{ transform: `translateY(${100 * (from - i)}%)` }, { transform: "none" }]
        item.animate(way, { duration: 180, easing: "ease-out" })
    })
}

export default function ({ data, parentElement, setTriggerValue }) {
    const [title, list] = [parentElement.querySelector("h3"), parentElement.querySelector("ol")]
    title.hidden = !data.title
    title.textContent = data.title
    const stood = new Map([...list.children].map((item) => [item.dataset.id, item]))
    const items = data.rows.map((row) => stood.get(row.id) ?? made(row, data.pick))
    data.rows.forEach((row, i) => draw(items[i], row, data))
    list.ariaLabel = data.alt
    list.dataset.fade = data.change % 2
    reorder(list, items)
    if (data.sliders) follow(list, data)
    list.onclick = ({ target }) => {
        const item = target.closest("li")
        if (data.pick && item) setTriggerValue("picked", item.dataset.id)
    }
}
"""
JS = FOLLOWING + DRAWING
_components: Any = st.components  # its second version has no types
# not isolated, so that the page's language, fonts, themes and styles reach it
_bars = _components.v2.component("llmselect_bars", html=HTML, js=JS, isolate_styles=False)


def draw_contribution_bars(
    rows: Sequence[BarRow],
    key: str,
    alt: str,
    on_pick: Callable[[str], None] | None = None,
    chosen: str | None = None,
    change: int = 0,
    sliders: Mapping[str, DrawnWeight] | None = None,
    title: str = "",
) -> None:
    """Rows from best to worst; `alt` says what they show.

    `on_pick` gets the unchecked id of a pressed row before the run. `chosen`: id of the row that is marked. `change`:
    another number starts the fading of what moved anew. `sliders`: the weights drawn by the key of their slider, whose
    pulls the bars follow before this is called again. `title`: a heading above.
    """

    def picked() -> None:
        row = getattr(st.session_state.get(key), "picked", None)
        if on_pick is not None and isinstance(row, str):
            on_pick(row)

    data: dict[str, Any] = {"alt": alt, "chosen": chosen, "change": change, "pick": on_pick is not None}
    data |= {"rows": [_sent(row) for row in rows], "sliders": sliders, "title": title}
    _bars(key=key, data=data, on_picked_change=picked)


def _sent(row: BarRow) -> dict[str, Any]:
    """A row as the browser reads it: each piece by the names of its styles."""
    return row._asdict() | {"pieces": [(_look(piece), piece.points, piece.criterion) for piece in row.pieces]}


def _look(piece: BarPiece) -> str:
    if piece.criterion < 0:
        return piece.fill
    return f"c{colour_of(piece.criterion)} h{hatch_of(piece.criterion)} {piece.fill}"
