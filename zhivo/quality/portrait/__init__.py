"""The portrait: which fields a client is to have filled, who has them, and what to ask next."""
