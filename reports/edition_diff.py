"""What differs between two editions, for people who must argue with it: numbers, rules, then words."""

from collections.abc import Sequence

from reports.changes import from_to, named
from reports.html_view import percent, short
from reports.lexicon import Lexicon, languages, lexicon
from reports.page import Page
from reports.particulars import of
from scoring.differences import Differs, EditionDiff, EditionSide, NumberDiffers, SectionShare
from scoring.models import Bilingual

LABEL = 10
DIFFERENT = ("gates", "levels", "criteria", "measures", "checks", "others")
YES_NO = {"true": "yes", "false": "no"}


def as_json(found: EditionDiff) -> bytes:
    """The differences as JSON."""
    return found.model_dump_json(by_alias=True, indent=2).encode() + b"\n"


def as_text(found: EditionDiff, lang: str, width: int = 80, colour: bool = False) -> bytes:
    """The differences in `th`, in `en`, or in `both`: the one after the other."""
    return b"\n".join(_text(found, each, width, colour) for each in languages(lang))


def _text(found: EditionDiff, lang: str, width: int, colour: bool) -> bytes:
    page, w = Page(width, colour), lexicon(lang, "comparison")
    page.say(w("diff_title"), style="bold")
    for key, side in (("was", found.before), ("is", found.after)):
        page.entry(w(key), _side(side, w), LABEL)
    page.rule()
    if found.differences.none:
        page.say(w("diff_none"))
    if found.differences.numbers:
        _numbers(page, found.differences.numbers, w)
    if found.differences.shares:
        shares(page, found.differences.shares, w)
    for part in DIFFERENT:
        differ(page, part, getattr(found.differences, part), w)
    return page.bytes()


def _side(side: EditionSide, w: Lexicon) -> str:
    marks = short(side.fingerprint), short(side.policy_fingerprint)
    return w("policy_side", title=of(side.title, w), id=side.id, edition=marks[0], policy=marks[1])


def _numbers(page: Page, numbers: Sequence[NumberDiffers], w: Lexicon) -> None:
    page.heading(f"{w('diff_numbers')} ({len(numbers)})")
    for one in numbers:
        page.say(w("colon", name=of(named(one), w), text=of(from_to(one), w)), "  ", hang=2)
        if share_of(one, w):
            page.say(share_of(one, w), "    ")
        page.say(one.name, "    ", style="faint")


def share_of(one: NumberDiffers, w: Lexicon) -> str:
    """What a weight comes to of the total, before and after; empty where that is not another."""
    if one.share_was == one.share:
        return ""
    return w("diff_share", was=_percent(one.share_was), value=_percent(one.share))


def shares(page: Page, found: Sequence[SectionShare], w: Lexicon) -> None:
    """What each section comes to of the total, before and after."""
    page.heading(w("diff_shares"))
    for one in found:
        step = f"{_percent(one.was)} → {_percent(one.value)}"
        page.say(w("colon", name=of(one.title, w), text=step), "  ", hang=2)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{percent(share)} %"


def differ(page: Page, part: str, found: Sequence[Differs], w: Lexicon) -> None:
    """What differs of one kind, under its title; nothing where nothing does."""
    if not found:
        return
    page.heading(f"{w(f'diff_{part}')} ({len(found)})")
    for one in found:
        page.say(_titled(one, w), "  ", hang=2)
        for key, said in zip(("was", "is"), step(one, w), strict=True):
            page.entry(w(key), said, LABEL + 4, 4)


def _titled(one: Differs, w: Lexicon) -> str:
    """What differs: the whole of it, a level by its title, a field by its word."""
    if not one.part:
        what = w("diff_removed" if one.value is None else "diff_added")
    elif one.part_title:
        what = of(one.part_title, w)
    else:
        what = part_named(one.part, w)
    name = of(one.title, w)
    return f"{name} ({one.id}): {what}" if name != one.id else f"{name}: {what}"


def step(one: Differs, w: Lexicon) -> tuple[str, str]:
    """What it was and what it is; in the other language where only that has changed."""
    was, value = one.was, one.value
    if was and value and was.of(w.lang) == value.of(w.lang):
        was, value = (Bilingual(th=each.en, en=each.th) for each in (was, value))
    return _value(was, w), _value(value, w)


def _value(said: Bilingual | None, w: Lexicon) -> str:
    if said is None:
        return "–"
    return w(YES_NO[said.en]) if said.en in YES_NO else of(said, w)


def part_named(part: str, w: Lexicon) -> str:
    """A field of an edition's files in words, or by its name there."""
    key = f"field_{part}"
    return w(key) if key in w else part
