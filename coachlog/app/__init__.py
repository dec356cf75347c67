"""What every command shares: its surroundings, its options, the person's editor."""
