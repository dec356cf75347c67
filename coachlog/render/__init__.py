"""What a command answered, shown to a person or to a program: the only importer of rich."""
