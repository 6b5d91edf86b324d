"""Reads reports back that are tables: a workbook as a reader sees it, a CSV as rows by their headings."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
from printed import pdf_pages, word_lines


def book(raw: bytes) -> Any:
    """The workbook."""
    return openpyxl.load_workbook(io.BytesIO(raw))


def rows(raw: bytes, sheet: str, heads: int = 3) -> list[dict[str, Any]]:
    """The entries of a table by its headings, on the row `heads`; notes beneath are left out."""
    every = list(book(raw)[sheet].iter_rows(min_row=heads, values_only=True))
    names = [name for name in every[0] if name]
    entries = every[1:]
    end = next((place for place, row in enumerate(entries) if not any(row)), len(entries))
    return [dict(zip(names, row, strict=False)) for row in entries[:end]]


def facts(raw: bytes, sheet: str) -> dict[str, Any]:
    """What stands beside each name in the first column."""
    return {row[0]: row[1] for row in book(raw)[sheet].iter_rows(values_only=True) if row[0]}


def table(raw: bytes) -> list[dict[str, str]]:
    """The rows of a CSV by their headings."""
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def shown(cell: Any) -> str:
    """The value with as many places as the cell shows."""
    if isinstance(cell.value, str):
        return str(cell.value)
    places = {"#,##0.0": ",.1f", "0.00": ".2f", "0.0%": ".1%", "#,##0": ",.0f"}
    return f"{cell.value:{places.get(cell.number_format, '')}}"


def dump(raw: bytes) -> Iterator[str]:
    """A line for each cell that holds something: sheet, place and what is shown."""
    for sheet in book(raw).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            yield f"{sheet.title}\t{cell.coordinate}\t{shown(cell)}".replace("\n", " ⏎ ")


def read_as_text(raw: bytes, format_: str) -> str:
    """What a report of any format says."""
    read = {"xlsx": dump, "pdf": pdf_pages, "docx": word_lines}.get(format_)
    return "\n".join(read(raw)) if read else raw.decode("utf-8")
