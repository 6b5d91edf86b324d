"""Remarks put into a filled workbook as notes, each at the very cell that it is about.

The parts of the file are amended where they must be and all others are kept as they are: a library that
writes the workbook anew would lose its pictures. Names are those of ECMA-376, part 1, section 18.7.
"""

import io
import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from scoring.undated import undated

Mark = tuple[str | int, ...]
Node = Any
AUTHOR = "smartcity-renewal"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PR = "http://schemas.openxmlformats.org/package/2006/relationships"
CT = "http://schemas.openxmlformats.org/package/2006/content-types"
V, X = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:excel"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741
RECTANGLE = "m,l,21600r21600,l21600,xe"
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
NOTES = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
SHAPES = "application/vnd.openxmlformats-officedocument.vmlDrawing"
TYPES = "[Content_Types].xml"
AFTER = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
LOOK = (
    "position:absolute;margin-left:80pt;margin-top:5pt;width:260pt;height:110pt;z-index:10;visibility:hidden"
)


def noted_excel(raw: bytes, notes: Iterable[tuple[Mark, str]]) -> bytes:
    """The file with a note at each mark, of a sheet and a cell; one without a mark at the very beginning."""
    book = _Book(raw)
    by_sheet: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for mark, text in notes:
        title, cell = (
            (str(mark[0]), str(mark[1])) if len(mark) == 2 and mark[0] in book.sheets else ("", "A1")
        )
        by_sheet[title or next(iter(book.sheets))].append((cell, text))
    for title, its in by_sheet.items():
        book.note(book.sheets[title], its)
    return book.saved()


class _Book:
    """The parts of a workbook, those that are amended as XML."""

    def __init__(self, raw: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, Node] = {}
        self.sheets = dict(self._sheets())

    def saved(self) -> bytes:
        """The archive with what was amended."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self._parts.items():
                tree = self._trees.get(name)
                archive.writestr(name, part if tree is None else _written(tree))
        return undated(file.getvalue())

    def note(self, sheet: str, notes: Sequence[tuple[str, str]]) -> None:
        """Adds notes to a sheet, to those that are there."""
        comments = self._related(sheet, "comments", f"{sheet}.notes.xml", _no_notes())
        shapes = self._related(sheet, "vmlDrawing", f"{sheet}.notes.vml", _no_shapes())
        authors, listed = comments.find(f"{{{S}}}authors"), comments.find(f"{{{S}}}commentList")
        etree.SubElement(authors, f"{{{S}}}author").text = AUTHOR
        known = {one.get("ref"): one for one in listed}
        for cell, text in notes:
            if cell not in known:
                number = str(len(authors) - 1)
                known[cell] = etree.SubElement(listed, f"{{{S}}}comment", ref=cell, authorId=number)
                etree.SubElement(known[cell], f"{{{S}}}text")
                shapes.append(_shape(cell, len(shapes)))
            _say(known[cell].find(f"{{{S}}}text"), text)

    # Parts

    def _tree(self, name: str, blank: Node = None) -> Node:
        if name not in self._trees:
            loose = name.endswith(".vml")  # Excel itself leaves tags open in it
            parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=loose)
            found = self._parts.get(name)
            self._trees[name] = blank if found is None else etree.fromstring(found, parser)
            self._parts.setdefault(name, b"")
        return self._trees[name]

    def _relations(self, part: str) -> Node:
        folder, name = posixpath.split(part)
        return self._tree(
            f"{folder}/_rels/{name}.rels", etree.Element(f"{{{PR}}}Relationships", nsmap=_plain(PR))
        )

    def _sheets(self) -> Iterator[tuple[str, str]]:
        """The part of each sheet by its title."""
        main = next(
            one.get("Target").lstrip("/")
            for one in self._tree("_rels/.rels")
            if one.get("Type").endswith("/officeDocument")
        )
        targets = {one.get("Id"): _resolved(main, one.get("Target")) for one in self._relations(main)}
        for sheet in self._tree(main).iter(f"{{{S}}}sheet"):
            yield sheet.get("name"), targets[sheet.get(f"{{{R}}}id")]

    def _related(self, sheet: str, kind: str, fresh: str, blank: Node) -> Node:
        """The part of that kind which belongs to a sheet; a fresh one where there is none."""
        relations = self._relations(sheet)
        for one in relations:
            if one.get("Type").endswith(f"/{kind}"):
                return self._tree(_resolved(sheet, one.get("Target")))
        number = f"rIdNote{kind}"
        target = f"/{fresh}"
        etree.SubElement(relations, f"{{{PR}}}Relationship", Id=number, Type=f"{R}/{kind}", Target=target)
        self._declare(fresh, NOTES if kind == "comments" else SHAPES)
        if kind == "vmlDrawing":
            _refer(self._tree(sheet), number)
        return self._tree(fresh, blank)

    def _declare(self, part: str, type_: str) -> None:
        types = self._tree(TYPES)
        etree.SubElement(types, f"{{{CT}}}Override", PartName=f"/{part}", ContentType=type_)


def _plain(namespace: str) -> Any:
    """A namespace whose names stand without a prefix."""
    return {None: namespace}


def _resolved(part: str, target: str) -> str:
    """The name of a part that another refers to."""
    joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
    return posixpath.normpath(joined).lstrip("/")


def _refer(sheet: Node, number: str) -> None:
    """Has the sheet show the shapes, at the place where Excel wants that said."""
    for old in sheet.findall(f"{{{S}}}legacyDrawing"):
        sheet.remove(old)
    node = etree.Element(f"{{{S}}}legacyDrawing", {f"{{{R}}}id": number})
    later = next((one for one in sheet if etree.QName(one).localname in AFTER), None)
    if later is None:
        sheet.append(node)
    else:
        later.addprevious(node)


def _no_notes() -> Node:
    root = etree.Element(f"{{{S}}}comments", nsmap=_plain(S))
    etree.SubElement(root, f"{{{S}}}authors")
    etree.SubElement(root, f"{{{S}}}commentList")
    return root


def _no_shapes() -> Node:
    """With the kind of shape that notes are: without it some programs draw nothing."""
    root = etree.Element("xml", nsmap={"v": V, "x": X})
    etree.SubElement(
        root,
        f"{{{V}}}shapetype",
        {"id": "_x0000_t202", "coordsize": "21600,21600", f"{{{O}}}spt": "202", "path": RECTANGLE},
        nsmap={"o": O},
    )
    return root


def _shape(cell: str, number: int) -> Node:
    """The box in which a note is shown."""
    column, row = coordinate_from_string(cell)
    shape = etree.Element(
        f"{{{V}}}shape", id=f"_note{number}", type="#_x0000_t202", style=LOOK, fillcolor="#ffffe1"
    )
    etree.SubElement(shape, f"{{{V}}}textbox")
    data = etree.SubElement(shape, f"{{{X}}}ClientData", ObjectType="Note")
    etree.SubElement(data, f"{{{X}}}MoveWithCells")
    etree.SubElement(data, f"{{{X}}}AutoFill").text = "False"
    etree.SubElement(data, f"{{{X}}}Row").text = str(row - 1)
    etree.SubElement(data, f"{{{X}}}Column").text = str(column_index_from_string(column) - 1)
    return shape


def _say(text: Node, words: str) -> None:
    """Adds words to a note."""
    before = "".join(text.itertext())
    run = etree.SubElement(text, f"{{{S}}}r")
    node = etree.SubElement(run, f"{{{S}}}t")
    said = ESCAPE.sub("_x005F_", words)
    node.text = f"\n{said}" if before else said
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _written(tree: Node) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
