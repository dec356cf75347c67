"""The commands that set up."""
