"""Phone numbers out of cells: found, brought to E.164, judged."""
