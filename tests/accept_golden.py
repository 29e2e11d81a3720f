"""Accept the sample country's site as it is built now: `python -m tests.accept_golden`, then look at `git diff`."""

from tests.golden import tree

if __name__ == "__main__":
    kept, digested = tree.accept()
    print(f"tests/golden: {kept} texts and {digested} digests accepted; look at git diff before committing")
