"""Looking things up: the glance, search, check, and any document by its name."""
