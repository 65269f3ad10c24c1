"""The people who work here: users, teams, roles and what each may see."""
