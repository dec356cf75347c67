"""The history of a log, kept by git: the only importer of GitPython."""
