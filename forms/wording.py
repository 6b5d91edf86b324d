"""How an answer is written in a form for people, and which code a choice written in words means."""

import unicodedata
from decimal import Decimal
from typing import Any

from forms.layout import Entry
from scoring.thai_dates import BUDDHIST_ERA, EDGES, INVISIBLE

THAI = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
ENGLISH = "January February March April May June July August September October November December"
MONTHS = {"th": THAI.split(), "en": ENGLISH.split()}
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


def words_of(entry: Entry, code: str, lang: str) -> str:
    """A choice, by its code (`true` and `false` of a yes or no), in words."""
    if entry.kind == "flag":
        return FLAGS[code == "true"][lang]
    return entry.choices[code].of(lang)


def _year(year: int, lang: str) -> str:
    return str(year + BUDDHIST_ERA if lang == "th" else year)


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
