"""The first page: the cities of the folder, what is dropped in, a blank form, the language."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from forms.submissions import form_document
from forms.written_forms import written_form
from scoring.problems import Faults, Problem
from workbench.answers import LANG_COOKIE, LANGS, attachment, lang, printed
from workbench.bench import Bench
from workbench.cities import rows
from workbench.downloads import OF_FORMS, TYPES, Download
from workbench.look import static
from workbench.names import plain_name
from workbench.uploads import LARGEST, Draft, shown_name, suffix_of

YEAR = 365 * 24 * 3600


def pages(bench: Bench) -> Blueprint:
    """The views that are not of one city."""
    made = Blueprint("bench", __name__)
    found = _Pages(bench)
    made.add_url_rule("/", "first", found.first)
    made.add_url_rule("/upload", "upload", found.upload, methods=["POST"])
    made.add_url_rule("/language", "language", found.language, methods=["POST"])
    made.add_url_rule("/form/<format_>", "form", found.form)
    made.add_url_rule("/static/<name>", "static", found.static)
    return made


class _Pages:
    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def first(self) -> Response:
        """Every city of the folder."""
        return self._first()

    def _first(self, problems: tuple[Problem, ...] = (), status: HTTPStatus = HTTPStatus.OK) -> Response:
        try:
            found = rows(self.bench)
        except Faults as faults:
            found, problems = [], (*problems, *faults.problems)
        values = {"rows": found, "problems": problems, "largest": LARGEST, "forms": OF_FORMS}
        return printed(self.bench, "first.html.j2", status, **values)

    def upload(self) -> Answer | Response:
        """What was dropped in, kept in memory if it can be read as a form at all."""
        given = request.files.get("form")
        if given is None or not given.filename:
            return self._first((Problem("", None, "", "upload_none", {}),), HTTPStatus.UNPROCESSABLE_ENTITY)
        shown, raw = shown_name(given.filename), given.read()
        try:
            name = plain_name(shown, suffix_of(shown, raw), "form")
            form_document(shown, raw, self.bench.edition)
        except Faults as faults:
            return self._first(faults.problems, HTTPStatus.UNPROCESSABLE_ENTITY)
        kept = self.bench.kept.keep(Draft(name, raw))
        return redirect(url_for("cities.city", of="draft", key=kept.id), HTTPStatus.SEE_OTHER)

    def language(self) -> Answer:
        """Kept in a cookie; back to the page that was open."""
        chosen, back = request.form.get("lang", ""), request.form.get("here", "/")
        if chosen not in LANGS:
            abort(HTTPStatus.NOT_FOUND)
        ours = back.startswith("/") and not back.startswith(("//", "/\\"))
        answer = make_response(redirect(back if ours else "/", HTTPStatus.SEE_OTHER))
        answer.set_cookie(LANG_COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Strict")
        return answer

    def form(self, format_: str) -> Response:
        """The blank form."""
        if format_ not in OF_FORMS:
            abort(HTTPStatus.NOT_FOUND)
        spoken = "th" if lang(self.bench) == "th" else "both"
        content = written_form(format_, self.bench.edition, None, spoken)
        return attachment(Download(f"form.{format_}", TYPES[format_], content))

    def static(self, name: str) -> Answer:
        """Style, script and sign of the pages."""
        try:
            content, type_ = static(name)
        except LookupError:
            abort(HTTPStatus.NOT_FOUND)
        answer = make_response(content, {"Content-Type": type_, "Cache-Control": "private, no-cache"})
        answer.add_etag()
        return answer.make_conditional(request)
