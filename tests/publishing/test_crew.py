"""Worker processes do their jobs in order, say when one of them ends early, and never outlive the build."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure.errors import RenderFault
from disclosure.publishing.crew import ENOUGH, crew
from tests.conftest import ROOT

ONE_BAR = """{"data": [{"name": "rows", "values": [{"a": 1}]}], "width": 20, "height": 20,
 "marks": [{"type": "rect", "from": {"data": "rows"}, "encode": {"enter": {"width": {"value": 5}}}}]}"""
LONG_JOB = """
import os, sys, time
from disclosure.publishing.crew import crew

if __name__ == "__main__":
    with crew(2) as hands:
        print(" ".join(map(str, hands.map(abs, [-1, -2]))), flush=True)
        print(" ".join(str(process) for hand in hands._hands for process in hand.pool._processes), flush=True)
        time.sleep(60)
"""


def half(number: int) -> int:
    return number // 2


def draw(spec: str) -> str:
    import json

    import vl_convert

    return vl_convert.vega_to_svg(json.loads(spec))


def end(_number: int) -> None:
    os._exit(7)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_jobs(workers: int) -> None:
    with crew(workers) as hands:
        assert list(hands.map(half, range(0, 40, 2))) == list(range(20))


def process(_job: int) -> int:
    return os.getpid()


def rest(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def test_jobs_of_one_craft_stay_with_one_hand_until_it_is_much_busier() -> None:
    with crew(2) as hands:
        few = {hands.start(process, number, "drawing")() for number in range(3)}
        other = hands.start(process, 0, "packing")()
        many = {wait() for wait in [hands.start(process, number, "drawing", effort=9) for number in range(200)]}
    assert len(few) == 1
    assert len(many | {other}) == 2


def test_a_hand_with_one_long_job_is_busier_than_one_with_many_short_ones() -> None:
    with crew(2) as hands:
        long = hands.start(rest, 0.5, effort=50)
        short = {wait() for wait in [hands.start(process, number) for number in range(20)]}
        assert short.isdisjoint({long()})
        assert len(short) == 1


@pytest.mark.timeout(15)
def test_jobs_that_no_hand_has_begun_are_dropped_at_the_end() -> None:
    with pytest.raises(KeyboardInterrupt), crew(2) as hands:
        for _ in range(100):
            hands.start(rest, 0.5, effort=ENOUGH)
        raise KeyboardInterrupt


@pytest.mark.timeout(60)
def test_drawing_works_after_this_very_process_has_drawn() -> None:
    drawn = draw(ONE_BAR)
    with crew(2) as hands:
        assert list(hands.map(draw, [ONE_BAR] * 3)) == [drawn] * 3


def test_a_worker_that_ends_early_is_a_fault_of_the_build() -> None:
    with crew(2) as hands, pytest.raises(RenderFault, match="worker_ended"):
        list(hands.map(end, [1, 2, 3]))


def hold(gate: str) -> None:
    """Keep a hand busy until the gate is there."""
    while not Path(gate).exists():
        time.sleep(0.01)


@pytest.mark.timeout(60)
def test_no_job_waits_for_a_worker_that_has_ended(tmp_path: Path) -> None:
    gate = tmp_path / "open"
    with crew(2) as hands:
        ending = hands.start(end, 1, effort=ENOUGH)
        hands.start(hold, str(gate), effort=ENOUGH)
        waits = [hands.start(rest, 0.01, effort=ENOUGH) for _ in range(40)]
        waits += [hands.start(rest, 0.01, "drawing", effort) for effort in (60, 5)]
        assert _is_fault(ending)
        assert all(_is_fault(wait) for wait in reversed(waits))
        hands.learn(("packing",), str)
        assert _is_fault(hands.start(rest, 0.01, "packing"))
        gate.touch()


def _is_fault(wait: Callable[[], object]) -> bool:
    try:
        wait()
    except RenderFault:
        return True
    return False


def test_released_hands_do_what_they_were_given_before() -> None:
    with crew(2) as hands:
        waits = [hands.start(half, number, effort=ENOUGH) for number in range(8)]
        found = [wait() for wait in waits]
        hands.release()
        hands.learn(("packing",), str)
        late = hands.start(half, 1)
        with pytest.raises(RuntimeError, match="shutdown"):
            late()
    assert found == [number // 2 for number in range(8)]


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_workers_end_with_the_process_that_started_them_even_when_it_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "job.py"
    script.write_text(LONG_JOB, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "1 2\n"
    workers = [int(number) for number in process.stdout.readline().split()]
    assert len(workers) == 2
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 20
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(is_alive, workers))


def is_alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
