"""Rules over a whole log, one module a group and one row in `every`: a log in, problems out."""
