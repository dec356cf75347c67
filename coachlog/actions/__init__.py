"""The work of the commands: from typed values to changed documents and a result, without Typer and without screens."""
