"""What the form says around the answers: the official wording, the hints, and whom an addition serves."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from forms.layout import Entry, Part, Said
from forms.spelled import bare
from scoring.documents import document
from scoring.edition import Edition
from scoring.models import Bilingual

SHORT = 4  # letters; shorter words are in too many others
FIELD = re.compile(r"\{([^{}]+)\}")
FOLDER = Path(__file__).parent
Block = Mapping[str, Any]


@cache
def official() -> Mapping[str, Sequence[Block]]:
    """The official form as blocks, by its parts; `official_form.yaml` says what there may be."""
    blocks: Mapping[str, Sequence[Block]] = _yaml("official_form.yaml")
    return blocks


@cache
def _hints() -> Mapping[str, Mapping[str, str]]:
    words: Mapping[str, Mapping[str, str]] = _yaml("form_hints.yaml")
    return words


def _yaml(name: str) -> Any:
    return document(name, (FOLDER / name).read_bytes()).data


def hint(entry: Entry, lang: str) -> str:
    """What stands in an empty field, in `th` or `en`."""
    kind = "many" if entry.many and not entry.choices and entry.kind == "text" else entry.kind
    return _hints()[kind][lang].format(title=entry.said.title.of(lang))


def hints(entry: Entry) -> frozenset[str]:
    """All that may stand in a field that is still empty."""
    return frozenset(hint(entry, lang) for lang in ("th", "en"))


def word_place(lang: str, page: int, number: int, cell: tuple[int, int, int] | None) -> str:
    """Where a paragraph of a Word file stands, as people count; `page` is 0 where that is not known."""
    words = _hints()
    said = [words["page"][lang].format(page=page)] if page else []
    if cell:
        table, row, column = cell
        said.append(words["cell"][lang].format(table=table, row=row + 1, column=column + 1))
    else:
        said.append(words["paragraph"][lang].format(number=number + 1))
    return " ".join(said)


def margin_place(lang: str, name: str) -> str:
    """What a part of a Word file beside its text is called: `header`, `footer`, `footnotes` or `endnotes`."""
    return _hints()[name][lang]


def added_title(lang: str) -> str:
    """The heading over what the official form lacks."""
    return _hints()["added"][lang]


def titles_of(edition: Edition) -> Mapping[str, Bilingual]:
    """What the criteria and sections that an addition may feed are called, by their names."""
    titles = {one.id: one.words.title for one in edition.criteria}
    return titles | {one.id: one.title for one in edition.sections}


def serves(said: Said, within: Said | None, titles: Mapping[str, Bilingual], lang: str) -> str:
    """The criteria or sections that an addition feeds beyond those of what it is part of, in words."""
    known = within.feeds.split(", ") if within else []
    named = [titles[name].of(lang) for name in said.feeds.split(", ") if name in titles and name not in known]
    return _hints()["feeds"][lang].format(criteria=", ".join(named)) if named else ""


class Piece(NamedTuple):
    """A piece of a line: words as they are printed, or the key of a field."""

    text: str
    key: str = ""


def pieces(line: str) -> Iterator[Piece]:
    """A line of the official form taken apart: `"ระยะ {filing.months} เดือน"` has three pieces."""
    end = 0
    for found in FIELD.finditer(line):
        if found.start() > end:
            yield Piece(line[end : found.start()])
        yield Piece("", found[1])
        end = found.end()
    if end < len(line):
        yield Piece(line[end:])


def bilingual(block: Mapping[str, str]) -> Bilingual:
    """The words of a block; one without English says the same in both."""
    return Bilingual(th=block["th"], en=block.get("en") or block["th"])


def items_by_key(form: Part) -> dict[str, Entry | Part]:
    """Every entry and part of the form by its key."""
    found: dict[str, Entry | Part] = {}
    waiting: list[Entry | Part] = list(form.items)
    while waiting:
        item = waiting.pop()
        found[item.key] = item
        waiting += item.items if isinstance(item, Part) else ()
    return found


class CodedRows(NamedTuple):
    """A table of which the form prints the first column: the entry that says which row it is, and the rows.

    Each row's value, with the words by which its line is known.
    """

    entry: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def row_in(self, text: str) -> str | None:
        """The row that a printed line stands for, if it stands for one."""
        shown = bare(text)
        return next((row for row, words in self.rows if any(word in shown for word in words)), None)


@cache
def coded_rows() -> Mapping[str, CodedRows]:
    """The tables whose rows the form names, by their keys: item 9, and the projects in each domain."""
    found = {}
    for kind, body in all_blocks(block for blocks in official().values() for block in blocks):
        if kind in ("results", "counts"):
            rows = ((line["row"], _names(line["th"])) for line in body["rows"] if "row" in line)
            found[body["each"]] = CodedRows("row" if kind == "results" else "domain", tuple(rows))
    return found


def _names(line: str) -> tuple[str, ...]:
    """`สิ่งแวดล้อมอัจฉริยะ (Smart Environment)` is known by either."""
    return tuple(bare(part) for part in re.split(r"[()]", line) if len(bare(part)) > SHORT)


def all_blocks(blocks: Iterable[Block]) -> Iterator[tuple[str, Any]]:
    """Every block, those in cells of tables too, as its kind and its body."""
    for block in blocks:
        ((kind, body),) = block.items()
        yield kind, body
        if kind in ("rows", "sheets"):
            yield from all_blocks(inner for row in body["rows"] for inner in row.get("cell", ()))
