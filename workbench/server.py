"""The server: waitress on one address, for one folder; it survives slow and many clients."""

import errno
import logging
import os
import sys
import webbrowser
from threading import Thread
from typing import TYPE_CHECKING

from waitress.server import create_server

from scoring.problems import Faults, Problem
from workbench.application import AROUND
from workbench.uploads import LARGEST

if TYPE_CHECKING:
    from flask import Flask
    from waitress.server import BaseWSGIServer, MultiSocketServer

TAKEN = {errno.EADDRINUSE, errno.EACCES, 10013, 10048}  # the last two as Windows says it
THREADS = 4
CONNECTIONS = 500  # at once; more wait until one of these is done
SILENCE = 30  # seconds after which a client that sends nothing is let go
SPARE = 1_000_000  # bytes over the limit that still get a page that says so


class Server:
    """A bound server; `address` is how a browser on this machine reaches it."""

    def __init__(self, app: "Flask", host: str, port: int) -> None:
        logging.getLogger("waitress").setLevel(logging.ERROR)  # that many wait their turn is no news
        self._server = _bound(app, host, port)
        self._host = host

    @property
    def address(self) -> str:
        """Without a token."""
        server: object = self._server
        listen = getattr(server, "effective_listen", None)
        port = listen[0][1] if listen else getattr(server, "effective_port")  # noqa: B009
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{port}"

    def run(self) -> None:
        """Until Ctrl-C, which it raises again: waitress keeps it to itself."""
        self.serve()
        self.close()
        raise KeyboardInterrupt

    def serve(self) -> None:
        """Until it is closed."""
        self._server.run()

    def close(self) -> None:
        """Lets go of the address; what is being answered is answered."""
        self._server.close()


def _bound(app: "Flask", host: str, port: int) -> "MultiSocketServer | BaseWSGIServer":
    try:
        return create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            connection_limit=CONNECTIONS,
            channel_timeout=SILENCE,
            cleanup_interval=SILENCE // 3,
            max_request_body_size=LARGEST + AROUND + SPARE,
            asyncore_use_poll=True,  # `select` fails beyond a thousand files
            ident=None,
        )
    except (OSError, ValueError) as error:
        code = "serve_port" if getattr(error, "errno", 0) in TAKEN else "serve_address"
        values = {"host": host, "port": port, "reason": getattr(error, "strerror", None) or str(error)}
        raise Faults([Problem("", None, "", code, values)]) from error


def has_screen() -> bool:
    """Whether a browser that is opened would be seen; one for a terminal would take the terminal."""
    plain = sys.platform in ("win32", "darwin")
    return plain or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def show(address: str) -> None:
    """Opens the browser, without waiting for it."""
    Thread(target=webbrowser.open, args=(address,), daemon=True).start()
