"""How a number in a workbook is shown, by the format of its cell: as a day, as a percentage, or as it is."""

import datetime
import re

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

# Formats that a file names by their number alone, in Thai and in other Excels (ECMA-376, part 1, 18.8.30).
DAYS = {*range(27, 37), *range(50, 59), *range(71, 75), 77, 81}
PERCENTAGES = {67, 68}
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # what stands in a format as it is, and of which locale it is
BUDDHIST_YEAR = re.compile("b{2,4}", re.IGNORECASE)


def is_percentage(code: str) -> bool:
    """Whether 0.45 is shown as 45 %."""
    if code.isdecimal():
        return int(code) in PERCENTAGES or "%" in BUILTIN_FORMATS.get(int(code), "")
    return "%" in QUOTED.sub("", code)


def day_of(number: float, code: str, *, since_1904: bool) -> datetime.datetime | datetime.time | None:
    """The moment that a number is shown as; None if it is shown as a number, or is no day of Excel."""
    if not _is_day(code):
        return None
    try:
        found = from_excel(number, MAC_EPOCH if since_1904 else WINDOWS_EPOCH)
    except (OverflowError, ValueError):
        return None
    return found if isinstance(found, datetime.datetime | datetime.time) else None


def _is_day(code: str) -> bool:
    if code.isdecimal():
        number = int(code)
        return number in DAYS or _is_day(BUILTIN_FORMATS.get(number, ";"))
    if is_timedelta_format(code):
        return False
    return is_date_format(code) or BUDDHIST_YEAR.search(QUOTED.sub("", code)) is not None
