"""Where a client is: regions of Russia, large cities, and the time zone of each."""
