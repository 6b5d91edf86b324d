"""Whether a text in a workbook is the form's own, so that nobody's answer is in it."""

from forms.excel_layout import MARK, TEXTS, TICK, columns_of, words, workbook
from forms.form_words import hints, items_by_key
from forms.known_words import KnownWords
from forms.layout import Entry, Part
from forms.spelled import bare
from scoring.edition import Edition
from scoring.places import form_place

MANY = 4 * TEXTS


class KnownTexts:
    """The words of the form and of its workbook."""

    def __init__(self, form: Part, edition: Edition) -> None:
        self._words = KnownWords(form, edition)
        self._guides = {bare(words()["guide"].of(lang)) for lang in ("th", "en")}
        self._guides.add(bare(f"{words()['guide'].th} {words()['guide'].en}"))
        self._own = {bare(text) for text in _own(form, edition)}
        th, en = (words()["tick"].of(lang) for lang in ("th", "en"))
        self._ticks = {th, en, f"{th}\n{en}"}
        self._hints: dict[str, set[str]] = {}

    def guide(self, title: str) -> bool:
        """Whether a sheet of this title is the guide."""
        return bare(title) in self._guides

    def has(self, text: str) -> bool:
        """Whether all of a text is the form's, or a number of a row."""
        letters = bare(text)
        return (
            not letters
            or letters in self._own
            or text.startswith(MARK)
            or self._words.has(text, beside_controls=True)
        )

    def hint(self, entry: Entry, text: str) -> bool:
        """Whether it is how to answer that question, and no answer."""
        known = self._hints.setdefault(entry.key, {one.strip("[]") for one in hints(entry)} | self._ticks)
        return text in known


def _own(form: Part, edition: Edition) -> set[str]:
    """What the workbook says of itself."""
    texts = {TICK}
    for one in words().values():
        th, en = (one.of(lang).format_map(_Blank(edition=edition.id)) for lang in ("th", "en"))
        texts |= {th, en, f"{th}{en}"}
        texts |= {f"{number}. {text}" for number in range(1, 10) for text in (th, en, f"{th}{en}")}
    for lang in ("th", "en"):
        book = workbook(form, lang)
        texts |= {book.singles, book.evidence, *(one.title for one in (*book.sheets, *book.shared))}
        for sheet in book.sheets:
            th, en = (words()["of_row"].of(each).format(sheet=sheet.title) for each in ("th", "en"))
            texts |= {th, en, f"{th}{en}"}
    texts |= {form_place(one.said.form, lang) for one in items_by_key(form).values() for lang in ("th", "en")}
    for entry in form.all_entries():
        for column in columns_of(entry, MANY):
            th, en = column.heading("th"), column.heading("en")
            texts |= {th, en, f"{th}{en}"}
    return texts


class _Blank(dict[str, str]):
    """Leaves open the blanks of a sentence that are filled from elsewhere."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
