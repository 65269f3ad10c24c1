from zhivo.lib.refusal import Refusal


def test_values_are_filled_in_when_the_sentence_is_read() -> None:
    refusal = Refusal("busy", "Port %(port)d is busy.", hint="Take %(next)d.", values={"port": 80, "next": 81})

    assert (str(refusal), refusal.message, refusal.hint) == ("Port 80 is busy.", "Port 80 is busy.", "Take 81.")


def test_a_sentence_without_values_may_hold_a_percent_sign() -> None:
    assert str(Refusal("full", "The disk is 100% full.")) == "The disk is 100% full."
