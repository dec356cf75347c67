"""Text to structure with lines, and the smallest edits back: the only importer of frontmatter, yaml and markdown-it."""
