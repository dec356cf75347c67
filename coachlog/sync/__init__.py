"""The log between two people: one locked write session, merging commits, checking out, exchanging."""
