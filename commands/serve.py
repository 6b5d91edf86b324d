"""`renewal serve`: the workbench, on this machine and for one folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.common import BOUNDARIES, EDITION, POLICY, SET, load_edition, options, say
from scoring.problems import Problem

if TYPE_CHECKING:
    from forms.console import Console


@click.command("serve")
@options(
    click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path)),
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=0,
        help="The port to listen at (default: any that is free).",
    ),
    click.option(
        "--host",
        default="127.0.0.1",
        show_default=True,
        metavar="ADDRESS",
        help="The address to listen at; any other than this machine's own needs --allow-host.",
    ),
    click.option(
        "--allow-host",
        "hosts",
        multiple=True,
        metavar="NAME",
        help="A name by which browsers may call the workbench; may be repeated.",
    ),
    click.option("--no-browser", is_flag=True, help="Do not open a browser."),
    EDITION,
    POLICY,
    SET,
    BOUNDARIES,
)
@click.pass_obj
def serve(
    console: "Console",
    folder: Path,
    port: int,
    host: str,
    hosts: tuple[str, ...],
    no_browser: bool,
    edition_name: str,
    policy_file: Path | None,
    sets: tuple[str, ...],
    boundaries: Path | None,
) -> None:
    """The workbench: the cities of a folder in a browser, until Ctrl-C.

    DIR (default: the folder one is in) is plain files: submissions, `reviews/`, `boundaries/`. The address,
    with the token that opens it, is printed.
    """
    from workbench.application import application
    from workbench.bench import Bench
    from workbench.folder import refuse_none
    from workbench.hosts import allowed
    from workbench.server import Server, has_screen, show

    lang = "en" if console.lang == "en" else "th"
    names = allowed(host, hosts)
    found = refuse_none(folder)
    edition = load_edition(edition_name, policy_file, sets)
    bench = Bench(found, edition, boundaries or found.boundaries, lang, names)
    server = Server(application(bench), host, port)
    if hosts:
        say(console, [Problem("", None, "", "serve_open", {"host": host})])
    console.put(f"{server.address}/?token={bench.keys.token}\n".encode())
    say(console, [Problem("", None, "", "serve_started", {"folder": folder})])
    if not no_browser and has_screen():
        show(f"{server.address}/?token={bench.keys.once()}")
    server.run()
