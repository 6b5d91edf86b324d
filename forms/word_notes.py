"""Remarks put into a filled Word form as comments, each at the very field that it is about."""

import io
from collections.abc import Iterable

import docx

from forms import word_controls
from forms import word_xml as x
from forms.form_words import items_by_key
from forms.layout import Entry, Part
from forms.word_bookmarks import restored
from forms.word_control_answers import keys_of
from scoring.undated import undated

AUTHOR, INITIALS = "smartcity-renewal", "SR"
Mark = tuple[str | int, ...]
Node = x.Node


def noted_word(raw: bytes, notes: Iterable[tuple[Mark, str]], form: Part) -> bytes:
    """The file with a comment at each mark, of a control or a line; without one, at the beginning.

    All else in the file is kept.
    """
    document = docx.Document(io.BytesIO(raw))
    root = document.element
    entries = (item for item in items_by_key(form).values() if isinstance(item, Entry))
    restored(root, [key for entry in entries for key in keys_of(entry)])
    places = word_controls.nodes(root)
    for mark, text in notes:
        comment = document.comments.add_comment(text, AUTHOR, INITIALS)
        del comment._comment_elm.attrib[f"{{{x.W}}}date"]  # the same remarks make the same file
        _attach(places[mark] if mark in places else next(root.iter(f"{{{x.W}}}p")), comment.comment_id)
    file = io.BytesIO()
    document.save(file)
    return undated(file.getvalue())


def _attach(node: Node, number: int) -> None:
    """Marks a control or a paragraph as what a comment is about."""
    start, end = x.w("commentRangeStart", id=number), x.w("commentRangeEnd", id=number)
    reference = x.w("r", x.w("commentReference", id=number))
    if not x.is_named(node, "p") and next(node.iterancestors(f"{{{x.W}}}p"), None) is not None:
        node.addprevious(start)
        node.addnext(reference)
        node.addnext(end)
        return
    paragraph = node if x.is_named(node, "p") else next(node.iter(f"{{{x.W}}}p"))
    properties = paragraph.find(f"{{{x.W}}}pPr")
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.extend((end, reference))
