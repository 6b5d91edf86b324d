"""What an officer writes is read exactly, or refused with a sentence that says what to write."""

import ast
import copy
import datetime
import inspect
import json
import pickle
import re
import string
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

import reports
from scoring import quantities, thai_dates
from scoring.documents import document
from scoring.quantities import (
    Date,
    Flag,
    Money,
    Month,
    Number,
    Percent,
    Slug,
    Text,
    Whole,
    Year,
    answered,
    thai_digits_to_arabic,
)

TYPES: dict[str, Any] = {
    "text": Text,
    "slug": Slug,
    "flag": Flag,
    "whole": Whole,
    "money": Money,
    "percent": Percent,
    "number": Number,
    "date": Date,
    "month": Month,
    "year": Year,
}
ADAPTERS = {name: TypeAdapter(kind) for name, kind in TYPES.items()}
WORDS_FILE = Path(reports.__file__).parent / "words" / "problems.yaml"
OCTOBER_1 = datetime.date(2022, 10, 1)


def read(kind: str, written: object) -> Any:
    return ADAPTERS[kind].validate_python(written)


def refusal(kind: str, written: object) -> tuple[str, dict[str, Any]]:
    with pytest.raises(ValidationError) as caught:
        read(kind, written)
    (error,) = caught.value.errors(include_input=False)
    return error["type"], error.get("ctx", {})


@pytest.fixture(scope="module")
def words() -> Any:
    return document("problems.yaml", WORDS_FILE.read_bytes()).data


# What is understood

READ: list[tuple[str, object, object]] = [
    ("text", "  เทศบาล\u200b ", "เทศบาล"),
    ("text", "ก\r\nข\rค\u2028ง", "ก\nข\nค\nง"),
    ("text", "๒๕๖๕", "๒๕๖๕"),
    ("text", "e\u0301", "é"),
    ("text", 2565, "2565"),
    ("text", Decimal("1.50"), "1.50"),
    ("text", Decimal("1E-7"), "0.0000001"),
    ("text", 81234567.0, "81234567"),
    ("slug", " flood-watch ", "flood-watch"),
    ("slug", 5, "5"),
    ("flag", True, True),
    ("flag", "ใช่", True),
    ("flag", "มี", True),
    ("flag", "YES", True),
    ("flag", "True", True),
    ("flag", False, False),
    ("flag", "ไม่ใช่", False),
    ("flag", "ไม่มี", False),
    ("flag", "no", False),
    ("flag", " False ", False),
    ("whole", 25, 25),
    ("whole", "1,250", 1250),
    ("whole", "๑,๒๕๐", 1250),
    ("whole", "010", 10),
    ("whole", Decimal("5.00"), 5),
    ("whole", 5.0, 5),
    ("whole", 10**12, 10**12),
    ("money", 1250000, 1250000),
    ("money", "1,250,000", 1250000),
    ("money", "๑,๒๕๐,๐๐๐", 1250000),
    ("money", "1,250,000 บาท", 1250000),
    ("money", "1,250,000.- บาท", 1250000),
    ("money", "1,250,000 บาทถ้วน", 1250000),
    ("money", "1.25 ล้าน", 1250000),
    ("money", "1.25 ล้านบาท", 1250000),
    ("money", "๑.๒๕ ล้าน บาท", 1250000),
    ("money", "12 พันล้านบาท", 12_000_000_000),
    ("money", "3 แสน", 300_000),
    ("money", "500,000.00", 500000),
    ("money", "฿500", 500),
    ("money", "THB 500", 500),
    ("money", "1.5 million baht", 1_500_000),
    ("money", 10**14, 10**14),
    ("percent", 62.5, Decimal("62.5")),
    ("percent", Decimal("62.50"), Decimal("62.5")),
    ("percent", "62.5%", Decimal("62.5")),
    ("percent", "๖๒.๕", Decimal("62.5")),
    ("percent", "ร้อยละ 62.5", Decimal("62.5")),
    ("percent", "62.5 เปอร์เซ็นต์", Decimal("62.5")),
    ("percent", "0.62", Decimal("0.62")),
    ("percent", 100, Decimal(100)),
    ("number", "-0", Decimal(0)),
    ("number", "-5", Decimal(-5)),
    ("number", "−5.25", Decimal("-5.25")),
    ("number", "1,250.75", Decimal("1250.75")),
    ("number", Decimal("0.000001"), Decimal("0.000001")),
    ("number", Decimal("1E+3"), Decimal(1000)),
    ("date", "2022-10-01", OCTOBER_1),
    ("date", "1 ตุลาคม 2565", OCTOBER_1),
    ("date", "1 ต.ค. 2565", OCTOBER_1),
    ("date", "1 ต.ค. พ.ศ. 2565", OCTOBER_1),
    ("date", "1ตค2565", OCTOBER_1),
    ("date", "1/10/2565", OCTOBER_1),
    ("date", "01-10-2565", OCTOBER_1),
    ("date", "1/10/2022", OCTOBER_1),
    ("date", "๑ ตุลาคม พ.ศ. ๒๕๖๕", OCTOBER_1),
    ("date", "วันที่ 1 เดือน ตุลาคม พ.ศ. 2565", OCTOBER_1),
    ("date", "วันเสาร์ที่ 1 ตุลาคม 2565", OCTOBER_1),
    ("date", "1 ตุลาคม ค.ศ. 2022", OCTOBER_1),
    ("date", "1 October 2022", OCTOBER_1),
    ("date", "29 กุมภาพันธ์ 2567", datetime.date(2024, 2, 29)),
    ("date", OCTOBER_1, OCTOBER_1),
    ("date", datetime.datetime(2022, 10, 1), OCTOBER_1),
    ("month", "2022-10", OCTOBER_1),
    ("month", "ตุลาคม 2565", OCTOBER_1),
    ("month", "ต.ค. 2565", OCTOBER_1),
    ("month", "เดือน ต. ค. พ.ศ. ๒๕๖๕", OCTOBER_1),
    ("month", "10/2565", OCTOBER_1),
    ("month", OCTOBER_1, OCTOBER_1),
    ("year", 2022, 2022),
    ("year", 2565, 2022),
    ("year", 2565.0, 2022),
    ("year", "๒๕๖๕", 2022),
    ("year", "พ.ศ. 2565", 2022),
    ("year", "ปี พ.ศ. 2565", 2022),
    ("year", "ค.ศ. 2022", 2022),
]


@pytest.mark.parametrize(("kind", "written", "meant"), READ)
def test_what_an_officer_writes_is_understood(kind: str, written: object, meant: object) -> None:
    assert read(kind, written) == meant


@pytest.mark.parametrize(("kind", "written", "meant"), READ)
def test_an_editor_is_told_that_what_is_understood_may_be_written(
    kind: str, written: object, meant: object
) -> None:
    schema = ADAPTERS[kind].json_schema()
    assert "string" in schema["type"]
    assert "·" in schema["description"]
    if isinstance(written, str):
        assert re.search(schema["pattern"], written.strip())


@pytest.mark.parametrize("kind", TYPES)
def test_the_examples_an_editor_shows_are_understood(kind: str) -> None:
    for shown in ADAPTERS[kind].json_schema()["examples"]:
        read(kind, shown)


# What is refused, and why

SEVERAL: tuple[object, ...] = ([], {}, (1,), b"1")
REFUSED: list[tuple[str, object, str]] = [
    *((kind, blank, "answer_blank") for kind in TYPES for blank in ("", " \t", "\u200b", None)),
    *((kind, wrong, "not_one_value") for kind in TYPES for wrong in SEVERAL),
    *((kind, True, "not_one_value") for kind in TYPES if kind != "flag"),
    ("text", "ก\x00", "control_character"),
    ("text", "\ud800", "control_character"),
    ("text", "ก" * 2_000_001, "text_too_long"),
    ("text", 10**5000, "number_too_long"),
    ("text", Decimal("1E+999999999"), "number_too_long"),
    ("slug", "Flood", "slug_shape"),
    ("slug", "-a", "slug_shape"),
    ("slug", "น้ำ", "slug_shape"),
    ("slug", "a" * 81, "slug_shape"),
    ("flag", "ครับ", "flag_unclear"),
    ("flag", 1, "flag_unclear"),
    ("flag", "ใช่" * 100, "value_too_long"),
    ("whole", "25 คน", "number_unit"),
    ("whole", "5.5", "whole_fraction"),
    ("whole", -1, "number_negative"),
    ("whole", 10**12 + 1, "number_too_large"),
    ("money", "1,25,000", "number_commas"),
    ("money", "1,25", "number_commas"),
    ("money", "0,625", "number_commas"),
    ("money", "25 คน", "money_unit"),
    ("money", "25%", "money_unit"),
    ("money", "1e6", "number_exponent"),
    ("money", "1.5E+6", "number_exponent"),
    ("money", "12.50", "money_fraction"),
    ("money", "1.2345678 ล้าน", "money_fraction"),
    ("money", "-5", "number_negative"),
    ("money", 10**14 + 1, "number_too_large"),
    ("money", "101 ล้านล้าน", "number_too_large"),
    ("money", "9" * 19, "number_too_long"),
    ("money", 10**5000, "number_too_long"),
    ("money", "5-10 ล้าน", "number_unreadable"),
    ("money", "1 ล้าน 2 แสน", "number_unreadable"),
    ("money", "ประมาณ 5 ล้าน", "number_unreadable"),
    ("money", float("nan"), "number_unreadable"),
    ("money", float("inf"), "number_unreadable"),
    ("percent", 100.5, "percent_range"),
    ("percent", "-1", "percent_range"),
    ("percent", "62.5 บาท", "percent_unit"),
    ("percent", "0.625", "percent_decimals"),
    ("percent", 33.333333, "percent_decimals"),
    ("number", "5 กม.", "number_unit"),
    ("number", 10**12, "number_too_large"),
    ("number", "-1,000,000,000,000", "number_too_large"),
    ("number", "0.0000001", "number_decimals"),
    ("number", "999999999999.9999", "number_too_long"),
    ("number", "12:30", "number_unreadable"),
    ("number", "๑๒a๓", "number_unreadable"),
    ("date", "2565-03-01", "buddhist_era"),
    ("date", "2567-02-29", "buddhist_era"),
    ("date", "2565-02-29", "no_such_day"),
    ("date", "31 ก.พ. 2565", "no_such_day"),
    ("date", "0/1/2565", "no_such_day"),
    ("date", "1/13/2565", "no_such_month"),
    ("date", "2022-00-01", "no_such_month"),
    ("date", "1 ตุลาคน 2565", "month_name"),
    ("date", "1 ต.ค. 65", "year_digits"),
    ("date", "1/10/65", "year_digits"),
    ("date", "65-10-01", "year_digits"),
    ("date", "1 ตุลาคม พ.ศ. 2022", "year_era"),
    ("date", "1 ตุลาคม ค.ศ. 2565", "year_era"),
    ("date", "1899-12-31", "year_range"),
    ("date", "1 มกราคม 2442", "year_range"),
    ("date", "9999-01-01", "year_range"),
    ("date", "ตุลาคม 2565", "date_unreadable"),
    ("date", 2565, "date_unreadable"),
    ("date", "เมื่อวาน", "date_unreadable"),
    ("date", "1" * 300, "value_too_long"),
    ("date", datetime.datetime(2022, 10, 1, 9), "date_unreadable"),
    ("month", "2565-10", "buddhist_era"),
    ("month", "ตุลาคม 65", "year_digits"),
    ("month", "65-10", "year_digits"),
    ("month", "13/2565", "no_such_month"),
    ("month", "2022-13", "no_such_month"),
    ("month", "2022-10-01", "month_unreadable"),
    ("month", "2565", "month_unreadable"),
    ("month", datetime.date(2022, 10, 2), "month_unreadable"),
    ("year", 65, "year_digits"),
    ("year", "๖๕", "year_digits"),
    ("year", 2300, "year_range"),
    ("year", "พ.ศ. 2022", "year_era"),
    ("year", "-2022", "year_unreadable"),
    ("year", "ปีหน้า", "year_unreadable"),
]


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    REFUSED,
    ids=lambda value: ascii(value)[:24] if isinstance(value, str) else type(value).__name__,
)
def test_what_could_mean_two_things_is_refused_with_a_sentence(
    words: Any, kind: str, written: object, code: str
) -> None:
    found, values = refusal(kind, written)
    assert found == code
    for lang in ("th", "en"):
        assert len(words[code][lang].format_map(values)) < 400


def test_a_buddhist_era_year_in_an_iso_date_is_answered_with_the_date_to_write(words: Any) -> None:
    code, values = refusal("date", "2565-03-01")
    assert words[code]["en"].format_map(values) == "2565-03-01 is a Buddhist-era year; write 2022-03-01"
    assert refusal("month", "๒๕๖๕-๐๓")[1]["meant"] == "2022-03"


def test_a_share_is_never_taken_for_a_percentage() -> None:
    assert read("percent", "0.62") == Decimal("0.62")
    assert refusal("percent", "0.625")[0] == "percent_decimals"


def test_every_code_has_an_example_and_a_sentence_whose_blanks_are_filled(words: Any) -> None:
    shown = {code for _, _, code in REFUSED}
    for code, given_values in (*codes_in(quantities), *codes_in(thai_dates)):
        assert code in shown
        for lang in ("th", "en"):
            assert blanks(words[code][lang]) <= given_values


def codes_in(module: Any) -> list[tuple[str, set[str]]]:
    """Each code that is written in a module, with the names of the values it is given."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call)]
    return [
        (str(call.args[0].value), {str(keyword.arg) for keyword in call.keywords})
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id == "refused"
        and isinstance(call.args[0], ast.Constant)
    ]


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


# Blank answers


class Filed(BaseModel):
    """A record as the forms use these types."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Text | None = None
    slug: Slug | None = None
    flag: Flag | None = None
    whole: Whole | None = None
    money: Money | None = None
    percent: Percent | None = None
    number: Number | None = None
    date: Date | None = None
    month: Month | None = None
    year: Year | None = None
    rows: tuple[Text, ...] = ()
    draft: Flag = False

    _blanks = model_validator(mode="before")(answered)


def test_a_blank_answer_is_an_absent_answer() -> None:
    blank = dict.fromkeys(Filed.model_fields, " \u200b")
    assert Filed.model_validate(blank) == Filed()
    assert Filed.model_validate(dict.fromkeys(Filed.model_fields)) == Filed()


def test_a_blank_in_a_list_is_pointed_at_in_its_place() -> None:
    with pytest.raises(ValidationError) as caught:
        Filed.model_validate({"rows": ["ก", " ", "ค"]})
    assert [(error["loc"], error["type"]) for error in caught.value.errors()] == [
        (("rows", 1), "answer_blank")
    ]


def test_a_blank_deep_inside_is_taken_out_and_nothing_else() -> None:
    given_data = {"a": [{"b": "", "c": 0, "d": False}, None], "e": {"f": {"g": None}}}
    assert answered(given_data) == {"a": [{"c": 0, "d": False}, None], "e": {"f": {}}}


# Stored and read again

thai_text = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("กำแ่๑\n"), min_size=1)
years = st.integers(1900, 2200)
filings: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    text=thai_text.filter(lambda text: bool(answered({"a": text})) and not {"\ufffe", "\uffff"} & set(text)),
    slug=st.from_regex(r"[a-z0-9][a-z0-9-]{0,79}", fullmatch=True),
    flag=st.booleans(),
    whole=st.integers(0, 10**12),
    money=st.integers(0, 10**14),
    percent=st.integers(0, 10_000).map(lambda basis_points: Decimal(basis_points).scaleb(-2)),
    number=st.tuples(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(3, 6)).map(
        lambda pair: Decimal(pair[0]).scaleb(-pair[1])
    ),
    date=st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)),
    month=st.builds(Month, years, st.integers(1, 12), st.just(1)),
    year=years,
)


@given(filings)
def test_what_is_stored_is_read_back_as_the_same(values: dict[str, Any]) -> None:
    filed = Filed.model_validate(values)
    assert Filed.model_validate(filed.model_dump()) == filed
    assert Filed.model_validate(filed.model_dump(mode="json")) == filed
    stored = filed.model_dump_json().encode()
    again = Filed.model_validate(document("city.json", stored).data)
    assert again == filed
    assert again.model_dump_json().encode() == stored


def test_what_is_stored_is_plain_json() -> None:
    filed = Filed.model_validate(
        {
            "money": "1.25 ล้าน",
            "percent": "62.50",
            "number": "0.00001",
            "date": "1/10/2565",
            "month": "10/2565",
        }
    )
    assert json.loads(filed.model_dump_json(exclude_unset=True)) == {
        "money": 1250000,
        "percent": 62.5,
        "number": "0.00001",  # as a float it would be printed with an exponent
        "date": "2022-10-01",
        "month": "2022-10",
    }


def test_a_percentage_and_a_month_are_told_apart_from_other_numbers_and_dates() -> None:
    filed = Filed.model_validate({"percent": 50, "number": 50, "month": "2022-10", "date": "2022-10-01"})
    assert [type(filed.percent), type(filed.number)] == [Percent, Decimal]
    assert [type(filed.month), type(filed.date)] == [Month, datetime.date]
    assert str(filed.month) == f"{filed.month}" == "2022-10"
    assert copy.deepcopy(filed) == filed == pickle.loads(pickle.dumps(filed))


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)), st.booleans())
def test_a_day_is_the_same_however_it_is_written(day: datetime.date, thai_digits: bool) -> None:
    buddhist = day.year + 543
    names = [name for name, number in thai_dates.MONTHS.items() if number == day.month]
    shapes = [f"{day.day}/{day.month}/{buddhist}", f"{day.day:02}-{day.month:02}-{buddhist}"]
    shapes += [f"{day.day} {name} {era}{buddhist}" for name in names for era in ("", "พ.ศ. ", "พ.ศ.")]
    for shape in shapes:
        written = shape.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) if thai_digits else shape
        assert read("date", written) == day
    assert read("date", day.isoformat()) == day


@given(st.integers(0, 10**14), st.sampled_from(["{}", "{:,}", "{:,}.00", "{} บาท", "฿{:,}", "{:,}.-"]))
def test_an_amount_is_the_same_however_it_is_written(baht: int, shape: str) -> None:
    written = shape.format(baht)
    assert read("money", written) == read("money", thai_digits_to_arabic(written)) == baht


# Nothing a person can type makes anything but a value or a problem

typed = st.one_of(
    st.text(),
    st.text("0123456789๐๑๒,.-−–+eE%฿ /:บาทล้านร้อยละพ.ศ.ค.ตุลาคม\u200b\x00", max_size=30),
    st.integers(),
    st.integers(-(10**400), 10**400),
    st.decimals(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.binary(),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(), st.none(), max_size=1),
    st.dates(),
    st.datetimes(),
)


@given(typed, st.sampled_from(sorted(TYPES)))
@example(Decimal("sNaN"), "number")
@example("1" * 5000, "text")
def test_anything_typed_is_a_value_or_a_problem_with_a_sentence(
    words: Any, written: object, kind: str
) -> None:
    try:
        value = read(kind, written)
    except ValidationError as error:
        for fault in error.errors(include_input=False):
            assert words[fault["type"]]["th"].format_map(fault.get("ctx", {}))
        return
    assert value is not None
    assert read(kind, value) == value
    stored = ADAPTERS[kind].dump_json(value)
    assert read(kind, document("a.json", b'{"a": ' + stored + b"}").data["a"]) == value
