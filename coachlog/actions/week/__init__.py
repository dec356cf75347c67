"""The weekly meeting: its note, next steps, talking points, contacts."""
