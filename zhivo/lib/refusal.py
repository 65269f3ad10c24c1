"""The one exception that a user reads: a sentence, and a hint what to do about it."""


class Refusal(Exception):
    """Something was refused or failed in a way a person can understand; command line and screens show it as it is.

    `code` is stable and for programs, `message` and `hint` are sentences for people (lazy translations are fine).
    """

    def __init__(self, code: str, message: object, *, hint: object = "") -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return str(self.message)
