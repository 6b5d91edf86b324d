"""Item 9 in Word: depa's table of results, what we add to a project in a row beneath it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forms import word_xml as x
from forms.filled import rows_of, value_of
from forms.form_words import bilingual
from forms.layout import Entry, Part
from forms.word_answers import EDGES, HEAD, Answers, At
from forms.word_page import WIDE

Node = x.Node
BLANK = 1  # rows under each line of the table that is blank


def results(answers: Answers, block: Mapping[str, Any], part: Part, at: At) -> Iterator[Node]:
    """The table, with the rows of a submission in their order, or blank rows under each line."""
    table = _Results(answers, block["columns"], part)
    found = rows_of(at.data, part)
    lines = [one for one in block["rows"] if not found or "row" not in one]
    rows: list[Node] = [] if found else x.flat(table.section(line) for line in lines)
    if found:
        rows.append(table.repeated(found))
    yield x.table(table.widths, table.head(), *rows)
    yield x.paragraph(style="Gap")


class _Results:
    """Rows of the official table."""

    def __init__(self, answers: Answers, columns: Sequence[Mapping[str, Any]], part: Part) -> None:
        self._answers, self._part = answers, part
        self._columns = [(tuple(column["fields"]), WIDE.inner * column["share"] // 100) for column in columns]
        prefix = f"{part.key}."
        self._entries = {entry.key.removeprefix(prefix): entry for entry in part.entries()}
        self.widths = [width for _, width in self._columns]

    def head(self) -> Node:
        """What each column holds; said again on every page."""
        cells = []
        for names, width in self._columns:
            words = " / ".join(self._answers.label(self._entries[name]) for name in names)
            cells.append(x.cell(width, x.paragraph(x.run(words, x.BOLD), style="Cell"), fill=HEAD))
        return x.row(*cells, head=True)

    def section(self, line: Mapping[str, str]) -> list[Node]:
        """A line of the table, and blank rows under it for a line that takes projects."""
        words = (
            f"{line['code']}. {self._answers.say(bilingual({'th': line['th'], 'en': line.get('en', '')}))}"
        )
        title = x.paragraph(x.run(words, x.BOLD), style="Cell", keep=True)
        heading = x.row(x.cell(sum(self.widths), title, span=len(self.widths), fill=HEAD))
        return [heading, self.repeated([{}] * BLANK)] if "row" in line else [heading]

    def repeated(self, rows: Sequence[Any]) -> Node:
        """Projects, each two rows of the table."""
        return x.repeating(self._part.key, self._answers.number, map(self._project, rows))

    def _project(self, data: Any) -> list[Node]:
        cells = (self._cell(names, data, width) for names, width in self._columns)
        own = {name for names, _ in self._columns for name in names}
        at = At(self._part.key, data, sum(self.widths) - EDGES)
        others: list[Entry | Part] = [one for name, one in self._entries.items() if name not in own]
        added = self._answers.items([*others, *self._part.tables()], at, self._part.said)
        beneath = x.cell(sum(self.widths), *added, span=len(self.widths), fill="EAF3FA")
        return [x.row(*cells), x.row(beneath, whole=False)]

    def _cell(self, names: Sequence[str], data: Any, width: int) -> Node:
        return x.cell(width, *(self._in_cell(self._entries[name], data) for name in names))

    def _in_cell(self, entry: Entry, data: Any) -> Node:
        answer = self._answers.answer(entry, value_of(data, entry), inline=False)
        return x.paragraph(*answer, style="Cell")
