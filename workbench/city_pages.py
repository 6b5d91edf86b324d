"""The pages of one city: as it is, with what was typed, saved; its file and its reports."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from http import HTTPStatus
from pathlib import PurePath
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from forms.completeness import completeness
from forms.filled import data_of
from forms.submissions import embedded
from scoring.problems import Faults
from workbench.answers import attachment, lang, printed
from workbench.bench import Bench
from workbench.changes import Typed, changes_in, with_changes, written
from workbench.city_view import CityPage
from workbench.differences import differences
from workbench.downloads import TYPES, Download, report
from workbench.folder import Absent, Changed, fingerprint
from workbench.names import another, plain_name
from workbench.reading import City, assessed, read
from workbench.uploads import Draft, suffix_of

FIELD = "f:"  # before the place of a field, in what a page sends


def city_pages(bench: Bench) -> Blueprint:
    """The views of a city in the folder (`city`) and of one that is not saved yet (`draft`)."""
    made = Blueprint("cities", __name__, url_prefix="/<any(city, draft):of>/<key>")
    found = _Pages(bench)
    made.add_url_rule("", "city", found.city)
    made.add_url_rule("", "tried", found.tried, methods=["POST"])
    made.add_url_rule("/save", "saved", found.saved, methods=["POST"])
    made.add_url_rule("/file", "file", found.file)
    made.add_url_rule("/<kind>/<format_>/<spoken>", "report", found.report)
    return made


def _or_none(view: Callable[..., Answer | Response | str]) -> Callable[..., Any]:
    """A page that says so, where there is no such file or report."""

    @wraps(view)
    def answer(*args: Any, **named: Any) -> Any:
        try:
            return view(*args, **named)
        except Absent:
            abort(HTTPStatus.NOT_FOUND)

    return answer


class _Pages:
    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    # What they answer

    @_or_none
    def city(self, of: str, key: str) -> Response:
        """The city as its file has it."""
        draft = self._given(of, key)
        notes = ("saved",) if "saved" in request.args else ()
        return _printed(replace(self._page(of, key, draft), notes=notes))

    @_or_none
    def tried(self, of: str, key: str) -> Response:
        """The city with what was typed; nothing is kept."""
        draft, notes = self._base(of, key)
        found = self._page(of, key, draft)
        return _printed(replace(self._with(found, self._typed(found.city)), notes=notes))

    @_or_none
    def saved(self, of: str, key: str) -> Answer | Response:
        """Into the folder, unless the file is not what the page was made from."""
        draft, _ = self._base(of, key)
        found = self._page(of, key, draft)
        typed = self._typed(found.city)
        if found.city.filed is None:
            return _printed(found, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            name = self._name(found.city)
            raw = written(self.bench, found.city, typed, name, lang(self.bench))
            self.bench.folder.save(name, raw, request.form.get("made_from", ""))
        except Faults as faults:
            wrong = replace(found, typed=typed, wrong=faults.problems)
            return _printed(wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
        except Changed as changed:
            return self._conflict(name, changed.now, raw)
        return redirect(url_for(".city", of="city", key=name, saved=1), HTTPStatus.SEE_OTHER)

    @_or_none
    def file(self, of: str, key: str) -> Response:
        """The file itself."""
        draft = self._given(of, key)
        kind = suffix_of(draft.name, draft.raw).removeprefix(".")
        return attachment(Download(draft.name, TYPES[kind], draft.raw))

    @_or_none
    def report(self, of: str, key: str, kind: str, format_: str, spoken: str) -> Response:
        """A report or a letter, of the file as it is saved."""
        draft = self._given(of, key)
        city = read(self.bench, draft.name, draft.raw)
        if city.result is None:
            raise Absent(key)
        return attachment(report(city.result, PurePath(draft.name).stem, kind, format_, spoken))

    # What they are made from

    def _given(self, of: str, key: str) -> Draft:
        """The file; kept in memory, so that a page made from it can be held against it later."""
        if of == "city":
            return self.bench.kept.keep(Draft(key, self.bench.folder.raw(key)))
        found = self.bench.kept.get(key)
        if found is None:
            raise Absent(key)
        return found

    def _base(self, of: str, key: str) -> tuple[Draft, tuple[str, ...]]:
        """What the page was made from, even if the file has changed since; and what is to be said of that."""
        now = self._given(of, key)
        base = self.bench.kept.get(request.form.get("base", ""))
        if base is None or base.id == now.id:
            return now, () if base else ("base_lost",)
        return Draft(now.name, base.raw), ("changed_meanwhile",)

    def _page(self, of: str, key: str, draft: Draft) -> CityPage:
        city = read(self.bench, draft.name, draft.raw)
        there = draft.id if of == "city" else self._there(draft.name)
        name = draft.name
        if of == "city" and city.more_than_answers:
            name = another(name, self.bench.folder.names())
        address = url_for(".city", of=of, key=key)
        return CityPage(self.bench, city, lang(self.bench), address, draft.id, name, there)

    def _there(self, name: str) -> str:
        """The fingerprint of what a file of that name holds; empty where there is none."""
        names = self.bench.folder.names()
        return fingerprint(self.bench.folder.raw(name)) if name in names else ""

    def _typed(self, city: City) -> Typed:
        if city.filed is None:
            return {}
        posted = {
            name.removeprefix(FIELD): request.form.getlist(name)
            for name in request.form
            if name.startswith(FIELD)
        }
        return changes_in(posted, self.bench, city.filed)

    def _with(self, found: CityPage, typed: Typed) -> CityPage:
        """The page with what was typed, and its result where there is nothing wrong with it."""
        if not typed:
            return found
        city = found.city
        try:
            filed = with_changes(self.bench, city, typed)
            result = assessed(self.bench, city.name, filed, embedded(city.name, city.raw))
        except Faults as faults:
            return replace(found, typed=typed, wrong=faults.problems)
        after = replace(city, filed=filed, result=result, parts=completeness(self.bench.form, data_of(filed)))
        return replace(found, typed=typed, after=after)

    def _name(self, city: City) -> str:
        assert city.filed is not None
        suffix = suffix_of(city.name, city.raw)
        if PurePath(city.name).suffix.lower() == ".yml":
            suffix = ".yml"
        return plain_name(request.form.get("name", "") or city.name, suffix, city.filed.city.id)

    def _conflict(self, name: str, now: bytes, mine: bytes) -> Response:
        """Both versions, neither of them written over the other."""
        ours = self.bench.kept.keep(Draft(another(name, self.bench.folder.names()), mine))
        theirs = self.bench.kept.keep(Draft(name, now))
        cities = [read(self.bench, one.name, one.raw, way_out=False) for one in (theirs, ours)]
        filed = [one.filed for one in cities]
        found = differences(filed[0], filed[1]) if filed[0] and filed[1] else []
        return printed(
            self.bench,
            "conflict.html.j2",
            HTTPStatus.CONFLICT,
            file=name,
            theirs=theirs,
            ours=ours,
            now=cities[0],
            mine=cities[1],
            differences=found,
        )


def _printed(found: CityPage, status: HTTPStatus = HTTPStatus.OK) -> Response:
    if found.wrong:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return printed(found.bench, "city.html.j2", status, c=found, a=found.result, v=found.view)
