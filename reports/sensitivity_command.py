"""The command that gives the same sensitivity again."""

from reports.sensitivity_figures import spread
from scoring.portfolio_sensitivity import PolicySensitivity


def command(found: PolicySensitivity, files: str) -> str:
    """... but for the names of the files."""
    numbers = "".join(f" --set {one.name}={one.value.replace(', ', ',')}" for one in found.changes)
    tried = f"--samples {found.samples} --spread {spread(found.spread)} --seed {found.seed}"
    return f"renewal policy sensitivity {files}{numbers} {tried}"
