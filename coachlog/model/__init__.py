"""The model of a log: settings, kinds of document, next steps, the schedule, single values."""
