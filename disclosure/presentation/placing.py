"""What rows carry for one width of a drawing: names that fit, where marks start, which columns are labelled."""

from collections.abc import Mapping, Sequence
from unicodedata import east_asian_width

from disclosure.presentation.charts import FRAMES, GUTTER, NUMBER, WORDED, Frame

CROWDED = 58
"""The least width of a column that carries its own number."""
TAIL, APART = 9, 12
"""From the middle of a sign to its words, and from one sign with its words to the next, in pixels."""
BROAD, SLIM = 14.5, 7.5
"""The widths of a Chinese character and, generously, of a Latin one."""
ELLIPSIS = "\u2026"
Row = Mapping[str, object]


def placed(kind: str, width: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with what depends on the width: names that fit, where marks start, which columns carry their number."""
    frame = FRAMES[kind, width]
    if kind in WORDED:
        return _named(frame, rows)
    if kind == "shares":
        return _signed(frame, rows)
    return _thinned(frame, rows) if kind.startswith("consumption") and frame.height else tuple(rows)


def _named(frame: Frame, rows: Sequence[Row]) -> tuple[Row, ...]:
    if frame.is_narrow:
        room = frame.width - NUMBER - GUTTER / 2
        return tuple({**row, "name": fitted(str(row["name"]), room), "start": 0} for row in rows)
    names = [fitted(str(row["name"]), frame.inner * 2 // 5) for row in rows]
    start = round(max(map(letters_width, names))) + NUMBER + 2 * GUTTER
    return tuple({**row, "name": name, "start": start} for row, name in zip(rows, names, strict=True))


def _thinned(frame: Frame, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Every column keeps its bar; where columns are narrower than numbers only every second, third … is labelled."""
    every = -(-CROWDED * len(rows) // frame.inner)
    blank = {"year_label": "", "label": "", "growth_label": ""}
    return tuple(row if (len(rows) - 1 - place) % every == 0 else {**row, **blank} for place, row in enumerate(rows))


def _signed(frame: Frame, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Each stretch with the place of its sign in percent: sign and words stand under the middle of their stretch, moved
    aside only as far as they would cover each other or leave the drawing."""
    room = [2 * TAIL + letters_width(str(row["label"])) for row in rows]
    starts, end = [], 0.0
    for row, own in zip(rows, room, strict=True):
        middle = (float(str(row["start"])) + float(str(row["end"]))) / 200 * frame.inner
        starts.append(max(end, middle - own / 2))
        end = starts[-1] + own + APART
    last = float(frame.inner)
    for place in reversed(range(len(rows))):
        starts[place] = min(starts[place], last - room[place])
        last = starts[place] - APART
    return tuple(
        {**row, "sign": round((start + TAIL) / frame.inner * 100, 2)} for row, start in zip(rows, starts, strict=True)
    )


def letters_width(text: str) -> float:
    """The room that a text needs, whatever font a reader has.

    >>> letters_width("北京 A")
    44.0
    """
    return sum(BROAD if east_asian_width(letter) in "WF" else SLIM for letter in text)


def fitted(text: str, room: float) -> str:
    """The text where it fits, else its beginning; the table has it whole.

    >>> fitted("北京市", 50), fitted("北京市", 36)
    ('北京市', '北…')
    """
    if letters_width(text) <= room:
        return text
    kept = text
    while kept and letters_width(kept + ELLIPSIS) > room:
        kept = kept[:-1]
    return kept + ELLIPSIS
