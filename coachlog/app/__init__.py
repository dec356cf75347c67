"""The parts that all commands share: options and arguments, showing the answer, the person's editor."""
