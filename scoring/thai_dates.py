"""Dates, months and years as a Thai officer writes them: read exactly, or refused with the reason.

A year above 2400 is of the Buddhist era. In words, or as day/month/year, that is how Thai is written and
it is understood; in the shape of an ISO date it is a slip, refused with the date that was meant.
"""

import calendar
import datetime
import re
import unicodedata
from decimal import Decimal

from pydantic_core import PydanticCustomError

from scoring.documents import DIGITS

BUDDHIST_ERA = 543
BUDDHIST_FROM = 2400
FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST = 200

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200c\u200d\u2060\ufeff"
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "มกราคม มค january jan",
            "กุมภาพันธ์ กพ february feb",
            "มีนาคม มีค march mar",
            "เมษายน เมย april apr",
            "พฤษภาคม พค may",
            "มิถุนายน มิย june jun",
            "กรกฎาคม กค july jul",
            "สิงหาคม สค august aug",
            "กันยายน กย september sept sep",
            "ตุลาคม ตค october oct",
            "พฤศจิกายน พย november nov",
            "ธันวาคม ธค december dec",
        ),
        start=1,
    )
    for name in names.split()
}

_ERA = r"(?P<era>พ\.? ?ศ\.?|ค\.? ?ศ\.?|B\.?E\.?|A\.?D\.?|C\.?E\.?)?"
_YEAR = rf"{_ERA} ?(?P<year>[0-9]+)"
_NAMED = rf"(?:เดือน ?)?(?P<name>[^0-9/., -][^0-9/-]*?)[ ,/-]*{_YEAR}"
_DAY = r"(?:วัน[^0-9 ]*ที่ ?)?(?P<day>[0-9]+)"
YEAR = re.compile(rf"(?:ปี ?)?{_YEAR}", re.IGNORECASE)
MONTH_SHAPES = (
    re.compile(rf"(?P<month>[0-9]+) ?[/.-] ?{_YEAR}", re.IGNORECASE),
    re.compile(_NAMED, re.IGNORECASE),
)
DAY_SHAPES = (
    re.compile(rf"{_DAY} ?[/.-] ?(?P<month>[0-9]+) ?[/.-] ?{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_DAY}[ /-]*{_NAMED}", re.IGNORECASE),
)
ISO_MONTH = re.compile(r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})")
ISO_DAY = re.compile(rf"{ISO_MONTH.pattern}[-/](?P<day>[0-9]{{1,2}})")


def refused(code: str, **values: object) -> PydanticCustomError:
    """The fault of one value: `code` names its sentence, `values` fill the sentence's blanks."""
    return PydanticCustomError(code, code, values)


def thai_digits_to_arabic(text: str) -> str:
    """The same text with ๐-๙ written 0-9."""
    return text.translate(THAI_DIGITS)


def shown(text: str) -> str:
    """The text cut short enough to be quoted in a sentence."""
    text = " ".join(text[: LONGEST + 1].split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def written(value: object) -> str:
    """The one value that stands here, as text: digits Arabic, spaces single, nothing invisible."""
    text = value.strip(EDGES) if isinstance(value, str) else number_text(value)
    if not text:
        raise refused("answer_blank")
    if len(text) > LONGEST:
        raise refused("value_too_long", text=shown(text), most=LONGEST)
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(thai_digits_to_arabic(text).split())


def number_text(value: object) -> str:
    """A number written out in full, whatever its type; refuses flags, lists and records."""
    if value is None:
        raise refused("answer_blank")
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise refused("not_one_value")
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise refused("number_unreadable", text=str(value))
    if abs(number.adjusted()) > LONGEST or len(number.as_tuple().digits) > LONGEST:
        raise refused("number_too_long", most=DIGITS)
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else f"{number:f}"


def day(value: object) -> datetime.date:
    """The date written in `value`."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time.min:
        value = value.date()  # as a spreadsheet holds a day
    text = value.isoformat() if isinstance(value, datetime.date) else written(value)
    found = _matched(text, ISO_DAY, *DAY_SHAPES)
    if found is None:
        raise refused("date_unreadable", text=shown(text))
    first, number = _first_day(found, text), int(found["day"])
    days = calendar.monthrange(first.year, first.month)[1]
    if not 1 <= number <= days:
        raise refused("no_such_day", text=shown(text), days=days)
    date = first.replace(day=number)
    _refuse_slip(found, text, meant=f"{date:%Y-%m-%d}")
    return date


def month(value: object) -> datetime.date:
    """The first day of the month written in `value`."""
    if isinstance(value, datetime.date) and value.day == 1:
        value = f"{value:%Y-%m}"
    text = value.isoformat() if isinstance(value, datetime.date) else written(value)
    found = _matched(text, ISO_MONTH, *MONTH_SHAPES)
    if found is None:
        raise refused("month_unreadable", text=shown(text))
    date = _first_day(found, text)
    _refuse_slip(found, text, meant=f"{date:%Y-%m}")
    return date


def year(value: object) -> int:
    """The year written in `value`, of the Common Era."""
    text = written(value)
    found = YEAR.fullmatch(text)
    if found is None:
        raise refused("year_unreadable", text=shown(text))
    return _year(found, text)


def _matched(text: str, *shapes: re.Pattern[str]) -> re.Match[str] | None:
    return next((found for shape in shapes if (found := shape.fullmatch(text))), None)


def _year(found: re.Match[str], text: str) -> int:
    if len(found["year"]) != 4:
        raise refused("year_digits", text=shown(text))
    number = int(found["year"])
    buddhist = number > BUDDHIST_FROM
    era = found.groupdict().get("era")
    if era and (era[0] in "พBb") != buddhist:
        raise refused("year_era", text=shown(text))
    number -= BUDDHIST_ERA if buddhist else 0
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise refused("year_range", text=shown(text), first=FIRST_YEAR, last=LAST_YEAR)
    return number


def _first_day(found: re.Match[str], text: str) -> datetime.date:
    """The first day of the month that was found."""
    of_year = _year(found, text)
    named = found.groupdict().get("name")
    number = MONTHS.get(re.sub("[. ]", "", named).lower()) if named else int(found["month"])
    if number is None:
        raise refused("month_name", text=shown(text), name=shown(named or ""))
    if not 1 <= number <= 12:
        raise refused("no_such_month", text=shown(text), month=number)
    return datetime.date(of_year, number, 1)


def _refuse_slip(found: re.Match[str], text: str, meant: str) -> None:
    """Refuses a Buddhist-era year in the shape of an ISO date, saying what was meant."""
    if found.re in (ISO_DAY, ISO_MONTH) and int(found["year"]) > BUDDHIST_FROM:
        raise refused("buddhist_era", text=shown(text), meant=meant)
