"""Whether a licence lets one publish a fine-tuned copy of a model, from the catalog's facts of licences."""

from enum import Enum
from typing import Final

from llmselect.catalog.licences import Commercial, Licence, LicenceEvidence
from llmselect.text import Text


class Publishing(Enum):
    """What the licence leaves to do with a fine-tuned copy."""

    FREE = Text(
        "you may publish it, under any terms, with the notices kept", "publication permise, mentions conservées"
    )
    CONDITIONS = Text(
        "you may publish it, under the licence’s conditions", "publication permise, aux conditions de la licence"
    )
    NON_COMMERCIAL = Text(
        "non-commercial use only, within its terms", "usage non commercial seulement, selon ses termes"
    )
    NOT_IN_EU = Text("no rights in the European Union", "aucun droit dans l’Union européenne")
    UNKNOWN = Text("not known here: read the licence", "non établi ici\u00a0: lisez la licence")


MARKS: Final = {
    Publishing.FREE: "●",
    Publishing.CONDITIONS: "◐",
    Publishing.NON_COMMERCIAL: "○",
    Publishing.NOT_IN_EU: "○",
    Publishing.UNKNOWN: "?",
}
FREE: Final = 4
"""Licence.freedom of those without conditions but notices."""


def publishing(licence: Licence | None, *, eu_excluded: bool = False) -> Publishing:
    """The verdict; `eu_excluded`: of this model, where the licence leaves out persons and companies of the EU."""
    if licence is None or licence.evidence is LicenceEvidence.UNVERIFIED:
        return Publishing.UNKNOWN
    if eu_excluded or licence.eu_excluded:
        return Publishing.NOT_IN_EU
    if licence.commercial_use is Commercial.NO:
        return Publishing.NON_COMMERCIAL
    if licence.freedom is None or licence.commercial_use is Commercial.UNKNOWN:
        return Publishing.UNKNOWN
    return Publishing.FREE if licence.freedom >= FREE else Publishing.CONDITIONS
