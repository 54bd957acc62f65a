"""How bars follow a pulled slider at once: the browser resizes their pieces while the server still ranks.

The points of a criterion are its share of the weights times a worth that no slider changes, so what was drawn last
tells how long each piece is under other weights. Order, scores and reasons come from the server alone, frames later.
"""

from typing import NamedTuple


class DrawnWeight(NamedTuple):
    """The weight that a slider had when the bars were drawn."""

    criterion: int
    """By its place in the list of all, as in the pieces of the bars."""
    weight: int


FOLLOWING = """
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0)

// Where the sliders stand now, beside where they stood when the bars were drawn; one in a closed drawer stands still.
function moved(sliders) {
    return Object.entries(sliders).map(([key, [criterion, drawn]]) => {
        const input = document.querySelector(`.st-key-${key} input[type=range]`)
        return { criterion, drawn, now: input ? Number(input.value) : drawn }
    })
}

// How much longer a piece is now; what unknown values could add belongs to the criteria that have no piece.
function stretch(weights, whole, pieces, criterion) {
    const has = new Set(pieces.map((piece) => piece[2]))
    const its = weights.filter((w) => criterion < 0 ? !has.has(w.criterion) : w.criterion === criterion)
    return (sum(its.map((w) => w.now)) / sum(its.map((w) => w.drawn)) || 0) * whole
}

function resize(list, data) {
    const weights = moved(data.sliders)
    const [now, drawn] = [sum(weights.map((w) => w.now)), sum(weights.map((w) => w.drawn))]
    // a criterion that had no weight has no piece yet: the server knows its worth
    if (!now || weights.some((w) => w.now && !w.drawn)) return
    for (const row of data.rows) {
        const item = [...list.children].find((each) => each.dataset.id === row.id)
        fill(item.querySelector(".bar"), row.pieces.map(([look, points, criterion]) =>
            [look, points * stretch(weights, drawn / now, row.pieces, criterion)]))
    }
}

// Called at every drawing, with what was drawn: a slider may have gone on meanwhile.
function follow(list, data) {
    list.drawn = data
    resize(list, data)
    if (list.watch) return
    list.watch = new MutationObserver(() => list.isConnected ? resize(list, list.drawn) : list.watch.disconnect())
    list.watch.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["value"] })
}
"""
"""Sliders are found by the class of their key. Uses `fill` of the bars."""
