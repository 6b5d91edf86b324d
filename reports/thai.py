"""Where a line of Thai may end: between words that these reports use often, else where a syllable begins.

Thai has no space between words and a dictionary would outweigh the program; a few hundred words of the
subject (`thai.txt`) find most breaks, and no break ever parts a vowel or a mark from its consonant.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

SPACE, WORD, NUMBERED, SYLLABLE, COUNTED, CLUSTER = 0, 3, 9, 12, 14, 40
TORN, FORBIDDEN = 1_000, 100_000
LEADING = tuple("เแโใไ")
ENDING = tuple("ะๆฯ")
NEVER_FIRST = (*"ะาๅำๆฯ", *",.;:!?%)]}”’»…")
NEVER_LAST = (*LEADING, *"([{“‘«")


def costs(clusters: Sequence[str]) -> list[int]:
    """What a reader pays for a line that ends before each cluster, in cells of empty line."""
    text = "".join(clusters)
    edges: set[int] = set()
    inside: set[int] = set()
    for word in _words().finditer(text):
        edges |= {word.start(), word.end()}
        inside |= set(range(word.start() + 1, word.end()))
    paid, offset = [FORBIDDEN], 0
    for before, after in pairwise(clusters):
        offset += len(before)
        cost = _cost(before, after, text[offset : offset + 2].strip(" ")[:1] if after == " " else after)
        if cost in {SYLLABLE, CLUSTER} and _thai(after + before):
            cost = WORD if offset in edges else CLUSTER if offset in inside else cost
        paid.append(cost)
    return paid


def _cost(before: str, after: str, said: str) -> int:
    """`said` is what the next line would begin with: `after`, or what follows the space that it is."""
    silent = "์" in after  # a letter under thanthakhat closes the syllable before it
    if before == " " or before.startswith(NEVER_LAST) or said.startswith(NEVER_FIRST) or silent:
        return FORBIDDEN
    if after == " ":
        # "3 ชุด" had better stay together, and if it can "ข้อ 3" too
        return COUNTED if before[-1:].isdigit() else NUMBERED if said.isdigit() else SPACE
    if not (_thai(before) or _thai(after)):
        return SYLLABLE if before in {"/", "-", "_"} and after.isalpha() else TORN
    begins = after.startswith(LEADING) or before.startswith(ENDING) or "ำ" in before
    return SYLLABLE if begins or not (_thai(before) and _thai(after)) else CLUSTER


def _thai(text: str) -> bool:
    return "\u0e01" <= text[:1] <= "\u0e5b"


@cache
def _words() -> re.Pattern[str]:
    known = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split()
    longest_first = "|".join(sorted(known, key=len, reverse=True))
    return re.compile(f"(?<![เแโใไ])(?:{longest_first})(?![ะ-ฺ็-๎])")  # whole as far as its vowels tell
