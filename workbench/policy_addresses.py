"""The addresses of the policy officer's pages; what answers them is loaded with the first request."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response as Answer

from workbench.bench import Bench

ADDRESSES = {  # by the name of what answers
    "policy": ("", "GET"),
    "tried": ("", "POST"),
    "save": ("/save", "POST"),
    "export": ("/export", "POST"),
    "report": ("/report/<format_>", "POST"),
}


def policy_addresses(bench: Bench) -> Blueprint:
    """The views of the policy officer."""
    made = Blueprint("policy", __name__, url_prefix="/policy")
    for name, (path, method) in ADDRESSES.items():
        made.add_url_rule(path, name, _answering(bench, name), methods=[method])
    return made


def _answering(bench: Bench, name: str) -> Callable[..., Answer]:
    def answer(**named: Any) -> Answer:
        from workbench.policy_pages import PolicyPages

        found: Answer = getattr(PolicyPages(bench), name)(**named)
        return found

    return answer
