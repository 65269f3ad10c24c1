"""What a company is taken to live by until it says otherwise: its clock and its money."""

TIME_ZONE = "Europe/Moscow"
CURRENCY = "RUB"
