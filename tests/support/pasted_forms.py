"""What comes into a note out of Word, Notion, Obsidian, Teams, Slack and mails, for the tables of `typed_forms`."""

from typing import Final

# Below Successes: whose each entry is, and its words.
SPOKEN: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "| Who | What |\n|---|---|\n| Sam | waited |\n| Dana | listened |": (
        ("mentee", "Sam: waited"),
        ("mentor", "Dana: listened"),
    ),
    "| What | Who | When |\n|---|---|---|\n| waited | Sam | Tuesday |\n| sang | | |": (
        ("mentee", "Sam: waited – Tuesday"),
        ("", "sang"),
    ),
    "| Sam | Dana |\n|:---|---|\n| waited | listened |\n| sang | |": (
        ("mentee", "waited"),
        ("mentor", "listened"),
        ("mentee", "sang"),
    ),
    "| Sam | waited |\n|---|---|\n| Dana | listened |": (("mentee", "Sam: waited"), ("mentor", "Dana: listened")),
    "| Success |\n|---|\n| waited |\n| n/a |": (("", "waited"),),
    "**Sam**\n\n| Success |\n|---|\n| waited |": (("mentee", "waited"),),
}
