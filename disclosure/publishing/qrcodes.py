"""A QR code as the path of a drawing."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import isqrt

MASK = 0
"""Any of the eight masks can be read; to weigh them all against each other takes four fifths of the time."""
QUIET = 4
"""Modules of white on every side, without which readers fail."""
DARK = re.compile(rb"\x00+")
END = b"\x01"
"""What stands after each row, so that no run of dark modules goes on in the next."""


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
    return {"side": str(side + 2 * QUIET), "path": "".join(_runs(modules, side))}


def _runs(modules: bytes, side: int) -> Iterator[str]:
    """Each run of dark modules as a line."""
    rows = END.join(modules[start : start + side] for start in range(0, len(modules), side))
    for run in DARK.finditer(rows):
        y, x = divmod(run.start(), side + 1)
        yield f"M{x + QUIET},{y + QUIET}h{run.end() - run.start()}"
