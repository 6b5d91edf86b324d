"""Which row of each table a control of a Word form is in."""

from forms.word_controls import Control

Rows = tuple[int, ...]


class TableRows:
    """Which row of each table a control is in.

    A table within a repeating item begins a row with each; where such items were lost, a row begins when a
    control comes that the row has had already.
    """

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._item: dict[str, int | None] = {}
        self._had: dict[str, set[str]] = {}

    def of(self, control: Control) -> Rows:
        """The number of the row in each of the tables that the control is in."""
        tables = tables_of(control.key)
        for depth, table in enumerate(tables):
            item = control.items[depth] if len(control.items) == len(tables) else None
            innermost = depth == len(tables) - 1
            if self._begins(table, item, control.key if innermost else ""):
                self._begin(table, item)
            if innermost:
                self._had[table].add(control.key)
        return tuple(self._number[table] for table in tables)

    def latest(self, key: str) -> Rows:
        """The row that the last control of this key was in."""
        return tuple(self._number.get(table, 0) for table in tables_of(key))

    def _begins(self, table: str, item: int | None, key: str) -> bool:
        if table not in self._number or self._item[table] != item:
            return True
        return item is None and key in self._had[table]

    def _begin(self, table: str, item: int | None) -> None:
        self._number[table] = self._number.get(table, -1) + 1
        self._item[table], self._had[table] = item, set()
        for inner in [one for one in self._number if one.startswith(f"{table}.")]:
            del self._number[inner]


def tables_of(key: str) -> list[str]:
    """The tables that a key is in, the outermost first: `a[].b[].c` is in `a[]` and `a[].b[]`."""
    steps = key.partition("=")[0].split("[]")
    return ["[]".join(steps[:depth]) + "[]" for depth in range(1, len(steps))]
