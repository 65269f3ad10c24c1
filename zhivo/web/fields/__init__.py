"""The company's own fields: the list of them, one of them, and how each is typed."""
