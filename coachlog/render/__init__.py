"""Show a command's answer to a person or to a program. Only this room imports rich."""
