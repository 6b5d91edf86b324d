"""Answers in Word: a content control for each, beside what it is called, alone or as rows of a table."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import Any, NamedTuple

from forms import word_xml as x
from forms.filled import is_asked, rows_of, value_of
from forms.form_words import hint, serves, titles_of
from forms.layout import Entry, Part, Said
from forms.word_bookmarks import marked
from forms.wording import FLAGS, as_written, listed
from scoring.edition import Edition
from scoring.models import Bilingual

Node = x.Node
BLANK_ROWS = 3  # in a table with nothing in it; Word's + adds more
INLINE = 4  # as many choices of one field are boxes in a line; more are a list to choose from
COLUMNS = 6  # a table of more is a card a row
EDGES = 230  # what the edges of a cell take of its width
HEAD = "F2F2F2"


class At(NamedTuple):
    """Where the writer is: the key of the row it fills in, if any, the data there, the width left."""

    key: str
    data: Any
    width: int

    def full(self, key: str) -> str:
        """The key of what is called so in the row."""
        return f"{self.key}.{key}" if self.key else key


class Answers:
    """Writes answers, numbering the controls; `lang` is `th`, `en` or `both`."""

    def __init__(self, edition: Edition, lang: str) -> None:
        self._titles = titles_of(edition)
        self.lang = "en" if lang == "en" else "th"
        self.both = lang == "both"
        self.number = count(1)

    def say(self, words: Bilingual) -> str:
        """The words in the first language."""
        return words.of(self.lang)

    def label(self, item: Entry | Part) -> str:
        """What a field or a table is called."""
        title = item.said.title
        return f"{title.th} · {title.en}" if self.both else self.say(title)

    # Answers

    def answer(self, entry: Entry, value: Any, *, inline: bool) -> list[Node]:
        choices = self._choices(entry)
        if choices and (entry.many or (inline and len(choices) <= INLINE)):
            return self._ticks(entry, choices, value)
        shown = "" if value is None else self._written_value(entry, value)
        kind = x.rich_kind()  # LibreOffice loses the lines of plain text
        if choices:
            kind = x.list_kind(choices)
        elif entry.kind == "date":
            kind = x.date_kind()
        look = x.PLAIN if shown else x.HINT
        text = shown or hint(entry, self.lang)
        control = x.control(entry.key, next(self.number), [x.run(text, look)], kind, empty=not shown)
        return marked(entry.key, next(self.number), control)

    def _written_value(self, entry: Entry, value: Any) -> str:
        if entry.many:
            return ", ".join(as_written(entry, one, self.lang) for one in value)
        return as_written(entry, value, self.lang)

    def _choices(self, entry: Entry) -> dict[str, str]:
        """The codes an answer may take, each in words."""
        if entry.kind == "flag":
            return {str(code).lower(): words[self.lang] for code, words in FLAGS.items()}
        return {code: words.of(self.lang) for code, words in entry.choices.items()}

    def _ticks(self, entry: Entry, choices: Mapping[str, str], value: Any) -> list[Node]:
        chosen = value if entry.many else [str(value).lower() if entry.kind == "flag" else value]
        nodes: list[Node] = []
        for code, words in choices.items():
            ticked = value is not None and code in chosen
            key = f"{entry.key}={code}"
            box = x.tick(key, next(self.number), ticked=ticked)
            nodes += (*marked(key, next(self.number), box), x.run(f"\u00a0{words}   "))
        return nodes

    def paragraph(self, entry: Entry, value: Any) -> Node:
        """A paragraph that holds many texts, a line each."""
        text = listed(value) if value else hint(entry, self.lang)
        look = x.PLAIN if value else x.HINT
        control = x.control(entry.key, next(self.number), [x.run(text, look)], x.rich_kind(), empty=not value)
        return x.paragraph(*marked(entry.key, next(self.number), control), style="Answer")

    def items(self, items: Sequence[Entry | Part], at: At, within: Said | None) -> Iterator[Node]:
        """Entries with what each is called, short ones together in a line; parts with their titles."""
        for short, run in groupby(items, _is_short):
            if short:
                yield x.paragraph(*x.flat(self._labelled(one, at, within) for one in run), style="Label")
            else:
                yield from x.flat(self._item(one, at, within) for one in run)

    def _item(self, item: Entry | Part, at: At, within: Said | None) -> Iterator[Node]:
        if isinstance(item, Part) and not (any(item.all_entries()) and is_asked(item, at.data)):
            return  # as where an edition asks nothing of its own
        if isinstance(item, Part) and item.repeats:
            yield from self.table(item, at, within)
        elif isinstance(item, Part):
            title = x.run(self.label(item), x.BOLD)
            yield x.paragraph(title, *self._serves(item, within), style="Label", keep=True)
            yield from self.items(item.items, at, item.said)
        elif item.many:
            label = x.run(f"{self.label(item)}:")
            yield x.paragraph(label, *self._serves(item, within), style="Label", keep=True)
            yield self.paragraph(item, value_of(at.data, item))
        else:
            yield x.paragraph(*self._labelled(item, at, within), style="Label")

    def _labelled(self, item: Entry | Part, at: At, within: Said | None) -> list[Node]:
        assert isinstance(item, Entry)
        answer = self.answer(item, value_of(at.data, item), inline=False)
        return [x.run(f"{self.label(item)}: "), *answer, *self._serves(item, within), x.run("    ")]

    def _serves(self, item: Entry | Part, within: Said | None) -> list[Node]:
        words = serves(item.said, within, self._titles, self.lang)
        return [x.run(f" ({words})", x.SMALL)] if words else []

    def table(self, part: Part, at: At, within: Said | None = None) -> Iterator[Node]:
        """A table with its title: a grid where its rows are short, else a box a row."""
        title = x.run(self.label(part), x.BOLD)
        yield x.paragraph(title, *self._serves(part, within), style="Label", keep=True)
        entries = list(part.entries())
        if len(entries) <= COLUMNS and not list(part.tables()):
            yield self._grid(part, entries, at)
        else:
            yield self._boxes(part, at)
        yield x.paragraph(style="Gap")

    def _grid(self, part: Part, entries: Sequence[Entry], at: At) -> Node:
        width = at.width // len(entries)
        head = (
            x.cell(width, x.paragraph(x.run(self.label(one), x.BOLD), style="Cell"), fill=HEAD)
            for one in entries
        )
        items = []
        for data in rows_of(at.data, part) or [{}] * (1 if at.key else BLANK_ROWS):
            row = At(part.key, data, at.width)
            items.append([x.row(*(self._cell(one, row, width) for one in entries))])
        rows = x.repeating(part.key, self.number, items)
        return x.table([width] * len(entries), x.row(*head, head=True), rows)

    def _cell(self, entry: Entry, at: At, width: int) -> Node:
        value = value_of(at.data, entry)
        if entry.many and entry.kind == "text":
            return x.cell(width, self.paragraph(entry, value))
        return x.cell(width, x.paragraph(*self.answer(entry, value, inline=False), style="Cell"))

    def _boxes(self, part: Part, at: At) -> Node:
        items = []
        for data in rows_of(at.data, part) or [{}]:
            row = At(part.key, data, at.width - EDGES)
            items.append([x.row(x.cell(at.width, *self.items(part.items, row, part.said)), whole=False)])
        return x.table([at.width], x.repeating(part.key, self.number, items))


def _is_short(item: Entry | Part) -> bool:
    """Whether it takes little room: anything but texts and tables."""
    return isinstance(item, Entry) and not item.many and item.kind not in ("text", "slug")
