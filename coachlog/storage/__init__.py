"""This computer: files, the lock, local state, the index, reading a log, the person's own folder."""
