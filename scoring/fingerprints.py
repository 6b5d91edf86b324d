"""Fingerprints: SHA-256 over canonical content, so that layout and the order of keys change nothing."""

import hashlib
import json
from typing import Any


def fingerprint(content: Any) -> str:
    """`sha256:` and 64 hex digits of plain data (dates, decimals and fractions by their text)."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
