"""The workbench as an application: its guards, its views, and a page for whatever goes wrong."""

import sys
from http import HTTPStatus

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from workbench.answers import printed
from workbench.bench import Bench
from workbench.city_pages import city_pages
from workbench.guards import guard
from workbench.pages import pages
from workbench.policy_addresses import policy_addresses
from workbench.review_pages import review_pages
from workbench.uploads import LARGEST

MOST_TYPED = 4_000_000  # bytes of what is typed into one page
AROUND = 100_000  # bytes of an upload that are not the file
WORDS = {
    HTTPStatus.NOT_FOUND: "refused_unknown",
    HTTPStatus.METHOD_NOT_ALLOWED: "refused_unknown",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "refused_large",
}
OWN = ("refused_host", "refused_foreign", "refused_stranger", "refused_form")


def application(bench: Bench) -> Flask:
    """One application a run: it holds no state but the bench."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST + AROUND,
        MAX_FORM_MEMORY_SIZE=MOST_TYPED,
        MAX_FORM_PARTS=1_000,
        PROPAGATE_EXCEPTIONS=False,
    )
    guard(app, bench)
    app.register_blueprint(pages(bench))
    app.register_blueprint(city_pages(bench))
    app.register_blueprint(review_pages(bench))
    app.register_blueprint(policy_addresses(bench))
    _mend(app, bench)
    return app


def _mend(app: Flask, bench: Bench) -> None:
    """Nothing ends in a traceback: a page says what was refused; what failed is told on the terminal."""

    @app.errorhandler(HTTPException)
    def _refused(error: HTTPException) -> Response:
        status = HTTPStatus(error.code or HTTPStatus.BAD_REQUEST)
        own = error.description if error.description in OWN else None
        key = own or WORDS.get(status, "refused_bad")
        return printed(bench, "refused.html.j2", status, key=key, stranger=own in OWN, largest=LARGEST)

    @app.errorhandler(Exception)
    def _failed(error: Exception) -> Response:
        print(f"workbench: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return printed(
            bench, "refused.html.j2", status, key="refused_failed", stranger=False, largest=LARGEST
        )
