"""What an officer writes, as exact values: the types of the form's fields.

Each reads Thai and Arabic digits and the units that belong to it, and refuses what could be meant in two
ways, with a code of `reports/words/problems.yaml`. What it stores in JSON it reads back as the same value.
A blank is not a value: `answered` takes blanks out of what was filed, before these types see it.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from pydantic_core import CoreSchema, core_schema

from scoring import thai_dates
from scoring.documents import CONTROL, DIGITS, codepoint
from scoring.thai_dates import EDGES, number_text, refused, shown, thai_digits_to_arabic, written

__all__ = [
    "Date",
    "Flag",
    "Money",
    "Month",
    "Number",
    "Percent",
    "Slug",
    "Text",
    "Whole",
    "Year",
    "answered",
    "thai_digits_to_arabic",
]

MOST_TEXT = 2_000_000
MOST_WHOLE = 10**12
MOST_MONEY = 10**14
NUMBER_BELOW = 10**12
NUMBER_DECIMALS, PERCENT_DECIMALS = 6, 2
EXACT_IN_FLOAT = 15

LINE_END = re.compile("\r\n?|[\u2028\u2029]")
FIGURE = re.compile(r"(?P<sign>[-−]?)(?P<whole>[0-9][0-9,]*)(?:\.(?P<part>[0-9]+))?(?P<unit>.*)")
GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
EXPONENT = re.compile(r"[eE] ?[-+]?[0-9]")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")

FLAGS = {
    **dict.fromkeys(("true", "yes", "ใช่", "มี"), True),
    **dict.fromkeys(("false", "no", "ไม่ใช่", "ไม่มี"), False),
}
PERCENT_SIGNS = ("", "%", "percent", "per cent", "เปอร์เซ็นต์", "เปอร์เซนต์")
BAHT = re.compile(r"(?:\.-)? ?(?P<scale>[^.]*?) ?(?:บาทถ้วน|บาท|baht|thb|฿)?", re.IGNORECASE)
ZEROS = {
    "": 0,
    "พัน": 3,
    "หมื่น": 4,
    "แสน": 5,
    "ล้าน": 6,
    "พันล้าน": 9,
    "หมื่นล้าน": 10,
    "แสนล้าน": 11,
    "ล้านล้าน": 12,
    "thousand": 3,
    "million": 6,
    "billion": 9,
}


def answered(given: Any) -> Any:
    """What was filed without its blank answers; a blank in a list stays, so that places keep their number."""
    if isinstance(given, dict):
        return {key: answered(value) for key, value in given.items() if not _is_blank(value)}
    return [answered(value) for value in given] if isinstance(given, list) else given


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip(EDGES))


# Words


def _text(value: object) -> str:
    """Text as people see it: composed, trimmed, its lines ended alike; a number is how it is written."""
    if not isinstance(value, str):
        return number_text(value)
    if len(value) > MOST_TEXT:
        raise refused("text_too_long", most=MOST_TEXT)
    text = unicodedata.normalize("NFC", LINE_END.sub("\n", value.replace("\ufeff", "")))
    if found := CONTROL.search(text):
        raise refused("control_character", character=codepoint(found.group()))
    if not (text := text.strip(EDGES)):
        raise refused("answer_blank")
    return text


def _slug(value: object) -> str:
    text = _text(value)
    if not SLUG.fullmatch(text):
        raise refused("slug_shape", text=shown(text))
    return text


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = written(value)
    if text.casefold() not in FLAGS:
        raise refused("flag_unclear", text=shown(text))
    return FLAGS[text.casefold()]


# Numbers


class _Figure(NamedTuple):
    """A number as written, exact, with the words after it."""

    value: Decimal
    unit: str
    text: str


def _figure(value: object, before: str = "") -> _Figure:
    text = written(value)
    found = FIGURE.fullmatch(re.sub(f"^(?:{before}) ?", "", text, flags=re.IGNORECASE))
    if found is None:
        raise refused("number_unreadable", text=shown(text))
    sign, whole, part, unit = found.groups("")
    _refuse_unclear(text, whole, unit)
    whole = whole.replace(",", "")
    if len(whole + part) > DIGITS:
        raise refused("number_too_long", most=DIGITS)
    number = Decimal(f"{'-' if sign else ''}{whole}.{part or '0'}")
    return _Figure(_shortest(number), unit.strip(), shown(text))


def _refuse_unclear(text: str, whole: str, unit: str) -> None:
    if EXPONENT.match(unit):
        raise refused("number_exponent", text=shown(text))
    if re.search("[0-9]", unit):
        raise refused("number_unreadable", text=shown(text))
    if "," in whole and not GROUPED.fullmatch(whole):
        raise refused("number_commas", text=shown(text))


def _shortest(number: Decimal) -> Decimal:
    return Decimal(int(number)) if number == int(number) else number.normalize()


def _decimals(number: Decimal) -> int:
    return len(f"{number:f}".partition(".")[2])


def _count(number: Decimal, text: str, most: int, fraction: str) -> int:
    """The number if it is whole and from 0 to `most`; `fraction` is the code for one that is not whole."""
    if number < 0:
        raise refused("number_negative", text=text)
    if _decimals(number):
        raise refused(fraction, text=text)
    if number > most:
        raise refused("number_too_large", text=text, most=f"{most:,}")
    return int(number)


def _whole(value: object) -> int:
    figure = _unitless(value)
    return _count(figure.value, figure.text, MOST_WHOLE, "whole_fraction")


def _unitless(value: object) -> _Figure:
    figure = _figure(value)
    if figure.unit:
        raise refused("number_unit", text=figure.text, unit=shown(figure.unit))
    return figure


def _money(value: object) -> int:
    number, unit, text = _figure(value, before="฿|thb|บาท")
    found = BAHT.fullmatch(unit)
    zeros = ZEROS.get(found["scale"].replace(" ", "").lower()) if found else None
    if zeros is None:
        raise refused("money_unit", text=text, unit=shown(unit))
    return _count(_shortest(number.scaleb(zeros)), text, MOST_MONEY, "money_fraction")


def _number(value: object) -> Decimal:
    number, _, text = _unitless(value)
    if abs(number) >= NUMBER_BELOW:
        raise refused("number_too_large", text=text, most=f"{NUMBER_BELOW - 1:,}")
    if _decimals(number) > NUMBER_DECIMALS:
        raise refused("number_decimals", text=text, most=NUMBER_DECIMALS)
    if len(number.as_tuple().digits) > EXACT_IN_FLOAT:
        raise refused("number_too_long", most=EXACT_IN_FLOAT)
    return number


def _stored(number: Decimal) -> int | float | str:
    """As JSON holds it: a float only if it prints without an exponent, which is refused on reading."""
    if number == int(number):
        return int(number)
    return float(number) if "e" not in repr(float(number)) else f"{number:f}"


# The types


@dataclass(frozen=True, eq=False)
class Reading:
    """How pydantic reads one quantity and stores it, and what an editor is told may be written.

    `kind` is the JSON type beside text; `pattern` is what the text may look like, or a little more.
    """

    read: Callable[[object], Any]
    description: str
    kind: str
    pattern: str
    examples: Sequence[object]
    limits: tuple[int, int] | None = None
    store: Callable[[Any], object] = lambda value: value

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        stored = core_schema.plain_serializer_function_ser_schema(self.store, when_used="json")
        return core_schema.no_info_plain_validator_function(self.read, serialization=stored)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        limits = dict(zip(("minimum", "maximum"), self.limits, strict=True)) if self.limits else {}
        return {
            "type": sorted({self.kind, "string"}),
            "description": self.description,
            "pattern": f"^ *(?:{self.pattern}) *$",
            "examples": list(self.examples),
            **limits,
        }


_D = "[0-9๐-๙]"
_DIGITS = f"{_D}[0-9๐-๙,]*"
_FIGURE = rf"{_DIGITS}(?:\.{_D}+)?"
_BAHT = "(?:บาทถ้วน|บาท|[Bb]aht|BAHT|THB|thb|฿)?"
_SCALE = f"(?:{'|'.join(filter(None, ZEROS))})?"
_PER_CENT = f"(?:{'|'.join(filter(None, PERCENT_SIGNS))})?"
_YES_NO = "[Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|ใช่|ไม่ใช่|มี|ไม่มี"
_YEAR = f"{_D}{{4}}"
_MONTH = f"{_YEAR}[-/]{_D}{{1,2}}"

Text = Annotated[str, Reading(_text, "ข้อความ · text", "number", r"[\s\S]*", ["เทศบาลนคร"])]
Slug = Annotated[
    str,
    Reading(_slug, "รหัส a-z 0-9 และ - · an id of a-z, 0-9 and -", "integer", SLUG.pattern, ["flood-watch"]),
]
Flag = Annotated[
    bool,
    Reading(_flag, "ใช่ หรือ ไม่ใช่ · yes or no", "boolean", _YES_NO, [True, False, "ใช่", "ไม่ใช่"]),
]
Whole = Annotated[
    int,
    Reading(
        _whole,
        "จำนวนเต็ม ไม่ใส่หน่วย · a whole number, without its unit",
        "integer",
        rf"{_DIGITS}(?:\.[0๐]+)?",
        [25, "1,250"],
        (0, MOST_WHOLE),
    ),
]
Money = Annotated[
    int,
    Reading(
        _money,
        "จำนวนเงินเป็นบาท ไม่มีสตางค์ · an amount in whole baht",
        "integer",
        rf"{_BAHT} *{_FIGURE}(?:\.-)? *{_SCALE} *{_BAHT}",
        [1250000, "1,250,000", "1.25 ล้านบาท"],
        (0, MOST_MONEY),
    ),
]
Number = Annotated[
    Decimal,
    Reading(
        _number,
        "ตัวเลข ทศนิยมไม่เกิน 6 ตำแหน่ง ไม่ใส่หน่วย · a number of at most 6 decimals, without its unit",
        "number",
        f"[-−]?{_FIGURE}",
        [62.5, "1,250.75"],
        store=_stored,
    ),
]
Date = Annotated[
    datetime.date,
    Reading(
        thai_dates.day,
        "วันที่ เช่น 1 ตุลาคม 2565 หรือ 2022-10-01 (ค.ศ.) · a date",
        "string",
        f"{_MONTH}[-/]{_D}{{1,2}}|.*{_D}.*{_YEAR}",
        ["2022-10-01", "1 ตุลาคม 2565", "1/10/2565"],
        store=datetime.date.isoformat,
    ),
]
Year = Annotated[
    int,
    Reading(
        thai_dates.year,
        "ปีสี่หลัก พ.ศ. หรือ ค.ศ. · a year of four digits, of the Buddhist or the Common Era",
        "integer",
        f".*{_YEAR}",
        [2565, 2022],
        (thai_dates.FIRST_YEAR, thai_dates.LAST_YEAR + thai_dates.BUDDHIST_ERA),
    ),
]


class Percent(Decimal):
    """Per cent, 0 to 100 with at most two decimals; its own type, so that no rule takes it for a count."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> CoreSchema:
        return PERCENT.__get_pydantic_core_schema__(source, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> dict[str, Any]:
        return PERCENT.__get_pydantic_json_schema__(schema, handler)


class Month(datetime.date):
    """A month, kept as its first day and written `2022-10`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> CoreSchema:
        return MONTH.__get_pydantic_core_schema__(source, handler)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: object) -> dict[str, Any]:
        return MONTH.__get_pydantic_json_schema__(schema, handler)

    def __str__(self) -> str:
        return f"{self:%Y-%m}"


def _percent(value: object) -> Percent:
    number, unit, text = _figure(value, before="ร้อยละ")
    if unit.lower() not in PERCENT_SIGNS:
        raise refused("percent_unit", text=text, unit=shown(unit))
    if not 0 <= number <= 100:
        raise refused("percent_range", text=text)
    if _decimals(number) > PERCENT_DECIMALS:
        raise refused("percent_decimals", text=text, most=PERCENT_DECIMALS)
    return Percent(number)


def _month(value: object) -> Month:
    first = thai_dates.month(value)
    return Month(first.year, first.month, first.day)


PERCENT = Reading(
    _percent,
    "ร้อยละ 0 ถึง 100 ทศนิยมไม่เกิน 2 ตำแหน่ง · per cent, 0 to 100, at most 2 decimals",
    "number",
    f"(?:ร้อยละ)? *{_FIGURE} *{_PER_CENT}",
    [62.5, "62.5%", "ร้อยละ 62.5"],
    (0, 100),
    _stored,
)
MONTH = Reading(
    _month,
    "เดือนและปี เช่น ตุลาคม 2565 หรือ 2022-10 (ค.ศ.) · a month",
    "string",
    f"{_MONTH}|.+{_YEAR}",
    ["2022-10", "ตุลาคม 2565", "10/2565"],
    store=str,
)
