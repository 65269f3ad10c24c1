import ast
import re
from pathlib import Path

from django.utils.translation import override

import zhivo.quality
from zhivo.quality import reasons
from zhivo.quality.dates import CODES
from zhivo.quality.phones import judge

CLEANING = Path(zhivo.quality.__file__).parent
CODE = re.compile(r"^(?:" + "|".join(reasons.SUBJECTS) + r"):[a-z_]+$")


def test_every_code_in_the_code_has_words() -> None:
    texts = {
        node.value
        for path in CLEANING.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    said = {text for text in texts if CODE.match(text)}
    said |= {f"phone:{state}" for state in (judge.UNASSIGNED, judge.NO_CODE, judge.PLACEHOLDER, judge.INVALID)}
    said |= {f"birthday:{code}" for code in CODES}

    assert len(said) > 30
    assert [reason for reason in sorted(said) if not reasons.is_known(reason)] == []


def test_a_reason_is_read_as_a_field_and_what_is_wrong_with_it() -> None:
    with override("en"):
        subject, wrong = map(str, reasons.words("phone:no_code"))

    assert (subject, wrong) == ("Phone", "the city code is missing")


def test_an_unknown_reason_stands_for_itself() -> None:
    assert reasons.words("boots:wet") == ("boots", "wet")
    assert not reasons.is_known("boots:wet")
