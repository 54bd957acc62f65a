"""Which servers this visitor's trial may ask: any on the owner's own computer, known providers alone elsewhere."""

from llmselect.bench.http.addresses import AddressRule
from llmselect.bench.http.providers import address_rule
from llmselect.catalog.catalog import Catalog
from llmselect.ui.core import local_browser


def rule_now(catalog: Catalog) -> AddressRule:
    """The rule for the visitor of this run; asked anew each time, since headers belong to a connection."""
    return address_rule(catalog, local=local_browser.is_local())
