"""The eight commands that a week needs."""
