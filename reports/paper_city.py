"""The gap report of one city as a paper: the page that decides first, then all that stands behind it."""

from collections.abc import Iterator

from reports import html_view
from reports import particulars as p
from reports.lexicon import languages, lexicon
from reports.paper import Block, Break, Paper
from reports.paper_figures import own_figures
from reports.paper_first import first_page, reasons
from reports.paper_gaps import gaps, way_out
from reports.paper_lists import met, notices, open_judgements, others, zone
from reports.paper_method import method
from reports.paper_reviewed import reviewed
from scoring.models import Assessment

OWN = "figures"  # the catalogue beside the shared ones
SHORT = 60  # of a name over every page


def papers(a: Assessment, lang: str) -> tuple[Paper, ...]:
    """One paper a language, Thai first."""
    return tuple(_paper(a, each) for each in languages(lang))


def _paper(a: Assessment, lang: str) -> Paper:
    w = lexicon(lang, OWN)
    city = p.shortened(a.city.name.of(lang), w, SHORT)
    return Paper(
        lang=lang,
        title=f"{city} – {w('report_title')}",
        over=(city, " · ".join(p.marks(a, w))),
        under=f"{a.edition.id} · {html_view.short(a.provenance.submission_fingerprint)}",
        page=w("page"),
        blocks=tuple(_blocks(a, lang)),
    )


def _blocks(a: Assessment, lang: str) -> Iterator[Block]:
    w = lexicon(lang, OWN)
    yield from first_page(a, w)
    yield Break()
    for part in (
        reasons,
        reviewed,
        notices,
        zone,
        gaps,
        way_out,
        open_judgements,
        own_figures,
        met,
        others,
        method,
    ):
        yield from part(a, w)
