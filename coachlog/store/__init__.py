"""What is on this machine's disk: files, the lock, the index, the own pages, the list of logs."""
