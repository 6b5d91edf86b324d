"""The command line: reads, calls, writes, and says how it went by the exit code.

Standard output carries the result and nothing else; progress and problems go to standard error.
Exit codes: 0 done, 2 bad input or usage; with --exit-code also 10 revoke and 11 not settled.
`edition test` ends with 1 when a case fails; Ctrl-C with 130; a pipe that nobody reads on with 141.
Everything heavy is imported inside the command that needs it, so that `--help` answers at once.
"""

import atexit
import gc
import sys
from pathlib import Path
from typing import Any

import click

from commands.changed import compare
from commands.check import check
from commands.common import (
    BAD_INPUT,
    STOPPED,
    UNREAD,
    failure,
    locale_language,
    tell,
)
from commands.edition import edition
from commands.form import form
from commands.letters import answer_sheet, memo
from commands.one_city import explain, remedies
from commands.policy import policy
from commands.review import review
from commands.score import score
from commands.sensitivity import sensitivity
from commands.serve import serve
from commands.verify import verify
from scoring.problems import Faults, Problem
from scoring.version import VERSION

MANY_RECORDS = (
    100_000  # a run makes many records and next to no garbage: looking for it costs a fifth of the time
)


class Renewal(click.Group):
    """All commands: none ends in a traceback, whatever it was given and however it is stopped."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """The whole run; help and usage, which click prints by itself, may have nowhere to go either."""
        from forms.console import Console, abandon, prepare
        from forms.files import unwritten
        from forms.threads import single

        prepare()
        single()
        gc.set_threshold(MANY_RECORDS)
        atexit.register(gc.freeze)  # nothing to look for on the way out either
        try:
            return super().main(*args, **extra)
        except OSError as error:
            tell(Console(locale_language()), Faults([unwritten(Path("stdout"), error)]))
            abandon()
            sys.exit(BAD_INPUT)

    def invoke(self, context: click.Context) -> Any:
        """The command; it finds its console, in the language of the locale or of --lang, as `context.obj`."""
        from forms.console import Console, abandon

        context.obj = console = Console(locale_language())
        try:
            return super().invoke(context)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Faults as faults:
            tell(console, faults)
        except KeyboardInterrupt:
            tell(console, Faults([Problem("", None, "", "stopped", {})]))
            context.exit(STOPPED)
        except BrokenPipeError:
            abandon()
            context.exit(UNREAD)
        except Exception as error:  # the last resort: a sentence, and no result that might be wrong
            tell(console, Faults([failure("", error)]))
        return context.exit(BAD_INPUT)


@click.group(cls=Renewal)
@click.version_option(VERSION, prog_name="renewal")
def main() -> None:
    """Score a smart city's renewal against Appendix A: a gap report with a recommendation.

    ประเมินการต่ออายุตราสัญลักษณ์เมืองอัจฉริยะตามภาคผนวก ก พร้อมรายงานช่องว่างและข้อเสนอแนะ
    """


policy.add_command(sensitivity)
for command in (
    score,
    check,
    explain,
    remedies,
    compare,
    policy,
    edition,
    form,
    memo,
    answer_sheet,
    review,
    serve,
    verify,
):
    main.add_command(command)


if __name__ == "__main__":
    main()
