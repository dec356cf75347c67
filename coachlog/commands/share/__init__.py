"""The commands that keep and share."""
