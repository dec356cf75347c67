"""A reflection's page and its material, built from a term of a log."""
