"""What a page sent to draw the pictures that change in place."""

import json


def sent(at, component, key):
    """What the browser gets for each of these pictures with that in its key."""
    found = (each.proto for each in at.get("bidi_component") if each.proto.component_name == component)
    return [json.loads(proto.json) for proto in found if key in proto.id]


def bar_rows(at, key):
    """The rows of each such ranking, best first."""
    return [picture["rows"] for picture in sent(at, "llmselect_bars", key)]


def marked(at):
    """The candidates that both lanes mark as selected."""
    return {picture["chosen"] for picture in sent(at, "llmselect_bars", "lanes.")}
