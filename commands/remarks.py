"""What there is to say of a filled form, each with the place in the file where it is to be said."""

import datetime
from collections.abc import Iterator
from pathlib import Path

from forms.gathered import left_over
from forms.submissions import checked, embedded, form_document
from forms.surroundings import surrounded
from reports.lexicon import languages
from reports.words import told
from scoring.assess import assess
from scoring.documents import Document
from scoring.edition import Edition
from scoring.places import steps
from scoring.problems import Faults, Problem

Mark = tuple[str | int, ...]


def remarks(name: str, raw: bytes, edition: Edition, lang: str) -> Iterator[tuple[Mark, str]]:
    """Every fault, every text that could not be placed, and what contradicts what.

    Raises Faults for a file that cannot be read at all.
    """
    try:
        found = form_document(name, raw, edition)
    except Faults as faults:
        if not all(one.where for one in faults.problems):
            raise
        yield from (_remark(one, lang) for one in faults.problems)
        return
    yield from (_remark(one, lang) for one in left_over(found))
    yield from _checked(found, raw, edition, lang)


def _checked(found: Document, raw: bytes, edition: Edition, lang: str) -> Iterator[tuple[Mark, str]]:
    try:
        within = embedded(found.name, raw)
        filed = surrounded(checked(found, edition), edition, Path(found.name), embedded=within)
    except Faults as faults:
        yield from (_remark(one, lang) for one in faults.problems)
        return
    day = filed.filing.filed_on or datetime.date.today()
    for notice in assess(filed, edition, as_of=day).notices:
        places = [found.where(steps(place)) for place in notice.places]
        said = "\n".join(f"{getattr(notice, one)} — {notice.remedy.of(one)}" for one in languages(lang))
        yield from ((mark, said) for mark in dict.fromkeys(one.mark if one else () for one in places))


def _remark(problem: Problem, lang: str) -> tuple[Mark, str]:
    said = "\n".join(told(problem, one) for one in languages(lang))
    return problem.where.mark if problem.where else (), said
