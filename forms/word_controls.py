"""What stands in a Word file: its content controls, and the text around them, in reading order.

A control is known by its tag, or by its alias where the tag was lost; the outermost of several counts. Text
is as people see it: what was deleted while changes were tracked is not read, what was inserted is.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from forms import word_xml as x
from forms.word_bookmarks import RULE

Node = Any
Items = tuple[int, ...]
Cell = tuple[int, int, int] | None
TICKED, UNTICKED = "☒☑✓✔✗", "☐"
UNREAD = {  # what was deleted, and what says how things look
    *("del", "moveFrom", "instrText", "delText"),
    *("pPr", "rPr", "tblPr", "tblGrid", "sdtPr", "trPr", "tcPr", "sectPr"),
}
TEXT_BOX = "txbxContent"  # paragraphs of their own within a paragraph
EITHER = "AlternateContent"  # the same thing twice, for newer and for older programs


class Control(NamedTuple):
    """One content control: its key, known by `tag`, `bookmark` or `alias`, and its texts, one a paragraph.

    `ticked` is None for what is no box; `empty`: it still shows what Word shows in an empty one. `items` are
    the numbers of the repeating items around it, the outermost first; `number` is its own among the controls
    and `at` its turn in the document.
    """

    key: str
    rule: str
    texts: tuple[str, ...]
    ticked: bool | None
    empty: bool
    items: Items
    cell: Cell
    number: int
    at: int


class Line(NamedTuple):
    """A paragraph: what of its text stands in no control, and whether there are controls in it.

    `cell` is the number of the table, row and column around it, None outside of tables; a column is one of
    the table's grid, which wider cells take more of. `page` is 0 where the file does not say.
    """

    outside: str
    controls: bool
    cell: Cell
    page: int
    number: int
    at: int


def read(root: Node) -> tuple[list[Control], list[Line]]:
    """The controls and the paragraphs of a document's main part."""
    reader = _Reader(_page_break(root))
    reader.read(root, _Around((), None, inside=False))
    return reader.controls, reader.lines


def nodes(root: Node) -> dict[tuple[str | int, ...], Node]:
    """The element of each control and each line, by its mark: `("control", 3)`, `("line", 17)`."""
    reader = _Reader(_page_break(root))
    reader.read(root, _Around((), None, inside=False))
    return reader.nodes


def _page_break(root: Node) -> str:
    """What a new page is known by: where Word says that one began, else where somebody wanted one."""
    for name in ("lastRenderedPageBreak", "br"):
        if any(map(_is_page_break, root.iter(f"{{{x.W}}}{name}"))):
            return name
    return ""


class _Around(NamedTuple):
    """What is around a node: repeating items, a cell, and whether a control that has been taken."""

    items: Items
    cell: Cell
    inside: bool


class _Reader:
    """Goes through a document once, from the beginning to the end."""

    def __init__(self, page_break: str) -> None:
        self.controls: list[Control] = []
        self.lines: list[Line] = []
        self.nodes: dict[tuple[str | int, ...], Node] = {}
        self._items = self._tables = self._breaks = 0
        self._page_break = page_break

    def read(self, node: Node, around: _Around) -> None:
        """Takes in what a node holds."""
        steps = {"sdt": self._control, "p": self._paragraph, "tbl": self._table}
        for child in node if node is not None else ():
            name = _name(child)
            if name in steps:
                steps[name](child, around)
            elif name == EITHER:
                self.read(next(iter(child), None), around)
            elif name not in UNREAD:
                self.read(child, around)

    @property
    def _at(self) -> int:
        return len(self.controls) + len(self.lines)

    def _control(self, node: Node, around: _Around) -> None:
        properties, content = _child(node, "sdtPr"), _child(node, "sdtContent")
        around = around._replace(items=self._within(properties, around.items))
        key, rule = _key(properties)
        if key and not around.inside and _child(properties, "repeatingSection") is None:
            texts = tuple(_texts(content))
            empty = _child(properties, "showingPlcHdr") is not None
            ticked = _ticked(properties, "".join(texts))
            number, at = len(self.controls), self._at
            self.nodes["control", number] = node
            self.controls.append(
                Control(key, rule, texts, ticked, empty, around.items, around.cell, number, at)
            )
            around = around._replace(inside=True)
        self.read(content, around)

    def _within(self, properties: Node, items: Items) -> Items:
        """The repeating items around, and the one that begins here."""
        if _child(properties, "repeatingSectionItem") is None:
            return items
        self._items += 1
        return (*items, self._items)

    def _paragraph(self, node: Node, around: _Around) -> None:
        if self._page_break:
            self._breaks += sum(map(_is_page_break, node.iter(f"{{{x.W}}}{self._page_break}")))
        if not around.inside:
            number, at = len(self.lines), self._at
            self.nodes["line", number] = node
            controls = next(node.iter(f"{{{x.W}}}sdt"), None) is not None
            page = self._breaks + 1 if self._page_break else 0
            self.lines.append(Line(_text(node, outside=True), controls, around.cell, page, number, at))
        self.read(node, around)

    def _table(self, node: Node, around: _Around) -> None:
        self._tables += 1
        table = self._tables
        for number, (row, items) in enumerate(self._rows(node, around.items)):
            column = 0
            for cell in _cells(row):
                self.read(cell, _Around(items, (table, number, column), around.inside))
                column += _width(cell)

    def _rows(self, node: Node, items: Items) -> Iterator[tuple[Node, Items]]:
        """Each row, in controls or not, with the repeating items it is in."""
        for child in node if node is not None else ():
            if _name(child) == "tr":
                yield child, items
            elif _name(child) == "sdt":
                within = self._within(_child(child, "sdtPr"), items)
                yield from self._rows(_child(child, "sdtContent"), within)


def _name(node: Node) -> str:
    """The name without its namespace; empty for comments and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _child(node: Node, name: str) -> Node:
    """The first child of that name; None where there is none, and of what is not there."""
    return next((one for one in node if _name(one) == name), None) if node is not None else None


def _cells(row: Node) -> Iterator[Node]:
    """The cells of a row, those in controls too; a control around a cell stays around it."""
    for child in row if row is not None else ():
        if _name(child) == "tc":
            yield child
        elif _name(child) == "sdt":
            yield from _cells(_child(child, "sdtContent"))


def _width(cell: Node) -> int:
    """How many columns of the grid a cell takes."""
    span = _child(_child(cell, "tcPr"), "gridSpan")
    value = span.get(f"{{{x.W}}}val", "1") if span is not None else "1"
    return int(value) if value.isdecimal() and len(value) < 4 else 1


def _is_page_break(node: Node) -> bool:
    return _name(node) != "br" or node.get(f"{{{x.W}}}type") == "page"


def _key(properties: Node) -> tuple[str, str]:
    tag, alias = (_said(properties, name) for name in ("tag", "alias"))
    return (tag, RULE if alias == RULE else "tag") if tag else (alias, "alias") if alias else ("", "")


def _said(properties: Node, name: str) -> str:
    found = _child(properties, name)
    value: str = found.get(f"{{{x.W}}}val", "") if found is not None else ""
    return value


def _ticked(properties: Node, text: str) -> bool | None:
    """Whether a box is ticked, by what it shows; None for what is no box."""
    box = _child(properties, "checkbox")
    shown = text.strip()
    if shown and all(one in TICKED + UNTICKED for one in shown):
        return shown[0] in TICKED
    if box is None:
        return None
    checked = _child(box, "checked")
    value = next(iter(checked.attrib.values()), "1") if checked is not None else "0"
    return value in ("1", "true", "on")


def _texts(content: Node) -> Iterator[str]:
    """The text of each paragraph in a control, or the text of one that is within a paragraph."""
    paragraphs = list(content.iter(f"{{{x.W}}}p")) if content is not None else []
    if paragraphs:
        yield from (_text(one) for one in paragraphs)
    elif content is not None:
        yield _text(content)


def _text(node: Node, *, outside: bool = False) -> str:
    """The text in a node, lines and tabs kept; `outside`: but for what is in controls."""
    return "".join(_spans(node, outside))


def _spans(node: Node, outside: bool) -> Iterator[str]:
    for child in node if node is not None else ():
        name = _name(child)
        if name in SPANS:
            yield SPANS[name](child)
        elif name == EITHER:
            yield from _spans(next(iter(child), None), outside)
        elif name == TEXT_BOX or (outside and name == "sdt" and _key(_child(child, "sdtPr"))[0]):
            continue
        elif name not in UNREAD:
            yield from _spans(child, outside)


def _break(node: Node) -> str:
    return "\n" if node.get(f"{{{x.W}}}type") in (None, "textWrapping") else ""


# Boxes of the fonts Wingdings and Wingdings 2, as older forms have them.
SYMBOLS = {
    "Wingdings": {"FE": "☒", "FD": "☒", "A8": "☐", "6F": "☐", "FC": "✓", "FB": "✗"},
    "Wingdings 2": {"50": "✓", "52": "☑", "53": "☒", "54": "☒", "A3": "☐", "2A": "☐"},
}


def _symbol(node: Node) -> str:
    font, code = (node.get(f"{{{x.W}}}{name}", "") for name in ("font", "char"))
    return SYMBOLS.get(font, {}).get(code.upper()[-2:], "")


def _field(node: Node) -> str:
    """The box of a form field as Word had them before there were controls."""
    box = _child(_child(node, "ffData"), "checkBox")
    if box is None:
        return ""
    states = [one for one in (_child(box, "checked"), _child(box, "default")) if one is not None]
    on = bool(states) and states[0].get(f"{{{x.W}}}val", "1") in ("1", "true", "on")
    return x.BOXES[on]


SPANS: Mapping[str, Callable[[Node], str]] = {
    "t": lambda node: node.text or "",
    "br": _break,
    "cr": _break,
    "tab": lambda _: "\t",
    "noBreakHyphen": lambda _: "-",
    "sym": _symbol,
    "fldChar": _field,
}
