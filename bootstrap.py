"""Sets up the environment when it has to, then runs a command in it: `python3 bootstrap.py renewal --help`.

The environment is `.venv` (or SMARTCITY_RENEWAL_VENV): the packages of the lock, each checked against its
hash, and this project, editable. One package has to be built: where it cannot be, the set-up goes on
without it and says so. Standard library only, and written so that Python 3.6 can still read it: an old
Python meets a sentence and not a syntax error. Standard output belongs to the command alone.
"""

import contextlib
import hashlib
import importlib.util
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
COMMANDS = ("renewal", "pytest", "ruff", "mypy", "python")
VENV_VARIABLE = "SMARTCITY_RENEWAL_VENV"
RUNTIME, DEV, PROJECT = "requirements.lock", "requirements-dev.lock", "pyproject.toml"
STAMP = "bootstrap.stamp"
FROM_SOURCE = "durable-rules"  # published as source only; everything else must come as a wheel
SOURCES = "bootstrap-sources"
UNBUILT = "unbuilt"  # the stamp's line on what FROM_SOURCE could not be built with; none where it was built
RENAMED_SYMBOL = "PyEval_CallObject=PyObject_CallObject"  # CPython 3.13 dropped the name durable-rules calls

WORDS = {  # the Thai line, then the English one
    "usage": "วิธีใช้: python3 bootstrap.py COMMAND [ARGS...] โดย COMMAND คือ {commands}\n"
    "usage: python3 bootstrap.py COMMAND [ARGS...], where COMMAND is one of {commands}",
    "old_python": "ต้องใช้ Python {oldest} ขึ้นไป แต่นี่คือ {found}: ติดตั้งรุ่นใหม่กว่า แล้วสั่งด้วยรุ่นนั้น "
    "เช่น `python3.12 bootstrap.py`\n"
    "Python {oldest} or newer is needed and this is {found}: install a newer one and run this with it, "
    "for example `python3.12 bootstrap.py`.",
    "no_venv": "Python นี้สร้าง venv ไม่ได้: Debian/Ubuntu สั่ง `sudo apt-get install python{minor}-venv` "
    "ระบบอื่นให้ติดตั้ง Python ฉบับเต็ม\n"
    "This Python cannot make a venv: on Debian or Ubuntu run `sudo apt-get install python{minor}-venv`, "
    "elsewhere install a complete Python.",
    "no_tools": "ไม่พบ {missing} จึงติดตั้งต่อโดยไม่มี durable-rules และใช้เครื่องอนุมาน columnar เพียงตัวเดียว "
    "ซึ่งให้ผลเหมือนกัน หากต้องการ durable-rules ด้วย ให้ติดตั้งเครื่องมือแล้วสั่งเดิมอีกครั้ง: Debian/Ubuntu สั่ง "
    "`sudo apt-get install build-essential python3-dev`, macOS สั่ง `xcode-select --install`, "
    "Windows ติดตั้ง Visual Studio Build Tools พร้อมชุดงาน C++ (C++ workload)\n"
    "{missing} was not found, so the set-up goes on without durable-rules: the columnar engine serves alone, "
    "with the same results. To have durable-rules too, install the tools and run the same command again: on "
    "Debian or Ubuntu `sudo apt-get install build-essential python3-dev`, on macOS `xcode-select --install`, "
    "on Windows Visual Studio Build Tools with the C++ workload.",
    "not_built": "สร้าง durable-rules ไม่สำเร็จ จึงติดตั้งต่อโดยไม่มี และใช้เครื่องอนุมาน columnar เพียงตัวเดียว "
    "ซึ่งให้ผลเหมือนกัน หากต้องการ durable-rules ด้วย ให้แก้ตามข้อความท้ายสุดของเครื่องมือด้านล่าง "
    "ลบแฟ้ม {stamp} แล้วสั่งเดิมอีกครั้ง\n"
    "durable-rules could not be built, so the set-up goes on without it: the columnar engine serves alone, "
    "with the same results. To have durable-rules too, mend what the last lines of the tool below say, "
    "delete {stamp} and run the same command again.",
    "not_ours": "{venv} มีไฟล์อยู่แล้วและไม่ใช่ venv: ให้ {variable} ชี้ไปยังโฟลเดอร์ใหม่หรือโฟลเดอร์ว่าง\n"
    "{venv} holds files and is not a venv: point {variable} at a new or an empty directory.",
    "failed": "ติดตั้ง {what} ไม่สำเร็จ: ตรวจเครือข่าย พร็อกซี การตั้งค่า pip และพื้นที่ว่าง แล้วสั่งเดิมอีกครั้ง "
    "ข้อความท้ายสุดของเครื่องมืออยู่ด้านล่าง\n"
    "{what} could not be set up: check the network, the proxy, pip's settings and the free space, and "
    "run the same command again; the last lines of the tool are below.",
    "no_file": "ใช้ไฟล์ไม่ได้ ({reason}): ตรวจสิทธิ์และพื้นที่ว่าง หรือให้ {variable} ชี้ไปยังโฟลเดอร์อื่น\n"
    "A file cannot be used ({reason}): check the rights and the free space, or point {variable} elsewhere.",
}


def sentences(code: str, **values: object) -> str:
    """The Thai sentence and the English one, each on its line."""
    return WORDS[code].format(**values)


def old_python(found: "tuple[int, ...]") -> str:
    """What to tell the owner of a Python that is too old; empty for one that is not."""
    if found >= OLDEST:
        return ""
    return sentences("old_python", oldest="{}.{}".format(*OLDEST), found="{}.{}".format(*found))


if old_python(sys.version_info[:2]):  # here, because an old Python cannot run what is below this line
    sys.stderr.write(old_python(sys.version_info[:2]) + "\n")
    sys.exit(2)


class CannotSetUp(Exception):
    """Why there is no environment, in both languages, and the last lines of the tool that failed."""

    def __init__(self, code: str, output: str = "", **values: object) -> None:
        super().__init__(sentences(code, **values))
        self.output = "\n".join(output.splitlines()[-12:])


def main(argv: list[str]) -> int:
    """The command's exit code (on POSIX the command takes this process over), or 2: not set up."""
    if not argv or argv[0] not in COMMANDS:
        say(sentences("usage", commands=", ".join(COMMANDS)))
        return 0 if argv in (["-h"], ["--help"]) else 2
    venv = Path(os.environ.get(VENV_VARIABLE) or ROOT / ".venv").absolute()
    try:
        prepare(venv, argv[0])
        return run(program(venv, argv[0]), argv[1:])
    except CannotSetUp as fault:
        say(str(fault), fault.output)
    except OSError as fault:
        say(sentences("no_file", reason=fault, variable=VENV_VARIABLE))
    except KeyboardInterrupt:
        return 130
    return 2


def say(*lines: str) -> None:
    print(*filter(None, lines), sep="\n", file=sys.stderr, flush=True)


def run(path: Path, arguments: list[str]) -> int:
    """Hand over standard streams, signals and exit code: Windows has no true exec, so there it waits."""
    if sys.platform != "win32":
        os.execv(path, [str(path), *arguments])
    with subprocess.Popen([path, *arguments]) as child:
        while True:
            with contextlib.suppress(KeyboardInterrupt):  # the child has it too, and decides
                return child.wait()


# What is there, and what is wanted


def prepare(venv: Path, command: str) -> None:
    """Set up only when the stamp or a file says so: when all is in place this must cost next to nothing."""
    wanted = made_from(venv, command)
    if is_ready(venv, command, wanted):
        return
    with only_one(venv):
        if not is_ready(venv, command, wanted):  # another process may have done it meanwhile
            set_up(venv, wanted)


def made_from(venv: Path, command: str) -> dict[str, str]:
    """What this command's environment depends on: paths too, for its scripts hold them."""
    files = [RUNTIME, PROJECT] if command == "renewal" else [RUNTIME, PROJECT, DEV]
    python = f"{sys.implementation.name} {sys.version.split()[0]} {sys.base_prefix} {venv} {ROOT}"
    hashes = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in files}
    return {"python": python, **hashes}


def is_ready(venv: Path, command: str, wanted: dict[str, str]) -> bool:
    stamp = read_stamp(venv)
    return stamp.items() >= wanted.items() and not is_untried(stamp) and program(venv, command).exists()


def is_untried(stamp: dict[str, str]) -> bool:
    """Whether the one package could not be built, and the tools here are others by now."""
    return UNBUILT in stamp and stamp[UNBUILT] != tools()


def read_stamp(venv: Path) -> dict[str, str]:
    """What a finished set-up wrote at its end; empty when there was none, or what it made is broken."""
    try:
        lines = (venv / STAMP).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    if not program(venv, "python").exists():  # a link to a Python that was upgraded away
        return {}
    return {name: value for name, _, value in (line.partition(" ") for line in lines)}


def program(venv: Path, name: str) -> Path:
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


@contextlib.contextmanager
def only_one(venv: Path) -> Iterator[None]:
    """One set-up at a time; the system lets the lock go when its holder dies, so none is ever stale."""
    venv.parent.mkdir(parents=True, exist_ok=True)
    with venv.with_name(venv.name + ".lock").open("w") as handle:
        os.set_inheritable(handle.fileno(), True)  # if this process is killed, its pip still holds the lock
        if not taken(handle):
            say("bootstrap: waiting for another set-up")
            while not taken(handle):
                time.sleep(0.2)
        yield


def taken(handle: io.TextIOWrapper) -> bool:
    """Whether the lock is ours now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # what POSIX and Windows say of a lock that is held
        return False
    return True


# Setting up


def set_up(venv: Path, wanted: dict[str, str]) -> None:
    """Add what is missing to an environment that is whole; make anew one that is not, or whose pins moved."""
    stamp = read_stamp(venv)
    changed = {name for name in wanted if stamp.get(name) != wanted[name]}
    moved = changed & (stamp.keys() - {PROJECT})
    (venv / STAMP).unlink(missing_ok=True)  # an interruption from here on means: make it anew
    lost = not (changed or is_untried(stamp))  # nothing to do, and yet it is not ready: files are gone
    if moved or lost or not stamp:
        make_venv(venv)
        stamp, changed = {}, set(wanted)
    if changed & {RUNTIME, DEV}:
        install_wheels(venv, DEV if DEV in wanted else RUNTIME)
    if RUNTIME in changed:
        fetch_source(venv)
    if RUNTIME in changed or is_untried(stamp):
        stamp[UNBUILT] = unbuilt(venv)
    if PROJECT in changed:
        install_project(venv)
    lines = (f"{name} {value}\n" for name, value in {**stamp, **wanted}.items() if value)
    (venv / STAMP).write_text("".join(lines), encoding="utf-8")


def make_venv(venv: Path) -> None:
    check_machine(venv)
    say(f"bootstrap: {venv} (Python {sys.version.split()[0]})")
    call([sys.executable, "-I", "-m", "venv", "--clear", str(venv)], what=venv)


def install_wheels(venv: Path, lock: str) -> None:
    """All but one: among them is the setuptools that builds the one package without a wheel."""
    wheels, _ = split(requirements((ROOT / lock).read_text(encoding="utf-8")))
    say(f"bootstrap: {lock} ({len(wheels)})")
    pip(venv, "install", ["--only-binary", ":all:", *listed(venv, wheels)], what=lock)


def fetch_source(venv: Path) -> None:
    """The one package without a wheel: by itself, so that no failing network is taken for a failing build."""
    pip(venv, "download", ["--dest", str(venv / SOURCES), *from_source(venv)], what=FROM_SOURCE)


def unbuilt(venv: Path) -> str:
    """The tools that could not build the one package, which is said; empty: it is built and installed."""
    missing = missing_tool()
    if missing:
        say(sentences("no_tools", missing=missing))
        return tools()
    say(f"bootstrap: {FROM_SOURCE}")
    local = ["--no-index", "--find-links", str(venv / SOURCES)]
    try:
        pip(venv, "install", [*local, *from_source(venv)], what=venv / SOURCES)
    except CannotSetUp as fault:
        say(sentences("not_built", stamp=venv / STAMP), fault.output)
        return tools()
    return ""


def from_source(venv: Path) -> list[str]:
    """pip's options for the one package without a wheel, held to the lock's hash of its source."""
    _, sources = split(requirements((ROOT / RUNTIME).read_text(encoding="utf-8")))
    options = ["--no-binary", FROM_SOURCE, "--use-pep517", "--no-build-isolation", "--no-deps"]
    return [*options, *listed(venv, sources)]


def install_project(venv: Path) -> None:
    say(f"bootstrap: {ROOT}")
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT)]
    pip(venv, "install", options, what=ROOT)


def requirements(lock: str) -> list[str]:
    """Each requirement of a lock with its hashes."""
    return [part for part in re.split(r"^(?=\w)", lock, flags=re.MULTILINE) if re.match(r"\w", part)]


def split(locked: list[str]) -> tuple[list[str], list[str]]:
    """Those that come as wheels, and the one that has to be built."""
    from_source = [part for part in locked if part.startswith(FROM_SOURCE + "==")]
    return [part for part in locked if part not in from_source], from_source


def listed(venv: Path, locked: list[str]) -> list[str]:
    """pip's options for these requirements, which it reads from a file only."""
    path = venv / "bootstrap-requirements.txt"
    path.write_text("".join(locked), encoding="utf-8")
    return ["--require-hashes", "--requirement", str(path)]


def pip(venv: Path, action: str, options: list[str], what: object) -> None:
    always = ["--quiet", "--no-input", "--disable-pip-version-check"]
    call([str(program(venv, "python")), "-I", "-m", "pip", action, *always, *options], what)


def call(command: list[str], what: object) -> None:
    """Run a tool apart from our standard streams, which are the command's, and from PYTHONPATH (-I)."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=build_environment(),
        encoding="utf-8",
        errors="replace",
        close_fds=False,
    )
    if done.returncode:
        raise CannotSetUp("failed", done.stdout, what=what)


# What the machine must have, and what it should have


def check_machine(venv: Path) -> None:
    """Say what is missing before anything is fetched or removed."""
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        raise CannotSetUp("no_venv", minor="{}.{}".format(*sys.version_info))
    if VENV_VARIABLE in os.environ and is_foreign(venv):
        raise CannotSetUp("not_ours", venv=venv, variable=VENV_VARIABLE)


def is_foreign(venv: Path) -> bool:
    """A directory that somebody named by mistake: making an environment would empty it."""
    return venv.is_dir() and any(venv.iterdir()) and not (venv / "pyvenv.cfg").exists()


def missing_tool() -> str:
    """What nothing can be built without and is not here; empty: all is here."""
    if not compiler():
        return "C compiler"
    return "" if headers().exists() else "Python.h (python{}.{}-dev)".format(*sys.version_info)


def tools() -> str:
    """What is here to build with, or is not, on one line: with others a build is worth another try."""
    return f"{compiler() or 'no compiler'}, {headers() if headers().exists() else 'no Python.h'}"


def headers() -> Path:
    return Path(sysconfig.get_path("include")) / "Python.h"


def compiler() -> str:
    """The C compiler to build with: CC, else the one Python was built with, else a usual one; empty: none."""
    if sys.platform == "win32":
        return shutil.which("cl") or visual_studio()
    asked = os.environ.get("CC", "").strip()
    if sys.platform == "darwin" and not asked and not mac_tools():
        return ""  # the cc that every Mac has only offers to install the tools
    names = [asked] if asked else [sysconfig.get_config_var("CC") or "cc", "cc", "gcc", "clang"]
    return next((name for name in names if shutil.which(shlex.split(name)[0])), "")


def mac_tools() -> bool:
    """Whether Apple's command line tools are installed."""
    return subprocess.run(["xcode-select", "-p"], capture_output=True).returncode == 0


def visual_studio() -> str:
    """Where Visual Studio's C++ tools are, by the finder that its installer leaves behind."""
    folder = os.environ.get("PROGRAMFILES(X86)", "")
    finder = shutil.which("vswhere", path=f"{folder}/Microsoft Visual Studio/Installer")
    if not finder:
        return ""
    tools = "Microsoft.VisualStudio.Component.VC.Tools.x86.x64"
    asked = [finder, "-latest", "-products", "*", "-requires", tools, "-property", "installationPath"]
    found = subprocess.run(asked, stdout=subprocess.PIPE, encoding="utf-8", errors="replace")
    return found.stdout.strip()


def build_environment() -> dict[str, str]:
    """Ours, with the compiler that was found and the name that durable-rules misses on CPython 3.13."""
    if sys.platform == "win32":
        flags = f"{os.environ.get('CL', '')} /D{RENAMED_SYMBOL.replace('=', '#')}"  # CL takes # for =
        return {**os.environ, "CL": flags.strip()}
    flags = f"{os.environ.get('CPPFLAGS', '')} -D{RENAMED_SYMBOL}"
    return {**os.environ, "CC": compiler(), "CPPFLAGS": flags.strip()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
