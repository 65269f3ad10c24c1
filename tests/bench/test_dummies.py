from bench import dummies


def test_a_list_is_the_same_each_time_and_its_truth_says_which_cells_were_not_meant() -> None:
    frame, truth = dummies.table(seed=3, rows=200, dummies=dummies.TUNING)
    again, _truth = dummies.table(seed=3, rows=200, dummies=dummies.TUNING)

    assert frame.equals(again)
    assert truth.height == frame.height
    assert 0 < truth["phone"].sum() < 30
    assert not truth.filter(frame["phone"] == "")["phone"].any()


def test_dummies_that_may_be_looked_at_are_told_from_values() -> None:
    found = dummies.score(seed=5, rows=600, dummies=dummies.TUNING)

    assert found.precision(*dummies.FIELDS) >= 0.99
    assert found.recall(*dummies.FIELDS) >= 0.95
    assert sum(found.right.values()) > 100


def test_nothing_held_out_may_be_looked_at() -> None:
    seen = {(field, cell.lower()) for field, cells in dummies.TUNING.items() for cell in cells}
    held_out = {(field, cell.lower()) for field, cells in dummies.HELD_OUT.items() for cell in cells}

    assert not seen & held_out
