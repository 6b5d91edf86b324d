"""Which question a line of the sheet of single answers is."""

from forms.excel_layout import Column, columns_of
from forms.excel_singles import single_items
from forms.excel_tables import said
from forms.layout import Part
from forms.spelled import bare

MOST_TEXTS = 40  # lines for the texts of one question


class SingleLines:
    """By its key, else by its words: these come in the order of the form, which tells like ones apart."""

    def __init__(self, form: Part) -> None:
        self._lines: list[tuple[tuple[str, ...], Column | None]] = []
        for item, _ in single_items(form):
            if isinstance(item, Part):
                self._lines.append((said(item.said.title.th, item.said.title.en), None))
            else:
                columns = columns_of(item, MOST_TEXTS)
                self._lines += ((said(one.heading("th"), one.heading("en")), one) for one in columns)
        self._keys = {column.key: column for _, column in self._lines if column is not None}
        self._at = 0

    def column(self, key: str, question: str) -> Column | None:
        """The column of answers; None for a line that asks nothing, as the title of a part."""
        if key in self._keys:
            return self._keys[key]
        letters = bare(question)
        for at in range(self._at, len(self._lines) if letters else 0):
            texts, column = self._lines[at]
            if letters in texts:
                self._at = at + 1
                return column
        return None
