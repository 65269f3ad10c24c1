"""The one exception that a user reads: a sentence, and a hint what to do about it."""

from collections.abc import Mapping


class Refusal(Exception):
    """Something was refused or failed in a way a person can understand; command line and screens show it as it is.

    `code` is stable and for programs; `message` and `hint` are sentences for people. With `values` they are filled in
    only when they are read: a lazy translation filled in earlier would be translated before there is a language.
    """

    def __init__(
        self, code: str, message: object, *, hint: object = "", values: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(code, message)
        self.code = code
        self._message = message
        self._hint = hint
        self._values = values

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> str:
        """What was refused or failed, a sentence."""
        return self._filled(self._message)

    @property
    def hint(self) -> str:
        """What to do about it; may be empty."""
        return self._filled(self._hint)

    def _filled(self, sentence: object) -> str:
        return str(sentence) % self._values if self._values else str(sentence)
