"""A QR code as the path of a drawing."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import isqrt

MASK = 0
"""Any of the eight masks can be read; to weigh them all against each other takes four fifths of the time."""
QUIET = 4
"""Modules of white on every side, without which readers fail."""
RUN = re.compile(rb"(\x00+)|[^\x00]+")
"""Dark modules, or light ones."""
SPAN = 11
"""Modules whose strokes are kept: so few have two thousand patterns, and rows end in one of fewer."""


@lru_cache(maxsize=16)
def code(text: str) -> Mapping[str, str]:
    """The code of a text: the side of its square in modules, and the path whose stroke, one module wide, is the dark
    ones; the middle of the first row is at 0. The two languages of a page share a code.

    >>> code("a")["side"]
    '29'
    """
    from zxingcpp import BarcodeFormat, create_barcode

    image = create_barcode(text, BarcodeFormat.QRCode, ec_level="M", data_mask=MASK).to_image(add_quiet_zones=False)
    modules = memoryview(image).tobytes()  # type: ignore[arg-type]  # it has the buffer that its types do not tell
    side = isqrt(len(modules))
    return {"side": str(side + 2 * QUIET), "path": "".join(_rows(modules, side))}


def _rows(modules: bytes, side: int) -> Iterator[str]:
    """Each row from its left to its right."""
    for row in range(side):
        yield f"M{QUIET},{row + QUIET}"
        for start in range(row * side, (row + 1) * side, SPAN):
            yield _strokes(modules[start : min(start + SPAN, (row + 1) * side)])


@lru_cache(maxsize=2 << SPAN)
def _strokes(modules: bytes) -> str:
    """A line over dark modules, a step over light ones."""
    runs = ((found.end() - found.start(), found[1]) for found in RUN.finditer(modules))
    return "".join(f"h{length}" if dark else f"m{length},0" for length, dark in runs)
