"""Results as the parts that are shown and as the fields of `--json`."""
