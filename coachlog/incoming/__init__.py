"""Documents from outside: a running document, a calendar or a sheet, in one neutral form and as meetings."""
