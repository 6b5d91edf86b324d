"""Which choices are ticked in a line of words with boxes between them, as `[/] ใช่ [ ] ไม่ใช่`."""

import re
from typing import NamedTuple

from forms.form_words import coded_rows
from forms.layout import Entry
from forms.spelled import bare
from forms.wording import FLAGS, code_of

ON = "☒☑✓✔✗✘√■●◉⊠🗹"
OFF = "☐□○◯❑❒⬜"
BOX = re.compile(rf"(?P<on>[{ON}]|[\[(]\s*[xX/*{ON}]\s*[\])])|(?P<off>[{OFF}]|[\[(]\s*[{OFF}]?\s*[\])])")


class Boxed(NamedTuple):
    """Words behind a box, and whether it is ticked."""

    ticked: bool
    words: str


def boxed(text: str) -> list[Boxed]:
    """The boxes in a line, each with the words behind it; none where there is no box."""
    found = list(BOX.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)] * bool(found)
    return [Boxed(one["on"] is not None, text[one.end() : end]) for one, end in zip(found, ends, strict=True)]


def choice(entry: Entry, words: str) -> str | None:
    """The code of the choice that is written; None if none of them is."""
    if entry.kind == "flag":
        wanted = bare(words)
        return next(
            (str(flag).lower() for flag, said in FLAGS.items() if wanted in map(bare, said.values())), None
        )
    code = code_of(entry, words.strip())
    if code in entry.choices:
        return code
    shown = bare(words)
    rows = (coded.row_in(words) for coded in coded_rows().values())
    named = next((row for row in rows if row in entry.choices), None)
    within = [code for code, title in entry.choices.items() if bare(title.th) and bare(title.th) in shown]
    return named or max(within, key=lambda code: len(entry.choices[code].th), default=None)
