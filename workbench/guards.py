"""What every request must be before anything answers it, and what every answer says of itself.

Refused: a Host that is not ours (a page of another site whose name was made to lead here), what a page of
another site sent, whoever has neither token nor cookie, and a form that is none of ours.
"""

import re
from http import HTTPStatus

from flask import Flask, Response, abort, make_response, redirect, request
from werkzeug.wrappers import Response as Answer

from workbench.bench import Bench

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src data:",  # the style sheet carries its fonts
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with `no-referrer` a browser hides the Origin of our own forms too
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
OURS = {"none", "same-origin"}  # what a browser says of who sent a request: the user, or a page of ours
HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^:\[\]]+)(:[0-9]{1,5})?")


def guard(app: Flask, bench: Bench) -> None:
    """Puts the guards before every view, and the headers on every answer."""

    app.before_request(lambda: _refused(bench))

    @app.after_request
    def _head(answer: Response) -> Response:
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer


def _refused(bench: Bench) -> Answer | None:
    """What is answered before any view is asked; None where a view may answer."""
    if not _is_ours(request.headers.get("Host", ""), bench.hosts):
        abort(HTTPStatus.BAD_REQUEST, "refused_host")
    if _is_foreign():
        abort(HTTPStatus.FORBIDDEN, "refused_foreign")
    token = request.args.get("token")
    if token is not None and request.method == "GET" and request.path == "/":
        return _entered(bench, token)
    if not bench.keys.knows(request.cookies.get(bench.keys.cookie, "")):
        abort(HTTPStatus.FORBIDDEN, "refused_stranger")
    if request.method == "POST" and not bench.keys.sent_by_us(request.form.get("csrf", "")):
        abort(HTTPStatus.FORBIDDEN, "refused_form")
    return None


def _is_ours(host: str, hosts: tuple[str, ...]) -> bool:
    found = HOST.fullmatch(host.lower())
    return found is not None and found["name"].strip("[]") in hosts


def _is_foreign() -> bool:
    """Whether a page of another site sent it, as far as the browser tells."""
    if request.headers.get("Sec-Fetch-Site", "none") not in OURS:
        return True
    origin = request.headers.get("Origin")
    return origin is not None and origin not in (f"http://{request.host}", f"https://{request.host}")


def _entered(bench: Bench, token: str) -> Answer:
    """The cookie for the token, and the address without it."""
    if not bench.keys.opens(token):
        abort(HTTPStatus.FORBIDDEN, "refused_stranger")
    answer = make_response(redirect("/", HTTPStatus.SEE_OTHER))
    answer.set_cookie(bench.keys.cookie, bench.keys.session, httponly=True, samesite="Strict")
    return answer
