"""The pieces a Word document is made of: paragraphs, runs, tables and content controls, as XML.

Names and order of elements are those of ECMA-376, part 1, section 17, and of the Word 2010 and 2012
extensions (check boxes, repeating sections). Sizes are in half points, widths in twentieths of a point.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from lxml import etree
from lxml.builder import ElementMaker

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BOXES = {True: "☒", False: "☐"}

Node = Any  # an lxml element
_w = ElementMaker(namespace=W, nsmap={"w": W, "w14": W14, "w15": W15})
_w14 = ElementMaker(namespace=W14, nsmap={"w14": W14})
_w15 = ElementMaker(namespace=W15, nsmap={"w15": W15})


class Style(NamedTuple):
    """How a run looks."""

    bold: bool = False
    colour: str = ""
    size: int = 0


PLAIN, BOLD, HINT, SMALL = Style(), Style(bold=True), Style(colour="767676"), Style(colour="595959", size=24)


def w(name: str, *inner: Node, **attributes: object) -> Node:
    """An element of WordprocessingML with attributes of the same namespace."""
    return _w(name, *inner, **{f"{{{W}}}{key}": str(value) for key, value in attributes.items()})


def val(name: str, value: object) -> Node:
    """An element that says one thing: `<w:jc w:val="center"/>`."""
    return w(name, val=value)


def run(text: str, style: Style = PLAIN) -> Node:
    """Text that looks alike; lines and tabs in it are kept."""
    return w("r", *_look(style), *_text(text))


def _look(style: Style) -> Iterator[Node]:
    """Thai takes the complex-script halves of bold and size."""
    said = [
        *((w("b"), w("bCs")) if style.bold else ()),
        *((val("color", style.colour),) if style.colour else ()),
        *((val("sz", style.size), val("szCs", style.size)) if style.size else ()),
    ]
    if said:
        yield w("rPr", *said)


def _text(text: str) -> Iterator[Node]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield w("br")
        for at, piece in enumerate(line.split("\t")):
            if at:
                yield w("tab")
            if piece:
                node = w("t", piece)
                node.set(SPACE, "preserve")
                yield node


def paragraph(*inner: Node, style: str = "", keep: bool = False) -> Node:
    """A paragraph in a style by its id; `keep`: on the page of what follows."""
    said = [*((val("pStyle", style),) if style else ()), *((w("keepNext"),) if keep else ())]
    return w("p", *((w("pPr", *said),) if said else ()), *inner)


# Content controls


def control(key: str, number: int, content: Sequence[Node], kind: Node, *, empty: bool) -> Node:
    """A content control with its key as tag and as alias; `number` is its own in the document."""
    return w(
        "sdt",
        w(
            "sdtPr",
            val("alias", key),
            val("tag", key),
            val("id", number),
            *((w("showingPlcHdr"),) if empty else ()),
            kind,
        ),
        w("sdtContent", *content),
    )


def rich_kind() -> Node:
    """Paragraphs."""
    return w("richText")


def date_kind() -> Node:
    """A date picker of the Buddhist calendar."""
    return w(
        "date",
        val("dateFormat", "d MMMM yyyy"),
        val("lid", "th-TH"),
        val("storeMappedDataAs", "dateTime"),
        val("calendar", "thai"),
    )


def list_kind(choices: Mapping[str, str]) -> Node:
    """A drop-down of words, each with its code."""
    return w("dropDownList", *(w("listItem", displayText=text, value=code) for code, text in choices.items()))


def tick(key: str, number: int, *, ticked: bool) -> Node:
    """A box to tick."""
    states = ((f"{state}edState", f"{ord(BOXES[state == 'check']):04X}") for state in ("check", "uncheck"))
    font = f"{{{W14}}}font"
    kind = _w14(
        "checkbox",
        _w14("checked", {f"{{{W14}}}val": str(int(ticked))}),
        *(_w14(name, {f"{{{W14}}}val": code, font: "MS Gothic"}) for name, code in states),
    )
    box = run(BOXES[ticked])
    box.insert(
        0, w("rPr", w("rFonts", ascii="MS Gothic", eastAsia="MS Gothic", hAnsi="MS Gothic", cs="MS Gothic"))
    )
    return control(key, number, [box], kind, empty=False)


def repeating(key: str, number: Iterator[int], items: Iterable[Sequence[Node]]) -> Node:
    """A section that repeats, with a button that adds another: rows of a table, or paragraphs and tables."""
    each = (
        w(
            "sdt",
            w("sdtPr", val("id", next(number)), _w15("repeatingSectionItem")),
            w("sdtContent", *item),
        )
        for item in items
    )
    return w(
        "sdt",
        w("sdtPr", val("alias", key), val("tag", key), val("id", next(number)), _w15("repeatingSection")),
        w("sdtContent", *each),
    )


# Tables


def table(widths: Sequence[int], *rows: Node, lines: str = "auto") -> Node:
    """A table of columns so wide; rows may be wrapped in controls."""
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(edge, val="single", sz=4, space=0, color=lines) for edge in edges))
    return w(
        "tbl",
        w("tblPr", w("tblW", w=sum(widths), type="dxa"), borders, w("tblLayout", type="fixed")),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *rows,
    )


def row(*cells: Node, head: bool = False, whole: bool = True) -> Node:
    """A row; `whole`: no page end cuts it, `head`: it is said again on every page."""
    said = [*((w("cantSplit"),) if whole else ()), *((w("tblHeader"),) if head else ())]
    return w("tr", *((w("trPr", *said),) if said else ()), *cells)


def cell(width: int, *inner: Node, span: int = 1, fill: str = "", merge: str = "") -> Node:
    """A cell; one that ends with a table gets the paragraph that Word wants there."""
    said = [
        w("tcW", w=width, type="dxa"),
        *((val("gridSpan", span),) if span > 1 else ()),
        *((val("vMerge", merge),) if merge else ()),
        *((w("shd", val="clear", color="auto", fill=fill),) if fill else ()),
    ]
    content = list(inner)
    if not content or content[-1].tag != f"{{{W}}}p":
        content.append(paragraph(style="Gap"))
    return w("tc", w("tcPr", *said), *content)


def flat(many: Iterable[Iterable[Node]]) -> list[Node]:
    """The nodes of several lists."""
    return list(chain.from_iterable(many))


def is_named(node: Node, name: str) -> bool:
    """Whether it is the element of that name in WordprocessingML."""
    return bool(node.tag == f"{{{W}}}{name}")


class NotXml(ValueError):
    """What was to be XML is not, or is nested deeper than people write."""


def parsed(raw: bytes) -> Node:
    """The root of an XML part, with nothing fetched and no entity resolved; raises NotXml."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise NotXml(str(error)) from error
