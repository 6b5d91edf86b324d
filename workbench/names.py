"""What a file may be called, wherever the folder lies: one plain name, right everywhere, and no way out."""

import re
import unicodedata
from pathlib import PurePath

LONGEST = 150  # bytes before the suffix: Thai takes three a letter, and most disks hold 255
FOREIGN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]')
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)  # devices of Windows
OURS = {".docx", ".xlsx", ".yaml", ".yml", ".json"}  # a file that lies about its kind keeps no trace of it
EDGES = " .~$-"


def plain_name(given: str, suffix: str, otherwise: str) -> str:
    """A name made of what was given, with this suffix; `otherwise` where nothing of it can stay."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    stem = PurePath(last).stem if PurePath(last).suffix.lower() in {suffix, *OURS} else last
    stem = FOREIGN.sub("", stem).strip(EDGES)
    stem = stem.encode()[:LONGEST].decode(errors="ignore").strip(EDGES)
    return f"{otherwise if not stem or RESERVED.fullmatch(stem) else stem}{suffix}"


def another(name: str, taken: set[str]) -> str:
    """The name, or the next of its kind that nobody has: `city-2.docx`."""
    path, known = PurePath(name), {one.casefold() for one in taken}
    numbered = (f"{path.stem}-{number}{path.suffix}" for number in range(2, len(taken) + 3))
    return (
        name if name.casefold() not in known else next(one for one in numbered if one.casefold() not in known)
    )
