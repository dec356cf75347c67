"""What the commands of the week show."""
