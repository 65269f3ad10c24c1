"""Is the data good: cleaning, comparing, and the questions that a person has to answer."""
