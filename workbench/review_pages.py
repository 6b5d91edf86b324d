"""The pages of the reviewers: who judges, the queue, and one city with its claims and evidence."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, request, send_file, url_for
from pydantic import BaseModel
from werkzeug.wrappers import Response as Answer

from forms.audit import What, writing
from forms.entries import entered
from forms.signed import sign
from reports.json import render
from reports.words import words
from scoring.judged import Effect, effect, gate_effect
from scoring.judging import Verdict, entry, judgement_given, refuse_unknown, unreasoned
from scoring.models import Assessment
from scoring.problems import Faults, Problem
from scoring.reviews import Conflict, Review, WaiverGiven
from workbench.answers import lang, printed
from workbench.bench import Bench
from workbench.evidence import Piece
from workbench.folder import Absent
from workbench.queue import queue
from workbench.review_view import ReviewPage
from workbench.reviewer import COOKIE, Reviewer, from_cookie, to_cookie
from workbench.table import table

YEAR = 365 * 24 * 3600
Told = Callable[[Assessment, Assessment], Effect]
LISTS = {"judgement": "judgements", "waiver": "waivers", "conflict": "conflicts"}


def review_pages(bench: Bench) -> Blueprint:
    """The views of the reviewers."""
    made = Blueprint("review", __name__, url_prefix="/review")
    found = _Pages(bench)
    made.add_url_rule("", "queue", found.queue)
    made.add_url_rule("", "who", found.who, methods=["POST"])
    made.add_url_rule("/<key>", "city", found.city)
    made.add_url_rule("/<key>/judge", "judge", found.judge, methods=["POST"])
    made.add_url_rule("/<key>/waive", "waive", found.waive, methods=["POST"])
    made.add_url_rule("/<key>/conflict", "conflict", found.conflict, methods=["POST"])
    made.add_url_rule("/<key>/sign", "sign", found.sign, methods=["POST"])
    made.add_url_rule("/<key>/evidence/<criterion>/<int:number>", "evidence", found.evidence)
    made.add_url_rule("/<key>/within/<int:number>", "within", found.within)
    return made


def _of_a_city(view: Callable[..., Answer | Response]) -> Callable[..., Any]:
    """With the city's page at hand; to the queue for who has not said who judges."""

    @wraps(view)
    def answer(self: "_Pages", key: str, **named: Any) -> Any:
        reviewer = from_cookie(request.cookies.get(COOKIE, ""))
        if reviewer is None:
            return redirect(url_for("review.queue"), HTTPStatus.SEE_OTHER)
        try:
            found = ReviewPage(
                table(self.bench, key), reviewer, lang(self.bench), url_for("review.city", key=key)
            )
            return view(self, found, **named)
        except Absent:
            abort(HTTPStatus.NOT_FOUND)
        except Faults as faults:
            return self.shown_queue(faults.problems)

    return answer


class _Pages:
    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def queue(self) -> Response:
        """Every city in the order to read them."""
        return self.shown_queue(())

    def shown_queue(self, problems: tuple[Problem, ...]) -> Response:
        """The queue, with what is wrong."""
        try:
            found = queue(self.bench)
        except Faults as faults:
            found, problems = None, (*problems, *faults.problems)
        reviewer = from_cookie(request.cookies.get(COOKIE, ""))
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
        values = {"queue": found, "problems": problems, "reviewer": reviewer}
        return printed(self.bench, "queue.html.j2", status, **values)

    def who(self) -> Answer | Response:
        """Who judges with this browser."""
        chair = request.form.get("chair") == "on"
        said = Reviewer(request.form.get("id", "").strip(), request.form.get("name", "").strip(), chair)
        try:
            said.begun("city")
        except Faults as faults:
            return self.shown_queue(faults.problems)
        answer = make_response(redirect(url_for(".queue"), HTTPStatus.SEE_OTHER))
        answer.set_cookie(COOKIE, to_cookie(said), max_age=YEAR, httponly=True, samesite="Strict")
        return answer

    @_of_a_city
    def city(self, found: ReviewPage) -> Response:
        """One city with its claims, evidence and what was judged."""
        note = request.args.get("note", "")
        return _printed(replace(found, note=note if note in {"kept", "signed"} else ""))

    @_of_a_city
    def judge(self, found: ReviewPage) -> Answer | Response:
        """What a judgement does, and keeps it if that is asked."""
        form = request.form
        settles = form.get("settles") == "on"
        said = Verdict(
            form.get("criterion", ""), form.get("level", ""), form.get("reason", ""), _today(), settles
        )
        found = replace(found, matter=said.criterion, level=said.level, reason=said.reason)
        claims = {one.criterion: one.claim for one in found.result.findings}
        if form.get("claim", "") != claims.get(said.criterion):
            return _wrong(found, Problem("", None, "", "review_claim_changed", {}))
        if settles and not found.reviewer.chair:
            return _wrong(found, Problem("", None, "", "review_chair", {"reviewer": found.reviewer.id}))
        confirmed = words("th", "reviews")("review_confirmed")
        try:
            given = judgement_given(
                found.result, self.bench.edition, said, confirmed, found.lang, trial=form.get("do") != "save"
            )
        except Faults as faults:
            return _wrong(found, *faults.problems)
        finding = next(one for one in found.result.findings if one.criterion == said.criterion)
        found = replace(found, lacking=unreasoned(found.result, finding, said, found.lang))
        return self._entered(found, "judgement", given, lambda was, now: effect(was, now, said.criterion))

    @_of_a_city
    def waive(self, found: ReviewPage) -> Answer | Response:
        """What a waiver does, and keeps it if that is asked."""
        said = {name: request.form.get(name, "").strip() for name in ("gate", "reason", "authority")}
        found = replace(found, matter=said["gate"], reason=said["reason"])
        if not (said["reason"] and said["authority"]):
            return _wrong(found, Problem("", None, "", "review_waiver_reason", {}))
        try:
            refuse_unknown(said["gate"], [one.id for one in found.gates])
            given = entry(WaiverGiven, date=_today(), **said)
        except Faults as faults:
            return _wrong(found, *faults.problems)
        return self._entered(found, "waiver", given, lambda was, now: gate_effect(was, now, said["gate"]))

    @_of_a_city
    def conflict(self, found: ReviewPage) -> Answer | Response:
        """From then on nothing in the reviewer's file counts for this city."""
        reason = request.form.get("reason", "").strip()
        if not reason:
            return _wrong(found, Problem("", None, "", "review_conflict_reason", {}))
        try:
            given = entry(Conflict, reason=reason, date=_today())
        except Faults as faults:
            return _wrong(found, *faults.problems)
        return self._entered(found, "conflict", given, None)

    def _entered(
        self, found: ReviewPage, what: What, given: BaseModel, told: Told | None
    ) -> Answer | Response:
        place, begun = found.table, found.reviewer.begun(found.result.city.id)

        def add(own: Review) -> Review:
            return own.model_copy(update={LISTS[what]: (*getattr(own, LISTS[what]), given)})

        if found.barred:
            return _wrong(found, Problem("", None, "", "review_barred", {}))
        if request.form.get("do") != "save" and told:
            after = place.tried(place.with_(add(place.own(begun))))
            return _printed(replace(found, tried=told(found.result, after)))
        entered(place.folder, self.bench.edition, begun, add, what, given, _now())
        anchor = f"c-{found.matter}" if what == "judgement" else "main"
        return redirect(f"{found.address}?note=kept#{anchor}", HTTPStatus.SEE_OTHER)

    @_of_a_city
    def sign(self, found: ReviewPage) -> Answer | Response:
        """Keeps the result with all that it was made from."""
        if found.barred:
            return _wrong(found, Problem("", None, "", "review_barred", {}))
        if request.form.get("seen") != found.seen:
            return _wrong(found, Problem("", None, "", "review_sign_changed", {}))
        place = found.table
        result = place.tried(place.reviews, way_out=True)
        path = sign(place.folder, place.filed, self.bench.edition, place.reviews, result, render)
        said = {
            "reason": request.form.get("reason", "").strip(),
            "verdict": result.recommendation.verdict,
            "total": result.scorecard.total_exact,
        }
        with writing(place.folder) as log:
            log.note("signed", result.city.id, found.reviewer.id, path, said, _now())
        return redirect(f"{found.address}?note=signed#main", HTTPStatus.SEE_OTHER)

    @_of_a_city
    def evidence(self, found: ReviewPage, criterion: str, number: int) -> Response:
        """A file that the city names as evidence."""
        finding = next((one for one in found.result.findings if one.criterion == criterion), None)
        if finding is None or number >= len(finding.backing):
            raise Absent(criterion)
        return _sent(found.evidence.named(finding.backing[number].file))

    @_of_a_city
    def within(self, found: ReviewPage, number: int) -> Response:
        """A picture or a file in the submission itself."""
        return _sent(found.evidence.part(number))


def _sent(piece: Piece) -> Response:
    """A picture to be shown; anything else to be kept, and never opened as a page."""
    type_ = piece.picture
    answer = send_file(
        piece.content(),
        mimetype=type_ or "application/octet-stream",
        as_attachment=type_ is None,
        download_name=PurePosixPath(piece.name).name,
        etag=False,
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _today() -> datetime.date:
    return datetime.date.today()


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


def _wrong(found: ReviewPage, *problems: Problem) -> Response:
    return _printed(replace(found, wrong=problems), HTTPStatus.UNPROCESSABLE_ENTITY)


def _printed(found: ReviewPage, status: HTTPStatus = HTTPStatus.OK) -> Response:
    bench = found.table.bench
    return printed(bench, "review.html.j2", status, r=found, a=found.result, v=found.view)
