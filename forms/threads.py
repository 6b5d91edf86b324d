"""One thread for linear algebra: work is shared out among processes, whose threads get in each other's way.

On a machine of two busy cores the products of small matrices that scoring consists of took thirty times as
long with two threads as with one. Who sets one of these variables keeps what was set.
"""

import os

VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def single() -> None:
    """For this process and those it starts; to be called before NumPy is imported."""
    for name in VARIABLES:
        os.environ.setdefault(name, "1")
