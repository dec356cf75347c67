"""Keeping and sharing: the shared place, save, sync, what is new, settling, undo."""
