"""What went wrong, in one sentence of the visitor's language; never a traceback."""

import streamlit as st

from llmselect.bench.faults import ServerFault
from llmselect.bench.file_faults import FileFault, KeepingFault
from llmselect.errors import BadCatalog, BadFile, LlmselectError, UnknownName
from llmselect.hub.http.hub_faults import HubFault
from llmselect.scoring.matrix.case_faults import BadCase
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.workshop.faults import WorkshopFault


def show_fault(fault: LlmselectError, say: Voice) -> None:
    """The sentence in place of what cannot be shown."""
    st.error(sentence(fault, say), icon=":material/error:")


def show_whole(fault: LlmselectError, say: Voice) -> None:
    """The fault's own words too: for a visitor's own file, which they can mend."""
    st.error(say("fault.own_file", reason=formatting.escape_markdown(str(fault))), icon=":material/error:")


def sentence(fault: LlmselectError, say: Voice) -> str:
    """The fault in one sentence."""
    match fault:
        case HubFault() | ServerFault() | FileFault() | KeepingFault():
            return formatting.escape_markdown(say(fault.text))
        case WorkshopFault() | BadCase():
            return formatting.escape_markdown(say(fault.kind.label))
        case UnknownName():
            nearest = ", ".join(fault.nearest) or say("fault.no_name")
            return say(
                "fault.unknown_name",
                given=formatting.escape_markdown(fault.given),
                nearest=formatting.escape_markdown(nearest),
            )
        case BadCatalog():
            return say(
                "fault.bad_catalog",
                n=say.number(len(fault.faults), 0),
                first=formatting.escape_markdown(fault.faults[0]),
            )
        case BadFile():
            return say("fault.bad_file")
        case _:
            return say("fault.other", reason=formatting.escape_markdown(str(fault)))
