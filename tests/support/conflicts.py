"""What two people wrote apart, so that both versions are kept."""

from tests.support.two import NOTE, Someone, Two


def rewrite(two: Two) -> None:
    """Both rewrote one sentence, and reworded one bullet."""
    two.robin.change(NOTE, "First words.", "Robin's own words.")
    two.sam.change(NOTE, "First words.", "Sam's own words.")
    two.robin.change(NOTE, "- one", "- one by Robin, who saw it")
    two.sam.change(NOTE, "- one", "- one as Sam had it")
    two.settle()


def listed(person: Someone, *args: str) -> list[dict]:
    return person("settle", "--json", *args).data
