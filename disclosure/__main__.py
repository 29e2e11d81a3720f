"""`python -m disclosure` is the `disclosure` command."""

from disclosure.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
