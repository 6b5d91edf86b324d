"""The names by which browsers may call the workbench."""

import ipaddress
from collections.abc import Sequence
from contextlib import suppress

from scoring.problems import Faults, Problem
from workbench.bench import HERE


def allowed(host: str, names: Sequence[str]) -> tuple[str, ...]:
    """This machine's own names and those given; raises Faults for another address without any."""
    if not is_here(host) and not names:
        raise Faults([Problem("", None, "--host", "serve_hosts", {"host": host})])
    return (*HERE, *(name.lower().strip("[]") for name in names))


def is_here(host: str) -> bool:
    """Whether an address can only be reached from this machine."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"
