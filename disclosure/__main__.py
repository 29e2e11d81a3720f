"""`python -m disclosure` is the `disclosure` command."""

if __name__ == "__main__":
    # Worker processes load this module too, and need none of what the command line needs.
    from disclosure.cli import main

    raise SystemExit(main())
