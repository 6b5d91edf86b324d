"""How answers, headings and remarks are put into cells of the workbook."""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from forms.excel_choices import Choices
from forms.excel_layout import TICK, Column, words
from forms.excel_look import FIRST_DAY, chosen, comment, format_of, validation
from forms.excel_names import Names
from forms.form_words import hint, serves, titles_of
from forms.layout import Entry, Part, Said
from forms.wording import as_written
from scoring.documents import Place, dotted
from scoring.edition import Edition
from scoring.models import Bilingual
from scoring.places import form_place, place_label
from scoring.problems import Problem, Where

LONGEST = 32_767  # characters that a cell of Excel holds, an emoji being two
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
MOST_SAID = 3  # criteria in one remark
Cell = Any


class Writing:
    """Writes into cells in `th`, `en` or `both`, and gathers what would not fit."""

    def __init__(self, edition: Edition, lang: str, choices: Choices) -> None:
        self.edition, self.choices = edition, choices
        self.lang = "en" if lang == "en" else "th"
        self.both = lang == "both"
        self.names = Names()
        self.problems: list[Problem] = []
        self._titles = titles_of(edition)

    # Words

    def say(self, name: str, **values: object) -> str:
        """A text of the workbook in the language, or in both."""
        return self.spoken(words()[name]).format(**values)

    def spoken(self, said: Bilingual) -> str:
        """Words in the language, or in both."""
        return f"{said.th}\n{said.en}" if self.both else said.of(self.lang)

    def place(self, said: Said) -> str:
        """The number of an item in the form."""
        return form_place(said.form, self.lang)

    def feeds(self, said: Said, within: Said | None = None) -> str:
        """Whom an addition serves."""
        return serves(said, within, self._titles, self.lang)

    def heading(self, column: Column) -> str:
        """What a column asks."""
        return self.spoken(Bilingual(th=column.heading("th"), en=column.heading("en")))

    def hint(self, column: Column) -> str:
        """How to answer."""
        if column.mark and column.entry.choices:
            return self.say("tick")
        return hint(column.entry, self.lang).strip("[]")

    # Cells

    def put(self, cell: Cell, text: str, style: str) -> None:
        """Words of the form."""
        cell.value, cell.style = ESCAPE.sub("_x005F_", text), f"form {style}"
        if isinstance(cell.value, str) and cell.value:
            cell.data_type = "s"

    def answer(self, cell: Cell, entry: Entry, value: Any, place: Place) -> None:
        """One answer, as what it is: a day, a number, or text that is never a formula."""
        cell.style = "form answer"
        if value is None:
            return
        found = self._stored(entry, value)
        if isinstance(found, str):
            length = len(found.encode("utf-16-le")) // 2
            if length > LONGEST:
                self._too_long(place, length)
                return
            cell.value, cell.data_type = ESCAPE.sub("_x005F_", found), "s"
        else:
            cell.value = found

    def tick(self, cell: Cell, ticked: bool) -> None:
        """A choice of which several may be ticked."""
        cell.style = "form answer"
        cell.value = TICK if ticked else None

    def _stored(self, entry: Entry, value: Any) -> Any:
        match entry.kind:
            case "date":
                day = datetime.date.fromisoformat(value)
                return day if day >= FIRST_DAY else as_written(entry, value, self.lang)
            case "count" | "money" | "share" | "quantity":
                number = Decimal(str(value))
                return int(number) if number == int(number) else float(number)
            case "year":
                return int(as_written(entry, value, self.lang))
        return as_written(entry, value, self.lang)

    def _too_long(self, place: Place, length: int) -> None:
        th, en = (place_label(dotted(place), lang) for lang in ("th", "en"))
        said = {"length": f"{length:,}", "most": f"{LONGEST:,}"}
        self.problems.append(Problem("", None, dotted(place), "excel_text_too_long", said, Where(th, en)))

    # What may be written, and what a reviewer looks for

    def limit(self, sheet: Any, column: Column, cells: str) -> None:
        """What may be written in these cells."""
        entry, ticks = column.entry, bool(column.mark and column.entry.choices)
        source = "" if ticks else self.choices.source(entry, self.lang)
        found = validation(entry, source, self.say, tick=ticks)
        if found is not None:
            found.add(cells)
            sheet.add_data_validation(found)
        code = "" if ticks else format_of(entry, self.lang)
        if code:
            for (cell,) in sheet[cells] if ":" in cells else ((sheet[cells],),):
                cell.number_format = code

    def choose(self, sheet: Any, texts: tuple[str, ...], cells: str) -> None:
        """One of these texts may be chosen in these cells."""
        found = chosen(self.choices.of(texts), self.say)
        found.add(cells)
        sheet.add_data_validation(found)

    def remark(self, cell: Cell, item: Entry | Part) -> None:
        """What a reviewer looks for where this is answered."""
        said = list(self._looked_for(item))
        if said:
            cell.comment = comment([self.say("reviewer"), *said[:MOST_SAID]])

    def _looked_for(self, item: Entry | Part) -> Iterator[str]:
        """Of the criteria that rest on this field, and of those that an addition serves."""
        bare, feeds = item.key.replace("[]", ""), item.said.feeds.split(", ")
        for one in self.edition.criteria:
            if bare in one.words.fields or one.id in feeds:
                title, evidence = one.words.title, one.words.evidence
                said = Bilingual(th=f"{title.th}: {evidence.th}", en=f"{title.en}: {evidence.en}")
                yield self.spoken(said)
