"""What a page sent to draw rankings as rows of bars."""

import json


def drawn(at, key):
    """What the browser gets for each picture with that in its key."""
    found = (each.proto for each in at.get("bidi_component") if each.proto.component_name == "llmselect_bars")
    return [json.loads(proto.json) for proto in found if key in proto.id]


def bar_rows(at, key):
    """The rows of each such picture, best first."""
    return [picture["rows"] for picture in drawn(at, key)]


def marked(at):
    """The candidates that both lanes mark as selected."""
    return {picture["chosen"] for picture in drawn(at, "lanes.")}
