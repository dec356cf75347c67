"""What the commands for the term's work show."""
