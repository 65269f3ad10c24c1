"""What came from outside, unchanged: sources, batches, records."""
