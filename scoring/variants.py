"""Variants of an edition: some of its numbers set otherwise, checked as a whole edition is.

A variant changes values and copies no rule. What cannot be set is refused, all of it at once, and nothing is
applied in part.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from scoring.documents import Document
from scoring.edition import Changed, Edition
from scoring.edition_faults import EditionFaults
from scoring.edition_files import Share
from scoring.edition_values import FRACTION
from scoring.editions import Form, Marks, built
from scoring.fingerprints import fingerprint
from scoring.models import Bilingual
from scoring.patching import patched
from scoring.problems import Faults, Problem
from scoring.settings import Setting, Settings, alike, settings
from scoring.thai_dates import thai_digits_to_arabic
from scoring.validation import nearest, validated

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
FLAGS = {"true": True, "false": False}
BASIS = {"value", "assumed", "source"}
UNSAID = Bilingual(th="–", en="–")  # the reason of a number that is set without one
EXPECTED = {"share": "number", "value": "number", "text": "word", "list": "words", "threshold": "threshold"}


class Change(NamedTuple):
    """One number to set, by any of its names; `file` and `line` say where the officer wrote it."""

    name: str
    value: Any
    file: str
    line: int | None = None
    basis: Mapping[str, Bilingual] = {}

    def problem(self, code: str, **values: object) -> Problem:
        """What is wrong with it."""
        return Problem(self.file, self.line, self.name, code, values)


def assignment(text: str, option: str = "--set") -> Change:
    """The change that `NAME=VALUE` on the command line asks for; raises Faults."""
    name, sign, value = (part.strip() for part in text.partition("="))
    if not sign or not name or not value:
        raise Faults([Problem(option, None, "", "setting_malformed", {"found": text})])
    return Change(name, _scalar(value), option)


def _scalar(text: str) -> Any:
    """A value as YAML would have it: a number, true or false, else a text (a fraction is one)."""
    plain = thai_digits_to_arabic(text)
    if NUMBER.fullmatch(plain):
        return Decimal(plain) if "." in plain else int(plain)
    return FLAGS.get(plain, plain if FRACTION.fullmatch(plain) else text)


def changes_in(document: Document) -> list[Change]:
    """The changes of a variant's file: names with dots, or nested as in the policy, or both; raises Faults.

    A value may stand alone, or with its reason as in `policy.yaml`: `{value: 30, assumed: {th: …, en: …}}`.
    """
    return [_change(document, place, value) for place, value in _flat(document.data)]


def _flat(node: Mapping[str, Any], place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in node.items():
        if isinstance(value, dict) and "value" not in value:
            yield from _flat(value, (*place, key))
        else:
            yield (*place, key), value


def _change(document: Document, place: tuple[str, ...], given: Any) -> Change:
    change = Change(".".join(place), given, document.name, document.line(place))
    if not isinstance(given, dict):
        return change
    if not given.keys() <= BASIS:
        raise Faults([change.problem("setting_form")])
    reasons = {key: text for key, text in given.items() if key != "value"}
    basis = {
        key: validated(Bilingual, text, document, lambda inner, key=key: (*place, key, *inner))  # type: ignore[misc]
        for key, text in reasons.items()
    }
    return change._replace(value=given["value"], basis=basis)


def varied(edition: Edition, changes: Sequence[Change]) -> Edition:
    """The edition with these numbers set; raises Faults with all that cannot be, and then sets nothing.

    A number set to what it is changes nothing, unless it comes with a reason.
    """
    chosen = [one for one in _chosen(settings(edition), changes) if _differs(*one) or one[1].basis]
    if not chosen:
        return edition
    written: Any = edition.written
    for setting, change in chosen:
        written = patched(written, setting.path, partial(_anew, setting, change))
    said = {setting.name: str(change.value) for setting, change in chosen}
    set_ = (fingerprint([mark, said]) for mark in (edition.fingerprint, edition.policy_fingerprint))
    first, second = set_
    marks = Marks(first, second, edition.rules_fingerprint)
    form = Form(edition.answers, edition.shape)
    done = [_changed(edition, s, c) for s, c in chosen if _differs(s, c)]
    return built(_VariantFaults(chosen), written, marks, form, (*edition.changes, *done))


def overridden(edition: Edition, changes: Sequence[Change], by: Sequence[Change]) -> list[Change]:
    """The changes of a file and those of the command line, which win where both set one number."""
    known = settings(edition)
    won = {known.meant(change.name) for change in by} - {frozenset()}
    return [*(change for change in changes if known.meant(change.name) not in won), *by]


Chosen = Sequence[tuple[Setting, Change]]


def _chosen(known: Settings, changes: Sequence[Change]) -> Chosen:
    """Each change with the setting that it means."""
    problems = [problem for change in changes for problem in _misnamed(known, change)]
    if problems:
        raise Faults(problems)
    chosen = [(known.by_name[next(iter(known.meant(change.name)))], change) for change in changes]
    times = Counter(setting.name for setting, _ in chosen)
    problems = [c.problem("setting_twice", name=s.name) for s, c in chosen if times[s.name] > 1]
    problems += [
        c.problem(f"setting_{EXPECTED[s.kind]}", found=c.value) for s, c in chosen if not _fits(s, c)
    ]
    if problems:
        raise Faults(problems)
    return chosen


def _misnamed(known: Settings, change: Change) -> Iterator[Problem]:
    meant = known.meant(change.name)
    if not meant:
        yield change.problem("setting_unknown", name=change.name, nearest=nearest(change.name, known.names))
    elif len(meant) > 1:
        yield change.problem("setting_ambiguous", name=change.name, names=", ".join(sorted(meant)))


def _fits(setting: Setting, change: Change) -> bool:
    value = change.value
    number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    text = isinstance(value, str)
    return {
        "share": number or (text and FRACTION.fullmatch(value) is not None),
        "value": number,
        "text": text,
        "list": text or (isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)),
        "threshold": number or isinstance(value, bool) or (text and value.startswith("policy.")),
    }[setting.kind]


def _changed(edition: Edition, setting: Setting, change: Change) -> Changed:
    parameter = edition.policy.parameters.get(setting.name.removeprefix("parameters."))
    said = parameter.in_words if parameter and setting.path[1] == "parameters" else None
    return Changed(setting.name, setting.value, _value(setting, change), said)


def _differs(setting: Setting, change: Change) -> bool:
    return not alike(setting.value, _value(setting, change))


def _value(setting: Setting, change: Change) -> Any:
    if setting.kind != "list":
        return change.value
    given = change.value.split(",") if isinstance(change.value, str) else change.value
    return tuple(word.strip() for word in given)


def _anew(setting: Setting, change: Change, before: Any) -> Any:
    """What stands in its place: a threshold, or a share or parameter, whose reason is the change's own."""
    value = _value(setting, change)
    if setting.kind == "threshold":
        return value
    key = "value" if setting.kind == "share" else setting.kind
    anew = {key: value, "assumed": None, "source": None, **(change.basis or {"assumed": UNSAID})}
    if setting.kind in ("text", "list") and _differs(setting, change):
        anew["in_words"] = None  # they say what it was
    return (before or Share(value=1, assumed=UNSAID)).model_copy(update=anew)


class _VariantFaults(EditionFaults):
    """Faults of an edition under changes: told at the change that made them, else at all of them together."""

    def __init__(self, chosen: Chosen) -> None:
        super().__init__()
        self._chosen = chosen

    def at(self, where: str, code: str, **values: Any) -> None:
        """A problem at the change whose place this is; else one of the variant, with the edition's place."""
        if "known" in values:
            values["nearest"] = nearest(str(values["name"]), values.pop("known"))
        own = [change for setting, change in self._chosen if where.startswith(setting.where)]
        if own:
            self.problems.append(own[0].problem(code, **values))
        else:
            _, first = self._chosen[0]
            names = ", ".join(change.name for _, change in self._chosen)
            self.problems.append(Problem(first.file, None, f"{names} → {where}", code, values))
