"""`python -m disclosure` is the `disclosure` command."""

import gc
import sys

NO_HEAD_START = frozenset({"check", "test", "-h", "--help", "--workers"})
"""Words of command lines that build nothing, or perhaps without any worker process."""


def main() -> int:
    """Run the command line; where it will build, worker processes load their libraries while this one loads its own."""
    if NO_HEAD_START.isdisjoint(sys.argv[1:]):
        from disclosure.publishing.crew import run_ahead

        run_ahead()
    if "serve" not in sys.argv[1:]:
        gc.disable()  # looking for cycles among millions of frozen values takes a fifth of the time
    # Worker processes load this module too, and need none of what the command line needs.
    from disclosure.cli import main as run

    code = run()
    gc.freeze()  # looking for cycles in the memory of a process that ends takes a tenth of a second
    return code


if __name__ == "__main__":
    raise SystemExit(main())
