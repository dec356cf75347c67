"""A reflection and an evidence page, from the draft to the last gap."""
