"""The page of the policy: its numbers, what a change does to every city, variants kept and compared."""

import datetime
from http import HTTPStatus
from typing import NamedTuple

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from forms.audit import writing
from forms.editions import variant
from forms.variants import SUFFIX, as_text, saved, variants_in, written
from reports.asked import asked
from reports.comparison import render
from scoring.assumptions import assumptions
from scoring.comparison import comparison
from scoring.edition import Edition
from scoring.edition_diff import differences
from scoring.problems import Faults, Problem
from workbench.answers import attachment, lang, printed
from workbench.bench import Bench
from workbench.downloads import TYPES, Download
from workbench.names import plain_name
from workbench.numbers import Numbers, numbers
from workbench.reviewer import COOKIE, from_cookie
from workbench.trials import NEAR, cities, trial

NUMBER = "n:"  # before the name of a number, in what the page sends
FORMATS = ("html", "csv", "json")


class _Asked(NamedTuple):
    """The policy that is held against (`before`), the one that is tried, and what is wrong with it."""

    before: Edition
    after: Edition
    against: str
    given: dict[str, str]
    wrong: tuple[Problem, ...]


class PolicyPages:
    """What the policy officer asks for; it holds nothing but the bench."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.folder = bench.folder.path / "variants"

    def policy(self) -> Response:
        """The policy, or a variant that was kept."""
        name = request.args.get("variant", "")
        if name and name not in variants_in(self.folder):
            abort(HTTPStatus.NOT_FOUND)
        try:
            after = self._variant(name)
        except Faults as faults:
            return self._printed(self._of(self.bench.edition, {}, faults.problems))
        given = {one.name: one.value for one in assumptions(after)}
        return self._printed(self._of(after, given, ()), saved_as=request.args.get("saved", ""))

    def tried(self) -> Response:
        """What the numbers that were set do; nothing is kept."""
        return self._printed(self._asked())

    def save(self) -> Answer | Response:
        """A new variant in the folder; none that is there is overwritten."""
        found = self._asked()
        if found.wrong:
            return self._printed(found)
        name = plain_name(request.form.get("name", ""), SUFFIX, "variant").removesuffix(SUFFIX)
        try:
            if not found.after.changes:
                raise Faults([Problem("", None, "", "variant_empty", {})])
            path = saved(self.folder, name, found.after)
        except Faults as faults:
            return self._printed(found._replace(wrong=faults.problems))
        who = from_cookie(request.cookies.get(COOKIE, ""))
        now = datetime.datetime.now().astimezone()
        changes = {one.name: as_text(one.value) for one in found.after.changes}
        with writing(self.bench.folder.path / "reviews") as log:
            log.note("variant", "", who.id if who else "", path, changes, now)
        return redirect(url_for(".policy", variant=name, saved=1), HTTPStatus.SEE_OTHER)

    def export(self) -> Response:
        """The numbers that were set, as a file for `--policy`."""
        found = self._asked()
        if found.wrong:
            return self._printed(found)
        return attachment(Download("policy.yaml", TYPES["yaml"], written(found.after)))

    def report(self, format_: str) -> Response:
        """Who flips and why, with the share of each change: as `renewal policy compare` has it."""
        if format_ not in FORMATS:
            abort(HTTPStatus.NOT_FOUND)
        found = self._asked()
        if found.wrong:
            return self._printed(found)
        if found.before.policy_fingerprint == found.after.policy_fingerprint:
            return self._printed(found._replace(wrong=(Problem("", None, "", "variant_same", {}),)))
        _, compared = cities(self.bench)
        diff = differences(found.before, found.after, asked)
        told = comparison(found.before, found.after, diff, compared, NEAR)
        content = render(told, format_, lang(self.bench))
        return attachment(Download(f"policy-compare.{format_}", TYPES[format_], content))

    # What they are made from

    def _variant(self, name: str) -> Edition:
        edition = self.bench.edition
        return variant(edition, self.folder / f"{name}{SUFFIX}", []) if name else edition

    def _asked(self) -> _Asked:
        given = {
            name.removeprefix(NUMBER): value.strip()
            for name, value in request.form.items()
            if name.startswith(NUMBER)
        }
        known = {one.name: one.value for one in assumptions(self.bench.edition)}
        set_ = [
            f"{name}={value.replace(', ', ',')}"
            for name, value in given.items()
            if value != known.get(name, value)
        ]
        try:
            return self._of(variant(self.bench.edition, None, set_), given, ())
        except Faults as faults:
            return self._of(self.bench.edition, given, faults.problems)

    def _of(self, after: Edition, given: dict[str, str], wrong: tuple[Problem, ...]) -> _Asked:
        against = request.values.get("against", "")
        try:
            before = self._variant(against if against in variants_in(self.folder) else "")
        except Faults as faults:
            return _Asked(self.bench.edition, after, "", given, (*wrong, *faults.problems))
        return _Asked(before, after, against, given, wrong)

    def _printed(self, found: _Asked, saved_as: str = "") -> Response:
        shown: Numbers = numbers(self.bench.edition, found.given)
        values = {
            "numbers": shown,
            "trial": trial(self.bench, found.before, found.after),
            "wrong": found.wrong,
            "against": found.against,
            "variants": variants_in(self.folder),
            "changes": found.after.changes,
            "gate_titles": {gate.id: gate.words.title for gate in self.bench.edition.gates},
            "floors": {one.id: one.floor for one in found.after.sections},
            "mark": found.after.pass_mark,
            "saved_as": saved_as,
            "near": NEAR,
            "live": "live" in request.form,  # a page that is open asks only for what changes on it
            "root": url_for("cities.city", of="city", key=""),
            "formats": FORMATS,
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if found.wrong else HTTPStatus.OK
        return printed(self.bench, "policy.html.j2", status, **values)
