from dataclasses import replace

from openai_turnover.events.merging import (
    Telling,
    calibrated,
    compatible_dates,
    merge_tellings,
    merged_confidence,
    merged_kind,
    merged_status,
    without_weak_groups,
)
from openai_turnover.events.succession import complete_successions
from openai_turnover.records import Event

LEAVES = Telling("Ann Reed", "departure", "confirmed", 0.9, 0.9, 10, {"organization": "Acme", "date": "2024-05"})


def tell(**changes: object) -> Telling:
    return replace(LEAVES, **changes)  # type: ignore[arg-type]


def test_the_same_change_told_twice_is_one_event() -> None:
    again = tell(kind="resignation", start=50, slots={"organization": "Acme", "date": "2024-05-03"})
    groups = merge_tellings([LEAVES, again])
    assert len(groups) == 1
    assert merged_kind(groups[0]) == "resignation"


def test_changes_years_apart_are_two_events() -> None:
    assert len(merge_tellings([LEAVES, tell(slots={"organization": "Acme", "date": "2019"})])) == 2


def test_changes_at_two_organisations_are_two_events() -> None:
    assert len(merge_tellings([LEAVES, tell(slots={"organization": "Birch"})])) == 2


def test_a_leave_is_no_departure() -> None:
    assert len(merge_tellings([LEAVES, tell(kind="leave")])) == 2


def test_two_people_are_never_merged() -> None:
    assert len(merge_tellings([LEAVES, tell(person="Bo Lind")])) == 2


def test_the_most_certain_status_wins_by_weight() -> None:
    assert merged_status([tell(status="rumored", confidence=0.4), tell(confidence=0.9)]) == "confirmed"
    assert merged_status([tell(status="denied")]) == "denied"


def test_a_coarser_date_fits_a_finer_one() -> None:
    assert compatible_dates("2024", "2024-05-03")
    assert compatible_dates(None, "2024")
    assert not compatible_dates("2023", "2024-05")


def event(person: str, kind: str, direction: str, **slots: object) -> Event:
    return Event(person, kind, direction, "Acme", **slots)  # type: ignore[arg-type]


def test_one_who_leaves_and_one_who_comes_to_the_same_post_know_each_other() -> None:
    old = event("Ann Reed", "departure", "out", role="Chair", date="2024-05")
    new = event("Bo Lind", "appointment", "in", role="Chair", date="2024-06")
    completed = complete_successions([old, new])
    assert completed[0].successor == "Bo Lind"
    assert completed[1].predecessor == "Ann Reed"


def test_a_named_predecessor_shares_the_post() -> None:
    old = event("Ann Reed", "departure", "out", role="Chair")
    new = event("Bo Lind", "appointment", "in", predecessor="Ann Reed")
    assert complete_successions([old, new])[1].role == "Chair"


def test_of_two_who_leave_the_one_who_held_the_post_is_followed() -> None:
    chair = event("Ann Reed", "departure", "out", role="Chair")
    treasurer = event("Di Fox", "departure", "out", role="Treasurer", successor="Bo Lind")
    new = event("Bo Lind", "appointment", "in", role="Chair", predecessor="Di Fox")
    completed = complete_successions([chair, treasurer, new])
    assert [e.successor for e in completed] == ["Bo Lind", None, None]
    assert completed[2].predecessor == "Ann Reed"


def test_two_who_come_leave_the_successor_open() -> None:
    old = event("Ann Reed", "departure", "out", role="Chair")
    new = [event(name, "appointment", "in", role="Chair") for name in ("Bo Lind", "Cy Moe")]
    assert complete_successions([old, *new])[0].successor is None


def test_a_weak_telling_of_a_story_told_surely_elsewhere_is_no_change_of_its_own() -> None:
    sure = replace(LEAVES, alone=0.8, dated=True)
    weak = replace(LEAVES, alone=0.45, slots={"organization": "Acme", "date": "2019"}, dated=True)
    groups = merge_tellings([sure, weak])
    assert len(groups) == 2
    assert without_weak_groups(groups, 0.55) == [[sure]]
    assert merged_confidence([weak, weak]) > 0.6


def test_confidence_is_no_surer_than_it_turns_out_and_keeps_the_order() -> None:
    said = [calibrated(p) for p in (0.0, 0.5, 0.8, 0.95, 1.0)]
    assert said == sorted(said) and said[0] > 0 and said[-1] < 1
    assert all(calibrated(p) < p for p in (0.5, 0.8, 0.95))
