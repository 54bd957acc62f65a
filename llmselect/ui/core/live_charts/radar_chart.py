"""The radar on a page: drawn anew in place at every change, with its legend below."""

from typing import Any

import streamlit as st

from llmselect.charts.figure import GRID_COLOUR, QUIET_COLOUR
from llmselect.charts.radar import RIM, Radar
from llmselect.ui.core.live_charts.criterion_style import CANDIDATES, by_theme

COLOURS = "\n".join(f".llmselect-radar .c{i} {{ --colour: {by_theme(*pair)} }}" for i, pair in enumerate(CANDIDATES))
CSS = f"""
.llmselect-radar {{ font-size: 0.8125rem; line-height: 1.3 }}
.llmselect-radar .picture {{ display: block; width: 100%; max-height: var(--height) }}
.llmselect-radar .picture text {{ fill: currentColor; font-family: inherit }}
.llmselect-radar path, .llmselect-radar .grid {{ fill: none; stroke-linejoin: round }}
.llmselect-radar .grid {{ stroke: {GRID_COLOUR}; stroke-width: 1 }}
.llmselect-radar .weights {{ stroke: {QUIET_COLOUR}; stroke-width: 3 }}
.llmselect-radar .area {{ fill: var(--colour); opacity: 0.15 }}
.llmselect-radar :is(.solid, .dashed) {{ stroke: var(--colour); stroke-width: 2.3 }}
.llmselect-radar .dashed {{ stroke-dasharray: 6 4 }}
.llmselect-radar .mark {{ fill: var(--colour) }}
.llmselect-radar ul {{
    list-style: none; margin: 0.35rem auto 0; padding: 0; width: fit-content; max-width: 100%; overflow-wrap: anywhere;
    font-size: inherit
}}
.llmselect-radar li {{ display: flex; align-items: center; gap: 0.4rem; margin: 0; padding: 0; font-size: inherit }}
.llmselect-radar li svg {{ flex: none; width: 28px; height: 12px }}
.llmselect-radar li span {{ unicode-bidi: isolate }}
@media (min-width: 1700px) {{ .llmselect-radar {{ font-size: 0.95rem }} }}
{COLOURS}
"""
HTML = '<div class="llmselect-radar" role="figure"></div>'
# Words are set as text and never as HTML: names come from catalogs, files and people.
JS = """
const forms = [
    "M-4.5,0a4.5,4.5 0 1,0 9,0a4.5,4.5 0 1,0 -9,0Z", "M-4,-4h8v8h-8Z", "M0,-5.5L5.5,0L0,5.5L-5.5,0Z", "M0,-5L5,4H-5Z",
    "M-5,-3L-3,-5L0,-2L3,-5L5,-3L2,0L5,3L3,5L0,2L-3,5L-5,3L-2,0Z",
]

function shape(kind, of, given, words) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", kind)
    for (const [name, value] of Object.entries(given)) made.setAttribute(name, value)
    if (words !== undefined) made.textContent = words
    of.append(made)
    return made
}

function picture(data) {
    const [left, top, width, height] = data.box
    const holder = document.createElement("div")
    const svg = shape("svg", holder, { class: "picture", viewBox: [left, top, width, height].join(" ") })
    for (const part of [0.5, 1]) shape("circle", svg, { class: "grid", r: data.rim * part })
    for (const axis of data.axes) {
        shape("path", svg, { class: "grid", d: `M0,0L${axis.x},${axis.y}` })
        const place = { x: axis.label_x, y: axis.label_y, "text-anchor": axis.anchor, "font-size": data.type_size }
        shape("text", svg, place, axis.name)
    }
    if (data.weights) shape("path", svg, { class: "weights", d: data.weights })
    data.shapes.forEach((each, i) => {
        const group = shape("g", svg, { class: "c" + (i % data.colours) })
        for (const name of ["area", "solid", "dashed"])
            if (each[name]) shape("path", group, { class: name, d: each[name] })
        for (const mark of each.marks) {
            const place = { class: "mark", d: forms[i % forms.length], transform: `translate(${mark.x},${mark.y})` }
            shape("title", shape("path", group, place), {}, mark.words)
        }
    })
    return svg
}

function entry(list, name, draw) {
    const item = document.createElement("li")
    draw(shape("svg", item, { viewBox: "-14 -6 28 12", "aria-hidden": "true" }))
    const words = document.createElement("span")
    words.textContent = name
    words.dir = "auto"
    item.append(words)
    list.append(item)
}

function legend(data) {
    const list = document.createElement("ul")
    const line = "M-14,0H14"
    if (data.weights) entry(list, data.weights_name, (svg) => shape("path", svg, { class: "weights", d: line }))
    data.shapes.forEach((each, i) => entry(list, each.name, (svg) => {
        const group = shape("g", svg, { class: "c" + (i % data.colours) })
        shape("path", group, { class: "solid", d: line })
        shape("path", group, { class: "mark", d: forms[i % forms.length] })
    }))
    return list
}

export default function ({ data, parentElement }) {
    const box = parentElement.querySelector(".llmselect-radar")
    box.ariaLabel = data.alt
    box.style.setProperty("--height", data.height + "px")
    box.replaceChildren(picture(data), ...(data.legend ? [legend(data)] : []))
}
"""
_components: Any = st.components  # its second version has no types
_radar = _components.v2.component("llmselect_radar", html=HTML, js=JS, isolate_styles=False)


def draw_radar(drawn: Radar, key: str, alt: str, height: int, *, legend: bool = True) -> None:
    """As wide as its place and at most `height` pixels high, the legend below not counted; `alt` says what it shows."""
    data: dict[str, Any] = {"alt": alt, "height": height, "legend": legend, "rim": RIM, "colours": len(CANDIDATES)}
    shapes = [shape._asdict() | {"marks": [mark._asdict() for mark in shape.marks]} for shape in drawn.shapes]
    data |= drawn._asdict() | {"axes": [axis._asdict() for axis in drawn.axes], "shapes": shapes}
    _radar(key=key, data=data)
