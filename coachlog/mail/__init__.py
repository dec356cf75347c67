"""Letters to a partner who installs nothing, and what comes back of them."""
