"""The commands for the term's work."""
