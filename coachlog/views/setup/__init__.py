"""What the commands that set up show."""
