"""What was dropped in and is not saved: in memory, the oldest let go of first."""

import re
import unicodedata
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from forms.archives import opened
from forms.office_kinds import is_package
from forms.written_forms import format_of
from workbench.folder import fingerprint

LARGEST = 32_000_000  # bytes of one file that is taken
MOST = 128_000_000  # bytes of all that is kept


class Draft(NamedTuple):
    """The content of a form, and what its file is called."""

    name: str
    raw: bytes

    @property
    def id(self) -> str:
        """How a page asks for it again."""
        return fingerprint(self.raw)


class Kept:
    """Contents by their fingerprint, for as long as there is room."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._lock = Lock()

    def keep(self, draft: Draft) -> Draft:
        """Remembers it, and forgets what was asked for longest ago where there is no room for both."""
        with self._lock:
            self._drafts.pop(draft.id, None)
            self._drafts[draft.id] = draft
            while sum(len(one.raw) for one in self._drafts.values()) > self._most and len(self._drafts) > 1:
                self._drafts.popitem(last=False)
        return draft

    def get(self, id: str) -> Draft | None:
        """What has that fingerprint, if it is still there."""
        with self._lock:
            if id in self._drafts:
                self._drafts.move_to_end(id)
            return self._drafts.get(id)


def suffix_of(name: str, raw: bytes) -> str:
    """The suffix that the content asks for, whatever the file is called.

    Raises Faults for what begins like a file of Word or Excel and is none.
    """
    if is_package(raw):
        return f".{opened(name, raw).kind}"
    return f".{format_of(name) or 'yaml'}"


def shown_name(given: str) -> str:
    """The last step of what a browser says a file is called, without what acts on a page or a terminal."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    return "".join(each if each.isprintable() else "\ufffd" for each in last)[:200]
