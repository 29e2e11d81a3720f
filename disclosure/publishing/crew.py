"""Worker processes, each started anew: the drawing library starts threads, and a process with threads must not fork."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from disclosure.errors import RenderFault

Job = TypeVar("Job")
Done = TypeVar("Done")


class Crew:
    """As many hands as a build may use; a single hand is this process itself."""

    def __init__(self, workers: int) -> None:
        """Start the processes at once, so that they are ready when the first job is."""
        context = multiprocessing.get_context("spawn")
        self.workers = max(1, workers)
        self._pool = ProcessPoolExecutor(workers, context, initializer=_enlist) if workers > 1 else None
        for _ in range(workers if self._pool else 0):
            self._pool and self._pool.submit(_get_ready)

    def map(self, work: Callable[[Job], Done], jobs: Iterable[Job]) -> Iterator[Done]:
        """The results in the order of the jobs; raises `RenderFault` when a process ends early."""
        if self._pool is None:
            yield from map(work, jobs)
            return
        try:
            yield from self._pool.map(work, jobs)
        except BrokenExecutor as fault:
            raise RenderFault(f"a worker process ended early: {fault}") from fault

    def dismiss(self) -> None:
        """End the processes; what they have not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def crew(workers: int) -> Iterator[Crew]:
    """A crew for one build, dismissed at its end."""
    hands = Crew(workers)
    try:
        yield hands
    finally:
        hands.dismiss()


def _enlist() -> None:
    """Let the first process alone answer an interruption, and end with it even where it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: "multiprocessing.process.BaseProcess") -> None:
    parent.join()
    os._exit(1)


def _get_ready() -> None:
    """Load what every job of rendering needs."""
    from disclosure.publishing import rendering

    rendering.__name__  # noqa: B018  # loading it is all that is asked
