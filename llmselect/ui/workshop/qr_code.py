"""The QR code of a link, as a picture that is dark on white in both themes: phones read no other."""

from functools import lru_cache
from io import BytesIO

import segno

BORDER = 3
"""Modules of white around it, so that it can be read on a dark page."""


@lru_cache(maxsize=32)
def qr_svg(link: str) -> str:
    """The code as SVG; error correction M survives a bad projector."""
    buffer = BytesIO()
    segno.make(link, error="m", micro=False).save(
        buffer, kind="svg", border=BORDER, light="#ffffff", dark="#000000", xmldecl=False, scale=8
    )
    return buffer.getvalue().decode()
