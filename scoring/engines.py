"""Which engine answers where none is asked for: durable-rules, else the columnar one."""

from scoring.inference import DurableRules, Engine, installed
from scoring.rulebook import Rulebook


def engine_for(rulebook: Rulebook) -> Engine:
    """An engine for these rules: both give the same answers, but durable-rules has to be built to be here."""
    if installed():
        return DurableRules(rulebook)
    from scoring.columnar import Columnar  # a run that has durable-rules need not wait for NumPy

    return Columnar(rulebook)
