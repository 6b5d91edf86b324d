"""The report as one HTML page: it opens offline, prints on A4, and asks nobody for anything.

A script inside it lets a reader pick criteria and try changes; without it all that is told is still there.
"""

from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from reports import html_view
from reports.calculator import facts
from reports.digits import ARABIC, on_page
from reports.html_blocks import blocks_on_page
from reports.html_lookup import View, marks
from reports.html_page import margins, script, style, template
from reports.lexicon import Lexicon, lexicon
from reports.paper_figures import own_figures
from reports.paper_reviewed import reviewed
from reports.speech import NAME, Speech, clipped
from scoring.models import Assessment, Assumption

FIGURES = "figures"  # the catalogue of the city's own figures


def render(assessment: Assessment, lang: str, digits: str = ARABIC) -> bytes:
    """The page in `th`, `en` or `both` (Thai first, English beneath)."""
    speech = Speech(lang, FIGURES)
    page = template("report.html.j2", lang, FIGURES).render(
        a=assessment,
        v=View(assessment, speech),
        policy=_policy(assessment.edition.policy, lang),
        style=style("blocks.css"),
        page_style=page_style(assessment, speech),
        reviewed=blocks_on_page([reviewed(assessment, w) for w in _lexicons(speech)], speech),
        figures=blocks_on_page([own_figures(assessment, w) for w in _lexicons(speech)], speech),
        facts=facts(assessment, speech),
        script=script("report.js"),
    )
    return on_page(page.encode("utf-8", "replace"), digits)


def _lexicons(speech: Speech) -> list[Lexicon]:
    return [lexicon(lang, FIGURES) for lang in speech.langs]


@lru_cache(maxsize=32)
def _policy(policy: tuple[Assumption, ...], lang: str) -> Markup:
    """The table of the policy's numbers by kind, the same for every city of an edition."""
    kinds = groupby(policy, key=lambda entry: entry.name.rpartition(".")[0])
    numbers = [(kind.replace(".", "_"), list(entries)) for kind, entries in kinds]
    return Markup(template("html/policy.html.j2", lang).render(numbers=numbers))


def page_style(assessment: Assessment, speech: Speech) -> Markup:
    """What stands in the margins of every printed page."""
    sources = f"{assessment.edition.id} · {html_view.short(assessment.provenance.submission_fingerprint)}"
    boxes = {
        "top-left": clipped(assessment.city.name.of(speech.langs[0]), speech.langs[0], NAME // 2),
        "top-right": " · ".join(marks(assessment, speech)),
        "bottom-left": sources,
    }
    return margins(boxes, speech)
