"""How data arrives: files are read, columns mapped, rows cleaned, joined and loaded through the one door."""
