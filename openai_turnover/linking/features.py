"""What the linking model looks at, as readable strings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from openai_turnover.linking.scene import DATE, END_OF_SPAN, ORG, PERSON, Mention, Scene, Trigger
from openai_turnover.records import direction_of

STEM = 5
"""Letters by which forms of one word are taken together."""
LONGEST_WAY, MOST_KINDS = 20, 8
"""Tokens, and kinds of tokens, between two places from which the way is no pattern any more."""
BUCKETS = (0, 1, 2, 3, 5, 8, 12, 20, 35)
EDGE = "·"
LINE_SIGNS = frozenset("-*•▪▸►▲△◆◇■□●○▍▽·>#1234567890.([「【 ")
HEADING_ENDS = frozenset(".:=|-—–)]」】：＝")


def bucket(distance: int) -> int:
    """A distance in tokens, coarser the longer it is."""
    return sum(distance > limit for limit in BUCKETS)


def side(start: int, end: int, trigger: Trigger) -> str:
    """``b`` before the trigger, ``a`` after it, ``i`` inside."""
    return "b" if end <= trigger.start else "a" if start >= trigger.end else "i"


def gap(a_start: int, a_end: int, b_start: int, b_end: int) -> tuple[int, int]:
    """The tokens between two spans, as a half-open range; empty where they touch or overlap."""
    return (a_end, b_start) if a_end <= b_start else (b_end, a_start) if b_end <= a_start else (0, 0)


def word(scene: Scene, index: int) -> str:
    """A folded token, or a sign for the edge of the text and of a line."""
    return scene.norms[index] if 0 <= index < len(scene.norms) and not scene.norms[index].isspace() else EDGE


def sign(scene: Scene, index: int) -> str:
    """What kind of token stands at a place."""
    return scene.signs[index] if 0 <= index < len(scene.signs) else EDGE


def path(scene: Scene, start: int, end: int) -> str:
    """The kinds of the tokens between two places, none twice in a row; empty for a long way."""
    if end - start > LONGEST_WAY:
        return ""
    kinds = [kind for kind, _ in groupby(scene.signs[start:end])]
    return " ".join(kinds) if len(kinds) <= MOST_KINDS else ""


def stem(scene: Scene, index: int) -> str:
    """The beginning of a folded token, which its inflected forms share."""
    return word(scene, index)[:STEM]


def mention_features(scene: Scene, trigger: Trigger, mention: Mention, person: Mention | None) -> Iterator[str]:
    """How a mention stands to a trigger, and to the person already chosen for it."""
    where = side(mention.start, mention.end, trigger)
    start, end = gap(mention.start, mention.end, trigger.start, trigger.end)
    sentences = scene.sentence_of[mention.start] - scene.sentence_of[trigger.start]
    same = "s" if sentences == 0 else f"{max(-3, min(2, sentences))}"
    between = scene.within(mention.type, start, end)
    others = sum(m.name != mention.name or not m.name for m in between)
    rivals = len(scene.triggers_within(start, end))
    pauses = scene.pauses_within(start, end)
    place = f"{where}{same}"
    paragraphs = scene.breaks_within(start, end)
    breaks = paragraphs > 0
    taken_up = where + same if sentences == 0 else f"{same}{takes_up(scene, trigger)}{breaks}"
    yield "bias"
    yield f"at={place}"
    yield f"paragraphs={place[0]}{min(paragraphs, 3)}"
    yield f"paragraphs={place[0]}{min(paragraphs, 3)}{takes_up(scene, trigger)}"
    yield f"taken up={taken_up}"
    yield f"taken up={scene.language},{taken_up}"
    yield f"dist={place}{bucket(end - start)}"
    yield f"between={place}{min(others, 3)}"
    yield f"rivals={place}{min(rivals, 3)}"
    yield f"pauses={place}{min(pauses, 4)}"
    yield f"between,pauses={place}{min(others, 2)}{min(pauses, 2)}{min(rivals, 1)}"
    yield from _trigger_features(scene, trigger, f"{place}{min(others, 2)}")
    yield from _word_features(scene, mention, where)
    yield from _way_features(scene, trigger, mention, where)
    yield from _type_features(scene, trigger, mention, place, breaks)
    if person is not None:
        yield from _person_features(scene, trigger, mention, person)


def _type_features(scene: Scene, trigger: Trigger, mention: Mention, place: str, breaks: bool) -> Iterator[str]:
    """What counts for dates, for organisations and for people alone; ``place`` is side and sentence."""
    if mention.type == DATE:
        yield f"end={mention.name == END_OF_SPAN},{trigger.kind}"
        yield f"opening={scene.language},{word(scene, mention.start)},{direction_of(trigger.kind)}"
        yield f"opening={scene.language},{word(scene, mention.start)},{place}"
    if mention.type == ORG:
        yield f"heading={is_heading(scene, mention)},{place[0]}{breaks}"
        is_main = mention.name == scene.main_organization
        yield f"main={is_main}"
        yield f"main={is_main},{place}"
        yield f"main={is_main},{direction_of(trigger.kind)},{place}"
    if mention.type == PERSON:
        yield from _first_mention_features(scene, mention, place)
        yield from _stand_in_features(scene, trigger, mention, place)


def is_heading(scene: Scene, mention: Mention) -> bool:
    """Whether a mention opens its line and a sign or the line's end follows it ("Acme: …", "▲ Acme = …")."""
    following = scene.norms[mention.end] if mention.end < len(scene.norms) else "\n"
    return (following in HEADING_ENDS or following.startswith("\n")) and _opens_line(scene, mention.start)


def _opens_line(scene: Scene, index: int) -> bool:
    while index > 0 and "\n" not in scene.norms[index - 1]:
        if scene.norms[index - 1] not in LINE_SIGNS:
            return False
        index -= 1
    return True


def takes_up(scene: Scene, trigger: Trigger) -> str:
    """What may stand for a person told before: one named in the trigger's own sentence, a pronoun, or nothing."""
    here = scene.sentence_of[trigger.start]
    if here in scene.sentences_with_people:
        return "person"
    pronouns = scene.cues_in("pronoun", here)
    if any(end <= trigger.end for _, end in pronouns):
        return "pronoun"
    return "later pronoun" if pronouns else "nothing"


def _trigger_features(scene: Scene, trigger: Trigger, place: str) -> Iterator[str]:
    direction = direction_of(trigger.kind)
    yield f"frame={trigger.frame},{place}"
    yield f"kind={trigger.kind},{place}"
    yield f"dir={direction},{place}"
    yield f"lang={scene.language},{place}"
    yield f"lang={scene.language},{direction},{place}"
    yield f"lang,frame={scene.language},{trigger.frame},{place}"
    if trigger.rule:
        yield f"rule={trigger.rule.name},{place}"
    first, last = word(scene, trigger.start), word(scene, trigger.end - 1)
    yield f"first={scene.language},{first},{place[0]}"
    yield f"last={scene.language},{last},{place[0]}"
    yield f"following={scene.language},{word(scene, trigger.end)},{place[0]}"
    yield f"first stem={scene.language},{first[:STEM]},{place[0]}"
    yield f"last stem={scene.language},{last[:STEM]},{place[0]}"


def _word_features(scene: Scene, mention: Mention, where: str) -> Iterator[str]:
    before, after = word(scene, mention.start - 1), word(scene, mention.end)
    yield f"prev={scene.language},{before}"
    yield f"prev={scene.language},{before},{where}"
    yield f"next={scene.language},{after}"
    yield f"next={scene.language},{after},{where}"
    yield f"prev stem={scene.language},{before[:STEM]},{where}"
    yield f"next stem={scene.language},{after[:STEM]},{where}"
    yield f"prev2={scene.language},{word(scene, mention.start - 2)} {before}"
    yield f"next2={scene.language},{after} {word(scene, mention.end + 1)}"
    yield f"ending={scene.language},{scene.norms[mention.end - 1][-2:]},{where}"


def _way_features(scene: Scene, trigger: Trigger, mention: Mention, where: str) -> Iterator[str]:
    """The kinds of tokens around a mention and on the way to the trigger, which speak where the words are unknown."""
    start, end = gap(mention.start, mention.end, trigger.start, trigger.end)
    way = path(scene, start, end)
    if way or start == end:
        yield f"way={where},{way}"
        yield f"way={where},{way},{direction_of(trigger.kind)}"
        yield f"way={where},{way},{scene.language}"
    before, after = sign(scene, mention.start - 1), sign(scene, mention.end)
    yield f"kind before={before},{where}"
    yield f"kind behind={after},{where}"
    yield f"kinds around={before} {after},{where}"
    if mention.type == PERSON:
        yield f"name={' '.join(scene.classes[i] or '?' for i in range(mention.start, mention.end))[:LONGEST_WAY]}"


def _first_mention_features(scene: Scene, mention: Mention, place: str) -> Iterator[str]:
    first = scene.first_by_name.get(mention.name, mention)
    yield f"repeated={first is not mention},{place}"
    opening = scene.sentence_of[mention.start] != (scene.sentence_of[mention.start - 1] if mention.start else -1)
    yield f"opens={opening},{place}"
    title = scene.title_before(mention)
    if title is not None:
        yield f"before title={scene.language},{word(scene, title.start - 1)}"
        yield f"before title={scene.language},{word(scene, title.start - 1)},{place[0]}"


def _stand_in_features(scene: Scene, trigger: Trigger, mention: Mention, place: str) -> Iterator[str]:
    """What tells the one who is moved from the one who moves others, and from one whom a title takes up."""
    where, same = place[0], place[1:]
    direction = direction_of(trigger.kind)
    title = scene.title_before(mention) or mention
    before = word(scene, title.start - 1)
    yield f"introduced={scene.language},{before},{where},{direction}"
    yield f"introduced={scene.language},{before},{where},{trigger.frame}"
    yield f"followed={scene.language},{word(scene, mention.end)},{where},{direction}"
    lone = lone_title(scene, trigger)
    yield f"lone title={lone},{where}{same}"
    yield f"lone title={lone},{where}{same},{trigger.frame}"
    is_main = mention.name == scene.main_person
    yield f"main person={is_main},{where}{same}"
    yield f"main person={is_main},{same},{takes_up(scene, trigger)},{lone}"


def lone_title(scene: Scene, trigger: Trigger) -> str:
    """On which side of a trigger its sentence has a position without a name."""
    lone = scene.lone_titles.get(scene.sentence_of[trigger.start], ())
    return "".join(sorted({side(m.start, m.end, trigger) for m in lone})) or "none"


def _person_features(scene: Scene, trigger: Trigger, mention: Mention, person: Mention) -> Iterator[str]:
    direction = direction_of(trigger.kind)
    start, end = gap(mention.start, mention.end, person.start, person.end)
    sentences = scene.sentence_of[mention.start] - scene.sentence_of[person.start]
    order = "".join(
        name
        for _, name in sorted(((mention.start, "m"), (person.start, "p"), (trigger.start, "t")), key=lambda x: x[0])
    )
    people = sum(m.name != person.name for m in scene.within(PERSON, start, end))
    pauses = scene.pauses_within(start, end)
    close = bucket(end - start) if sentences == 0 else 9
    yield f"order={order},{direction}"
    yield f"order={order},{scene.language},{direction}"
    yield f"order={order},{trigger.kind}"
    yield f"pdist={order},{close}"
    yield f"pdist={direction},{order},{close}"
    yield f"ppeople={order},{min(people, 2)}"
    yield f"ppauses={order},{min(pauses, 2)},{min(people, 1)}"
    yield f"psent={max(-2, min(2, sentences))}"
    if 0 < end - start <= 2:
        yield f"pgap={scene.language},{' '.join(word(scene, i) for i in range(start, end))},{order}"
