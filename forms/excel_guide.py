"""The first sheet of the workbook: what the form is, how it is filled in, and how much of it is."""

from collections.abc import Sequence
from typing import Any

from forms.excel_layout import Counted
from forms.excel_look import print_whole, protect
from forms.excel_writing import Writing

STEPS = ("how_1", "how_2", "how_3", "how_4", "how_5")


def guide(sheet: Any, writing: Writing, counts: Sequence[Counted]) -> None:
    """Writes it; the numbers are formulas, so that they are right at every moment."""
    sheet.title = writing.say("guide").replace("\n", " ")
    writing.put(sheet["A1"], writing.say("title"), "title")
    writing.put(sheet["A2"], writing.say("basis", edition=writing.edition.id), "text")
    row = 4
    for number, name in enumerate(STEPS, start=1):
        writing.put(sheet.cell(row, 1), f"{number}. {writing.say(name)}", "text")
        row += 1
    row += 1
    for column, name in enumerate(("sheet", "blank_left", "rows_filled"), start=1):
        writing.put(sheet.cell(row, column), writing.say(name), "head")
    for count in counts:
        row += 1
        writing.put(sheet.cell(row, 1), count.title, "text")
        sheet.cell(row, 1).hyperlink = f"#'{count.title}'!A1"
        sheet.cell(row, 3 if count.rows else 2).value = f"={count.formula}"
        for column in (2, 3):
            sheet.cell(row, column).style = "form hint"
    for letter, width in (("A", 90), ("B", 18), ("C", 18)):
        sheet.column_dimensions[letter].width = width
    protect(sheet)
    print_whole(sheet)
