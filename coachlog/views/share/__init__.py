"""What the commands that keep and share show."""
