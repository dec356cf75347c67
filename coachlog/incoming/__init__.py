"""What comes in from outside: a running document, a calendar, a sheet, in one neutral form, and as meetings."""
