"""Typical requests: the figures of a workload by what the visitor has in mind."""

from typing import NamedTuple

from llmselect.settings import Workload
from llmselect.text import Text


class Request(NamedTuple):
    """A typical request: tokens in and out, the share of the prompt that repeats, and whether it may wait."""

    id: str
    label: Text
    prompt_tokens: int
    output_tokens: int
    cached_share: float
    batch: bool = False

    def shown_by(self, workload: Workload) -> bool:
        """Whether the workload is this request, to the token."""
        shown = (workload.prompt_tokens, workload.output_tokens, workload.cached_share, workload.batch)
        return shown == (self.prompt_tokens, self.output_tokens, self.cached_share, self.batch)


REQUESTS = (
    Request("chat", Text("A chat message", "Un message de discussion"), 1000, 300, 0.5),
    Request("documents", Text("A question on documents (RAG)", "Une question sur des documents (RAG)"), 6000, 400, 0.1),
    Request("code", Text("Help with code", "Une aide au code"), 3000, 800, 0.6),
    Request("extraction", Text("Bulk extraction", "Une extraction en masse"), 2000, 150, 0.0, batch=True),
    Request("agent", Text("One step of an agent", "Une étape d’agent"), 20000, 600, 0.85),
)
OTHER_REQUEST = Text("Custom", "Personnalisée")
