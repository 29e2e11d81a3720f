"""A QR code as the path of a drawing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

MASK = 0
"""Any of the eight masks can be read; to weigh them all against each other takes nine tenths of the time."""
QUIET = 4
"""Modules of white on every side, without which readers fail."""
DARK = re.compile(rb"\x01+")


@lru_cache(maxsize=16)
def code(text: str) -> Mapping[str, str]:
    """The code of a text: the side of its square in modules, and the path whose stroke, one module wide, is the dark
    ones; the middle of the first row is at 0. The two languages of a page share a code.

    >>> code("a")["side"]
    '29'
    """
    import segno

    rows = segno.make_qr(text, error="m", boost_error=False, mask=MASK).matrix
    return {"side": str(len(rows) + 2 * QUIET), "path": "".join(_runs(map(bytes, rows)))}


def _runs(rows: Iterable[bytes]) -> Iterator[str]:
    """Each run of dark modules as a line."""
    for y, row in enumerate(rows, start=QUIET):
        for run in DARK.finditer(row):
            yield f"M{run.start() + QUIET},{y}h{run.end() - run.start()}"
