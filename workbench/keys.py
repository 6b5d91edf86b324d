"""Who may come in: whoever knows the token of this run; a browser that showed it is known by a cookie."""

import hashlib
import hmac
import secrets


class Keys:
    """The secrets of one run, in memory only: they end with it."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self.session = secrets.token_urlsafe(32)
        # Cookies do not tell ports apart: two workbenches on one machine must not take each other's.
        self.cookie = f"renewal_{secrets.token_hex(4)}"
        self._once: set[str] = set()

    def once(self) -> str:
        """A token that opens one time: a browser's command line can be read by others on the machine."""
        made = secrets.token_urlsafe(32)
        self._once.add(made)
        return made

    def opens(self, token: str) -> bool:
        """Whether a token is right; one that is good for one time is used up."""
        used = next((one for one in self._once if _same(one, token)), None)
        self._once.discard(used or "")
        return used is not None or _same(self.token, token)

    def knows(self, session: str) -> bool:
        """Whether a cookie is that of a browser which came in."""
        return _same(self.session, session)

    @property
    def csrf(self) -> str:
        """What every form of a page carries, and no page of another site can know."""
        return hmac.new(self.session.encode(), b"form", hashlib.sha256).hexdigest()

    def sent_by_us(self, csrf: str) -> bool:
        """Whether a form came from a page of this run."""
        return _same(self.csrf, csrf)


def _same(known: str, given: str) -> bool:
    """In a time that does not tell how much of it is right."""
    return hmac.compare_digest(known.encode(), given.encode("utf-8", "surrogatepass"))
