"""State, day and source of the providers' speeds in one sentence, the same on pages, in text and in the memo."""

from llmselect.estimates.speed.served_measurements import MeasurementSource
from llmselect.text import Voice

SERVED_STATES = {"live": "served.live", "cached": "served.cached", "bundled": "served.bundled"}
"""What is said of a copy of the speeds, by its state."""


def served_state(source: MeasurementSource, say: Voice) -> str:
    """As in "Speeds of providers: Hugging Face router, read live on 28 November 2026."."""
    state = say(SERVED_STATES[source.state], day=say.day(source.day))
    return say("served.says", state=state, source=say(source.name))
