"""The reviewers' files of a folder, `<city>/<reviewer>.yaml`: read, and written so that nothing is lost.

Who adds to a file reads it anew under a lock and writes it whole; a reader sees the old file or the new.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from forms.files import make_folder, unopened, write_whole
from forms.locks import locked
from scoring.documents import Document, document
from scoring.edition import Edition
from scoring.problems import Faults, Problem
from scoring.reviews import Review, grown
from scoring.validation import nearest, validated

LIMIT = 2_000_000  # bytes: a reviewer's file of every criterion, with long reasons, has some ten thousands
HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")  # what JSON lets stand and a reader of YAML does not

Reviews = Mapping[str, tuple[Review, ...]]


def reviews_in(folder: Path, edition: Edition) -> Reviews:
    """Every review by its city; raises Faults with all that is wrong with any of them."""
    found: dict[str, list[Review]] = {}
    problems: list[Problem] = []
    for path in review_files(folder):
        try:
            review = review_at(path, edition)
        except Faults as faults:
            problems += faults.problems
        else:
            found.setdefault(review.city, []).append(review)
    if problems:
        raise Faults(problems)
    return {city: tuple(reviews) for city, reviews in sorted(found.items())}


def reviews_of(folder: Path, city: str, edition: Edition) -> tuple[Review, ...]:
    """The reviews of one city; raises Faults."""
    paths = [path for path in review_files(folder) if path.parent.name == city]
    problems: list[Problem] = []
    reviews: list[Review] = []
    for path in paths:
        try:
            reviews.append(review_at(path, edition))
        except Faults as faults:
            problems += faults.problems
    if problems:
        raise Faults(problems)
    return tuple(reviews)


@lru_cache(maxsize=4)
def reviews_stamp(folder: Path) -> str:
    """What changes when any review in a folder does; raises Faults."""
    try:
        marks = [f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in review_files(folder)]
    except OSError as error:
        raise Faults([unopened(folder, error)]) from error
    return hashlib.sha256("\n".join(marks).encode("utf-8", "surrogatepass")).hexdigest()


def review_in(path: Path) -> Review:
    """The review in a file, whatever edition it is of; raises Faults with the line of each fault."""
    found = _document(path)
    return validated(Review, found.data, found)


def review_at(path: Path, edition: Edition) -> Review:
    """The review in a file; raises Faults with the line of each fault."""
    found = _document(path)
    review = validated(Review, found.data, found)
    problems = list(chain(_misplaced(found, review, path), _unknown(found, review, edition)))
    if problems:
        raise Faults(problems)
    return review


def path_of(folder: Path, city: str, reviewer: str) -> Path:
    """Where a reviewer's file on a city stands."""
    return folder / city / f"{reviewer}.yaml"


def added_to(path: Path, edition: Edition, begun: Review, add: Callable[[Review], Review]) -> Review:
    """Adds to the file what `add` adds to what it holds now, or to `begun` where there is none yet.

    Raises:
        Faults: what is there cannot be read, the file cannot be written, or `add` would lose what was said.
    """
    make_folder(path.parent)
    with locked(path):
        before = review_at(path, edition) if path.exists() else begun
        after = add(before)
        if not grown(before, after):
            raise Faults([Problem(str(path), None, "", "review_shrinks", {})])
        write_whole(path, written(after))
    return after


def written(review: Review) -> bytes:
    """The review as YAML; the same review gives the same bytes."""
    data = review.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {"schema": "review/1"}
    order = ("schema", "city", "reviewer", "name", "chair", "conflicts", "judgements", "waivers")
    lines = chain.from_iterable(_field(name, data[name]) for name in order if name in data)
    return ("\n".join(lines) + "\n").encode()


def _field(name: str, value: Any) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{name}: {_scalar(value)}"
        return
    yield f"{name}:"
    for entry in value:
        for place, (key, one) in enumerate(entry.items()):
            yield f"{'  ' if place else '- '}{key}: {_scalar(one)}"


def _scalar(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


# Reading


def review_files(folder: Path) -> Sequence[Path]:
    """The files of reviewers: in a folder of a city, not hidden; raises Faults where there is no folder."""
    try:
        cities = sorted(one for one in folder.iterdir() if one.is_dir() and one.name[0] not in "._")
        return [path for city in cities for path in sorted(city.iterdir()) if _is_review(path)]
    except OSError as error:
        raise Faults([unopened(folder, error)]) from error


def _is_review(path: Path) -> bool:
    return path.suffix.lower() in {".yaml", ".yml"} and not path.name.startswith((".", "~$"))


def _document(path: Path) -> Document:
    try:
        with path.open("rb") as file:
            return document(str(path), file.read(LIMIT + 1), limit=LIMIT)
    except OSError as error:
        raise Faults([unopened(path, error)]) from error


def _misplaced(found: Document, review: Review, path: Path) -> Iterator[Problem]:
    """A file says of itself what its name and its folder say of it."""
    for name, said, due in (
        ("city", review.city, path.parent.name),
        ("reviewer", review.reviewer, path.stem),
    ):
        if said != due:
            values = {"said": said, "due": due}
            yield Problem(found.name, found.line((name,)), name, f"review_{name}", values)


def _unknown(found: Document, review: Review, edition: Edition) -> Iterator[Problem]:
    """What the edition does not have, and what only a chair may do."""
    waivable = [gate.id for gate in edition.gates if gate.words.waivable]
    for place, given in enumerate(review.judgements):
        here = ("judgements", place)
        yield from _named(found, (*here, "criterion"), given.criterion, list(edition.criterion))
        yield from _named(found, (*here, "level"), given.level, list(edition.level))
        if given.settles and not review.chair:
            where = (*here, "settles")
            yield Problem(found.name, found.line(where), _dotted(where), "review_settles", {})
    for place, waiver in enumerate(review.waivers):
        yield from _named(found, ("waivers", place, "gate"), waiver.gate, waivable)


def _named(
    found: Document, place: tuple[str | int, ...], name: str, known: Sequence[str]
) -> Iterator[Problem]:
    if name not in known:
        values = {"name": name, "nearest": nearest(name, known)}
        yield Problem(found.name, found.line(place), _dotted(place), "name_unknown", values)


def _dotted(place: tuple[str | int, ...]) -> str:
    first, number, name = place
    return f"{first}[{number}].{name}"
