"""A model from the visitor's disk: the beginning of a GGUF file, or a config.json."""

from codecs import BOM_UTF8

from pydantic_core import from_json

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.published import published as of_config
from llmselect.catalog.gguf.published import published as of_gguf
from llmselect.catalog.published import Published
from llmselect.errors import BadFile, LlmselectError
from llmselect.text import Voice
from llmselect.ui.any_model import published_summary
from llmselect.ui.any_model.gguf_chooser import HEAD_BYTES, Head
from llmselect.ui.core import fault_messages


def draw_file(head: Head, catalog: Catalog, say: Voice) -> Published | None:
    """What the file says of its model; one sentence where it says nothing."""
    try:
        published = read_file(head, catalog)
    except LlmselectError as fault:
        fault_messages.show_whole(fault, say)
        return None
    published_summary.draw_published_summary(published, catalog, say)
    return published


def read_file(head: Head, catalog: Catalog) -> Published:
    """A GGUF file by its name's ending, else a config.json; raises BadFile for what is neither."""
    if head.name.casefold().endswith(".gguf"):
        return of_gguf(head.data, head.name, head.size_bytes, catalog)
    if head.size_bytes > HEAD_BYTES:
        raise BadFile(f"{head.name} has {head.size_bytes} bytes; expected a GGUF file, or a config.json of a megabyte")
    try:
        config = from_json(head.data.removeprefix(BOM_UTF8))
    except ValueError as fault:
        raise BadFile(f"{head.name} is not JSON ({fault}); expected a Hugging Face config.json") from fault
    if not isinstance(config, dict):
        raise BadFile(f"{head.name} holds a JSON {type(config).__name__}; expected an object as in a config.json")
    return of_config(config, head.name)  # pyright: ignore[reportUnknownArgumentType] - any JSON object
