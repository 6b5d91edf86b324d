"""A filled Word or Excel form with remarks at the fields that they are about."""

from collections.abc import Sequence

from forms.archives import opened
from forms.layout import layout
from scoring.edition import Edition

Mark = tuple[str | int, ...]


def noted(name: str, raw: bytes, notes: Sequence[tuple[Mark, str]], edition: Edition) -> bytes:
    """The file with each remark at its mark; raises Faults for a file that is not safe to open."""
    if opened(name, raw).kind == "docx":
        from forms.word_notes import noted_word

        return noted_word(raw, notes, layout(edition))
    from forms.excel_notes import noted_excel

    return noted_excel(raw, notes)
