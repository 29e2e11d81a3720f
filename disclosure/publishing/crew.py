"""Worker processes. The drawing library starts threads, and a process with threads must not fork: so each is started
anew, or forked from a server that does nothing else and has loaded what all of them need.
"""

import importlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from disclosure.errors import RenderFault

Job = TypeVar("Job")
Done = TypeVar("Done")

LOADED = ["disclosure.publishing.desk"]
"""What every job of rendering needs."""
RELUCTANCE = 100
"""The effort that a hand would rather make first than load a library that another hand has loaded already."""


@dataclass(slots=True)
class Hand:
    """One worker process, what waits for it with its effort, and the crafts whose libraries it has loaded."""

    pool: ProcessPoolExecutor
    waiting: "list[tuple[Future[Any], int]]" = field(default_factory=list)
    crafts: set[str] = field(default_factory=lambda: {""})

    def burden(self, craft: str) -> int:
        """How long a job of this craft would wait here, in effort."""
        self.waiting = [(future, effort) for future, effort in self.waiting if not future.done()]
        return sum(effort for _, effort in self.waiting) + (0 if craft in self.crafts else RELUCTANCE)


class Crew:
    """As many hands as a build may use; a single hand is this process itself."""

    def __init__(self, workers: int) -> None:
        """Start the processes at once, so that they are ready when the first job is."""
        self.workers = max(1, workers)
        count = workers if workers > 1 else 0
        self._hands = [Hand(ProcessPoolExecutor(1, _context(), initializer=_enlist)) for _ in range(count)]
        for hand in self._hands:
            hand.pool.submit(_get_ready)

    def start(self, work: Callable[[Job], Done], job: Job, craft: str = "", effort: int = 1) -> Callable[[], Done]:
        """Begin a job; what comes back waits for its result, and raises `RenderFault` when its process ended early.

        Jobs of one `craft` need the same library, and go where it is loaded while that hand is not much busier. The
        unit of `effort` is a page, some milliseconds.
        """
        if not self._hands:
            done = work(job)
            return lambda: done
        hand = min(self._hands, key=lambda hand: hand.burden(craft))
        try:
            future = hand.pool.submit(work, job)
        except BrokenExecutor as fault:
            raise RenderFault(code="worker_ended", detail=fault) from fault
        hand.waiting.append((future, effort))
        hand.crafts.add(craft)
        return lambda: _result_of(future)

    def learn(self, crafts: Collection[str], load: Callable[[str], None]) -> None:
        """Have the hand that knows least load the libraries of some crafts, while there is nothing else to do."""
        if self._hands:
            hand = min(self._hands, key=lambda hand: len(hand.crafts))
            hand.crafts.update(crafts)
            for craft in crafts:
                hand.pool.submit(load, craft)

    def map(self, work: Callable[[Job], Done], jobs: Iterable[Job]) -> Iterator[Done]:
        """The results in the order of the jobs."""
        for wait in [self.start(work, job) for job in jobs]:
            yield wait()

    def release(self) -> None:
        """Let the processes end when they have done what they were given; no job may follow."""
        for hand in self._hands:
            hand.pool.shutdown(wait=False)

    def dismiss(self) -> None:
        """End the processes; what they have not begun is dropped."""
        for hand in self._hands:
            hand.pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def crew(workers: int) -> Iterator[Crew]:
    """A crew for one build, dismissed at its end."""
    hands = Crew(workers)
    try:
        yield hands
    finally:
        hands.dismiss()


def run_ahead() -> None:
    """Start the server that worker processes are forked from, where there is one, before they are wanted."""
    context = _context()
    if context.get_start_method() == "forkserver":
        # An interruption is answered by the first process alone, even while the server still loads.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _context() -> BaseContext:
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    return context


def _result_of(future: "Future[Done]") -> Done:
    try:
        return future.result()
    except BrokenExecutor as fault:
        raise RenderFault(code="worker_ended", detail=fault) from fault


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
    """Load what every job of rendering needs, where that was not loaded before."""
    for name in LOADED:
        importlib.import_module(name)
