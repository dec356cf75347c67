"""What leaves the pair: files, excerpts, letters, forms."""
