"""What the commands that look things up show."""
