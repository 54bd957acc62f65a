"""The three ways to run a model, any of which a visitor may switch off."""

from llmselect.text import Labelled, Text


class RunningWay(Labelled):
    """Whose machines compute."""

    MACHINE = "machine", Text("own machine", "votre machine")
    RENTED = "rented", Text("rented machine", "machine louée")
    API = "api", Text("API", "API")
