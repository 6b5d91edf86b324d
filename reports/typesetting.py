"""typst, which sets papers and pictures: the one module that knows it.

It reads no file of the machine but the fonts of the reports.
"""

import json
import re
from functools import cache
from typing import Any

import typst

from reports.sarabun import printable
from reports.templating import HERE

STANDARD = "a-2a"
LONG = re.compile(r"[^\s\u0e01-\u0e5b\u200b]{24}(?=\S{8})")
# Within a date as reports write it, 27 พ.ย. 2569, no line ends.
DATE = re.compile("(?<=[0-9๐-๙]) (?=(?:มี|เม|มิ|[ก-ฮ])\\.[ก-ฮ]\\.)|(?<=\\.[ก-ฮ]\\.) (?=[0-9๐-๙]{4})")
AM = re.compile("([\u0e48-\u0e4b]?)\u0e33")
PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "Sarabun")
#image(bytes(json(bytes(sys.inputs.data)).svg), format: "svg", width: 465pt)"""
DOTS = 160  # an inch


def pdf(template: str, data: dict[str, Any]) -> bytes:
    """The template with this data as PDF/A, tagged; the same data make the same bytes."""
    return _made(_template(template), data, format="pdf", pdf_standards=[STANDARD])


def png(svg: str) -> bytes:
    """A picture for a program that draws no SVG."""
    return _made(PICTURE, {"svg": svg}, format="png", ppi=DOTS)


def _made(source: bytes, data: dict[str, Any], **wanted: Any) -> bytes:
    """Data go in as JSON: no word of them is ever typst's own markup."""
    made: object = typst.compile(
        source,
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_settable(data), ensure_ascii=False)},
        **wanted,
    )
    assert isinstance(made, bytes)
    return made


def _settable(value: Any, name: str = "") -> Any:
    """As typst can set it: letters that the font has, and long words that may end a line somewhere."""
    if isinstance(value, dict):
        return {key: _settable(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_settable(each) for each in value]
    if not isinstance(value, str):
        return value
    text = DATE.sub("\u00a0", printable(value))
    # As one letter typst draws the ำ of a picture over its neighbour: there it is spelt as its two parts.
    return AM.sub("\u0e4d\\1\u0e32", text) if name == "svg" else LONG.sub("\\g<0>\u200b", text)


@cache
def _template(name: str) -> bytes:
    return (HERE / "templates" / name).read_bytes()
