"""Papers as PDF: A4, Sarabun within, tagged, PDF/A-2a, the same bytes every time.

Search and copy in a PDF of Thai depend on what shows it: the Word file or the page goes beside it.
"""

import datetime
import re
from collections.abc import Iterable, Sequence

from reports.digits import ARABIC, on_paper
from reports.paper import Paper, plain_data
from reports.paper_city import papers
from reports.typesetting import pdf
from scoring.models import Assessment

NEVER = "\\x00"  # which no text of a paper holds


def render(assessment: Assessment, lang: str, digits: str = ARABIC) -> bytes:
    """The report in `th`, in `en`, or in `both`: the one after the other."""
    given = on_paper(papers(assessment, lang), digits)
    return printed(given, assessment.provenance.as_of, assessment.edition.unbroken)


def printed(given: Sequence[Paper], day: datetime.date, unbroken: Iterable[str] = ()) -> bytes:
    """Papers as one file, of that day; the words of `unbroken` are never parted at the end of a line."""
    data = {
        "papers": [plain_data(paper) for paper in given],
        "day": [day.year, day.month, day.day],
        "unbroken": "|".join(map(re.escape, unbroken)) or NEVER,
    }
    return pdf("paper.typ", data)
