"""Rules over a whole log: one module for each group, one row each in `registry`."""
