"""The commands that look things up."""
