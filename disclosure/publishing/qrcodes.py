"""A QR code as the path of a drawing."""

from collections.abc import Iterator, Mapping

MASK = 0
"""Any of the eight masks can be read; to weigh them all against each other takes nine tenths of the time."""
QUIET = 4
"""Modules of white on every side, without which readers fail."""


def code(text: str) -> Mapping[str, str]:
    """The code of a text: the side of its square in modules, and the path that fills the dark ones.

    >>> code("a")["side"]
    '29'
    """
    import segno

    rows = [bytes(row) for row in segno.make_qr(text, error="m", boost_error=False, mask=MASK).matrix]
    return {"side": str(len(rows) + 2 * QUIET), "path": "".join(_runs(rows))}


def _runs(rows: list[bytes]) -> Iterator[str]:
    """Each run of dark modules as a flat box."""
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                yield f"M{x + QUIET} {y + QUIET}h{end - x}v1h-{end - x}z"
            x = end + 1
