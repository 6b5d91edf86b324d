"""Whether something is written as an address on the web; nobody goes there to look."""

import re

UNSEEN = "\u200b-\u200f\u2028-\u202f\u2060-\u2064\u2066-\u206f\ufeff"
LABEL = rf"(?:[A-Za-z0-9_-]|[^\x00-\x7f\s{UNSEEN}])+"  # Thai names have marks that are no letters
ADDRESS = re.compile(
    rf"https?://{LABEL}(?:\.{LABEL})+\.?(?::[0-9]{{1,5}})?(?:[/?#][^\s<>\"{UNSEEN}]*)?", re.IGNORECASE
)


def is_address(text: str) -> bool:
    """Whether it is `http(s)://name.name/...` as a whole, with nothing before, after or hidden in it."""
    return ADDRESS.fullmatch(text) is not None
