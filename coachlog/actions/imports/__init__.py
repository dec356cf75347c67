"""Documents from outside, brought into the log."""
