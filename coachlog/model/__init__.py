"""What a log is: settings, kinds of document, next steps, the schedule, single values."""
