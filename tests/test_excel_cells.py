"""What is taken from the cells of a workbook that any program may have written: what people see in them."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from excel_files import MAIN, amended, changed, plain, read, written
from word_files import OFFICE, saved_by_office

import forms.excel_cells
from forms.excel_cells import Value, grids
from scoring.problems import Faults

STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="{{code}}"/></numFmts>'
    '<cellXfs><xf numFmtId="{number}"/></cellXfs></styleSheet>'
)
DAY = datetime.datetime(2022, 10, 1)
ODD = ["_x005F_", "x005F_y", "a_x000D_b", "_x0041_", "_x0041", "=1", "'a", "a\n\nb", "\u202ea", "🙂"]


def values(raw: bytes) -> dict[str, Value]:
    """What stands in the cells of the only sheet."""
    (grid,) = grids("city.xlsx", raw)
    return {cell.name: cell.value for cell in grid.cells()}


def shown(number: str, code: str) -> tuple[Value, bool]:
    """A number as a cell of that format shows it, and whether that is a percentage."""
    numbered = code.isdecimal()
    look = STYLES.format(code="General" if numbered else code, number=code if numbered else 164)
    (grid,) = grids("city.xlsx", plain(f"<row><c><v>{number}</v></c></row>", styles=look))
    (cell,) = grid.cells()
    return cell.value, cell.percent


def codes(raw: bytes) -> list[str]:
    with pytest.raises(Faults) as caught:
        read(raw)
    return [one.code for one in caught.value.problems]


# Texts


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_text_that_looks_like_an_escape_is_the_same_after_libreoffice_has_saved_it(tmp_path: Path) -> None:
    data = {"part2": {"zone": {"swot": {"strengths": ODD}}}}
    (raw,) = saved_by_office({"a": written(data)}, tmp_path, "xlsx").values()
    assert read(raw).data["part2"] == data["part2"]


def test_a_text_in_pieces_is_one_without_how_it_is_pronounced() -> None:
    pieces = "<r><t>a </t></r><r><t>b_x000D_</t></r><rPh><t>c</t></rPh>"
    raw = plain(
        '<row r="3"><c r="B3" t="s"><v>0</v></c><c t="inlineStr"><is><t>d</t></is></c></row>',
        '<row><c t="str"><f>A1</f><v>e</v></c></row>',
        sharedStrings=f'<sst xmlns="{MAIN}"><si>{pieces}</si></sst>',
    )
    assert values(raw) == {"B3": "a b\r", "C3": "d", "A4": "e"}


def test_blanks_are_nothing() -> None:
    blank = '<c t="inlineStr"><is><t> \u200b\n</t></is></c>'
    assert values(plain(f'<row>{blank}<c s="0"/><c><v></v></c></row>')) == {}


# Numbers and days


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("0.30000000000000004", Decimal("0.3")),
        ("1E+15", 10**15),
        ("45.0", 45),
        ("-0", 0),
        ("4.5E-2", Decimal("0.045")),
        ("99999999999999", 99_999_999_999_999),
        ("NaN", "NaN"),
    ],
)
def test_a_number_is_what_its_cell_shows(stored: str, number: object) -> None:
    assert values(plain(f"<row><c><v>{stored}</v></c></row>")) == {"A1": number}


@pytest.mark.parametrize(
    "code",
    ["14", "71", "81", "[$-107041E]d mmmm yyyy;@", "[$-D07041E]d mmm yy", "d/m/bbbb", "bbbb", "B2d/m/yyyy"],
)
def test_a_day_is_known_by_the_formats_of_a_thai_excel_too(code: str) -> None:
    assert shown("44835", code) == (DAY, False)


@pytest.mark.parametrize("code", ["0", "1", "#,##0", "&quot;day&quot; 0", "[Red]0", "[h]:mm", "59"])
def test_a_number_that_is_shown_as_one_is_no_day(code: str) -> None:
    assert shown("44835", code) == (44835, False)


@pytest.mark.parametrize("code", ["9", "10", "67", "68", "0.0%", "0.00 %"])
def test_a_percentage_is_known_by_its_format(code: str) -> None:
    assert shown("0.45", code) == (Decimal("0.45"), True)


def test_a_sign_of_per_cent_in_quotation_marks_is_only_a_word() -> None:
    assert shown("45", "0 &quot;%&quot;") == (45, False)


def test_days_may_be_counted_from_1904() -> None:
    raw = plain("<row><c><v>43373</v></c></row>", styles=STYLES.format(code="General", number=14))
    since = amended(raw, "book.xml", ("<sheets>", '<workbookPr date1904="1"/><sheets>'))
    assert values(since) == {"A1": DAY}


def test_a_day_beyond_all_days_is_a_number() -> None:
    assert shown("99999999", "14")[0] == 99_999_999


# Formulas, merged cells, rows without end


def test_a_formula_is_worth_what_was_saved_with_it() -> None:
    cells = (
        "<c><f>40+5</f><v>45</v></c>",
        "<c><f>40+5</f></c>",
        '<c t="str"><f>""</f><v></v></c>',
        '<c><f t="shared" si="0"/></c>',
        '<c t="b"><f>TRUE()</f><v>1</v></c>',
    )
    (grid,) = grids("city.xlsx", plain(f"<row>{''.join(cells)}</row>"))
    assert [(cell.name, cell.value, cell.known) for cell in grid.cells()] == [
        ("A1", 45, True),
        ("B1", "=40+5", False),
        ("D1", "=…", False),
        ("E1", True, True),
    ]


def test_what_lies_under_merged_cells_does_not_count_and_is_not_lost() -> None:
    rows = f"<row>{'<c><v>7</v></c>' * 3}</row>" * 3
    merged = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    (grid,) = grids("city.xlsx", plain(rows, after=merged))
    assert {cell.name for cell in grid.cells() if not cell.known} == {"B1", "A2", "B2"}


def test_a_cell_far_away_costs_no_more_than_one_nearby() -> None:
    raw = plain('<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>')
    assert values(raw) == {"XFD1048576": 7}


def test_rows_that_are_only_formatted_are_none() -> None:
    rows = (f'<row r="{row}" s="0" customFormat="1"><c r="A{row}" s="0"/></row>' for row in range(1, 60_000))
    assert values(plain(*rows)) == {}


@pytest.mark.parametrize(("limit", "rows"), [("MOST_ROWS", 60), ("MOST_CELLS", 3)])
def test_a_sheet_of_too_many_rows_or_cells_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, limit: str, rows: int
) -> None:
    monkeypatch.setattr(forms.excel_cells, limit, 50)
    assert codes(plain(f"<row>{'<c><v>7</v></c>' * 20}</row>" * rows)) == ["excel_too_many_rows"]


# Files that are not whole


@pytest.mark.parametrize("raw", [b"", b"PK", written(None)[:5000]])
def test_what_is_no_workbook_is_said(raw: bytes) -> None:
    assert codes(raw) == ["archive_damaged"]


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("book.xml", "<sheets>", "<sheets"),
        ("sheet.xml", "</row>", ""),
        ("sheet.xml", "<v>7</v>", "<v>seven</v>"),
        ("sheet.xml", "<c>", '<c t="s">'),
        ("_rels/book.xml.rels", "sheet.xml", "elsewhere.xml"),
        ("_rels/.rels", '/officeDocument"', '/other"'),
    ],
)
def test_a_workbook_with_a_broken_part_is_one_problem(part: str, before: str, after: str) -> None:
    (code,) = codes(amended(plain("<row><c><v>7</v></c></row>"), part, (before, after)))
    assert code in ("excel_unreadable", "archive_damaged")


def test_a_sheet_of_a_chart_has_no_cells() -> None:
    def change(book: Any) -> None:
        book.create_chartsheet("กราฟ")

    assert read(changed(written(None), change)).unplaced == ()
