"""What every command shares: its options and arguments, how its answer is shown, the person's editor."""
