"""What a KML or KMZ file draws: OGC KML 2.2 and older, whatever folders its places are in.

Nothing it links to is fetched, and a file that declares a document type or entities is refused.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from lxml import etree

from forms.archive_parts import DECLARES
from forms.boundary_drawn import Area, Drawn, Ring, ring, title, unfit
from forms.boundary_zip import Zipped

WGS84 = 4326
COMMA = re.compile(r"\s*,\s*")
Node = Any


def drawn(name: str, raw: bytes) -> Drawn:
    """The areas and lines of a `.kml`; raises Faults."""
    root = _root(name, raw)
    areas = tuple(_area(name, one) for one in _each(root, "Polygon"))
    inside = {node for polygon in _each(root, "Polygon") for node in polygon.iter()}
    rings = chain(_each(root, "LineString"), _each(root, "LinearRing"))
    lines = tuple(_ring(name, node, least=2) for node in rings if node not in inside)
    others = sum(1 for _ in _each(root, "Point"))
    places = list(_each(root, "Placemark"))
    holding = sum(1 for place in places if any(True for _ in _each(place, "coordinates")))
    return Drawn(areas, lines, others, holding, WGS84, _title(root, places))


def unpacked(name: str, raw: bytes) -> Drawn:
    """The same of a `.kmz`: the KML file in it, and no other file that it names."""
    zipped = Zipped(name, raw)
    found = zipped.ending(".kml")
    if not found:
        unfit(name, "boundary_kmz_empty")
    main = next((one for one in found if one.lower() == "doc.kml"), found[0])
    return drawn(name, zipped.read(main))


def _root(name: str, raw: bytes) -> Node:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    if DECLARES.search(raw.replace(b"\0", b"")):
        unfit(name, "boundary_kml_declares")
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        unfit(name, "boundary_no_kml")
    if root.getroottree().docinfo.internalDTD is not None:  # written in an encoding that hides it
        unfit(name, "boundary_kml_declares")
    if etree.QName(root).localname != "kml":
        unfit(name, "boundary_no_kml")
    return root


def _each(node: Node, name: str) -> Iterator[Node]:
    """Every element of that name within, whichever version of KML it belongs to."""
    return (one for one in node.iter() if isinstance(one.tag, str) and etree.QName(one).localname == name)


def _area(name: str, polygon: Node) -> Area:
    outer = [_ring(name, node) for node in _each(polygon, "outerBoundaryIs")]
    if len(outer) != 1:
        unfit(name, "boundary_no_kml")
    holes = chain.from_iterable(_each(inner, "LinearRing") for inner in _each(polygon, "innerBoundaryIs"))
    return Area((outer[0], *(_ring(name, node) for node in holes)))


def _ring(name: str, node: Node, least: int = 3) -> Ring:
    text = " ".join(one.text or "" for one in _each(node, "coordinates"))
    return ring(name, (_corner(name, one) for one in COMMA.sub(",", text).split()), least=least)


def _corner(name: str, text: str) -> tuple[float, float]:
    """`longitude,latitude`, and a height that is left out."""
    numbers = text.split(",")
    try:
        return float(numbers[0]), float(numbers[1])
    except (ValueError, IndexError):
        return unfit(name, "boundary_not_numbers")


def _title(root: Node, places: list[Node]) -> str:
    """What the first place is called, or the document."""
    named = (one for node in (*places, root) for one in _each(node, "name"))
    return next(filter(None, (title(one.text) for one in named)), "")
