"""What the row is called that a row of another sheet belongs to: shown beside its number, by a formula."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from forms.excel_layout import Column
from forms.layout import Part

LAST = 2000  # row of a sheet up to which a number is looked for


class Named(NamedTuple):
    """The cells of a sheet in which the numbers of its rows are, and what the rows are called."""

    numbers: str
    names: str


class Names:
    """Where each list has the names of its rows."""

    def __init__(self) -> None:
        self._lists: dict[str, Named] = {}

    def note(self, table: Part, title: str, first: int, columns: Sequence[Column], start: int) -> None:
        """A list, the first row of its sheet, and its columns, of which `start` is the first."""
        texts = [at for at, one in enumerate(columns) if one.entry.kind == "text" and not one.mark]
        named = [at for at in texts if columns[at].entry.name == "name"]
        if texts:
            letter = get_column_letter(start + (named or texts)[0])
            numbers, names = (f"'{title}'!${one}${first}:${one}${LAST}" for one in ("A", letter))
            self._lists[table.key] = Named(numbers, names)

    def show(self, cell: Any, parents: Sequence[str], number: str, label: str = "", labels: str = "") -> None:
        """Puts into a cell what the row is called whose number another cell has.

        Of several lists, `parents` by their keys, a cell says by its `label` which it is, as `labels` do.
        """
        found = [self._looked_up(key, number) for key in parents]
        chosen = f"CHOOSE(MATCH({label},{labels},0),{','.join(found)})" if label else found[0]
        cell.value = f'=IFERROR({chosen}&"","")'
        cell.style = "form hint"

    def _looked_up(self, key: str, number: str) -> str:
        one = self._lists.get(key)
        return f"INDEX({one.names},MATCH({number},{one.numbers},0))" if one else '""'
