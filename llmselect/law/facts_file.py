"""The one place that reads the files of `facts/`: strictly, into records, each with its source and day."""

from pathlib import Path
from typing import Final, TypeVar

from pydantic import ValidationError

from llmselect.catalog.record import Record
from llmselect.errors import BadFile, first_fault

FACTS: Final = Path(__file__).parent / "facts"
RecordType = TypeVar("RecordType", bound=Record)


def read_facts(name: str, kind: type[RecordType]) -> RecordType:
    """The content of one file; raises BadFile where it cannot be read or does not have the form of `kind`."""
    path = FACTS / name
    try:
        return kind.model_validate_json(path.read_bytes())
    except OSError as fault:
        raise BadFile(f"{path.name} cannot be read ({fault.strerror}); expected it beside the package") from fault
    except ValidationError as fault:
        raise BadFile(f"{path.name} at {first_fault(fault)}") from fault
