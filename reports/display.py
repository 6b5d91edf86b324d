"""How numbers and dates look to people: separators, Buddhist-era years, no figure beyond what is known."""

import datetime

MONTHS = {
    "th": ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
BUDDHIST_ERA = 543


def number(value: int | float | None) -> str:
    """With thousands separators and no needless decimals; an en dash for what is unknown."""
    if value is None:
        return "–"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,}"
    return f"{int(value):,}"


def score(value: int | float | None) -> str:
    """One decimal, as the engine rounded it."""
    return "–" if value is None else f"{value:,.1f}"


def day(value: datetime.date | None, lang: str) -> str:
    """`1 ต.ค. 2565`, `1 Oct 2565`: the year is of the Buddhist era in both languages."""
    if value is None:
        return "–"
    return f"{value.day} {month(value, lang)}"


def month(value: datetime.date | None, lang: str) -> str:
    """`ต.ค. 2565`, `Oct 2565`."""
    if value is None:
        return "–"
    return f"{MONTHS[lang][value.month - 1]} {value.year + BUDDHIST_ERA}"
