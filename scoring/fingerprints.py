"""Fingerprints: SHA-256 over canonical content, so that layout and order without meaning change nothing."""

import hashlib
import json
from typing import Any

from scoring.view import PLACE

CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def fingerprint(content: Any) -> str:
    """`sha256:` and 64 hex digits of plain data, whatever the order of its keys."""
    return f"sha256:{hashlib.sha256(CANONICAL.encode(content).encode('utf-8', 'surrogatepass')).hexdigest()}"


def unordered(content: Any) -> Any:
    """What a city says without where it stands: lists in one canonical order, places left out."""
    if isinstance(content, dict):
        return {name: unordered(value) for name, value in content.items() if name != PLACE}
    if isinstance(content, list):
        return sorted(map(unordered, content), key=CANONICAL.encode)
    return content
