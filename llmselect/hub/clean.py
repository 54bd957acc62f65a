"""Words that came from outside, made fit to stand in a sentence."""

LONGEST = 120


def clean(text: str, most: int = LONGEST) -> str:
    """One line without control or direction signs, cut where it is long."""
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 4 * most]).split())
    return shown if len(shown) <= most else shown[: most - 1] + "…"
