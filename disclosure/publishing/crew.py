"""Worker processes. The drawing library starts threads, and a process with threads must not fork: so each is started
anew, or forked from a server that does nothing else and has loaded what all of them need.
"""

import gc
import importlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from disclosure.errors import RenderFault

Job = TypeVar("Job")
Done = TypeVar("Done")

LOADED = ["disclosure.publishing.desk"]
"""What every job of rendering needs."""
ENOUGH = 40
"""A hand that has this much effort before it is given no more: another may be free sooner."""
RELUCTANCE = 250
"""The effort that waits for a craft before one more hand loads its library."""
SELDOM = 100_000
"""New values in the memory of a hand before it looks for cycles among them."""


@dataclass(frozen=True, slots=True)
class Task(Generic[Job, Done]):
    """A job that waits for a hand."""

    work: Callable[[Job], Done]
    job: Job
    craft: str
    effort: int
    result: "Future[Done]" = field(default_factory=Future)


@dataclass(slots=True)
class Hand:
    """One worker process, the effort before it, and the crafts whose libraries it has loaded."""

    pool: ProcessPoolExecutor
    effort: int = 0
    crafts: set[str] = field(default_factory=lambda: {""})


class Crew:
    """As many hands as a build may use; a single hand is this process itself.

    What a hand has before it is known to one thread alone, which is told of new jobs and of ended ones. So nothing is
    locked, and the pools' own threads, which may hold locks of theirs, never wait for anything here.
    """

    def __init__(self, workers: int) -> None:
        """Have the processes started at once, so that they are ready when the first job is; nobody waits for them."""
        self.workers = max(1, workers)
        count = workers if workers > 1 else 0
        self._hands = [Hand(ProcessPoolExecutor(1, _context(), initializer=_enlist)) for _ in range(count)]
        self._tasks: list[Task[Any, Any]] = []
        self._broken: BrokenExecutor | None = None
        self._is_released = False
        self._news: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._dealer = threading.Thread(target=self._follow_news, daemon=True)
        self._news.put(self._begin)
        self._dealer.start()

    def start(self, work: Callable[[Job], Done], job: Job, craft: str = "", effort: int = 1) -> Callable[[], Done]:
        """Begin a job; what comes back waits for its result, and raises `RenderFault` when a process ended early.

        Jobs of one `craft` need the same library, and go where it is loaded while few wait for it. The unit of `effort`
        is a page, some milliseconds.
        """
        if not self._hands:
            done = work(job)
            return lambda: done
        task = Task(work, job, craft, effort)
        self._news.put(partial(self._tasks.append, task))
        return lambda: _result_of(task.result)

    def tell(self, work: Callable[[Job], None], job: Job) -> Callable[[], None]:
        """Have every hand do a job, before any that is started later; what comes back waits until all have."""
        tasks = [Task(work, job, "", 0) for _ in self._hands]
        for hand, task in zip(self._hands, tasks, strict=True):
            self._news.put(partial(self._give, hand, task))
        if not self._hands:
            work(job)

        def wait() -> None:
            for task in tasks:
                _result_of(task.result)

        return wait

    def learn(self, crafts: Collection[str], load: Callable[[str], None]) -> None:
        """Have the hand that knows least load the libraries of some crafts, while there is nothing else to do."""
        if self._hands:
            self._news.put(partial(self._learn, crafts, load))

    def map(self, work: Callable[[Job], Done], jobs: Iterable[Job]) -> Iterator[Done]:
        """The results in the order of the jobs."""
        for wait in [self.start(work, job) for job in jobs]:
            yield wait()

    def release(self) -> None:
        """Let the processes end when they have done all that was started; no job may follow."""
        self._news.put(self._release)

    def dismiss(self) -> None:
        """End the processes; what they have not begun is dropped."""
        self._news.put(None)
        self._dealer.join()
        for hand in self._hands:
            hand.pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self) -> None:
        for hand in self._hands:
            self._give(hand, Task(_get_ready, LOADED, "", 0))

    def _release(self) -> None:
        self._is_released = True

    def _follow_news(self) -> None:
        while (news := self._news.get()) is not None:
            news()
            self._deal()

    def _learn(self, crafts: Collection[str], load: Callable[[str], None]) -> None:
        hand = min(self._hands, key=lambda hand: len(hand.crafts))
        hand.crafts.update(crafts)
        for craft in crafts:
            self._give(hand, Task(load, craft, craft, RELUCTANCE))

    def _deal(self) -> None:
        """Give the tasks that wait to hands that have little before them; once a process has ended early, all fail."""
        while self._tasks and self._broken:
            self._tasks.pop().result.set_exception(self._broken)
        while found := self._match():
            hand, task = found
            self._tasks.remove(task)
            self._give(hand, task)
        for hand in self._hands if self._is_released and not self._tasks else ():
            hand.pool.shutdown(wait=False)

    def _match(self) -> "tuple[Hand, Task[Any, Any]] | None":
        """The first task that a hand should do, with that hand; None where nothing is to be given.

        It is one that has little before it: of those that know the craft the one that is free soonest, else any.
        """
        free = sorted((hand for hand in self._hands if hand.effort < ENOUGH), key=lambda hand: hand.effort)
        if not free:
            return None
        waiting = Counter[str]()
        for task in self._tasks:
            waiting[task.craft] += task.effort
        known = frozenset().union(*(hand.crafts for hand in self._hands))
        for task in self._tasks:
            may_learn = task.craft not in known or waiting[task.craft] > RELUCTANCE
            hands = [hand for hand in free if task.craft in hand.crafts] or (free if may_learn else [])
            if hands:
                return hands[0], task
        return None

    def _give(self, hand: Hand, task: Task[Any, Any]) -> None:
        hand.crafts.add(task.craft)
        hand.effort += task.effort
        try:
            future = hand.pool.submit(task.work, task.job)
        except RuntimeError as fault:  # its process has ended, or the pool was shut down
            self._fail(task, fault)
            return
        except (OSError, EOFError) as fault:  # no process can be started, or the server that starts them has ended
            self._fail(task, BrokenExecutor(str(fault)))
            return
        future.add_done_callback(lambda outcome: self._news.put(partial(self._conclude, hand, task, outcome)))

    def _conclude(self, hand: Hand, task: Task[Any, Any], outcome: "Future[Any]") -> None:
        """Pass a result on; the hand has less before it."""
        hand.effort -= task.effort
        if outcome.cancelled():
            task.result.cancel()
        elif fault := outcome.exception():
            self._fail(task, fault)
        else:
            task.result.set_result(outcome.result())

    def _fail(self, task: Task[Any, Any], fault: BaseException) -> None:
        task.result.set_exception(fault)
        if isinstance(fault, BrokenExecutor):
            self._broken = fault


@contextmanager
def crew(workers: int) -> Iterator[Crew]:
    """A crew for one build, dismissed at its end."""
    hands = Crew(workers)
    try:
        yield hands
    finally:
        hands.dismiss()


def run_ahead() -> None:
    """Start the server that worker processes are forked from, where there is one, before they are wanted.

    It is a gain of time and nothing else: where it cannot be started, the crew will say so.
    """
    if _context().get_start_method() != "forkserver":
        return
    with suppress(OSError):
        resource_tracker.ensure_running()  # the server starts it, and it opens the mask
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


def _get_ready(names: Iterable[str]) -> None:
    """Load what every job of rendering needs, where that was not loaded before, and look for cycles seldom: what is
    loaded stays, and jobs make thousands of small values without any."""
    for name in names:
        importlib.import_module(name)
    gc.freeze()
    gc.set_threshold(SELDOM)
