"""The characters that Sarabun has: whatever is printed as PDF/A must be in the font that it carries."""

import re
import unicodedata

# Of Sarabun 1.000, Regular and Bold (reports/fonts/); a test prints all of them.
RANGES = """
0020-007E 00A0-017E 018F 0192 01A0-01A1 01AF-01B0 01CD-01DC 01E6-01E7 01FA-01FF 0218-021B 0237 0251 0259
02BB-02BC 02BE-02BF 02C6-02CC 02D8-02DD 0300-0304 0306-030C 031B 0323-0324 0326-0328 032E 0331 0394 03A9 03BC
03C0 0E01-0E3A 0E3F-0E5B 1E0C-1E0F 1E20-1E21 1E24-1E25 1E2A-1E2B 1E36-1E3B 1E42-1E49 1E5A-1E63 1E6C-1E6F
1E80-1E85 1E8E-1E8F 1E92-1E93 1E97 1E9E 1EA0-1EF9 2007 2010 2012-2015 2018-201A 201C-201E 2020-2022 2026 2030
2032-2033 2039-203A 2044 2070 2074-2079 207D-2089 208D-208E 20A1 20A4 20A6-20A7 20AB-20AC 20B1-20B2 20B5
20B9-20BA 20BD 210A 2113 2117 2120 2122 212E 2153-2154 215B-215E 2190-2193 2202 2206 220F 2211-2212 2215
2219-221A 221E 222B 2248 2260 2264-2265 25A0 25B2-25B3 25B6-25B7 25BC-25BD 25C0-25C1 25C6 25CA FB01-FB02
"""
INSTEAD = "\u25a0"


def _class() -> str:
    ends = (each.split("-") for each in RANGES.split())
    return "".join(f"\\U{int(end[0], 16):08x}-\\U{int(end[-1], 16):08x}" for end in ends)


FOREIGN = re.compile(f"[^{_class()}]")


def printable(text: str) -> str:
    """The text with a black square for each character that the font lacks, and without those nobody sees."""
    return FOREIGN.sub(_instead, text)


def _instead(found: re.Match[str]) -> str:
    return "" if unicodedata.category(found[0]) in {"Cf", "Cc"} else INSTEAD
