"""A log and its people: making one, who they are, the set-up and its repair."""
