"""Names of firms: legal forms in every writing, and the key that two spellings of one firm share."""
