"""Names of people: how they sound, which are known, and what each word of a name is."""
