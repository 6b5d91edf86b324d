"""Signed results: each in a folder with all that it was made from, so that it can be made again.

`_signed/<city>/<number>/` holds `submission.json`, the `reviews/` of that day, and `assessment.json`.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from forms.files import make_folder, unwritten, write_whole
from forms.filled import data_of
from forms.results import result
from forms.reviews import path_of, reviews_of, written
from forms.submissions import content, submission
from forms.written_forms import written_form
from scoring.assess import assess
from scoring.edition import Edition
from scoring.models import Assessment
from scoring.problems import Faults, Problem
from scoring.reviews import Review, said_in
from scoring.submission import Submission

FOLDER, SUBMISSION, REVIEWS, RESULT = "_signed", "submission.json", "reviews", "assessment.json"
ENGINES = ("engine", "engine_version", "program")
MADE_FROM = {"submission_fingerprint": "verify_submission", "judgements_fingerprint": "verify_judgements"}

Rendered = Callable[[Assessment], bytes]


def sign(
    folder: Path,
    read: Submission,
    edition: Edition,
    reviews: Sequence[Review],
    signed: Assessment,
    render: Rendered,
) -> Path:
    """Keeps a result with what it was made from, and gives the file of the result; raises Faults."""
    here = _next(folder / FOLDER / read.city.id)
    write_whole(here / SUBMISSION, written_form("json", edition, data_of(read), "th"))
    for one in reviews:
        path = path_of(here / REVIEWS, one.city, one.reviewer)
        make_folder(path.parent)
        write_whole(path, written(one))
    write_whole(here / RESULT, render(signed))
    return here / RESULT


def signed_files(folder: Path) -> list[Path]:
    """The results that were signed in a folder of reviews."""
    return sorted((folder / FOLDER).glob(f"*/*/{RESULT}"))


def _next(city: Path) -> Path:
    """A new folder, numbered after the last."""
    make_folder(city)
    number = sum(1 for _ in city.iterdir()) + 1
    while True:
        here = city / f"{number:03}"
        try:
            here.mkdir()
        except FileExistsError:
            number += 1
        except OSError as error:
            raise Faults([unwritten(here, error)]) from error
        else:
            return here


def numbers_set(signed: Assessment) -> list[str]:
    """The numbers that a signed result has otherwise than its edition, as `--set` takes them."""
    return [f"{one.name}={one.value.replace(', ', ',')}" for one in signed.edition.changes]


def signed_at(path: Path) -> tuple[Assessment, bytes]:
    """A signed result and its bytes; raises Faults."""
    raw = content(path)
    return result(str(path), raw), raw


def beside(path: Path, edition: Edition) -> tuple[Submission, tuple[Review, ...]]:
    """What lies beside a signed result: the submission and the reviews it was made from; raises Faults."""
    here = path.parent
    read = submission(str(here / SUBMISSION), content(here / SUBMISSION), edition)
    folder = here / REVIEWS
    return read, tuple(reviews_of(folder, read.city.id, edition)) if folder.exists() else ()


def made_again(
    read: Submission, reviews: Sequence[Review], was: Assessment, edition: Edition, render: Rendered
) -> bytes:
    """The same result from the same things, as of the same day; raises Faults."""
    day = was.provenance.as_of
    return render(assess(read, edition, said_in(reviews), as_of=day, way_out=was.way_out is not None))


def differences(path: Path, raw: bytes, again: bytes) -> list[Problem]:
    """What differs between a result and the one made again, whichever engine and release made them.

    Made from another submission or other reviews, it is told as that, and not as what came of it.
    """
    if raw == again:
        return []
    was, now = (_without_engine(each) for each in (raw, again))
    parts = [key for key in sorted(was.keys() | now.keys()) if was.get(key) != now.get(key)]
    others = [code for key, code in MADE_FROM.items() if _source(was).get(key) != _source(now).get(key)]
    if parts and not others:
        return [Problem(str(path), None, "", "signed_differs", {"parts": ", ".join(parts)})]
    return [Problem(str(path), None, "", code, {}) for code in others]


def _without_engine(raw: bytes) -> dict[str, object]:
    data: dict[str, object] = json.loads(raw)
    if source := _source(data):
        data["provenance"] = {key: value for key, value in source.items() if key not in ENGINES}
    return data


def _source(data: Mapping[str, object]) -> Mapping[str, object]:
    source = data.get("provenance")
    return source if isinstance(source, dict) else {}
