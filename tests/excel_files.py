"""Workbooks for tests: written, changed as people change them, and read."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
from word_files import EDITION, FORM

from forms.excel_form import excel_form
from forms.excel_layout import workbook
from forms.excel_reading import read_excel
from forms.gathered import FormDocument

Data = dict[str, Any]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{KINDS}/{{kind}}" Target="{{target}}"/>{{more}}</Relationships>'
)
MORE = f'<Relationship Id="{{kind}}" Type="{KINDS}/{{kind}}" Target="{{kind}}.xml"/>'
SHEET = '<sheets><sheet name="แผ่น 1" sheetId="1" r:id="r1"/></sheets>'
BOOK_XML = f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}">{SHEET}</workbook>'
BOOK = workbook(FORM, "th")
SHEETS = {sheet.table.key: sheet.title for sheet in BOOK.sheets}


def written(data: Data | None, lang: str = "th") -> bytes:
    """The workbook with these answers."""
    return excel_form(FORM, EDITION, data, lang)


def read(raw: bytes) -> FormDocument:
    """What is read from a workbook."""
    return read_excel("city.xlsx", raw, FORM, EDITION)


def changed(raw: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after somebody has worked in it."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def amended(raw: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """The workbook with pieces of the XML of a part exchanged, each for what stands beside it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                for before, after in changes:
                    assert before.encode() in text, before
                    text = text.replace(before.encode(), after.encode(), 1)
            new.writestr(name, text)
    return file.getvalue()


def plain(*rows: str, **parts: str) -> bytes:
    """A workbook of one sheet with these rows, as XML, and nothing that it need not have."""
    sheet = f"<sheetData>{''.join(rows)}</sheetData>{parts.pop('after', '')}"
    texts = {"sheet": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>', **parts}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("_rels/.rels", RELATIONS.format(kind="officeDocument", target="book.xml", more=""))
        more = "".join(MORE.format(kind=kind) for kind in parts)
        relations = RELATIONS.format(kind="worksheet", target="sheet.xml", more=more)
        archive.writestr("_rels/book.xml.rels", relations)
        archive.writestr("book.xml", BOOK_XML)
        for name, text in texts.items():
            archive.writestr(f"{name}.xml", text)
    return file.getvalue()


def cell_of(book: Any, table: str, field: str, row: int = 0) -> Any:
    """The cell of a field in a row of a list, from 0; of a single answer where the table is empty."""
    if not table:
        sheet = book[BOOK.singles]
        return next(sheet.cell(one.row, 4) for (one,) in sheet["A1:A200"] if one.value == field)
    sheet = book[SHEETS[table]]
    column = next(one.column for one in sheet[1] if one.value == f"{table}.{field}")
    return sheet.cell(5 + row, column)
