"""Many cities in one table, in the order given: what is recommended, how surely, what stands in the way."""

from collections.abc import Iterable, Sequence

from reports.display import number, score
from reports.lexicon import Lexicon, languages, lexicon
from reports.markdown import markdown
from reports.page import Page
from reports.particulars import ALL, listed, name, of
from reports.phrases import fingerprint
from scoring.fields import Record
from scoring.models import Assessment, Bilingual, Number, Verdict

COLUMNS = ("city", "recommendation", "total", "gates_broken", "top_gap", "notices")
SHARES = (24, 24, 0, 26, 26, 0)  # of what the figures leave
FIGURES = (0, 0, 13, 0, 0, 7)  # room for a score with its bounds, and for the word above the notices
APART = 2
GATES_SHOWN = 2
TABLE = 76  # a page narrower than this gives each city a few lines instead of a row


class TopGap(Record):
    """The criterion with the most points to win."""

    title: Bilingual
    points: Number


class SummaryRow(Record):
    """One city's line; `broken` are the gates that do not hold as things stand."""

    id: str
    name: Bilingual
    draft: bool
    illustrative: bool
    verdict: Verdict
    settled: bool
    at_own_wish: bool
    total: Number
    low: Number
    high: Number
    broken: tuple[Bilingual, ...]
    top_gap: TopGap | None
    notices: int
    edition: str
    policy: str
    standing: Bilingual


def summary_row(assessment: Assessment) -> SummaryRow:
    """What the table says of one city."""
    advice, card = assessment.recommendation, assessment.scorecard
    losing = next((gap for gap in assessment.gaps if gap.kind == "criterion"), None)
    return SummaryRow(
        id=assessment.city.id,
        name=assessment.city.name,
        draft=assessment.draft,
        illustrative=assessment.illustrative is not None,
        verdict=advice.verdict,
        settled=advice.settled,
        at_own_wish=advice.at_own_wish,
        total=card.total,
        low=card.low,
        high=card.high,
        broken=tuple(gate.title for gate in assessment.gates if not gate.holds and not gate.waived_by),
        top_gap=TopGap(title=losing.title, points=losing.points) if losing else None,
        notices=len(assessment.notices),
        edition=assessment.edition.id,
        policy=fingerprint(assessment.provenance.policy_fingerprint),
        standing=assessment.edition.standing,
    )


def render(rows: Sequence[SummaryRow], lang: str, *, width: int = 80, colour: bool = False) -> bytes:
    """The table for a terminal in `th`, `en` or `both`; on a narrow one, a few lines a city."""
    return b"\n".join(_table(rows, lexicon(each), width, colour) for each in languages(lang))


def _table(rows: Sequence[SummaryRow], w: Lexicon, width: int, colour: bool) -> bytes:
    page = Page(width, colour)
    page.say(w("many", count=number(len(rows))), style="bold")
    page.say(tally(rows, w))
    if page.width >= TABLE:
        page.rule()
        page.row([w(f"short_{key}") for key in COLUMNS], _widths(page.width), style="bold")
    page.rule()
    for row in rows:
        _city(page, row, w)
    page.rule()
    for said in footnotes(rows, w):
        page.say(said)
    return page.bytes()


def _city(page: Page, row: SummaryRow, w: Lexicon) -> None:
    style = "open" if not row.settled else "good" if row.verdict == "renew" else "bad"
    city, *rest = cells(row, w, GATES_SHOWN)
    if page.width >= TABLE:
        page.row((city, *rest), _widths(page.width), style=style)
        return
    page.say(city, style="bold")
    for key, text in zip(COLUMNS[1:], rest, strict=True):
        said = w("colon", name=w(f"short_{key}"), text=text)
        page.say(said, "  ", style if key == "recommendation" else "", hang=2)


def _widths(width: int) -> list[int]:
    room = width - APART * (len(COLUMNS) - 1) - sum(FIGURES)
    return [figure or room * share // 100 for figure, share in zip(FIGURES, SHARES, strict=True)]


def cells(row: SummaryRow, w: Lexicon, most: int = ALL) -> list[str]:
    """The texts of a row, one a column."""
    marks = [
        w(key)
        for key, holds in (("mark_draft", row.draft), ("short_illustrative", row.illustrative))
        if holds
    ]
    between = "" if row.low == row.high else f" ({score(row.low)}–{score(row.high)})"
    return [
        name(row.name, w) + (f" ({', '.join(marks)})" if marks else ""),
        recommended(row, w),
        f"{score(row.total)}{between}",
        listed([of(gate, w) for gate in row.broken], w, most) or "–",
        top_gap(row, w),
        number(row.notices),
    ]


def recommended(row: SummaryRow, w: Lexicon) -> str:
    """The verdict in short and whether it is settled."""
    wish = f", {w('short_own_wish')}" if row.at_own_wish else ""
    return f"{w(f'will_{row.verdict}')}{wish} ({w('short_settled' if row.settled else 'short_unsettled')})"


def top_gap(row: SummaryRow, w: Lexicon) -> str:
    """The largest gap with its points."""
    if row.top_gap is None:
        return "–"
    return w("top_gap_of", title=of(row.top_gap.title, w), points=score(row.top_gap.points))


def tally(rows: Iterable[SummaryRow], w: Lexicon) -> str:
    """How many of each, and how many of them are not settled."""
    listed = list(rows)
    renew = sum(row.verdict == "renew" for row in listed)
    unsettled = sum(not row.settled for row in listed)
    return w(
        "many_tally", renew=number(renew), revoke=number(len(listed) - renew), unsettled=number(unsettled)
    )


def footnotes(rows: Iterable[SummaryRow], w: Lexicon) -> list[str]:
    """What must be said of every city: who decides, and by which edition and policy it was scored."""
    listed = list(rows)
    standing = dict.fromkeys(of(row.standing, w) for row in listed)
    editions = dict.fromkeys((row.edition, row.policy) for row in listed)
    scored = [w("scored_with", edition=edition, policy=policy) for edition, policy in editions]
    return [*standing, *scored]


def render_markdown(rows: Sequence[SummaryRow], lang: str) -> bytes:
    """The same as a Markdown table."""
    return "\n".join(_markdown(rows, lexicon(each)) for each in languages(lang)).encode("utf-8")


def _markdown(rows: Sequence[SummaryRow], w: Lexicon) -> str:
    table = [[w(f"short_{key}") for key in COLUMNS], *(cells(row, w) for row in rows)]
    head, *body = ["| " + " | ".join(markdown(text) for text in line) + " |" for line in table]
    before = [f"# {markdown(w('many', count=number(len(rows))))}", "", markdown(tally(rows, w)), ""]
    after = [line for said in footnotes(rows, w) for line in ("", markdown(said))]
    return "\n".join([*before, head, "|" + " --- |" * len(COLUMNS), *body, *after]) + "\n"
