"""Repositories that hold no language model to run, each turned away with its own sentence."""

from llmselect.catalog.configs.families import ENCODERS
from llmselect.hub.http.hub_faults import FaultKind, HubFault, clean
from llmselect.hub.repository.listing import Listing
from llmselect.hub.repository.weight_files import WeightFiles

EMBEDDING = frozenset({"feature-extraction", "sentence-similarity", "text-ranking"})
DIFFUSION = frozenset(
    {"text-to-image", "image-to-image", "text-to-video", "image-to-video", "unconditional-image-generation"}
    | {"text-to-3d", "image-to-3d", "video-to-video", "image-text-to-image", "image-text-to-video"}
)
OTHER_TASK = frozenset(
    {"automatic-speech-recognition", "text-to-speech", "text-to-audio", "audio-to-audio", "audio-classification"}
    | {"image-classification", "object-detection", "image-segmentation", "image-feature-extraction", "mask-generation"}
    | {"zero-shot-image-classification", "zero-shot-object-detection", "depth-estimation", "video-classification"}
    | {"keypoint-detection", "keypoint-matching", "voice-activity-detection", "time-series-forecasting", "robotics"}
    | {"reinforcement-learning", "tabular-classification", "tabular-regression", "graph-ml", "token-classification"}
    | {"fill-mask", "text-classification", "zero-shot-classification", "table-question-answering"}
)
"""Values of pipeline_tag, https://huggingface.co/tasks; what is not listed here is let through."""
UNKNOWN_BASE = "?"


def require_language_model(listing: Listing, shelf: WeightFiles) -> None:
    """Raises HubFault for a repository without weights that can be read, or of another kind of model."""
    about = clean(listing.id)
    _require_task(listing, about)
    if shelf.gguf or shelf.safetensors:
        return
    if shelf.adapter:
        raise HubFault(FaultKind.ADAPTER_ONLY, subject=about, base=clean(next(iter(listing.parents), UNKNOWN_BASE)))
    if shelf.pickles:
        raise HubFault(FaultKind.PICKLE_ONLY, subject=about)
    if shelf.foreign:
        raise HubFault(FaultKind.OTHER_FORMAT, subject=about, format=shelf.foreign)
    raise HubFault(FaultKind.NO_WEIGHTS, subject=about)


def _require_task(listing: Listing, about: str) -> None:
    task = listing.pipeline or ""
    if task in DIFFUSION or listing.library == "diffusers" or "model_index.json" in listing.names:
        raise HubFault(FaultKind.DIFFUSION, subject=about)
    if task in EMBEDDING or listing.library == "sentence-transformers":
        raise HubFault(FaultKind.EMBEDDING, subject=about, task=task or "sentence-similarity")
    family = listing.config.model_type if listing.config else None
    if family in ENCODERS:
        raise HubFault(FaultKind.ENCODER, subject=about, family=clean(family))
    if task in OTHER_TASK:
        raise HubFault(FaultKind.NOT_A_MODEL, subject=about, task=task)
