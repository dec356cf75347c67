"""Three-way merge of documents by meaning, and its audit: pure."""
