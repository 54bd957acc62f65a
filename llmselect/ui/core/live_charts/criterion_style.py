"""How a criterion looks in style sheets: its colour and pattern, before a slider's name and in the pieces of every bar.

Sliders are the legend of the bars, so both are drawn from the same two lists. Beside them the colours of candidates.
"""

LIGHT = ("#0b7a75", "#b45f06", "#4b4fb8", "#b5306b", "#4f7a1e", "#c0392b")
DARK = ("#4fc3b5", "#f0a94b", "#9aa5ff", "#f285b4", "#a5cf6b", "#f58a7c")
"""The theme's colours of the criteria, by their place in the list of all: the theme gives no names to style sheets."""
CANDIDATES = (("#2779a7", "#7cc4ee"), ("#8a4fb0", "#cfa0f0"), ("#7a5236", "#d0a688"), ("#5b6b73", "#a9b8bf"))
"""The theme's colours of candidates drawn over one another, by day and by night."""
RULE = "repeating-linear-gradient({}deg, #fff9 0 1px, #0000 1px 5px)"
HATCHES = (
    ("linear-gradient(#0000, #0000)",),
    ("radial-gradient(circle, #fff9 1.2px, #0000 1.4px) 0 0 / 5px 5px",),
    (RULE.format(90),),
    (RULE.format(45), RULE.format(-45)),
    (RULE.format(0),),
    (RULE.format(0), RULE.format(90)),
)


def colour_of(number: int) -> int:
    """Place in the lists of colours of criterion number `number`, from 0."""
    return number % len(LIGHT)


def hatch_of(number: int) -> int:
    """Place in HATCHES: beyond as many criteria as there are colours, each colour comes with another pattern."""
    return (number + number // len(LIGHT)) % len(HATCHES)


def by_theme(day: str, night: str) -> str:
    """A colour as a style sheet names it, by day and by night."""
    return f"light-dark({day}, {night})"


def colour(place: int) -> str:
    """A colour of criteria, by its place in the lists."""
    return by_theme(LIGHT[place], DARK[place])


def swatch(number: int, key: str) -> str:
    """Style of the mark of criterion number `number` before the label of the widget with this key."""
    paint = colour(colour_of(number))
    layers = [*HATCHES[hatch_of(number)], f"linear-gradient({paint}, {paint})"]
    return f".st-key-{key} label::before {{ background: {', '.join(layers)} }}\n"
