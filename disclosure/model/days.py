"""Days of the calendar: the one noun that stands on the standard library's dates. Nothing here reads a clock."""

from datetime import date, timedelta

Day = date
"""A day of the calendar."""
FIRST = date.min
"""The day before which nothing is."""
LAST = date.max
"""The day after which nothing is."""


def day_of(text: str) -> Day:
    """The day that an ISO text names; raises `ValueError` where it names none.

    >>> day_of("2026-03-02") < day_of("2026-03-10")
    True
    """
    return date.fromisoformat(text)


def find_day(text: str) -> Day | None:
    """The day that an ISO text names, or None where it is empty or names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def days_later(day: Day, days: int) -> Day:
    """The day that comes so many days later.

    >>> days_later(day_of("2026-03-02"), 15).isoformat()
    '2026-03-17'
    """
    return day + timedelta(days=days)


def months_later(day: Day, months: int) -> Day:
    """The day of the same number so many months later; where that month is too short, its last.

    >>> months_later(day_of("2024-02-29"), 12).isoformat(), months_later(day_of("2026-03-25"), 36).isoformat()
    ('2025-02-28', '2029-03-25')
    """
    years, month = divmod(day.month - 1 + months, 12)
    last = (date(day.year + years + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(day.year + years, month + 1, min(day.day, last))
