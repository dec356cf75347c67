"""What a log says over a span of time: one module a concern, `(Log, Period, today)` in, frozen data out."""
