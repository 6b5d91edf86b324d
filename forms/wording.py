"""How an answer is written in a form for people, and which code a choice written in words means."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from forms.layout import Entry
from scoring.thai_dates import BUDDHIST_ERA, EDGES, INVISIBLE, thai_digits_to_arabic

THAI = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
ENGLISH = "January February March April May June July August September October November December"
MONTHS = {"th": THAI.split(), "en": ENGLISH.split()}
CENTURY = "25"  # of the Buddhist era
SHORT_YEAR = re.compile(r"(?P<before>(?![0-9]{4}[-/])(?:.*[ /.-])?)(?P<year>[4-9][0-9])")
FLAGS = {True: {"th": "ใช่", "en": "yes"}, False: {"th": "ไม่ใช่", "en": "no"}}


def as_written(entry: Entry, value: Any, lang: str) -> str:
    """One value, as a submission stores it, as an officer writes it in `th` or `en`.

    Months and days are in words, years of the Buddhist era in Thai, thousands apart.
    """
    match entry.kind:
        case "flag":
            return FLAGS[value][lang]
        case "date" | "month":
            year, month, *day = value.split("-")
            words = MONTHS[lang][int(month) - 1], _year(int(year), lang)
            return " ".join([*(str(int(one)) for one in day), *words])
        case "year":
            return _year(value, lang)
        case "money" | "count" | "share" | "quantity":
            return f"{Decimal(str(value)):,f}"
        case "choice" if value in entry.choices:
            return entry.choices[value].of(lang)
    return str(value)


def listed(texts: Sequence[str]) -> str:
    """Many texts, a line each; the further lines of one are set in by a tab."""
    return "\n".join(text.replace("\n", "\n\t") for text in texts)


def unlisted(text: str) -> list[str]:
    """The texts that stand in lines."""
    return [one.replace("\n\t", "\n") for one in re.split(r"\n(?!\t)", text) if one.strip()]


def words_of(entry: Entry, code: str, lang: str) -> str:
    """A choice, by its code (`true` and `false` of a yes or no), in words."""
    if entry.kind == "flag":
        return FLAGS[code == "true"][lang]
    return entry.choices[code].of(lang)


def _year(year: int, lang: str) -> str:
    return str(year + BUDDHIST_ERA if lang == "th" else year)


def meant(entry: Entry, text: str) -> str:
    """What is written in a form for people, as a submission has it: a code for words, a year in full.

    A year of two digits is of the Buddhist era, as the form has it: `๑/๑๐/๖๕` is 1 October 2565.
    """
    if entry.kind not in ("date", "month", "year"):
        return code_of(entry, text)
    found = SHORT_YEAR.fullmatch(thai_digits_to_arabic(text).strip(EDGES))
    return f"{found['before']}{CENTURY}{found['year']}" if found else text


def code_of(entry: Entry, text: str) -> str:
    """The code of the choice that is written, in either language or as its code; else the text itself."""
    wanted = _bare(text)
    for code, title in entry.choices.items():
        if wanted in (_bare(code), _bare(title.th), _bare(title.en)):
            return code
    return text


def _bare(text: str) -> str:
    """What two spellings of one word have in common."""
    kept = INVISIBLE.sub("", unicodedata.normalize("NFC", text)).casefold()
    return "".join(kept.split()).strip(EDGES)
