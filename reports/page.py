"""A page of a terminal, line by line: no line wider than the page, nothing on it that acts."""

from collections.abc import Iterable, Sequence

from reports.terminal import cells, columns, pad, plain, wrap

NARROWEST = 24
NARROW = 60
SGR = {"": "", "bold": "1", "good": "32", "bad": "31", "open": "33", "faint": "2"}


class Page:
    """Gathers lines; colour is plain SGR, one style a line, and never the only sign of anything."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(width, NARROWEST)
        self._colour = colour
        self._lines: list[str] = []

    @property
    def narrow(self) -> bool:
        """Too narrow for columns: labels then stand before their text and bars under their titles."""
        return self.width < NARROW

    def say(self, text: str, first: str = "", style: str = "", hang: int = 0) -> None:
        """A paragraph; `first` stands before its first line, the others are set in as far and `hang` more."""
        first = first[-(self.width // 2) :]  # however deep a tree, half the line is left to its text
        inset = cells(first)
        lines = wrap(plain(text), self.width - inset - hang)
        margins = [pad(first, inset), *[" " * (inset + hang)] * (len(lines) - 1)]
        self._keep((margin + line for margin, line in zip(margins, lines, strict=True)), style)

    def entry(self, label: str, text: str, width: int, inset: int = 0, style: str = "") -> None:
        """A paragraph beside its label in a column of `width` cells."""
        if not self.narrow:
            self.say(text, pad(" " * inset + label, width), style)
        elif label:
            self.say(f"{label}: {text}", " " * inset, style, hang=2)
        else:
            self.say(text, " " * (inset + 2), style)

    def row(self, texts: Sequence[str], widths: Sequence[int], inset: int = 0, style: str = "") -> None:
        """One row of a table."""
        lines = columns([plain(text) for text in texts], widths)
        self._keep((" " * inset + line for line in lines), style)

    def heading(self, text: str) -> None:
        """A title with an empty line before it."""
        self._lines.append("")
        self.say(text, style="bold")

    def rule(self) -> None:
        """A line across the page."""
        self._keep(["─" * self.width], "faint")

    def _keep(self, lines: Iterable[str], style: str) -> None:
        code = SGR[style] if self._colour else ""
        bare = (line.rstrip() for line in lines)
        self._lines.extend(f"\x1b[{code}m{line}\x1b[0m" if code else line for line in bare)

    def bytes(self) -> bytes:
        """The page in UTF-8, ending in one newline."""
        return ("\n".join(self._lines) + "\n").encode("utf-8")
