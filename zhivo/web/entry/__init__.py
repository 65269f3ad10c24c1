"""Coming in and going out: log in, log out, the log-in link."""
