"""The words that a client is found by."""

from zhivo.clients.search import hash_of

HASH_OF_IVANOV = -743874143531407253  # stored in every base: another value would lose all clients


def test_the_hash_of_a_word_never_changes():
    assert hash_of("иванов") == hash_of("иванов") == HASH_OF_IVANOV
