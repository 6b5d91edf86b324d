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


def fingerprint_unordered(content: Any) -> str:
    """The same of what a city says, without where it stands: no places, and lists in any order."""
    return _hash(_unordered(content))


def _hash(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _unordered(content: Any) -> str:
    """Canonical text; an answer not given is left out, so that a field added to the form changes nothing."""
    if isinstance(content, dict):
        given = ((name, content[name]) for name in sorted(content) if name != PLACE)
        return (
            f"{{{','.join([f'{name}:{_unordered(value)}' for name, value in given if value is not None])}}}"
        )
    if isinstance(content, list):
        return f"[{','.join(sorted(map(_unordered, content)))}]"
    return encode_basestring(content) if isinstance(content, str) else str(content)
