"""Summaries of a log over a span of time: one module a concern, `(Log, Period, today)` in, frozen data out."""
