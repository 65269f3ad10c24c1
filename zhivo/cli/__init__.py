"""The command line: every file here may add commands (zhivo/cli/commands.py says how), main.py finds and runs them."""
