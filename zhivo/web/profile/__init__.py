"""What a person sets for himself: name, password, language, theme."""
