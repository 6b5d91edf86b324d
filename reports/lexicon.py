"""The words of the reports made of text: their own catalogue first, then the one that all reports share."""

from reports.words import Words, words

OWN, SHARED = "text", "interface"


class Lexicon:
    """One language's words, looked for in one catalogue after the other."""

    def __init__(self, *catalogues: Words) -> None:
        self.lang = catalogues[0].lang
        self._catalogues = catalogues

    def __call__(self, key: str, **values: object) -> str:
        """The sentence named `key`; KeyError when no catalogue has it."""
        found = next((each for each in self._catalogues if key in each), self._catalogues[-1])
        return found(key, **values)

    def __contains__(self, key: str) -> bool:
        return any(key in each for each in self._catalogues)


def lexicon(lang: str, *own: str) -> Lexicon:
    """The words for `th` or `en`; those of the catalogues named come before the ones that all share."""
    return Lexicon(*(words(lang, name) for name in (*own, OWN, SHARED)))


def languages(lang: str) -> tuple[str, ...]:
    """The languages of `th`, `en` or `both`, in the order they are printed."""
    return ("th", "en") if lang == "both" else (lang,)
