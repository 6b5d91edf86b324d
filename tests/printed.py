"""What stands in a PDF or a Word file, read back by other programs than those that wrote it."""

import io
import re
import zipfile
from collections.abc import Iterator

import pypdfium2
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pdf_pages(raw: bytes) -> list[str]:
    """The text of each page, one space between words."""
    document = pypdfium2.PdfDocument(raw)
    try:
        return [_flat(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def word_lines(raw: bytes) -> list[str]:
    """The text of each paragraph that has any, those in tables among them."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [text for text in _paragraphs(root) if text]


def _paragraphs(root: etree._Element) -> Iterator[str]:
    for node in root.iter(f"{W}p"):
        yield _flat("".join(each.text or "" for each in node.iter(f"{W}t")))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()
