"""The choices of the form's fields, on a hidden sheet of the workbook, where its drop-downs find them."""

from typing import Any

from openpyxl.utils import get_column_letter

from forms.layout import Entry
from forms.wording import FLAGS

TITLE = "_"


class Choices:
    """Writes each list of choices once, when it is first asked for."""

    def __init__(self, book: Any) -> None:
        self._sheet = book.create_sheet(TITLE)
        self._sheet.sheet_state = "hidden"
        self._known: dict[tuple[str, ...], str] = {}

    def source(self, entry: Entry, lang: str) -> str:
        """Where the choices of an entry stand; empty for one that has none."""
        if entry.kind == "flag":
            return self.of(tuple(said[lang] for said in FLAGS.values()))
        return self.of(tuple(title.of(lang) for title in entry.choices.values())) if entry.choices else ""

    def of(self, texts: tuple[str, ...]) -> str:
        """Where these texts stand."""
        if texts not in self._known:
            column = len(self._known) + 1
            for row, text in enumerate(texts, start=1):
                self._sheet.cell(row, column, text).data_type = "s"
            letter = get_column_letter(column)
            self._known[texts] = f"{TITLE}!${letter}$1:${letter}${len(texts)}"
        return self._known[texts]
