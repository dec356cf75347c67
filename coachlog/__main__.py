"""`python -m coachlog`."""

from coachlog.cli import main

main()
