"""One log for a mentor and a mentee, in plain Markdown."""

__version__ = "1.0.0"
