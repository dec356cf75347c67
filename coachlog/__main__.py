"""The program itself, and `python -m coachlog`."""

import gc
import sys


def main() -> None:
    """Run coachlog; whoever stops it while it is still being loaded is told so in a word, too."""
    gc.disable()  # modules and a command make many objects and few cycles, and all ends in a moment
    try:
        from coachlog.cli import main as run

        run()
    except KeyboardInterrupt:
        print("error: stopped", file=sys.stderr)  # noqa: T201 - the door for errors may not be loaded yet
        sys.exit(130)


if __name__ == "__main__":
    main()
