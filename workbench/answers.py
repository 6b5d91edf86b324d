"""How views answer: a page in the reader's language, or a file to keep."""

from http import HTTPStatus
from io import BytesIO
from typing import Any

from flask import Response, make_response, request, send_file

from workbench.bench import Bench
from workbench.downloads import Download
from workbench.look import page

LANG_COOKIE, LANGS = "renewal_lang", ("th", "en")


def lang(bench: Bench) -> str:
    """The language that the reader chose, else that of the run."""
    found = request.cookies.get(LANG_COOKIE, "")
    return found if found in LANGS else bench.lang


def printed(bench: Bench, name: str, status: HTTPStatus = HTTPStatus.OK, **values: Any) -> Response:
    """A page of the workbench."""
    here = request.full_path.rstrip("?") if request.method == "GET" else "/"
    text = page(name, lang(bench), bench=bench, csrf=bench.keys.csrf, here=here, **values)
    return make_response(
        text.encode("utf-8", "replace"), status, {"Content-Type": "text/html; charset=utf-8"}
    )


def attachment(found: Download) -> Response:
    """A file that a browser keeps and never shows as a page of ours."""
    answer = send_file(
        BytesIO(found.content), mimetype=found.type, as_attachment=True, download_name=found.name, etag=False
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
