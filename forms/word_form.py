"""The form as a Word file: what depa's looks like, with a content control for every answer.

The order of things is that of `official_form.yaml`; what the official form lacks stands in shaded boxes.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import docx

from forms import word_xml as x
from forms.filled import Data, rows_of, value_of
from forms.form_words import Block, added_title, bilingual, items_by_key, official, pieces
from forms.layout import Entry, Part
from forms.word_answers import EDGES, HEAD, Answers, At
from forms.word_page import TALL, WIDE, page_break, section_end, set_up
from forms.word_results import results
from scoring.edition import Edition
from scoring.models import Bilingual
from scoring.undated import undated

Node = x.Node
FILL = "EAF3FA"


def word_form(form: Part, edition: Edition, data: Data | None, lang: str) -> bytes:
    """The form in `th`, `en` or `both`, blank or with the answers of a submission."""
    document = docx.Document()
    set_up(document, edition.id)
    last = document.element.body[-1]  # what says how large the page is
    for node in _Writer(form, edition, Answers(edition, lang)).body(data or {}):
        last.addprevious(node)
    file = io.BytesIO()
    document.save(file)
    return undated(file.getvalue())


class _Writer:
    """Writes the blocks of the official form one after the other."""

    def __init__(self, form: Part, edition: Edition, answers: Answers) -> None:
        self._items, self._edition = items_by_key(form), edition
        self._answers = answers
        self._blocks: dict[str, Callable[[Any, At], Iterator[Node]]] = {
            "centre": lambda block, _: self._worded(block, "Centre"),
            "title": lambda block, _: self._worded(block, "Heading1"),
            "heading": lambda block, _: self._worded(block, "Heading2"),
            "text": lambda block, _: self._worded(block, "BodyText"),
            "line": self._line,
            "signature": lambda block, at: self._line(block, at, "Signature"),
            "lines": self._lines,
            "added": self._added,
            "table": lambda key, at: self._answers.table(self._part(at.full(key)), at),
            "results": lambda block, at: results(self._answers, block, self._part(block["each"]), at),
            "counts": self._counts,
            "rows": self._two_columns,
            "sheets": self._sheets,
            "criteria": self._criteria,
            "page": self._page,
        }

    def body(self, data: Data) -> Iterator[Node]:
        """All of the document."""
        for blocks in official().values():
            yield from self._written(blocks, At("", data, TALL.inner))

    def _written(self, blocks: Sequence[Block], at: At) -> Iterator[Node]:
        for block in blocks:
            ((kind, body),) = block.items()
            yield from self._blocks[kind](body, at)

    def _part(self, key: str) -> Part:
        part = self._items[key]
        assert isinstance(part, Part), key
        return part

    # Words

    def _worded(self, block: Mapping[str, str], style: str) -> Iterator[Node]:
        words = bilingual(block)
        yield x.paragraph(x.run(self._answers.say(words)), style=style)
        yield from self._beside(block)

    def _beside(self, block: Mapping[str, str]) -> Iterator[Node]:
        """The English beneath the Thai, where both are asked for."""
        if self._answers.both and block.get("en"):
            yield x.paragraph(x.run(block["en"]), style="Beside")

    def _page(self, kind: str, _: At) -> Iterator[Node]:
        if kind == "next":
            yield page_break()
        else:  # what comes before ends here, and was the other way round
            yield section_end(TALL if kind == "wide" else WIDE)

    def _criteria(self, words: Mapping[str, str], at: At) -> Iterator[Node]:
        """Appendix A as the edition has it: each section, and its criteria beside it."""
        left = at.width * 3 // 10
        head = x.cell(at.width, x.paragraph(self._bold(bilingual(words)), style="Centre"), span=2, fill=HEAD)
        rows = [x.row(head, head=True)]
        for number, section in enumerate(self._edition.sections, start=1):
            title = x.run(f"{number}. {self._answers.say(section.title)}", x.BOLD)
            wording = (one.words.wording for one in self._edition.criteria if one.section == section.id)
            texts = (x.paragraph(x.run(f"- {self._answers.say(one)}"), style="Cell") for one in wording)
            cells = x.cell(left, x.paragraph(title, style="Cell")), x.cell(at.width - left, *texts)
            rows.append(x.row(*cells, whole=False))
        yield x.table([left, at.width - left], *rows)
        yield x.paragraph(style="Gap")

    def _bold(self, words: Bilingual) -> Node:
        return x.run(self._answers.say(words), x.BOLD)

    # Lines with answers in them

    def _line(self, block: Mapping[str, str], at: At, style: str = "Answer") -> Iterator[Node]:
        """The official words with the answers in their places; in English the words come first."""
        english = self._answers.lang == "en" and block.get("en")
        if english:
            yield x.paragraph(x.run(block["en"], x.BOLD), style="Label", keep=True)
        inline: list[Node] = []
        beneath: list[Node] = []
        for piece in pieces(block["th"]):
            entry = self._items.get(at.full(piece.key)) if piece.key else None
            if entry is None:
                inline.append(x.run("  " if english else piece.text))
            elif isinstance(entry, Entry) and entry.many and entry.kind == "text":
                beneath.append(self._answers.paragraph(entry, value_of(at.data, entry)))
            elif isinstance(entry, Entry):
                inline += self._answers.answer(entry, value_of(at.data, entry), inline=True)
        yield x.paragraph(*inline, style=style)
        yield from beneath
        yield from self._beside(block)

    def _lines(self, block: Mapping[str, Any], at: At) -> Iterator[Node]:
        """One line a row, as the form has the years of the budget."""
        part = self._part(block["each"])
        rows = rows_of(at.data, part)
        rows = [*rows, *({} for _ in range(block["blank"] - len(rows)))]
        items = []
        for number, data in enumerate(rows, start=1):
            line = {"th": block["th"].replace("{#}", str(number))}
            cells = self._line(line, At(part.key, data, at.width))
            items.append([x.row(x.cell(at.width, *cells))])
        yield x.table([at.width], x.repeating(part.key, self._answers.number, items), lines="BFBFBF")
        yield x.paragraph(style="Gap")

    def _added(self, keys: Sequence[str], at: At) -> Iterator[Node]:
        """What the official form lacks, in a shaded box."""
        title = x.run(added_title(self._answers.lang), x.SMALL)
        inner = at._replace(width=at.width - EDGES)
        nodes = list(self._answers.items([self._items[at.full(key)] for key in keys], inner, None))
        if nodes:
            box = x.cell(at.width, x.paragraph(title, style="Beside", keep=True), *nodes, fill=FILL)
            yield x.table([at.width], x.row(box, whole=False), lines="9CC2E5")
            yield x.paragraph(style="Gap")

    # Tables of the official form

    def _counts(self, block: Mapping[str, Any], at: At) -> Iterator[Node]:
        """A line for each domain; those that are filled in come first, in their order."""
        part = self._part(block["each"])
        domain = next(part.entries())
        found = rows_of(at.data, part)
        said = {data.get(domain.name) for data in found}
        left = at.width * 3 // 5
        rows = [
            self._count_row(
                self._answers.answer(domain, value_of(data, domain), inline=False), data, block, left, at
            )
            for data in found
        ]
        for line in block["rows"]:
            if line["row"] not in said:
                name = [x.run(f"{line['code']} {line['th']}")]
                rows.append(self._count_row(name, {}, block, left, at))
        repeated = x.repeating(part.key, self._answers.number, ([row] for row in rows))
        yield x.table([left, at.width - left], repeated)
        yield x.paragraph(style="Gap")

    def _count_row(
        self, name: Sequence[Node], data: Any, block: Mapping[str, Any], left: int, at: At
    ) -> Node:
        count = self._line({"th": block["unit"]["th"]}, At(block["each"], data, at.width), "Cell")
        return x.row(x.cell(left, x.paragraph(*name, style="Cell")), x.cell(at.width - left, *count))

    def _two_columns(self, block: Mapping[str, Any], at: At) -> Iterator[Node]:
        """What is asked on the left, the answer on the right; a band runs through both."""
        left = at.width * 3 // 10
        rows = [self._head(block["head"], left, at.width)] if "head" in block else []
        for line in block["rows"]:
            if "band" in line:
                words = x.run(self._answers.say(bilingual(line["band"])), x.BOLD)
                rows.append(x.row(x.cell(at.width, x.paragraph(words, style="Cell"), span=2, fill=HEAD)))
                continue
            inner = at._replace(width=at.width - left - EDGES)
            nodes = self._written(line["cell"], inner)
            label = x.cell(left, *self._worded(line["label"], "Cell"))
            rows.append(x.row(label, x.cell(at.width - left, *nodes), whole=False))
        yield x.table([left, at.width - left], *rows)
        yield x.paragraph(style="Gap")

    def _head(self, words: Sequence[Mapping[str, str]], left: int, width: int) -> Node:
        said = (x.run(self._answers.say(bilingual(one)), x.BOLD) for one in words)
        cells = (
            x.cell(width, x.paragraph(run, style="Centre"), fill=HEAD)
            for width, run in zip((left, width - left), said, strict=True)
        )
        return x.row(*cells, head=True)

    def _sheets(self, block: Mapping[str, Any], at: At) -> Iterator[Node]:
        """One sheet a row, each a table of its own."""
        part = self._part(block["each"])
        rows = rows_of(at.data, part) or [{}] * block["blank"]
        sheets = (list(self._two_columns(block, At(part.key, row, at.width))) for row in rows)
        yield x.repeating(part.key, self._answers.number, sheets)
        yield x.paragraph(style="Gap")
