"""Fingerprints: SHA-256 over canonical content, so that layout and order without meaning change nothing."""

import hashlib
import json
from json.encoder import encode_basestring
from typing import Any

from scoring.view import PLACE

_plain = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode


def fingerprint(content: Any) -> str:
    """`sha256:` and 64 hex digits of plain data, whatever the order of its keys."""
    return _hash(_plain(content))


class Unordered:
    """Fingerprints of what one city says, without where it says it: no places, and lists in any order.

    The text of each part is worked out once, so it serves while that city's view stands.
    """

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}

    def fingerprint(self, part: Any) -> str:
        """The fingerprint of a part of the view, or of the whole."""
        return _hash(self._text(part))

    def _text(self, part: Any) -> str:
        """An answer not given is left out, so that a field added to the form changes nothing."""
        if not isinstance(part, (dict, list)):
            return encode_basestring(part) if isinstance(part, str) else str(part)
        known = self._texts.get(id(part))
        if known is None:
            known = self._texts[id(part)] = self._record(part) if isinstance(part, dict) else self._list(part)
        return known

    def _record(self, part: dict[str, Any]) -> str:
        given = ((name, part[name]) for name in sorted(part) if name != PLACE)
        return (
            f"{{{','.join([f'{name}:{self._text(value)}' for name, value in given if value is not None])}}}"
        )

    def _list(self, part: list[Any]) -> str:
        return f"[{','.join(sorted(map(self._text, part)))}]"


def _hash(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
