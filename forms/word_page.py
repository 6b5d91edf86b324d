"""What a page of the Word form looks like: paper, margins, fonts and styles."""

import datetime
from typing import Any, NamedTuple

from forms import word_xml as x

FONT = "TH SarabunPSK"  # what government offices have; others show the nearest Thai font they know
MADE = datetime.datetime(2022, 1, 1)  # in a file's properties: the same answers make the same file
MARGIN = 1134


class Paper(NamedTuple):
    """A sheet of A4, in twentieths of a point."""

    width: int
    height: int
    way: str

    @property
    def inner(self) -> int:
        """Between the margins."""
        return self.width - 2 * MARGIN


TALL, WIDE = Paper(11906, 16838, "portrait"), Paper(16838, 11906, "landscape")

# Styles: id, name, size in half points, bold, centred, space before and after in twentieths of a point.
STYLES = (
    ("Centre", "Form centre", 32, True, "center", 0, 60),
    ("BodyText", "Body Text", 32, False, "left", 0, 80),
    ("Answer", "Form answer", 32, False, "left", 40, 40),
    ("Label", "Form label", 30, False, "left", 40, 20),
    ("Cell", "Form cell", 28, False, "left", 0, 0),
    ("Beside", "Form beside", 24, False, "left", 0, 40),
    ("Signature", "Form signature", 32, False, "right", 120, 60),
    ("Gap", "Form gap", 12, False, "left", 0, 0),
    ("Heading1", "heading 1", 36, True, "center", 120, 120),
    ("Heading2", "heading 2", 32, True, "left", 120, 60),
)


def set_up(document: Any, edition: str) -> None:
    """Fonts, styles and paper of a new document; its properties name the edition."""
    styles = document.styles.element
    for node in list(styles):
        if x.is_named(node, "style") and node.get(f"{{{x.W}}}styleId") in {one[0] for one in STYLES}:
            styles.remove(node)
        elif x.is_named(node, "docDefaults"):
            styles.replace(node, _defaults())
    styles.extend(_style(*one) for one in STYLES)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "", ""
    properties.category, properties.language = edition, "th-TH"
    properties.created = properties.modified = MADE
    last = document.element.body[-1]
    for node in list(last):
        last.remove(node)
    last.extend(_paper(TALL))


def _fonts() -> x.Node:
    return x.w("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)


def _defaults() -> x.Node:
    language = x.w("lang", val="en-US", eastAsia="en-US", bidi="th-TH")
    look = x.w("rPr", _fonts(), x.val("sz", 32), x.val("szCs", 32), language)
    return x.w("docDefaults", x.w("rPrDefault", look), x.w("pPrDefault"))


def _style(id_: str, name: str, size: int, bold: bool, align: str, before: int, after: int) -> x.Node:
    colour = (x.val("color", "595959"),) if id_ == "Beside" else (x.val("color", "000000"),)
    weight = (x.w("b"), x.w("bCs")) if bold else ()
    outline = (x.val("outlineLvl", int(id_[-1]) - 1),) if id_.startswith("Heading") else ()
    return x.w(
        "style",
        x.val("name", name),
        x.val("basedOn", "Normal"),
        x.w("qFormat"),
        x.w("pPr", x.w("spacing", before=before, after=after), x.val("jc", align), *outline),
        x.w("rPr", _fonts(), *weight, *colour, x.val("sz", size), x.val("szCs", size)),
        type="paragraph",
        styleId=id_,
    )


def _paper(paper: Paper) -> list[x.Node]:
    size = x.w("pgSz", w=paper.width, h=paper.height, orient=paper.way)
    edges = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
    return [size, x.w("pgMar", **edges, header=567, footer=567, gutter=0)]


def page_break() -> x.Node:
    """A paragraph after which a new page begins."""
    return x.paragraph(x.w("r", x.w("br", type="page")), style="Gap")


def section_end(paper: Paper) -> x.Node:
    """A paragraph that ends a section of such paper."""
    return x.w("p", x.w("pPr", x.val("pStyle", "Gap"), x.w("sectPr", *_paper(paper))))
