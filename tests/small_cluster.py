"""A Dask cluster of worker processes on this machine's loopback, which stands until its standard input ends.

python small_cluster.py WORKERS: prints its address.
"""

import sys

import dask
from distributed import LocalCluster

FORGIVEN = 1  # after so many deaths of workers a batch is done again by the scheduler itself


def main(workers: int) -> None:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": FORGIVEN}),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=60,
        ) as cluster,
    ):
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
