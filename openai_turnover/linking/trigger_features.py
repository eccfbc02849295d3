"""What the linking model looks at to judge words of a change by themselves: status, kind, and whether they are one."""

from __future__ import annotations

from collections.abc import Iterator

from openai_turnover.linking.features import bucket, gap, lone_title, side, sign, stem, takes_up, word
from openai_turnover.linking.scene import Scene, Trigger
from openai_turnover.records import direction_of


def status_features(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """Cues of denial, rumour, attribution, wish and future around a trigger."""
    here = scene.sentence_of[trigger.start]
    yield "bias"
    yield f"rulestatus={trigger.rule.status if trigger.rule else None}"
    yield f"lang={scene.language}"
    for cue in scene.cues:
        inside = scene.cues_in(cue, here)
        if not inside:
            yield f"no {cue}"
        for start, end in inside[:4]:
            where = side(start, end, trigger)
            a, b = gap(start, end, trigger.start, trigger.end)
            pauses = scene.pauses_within(a, b)
            yield f"{cue},{where},{bucket(b - a)}"
            yield f"{cue},{where},p{min(pauses, 2)}"
            yield f"{cue},{scene.language},{where}"
            yield f"{cue},{scene.language},{scene.norms[start]},{where}"
        if scene.cues_in(cue, here - 1) or scene.cues_in(cue, here + 1):
            yield f"{cue} in the next sentence"
    for offset in (1, 2, 3):
        yield f"prev={scene.language},{word(scene, trigger.start - offset)}"
        yield f"next={scene.language},{word(scene, trigger.end + offset - 1)}"
    for index in range(trigger.start, trigger.end):
        yield f"in={scene.language},{word(scene, index)}"
        yield f"stem={scene.language},{stem(scene, index)}"


def nobody_features(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """What tells words that state a named person's change from words that only look so."""
    here = scene.sentence_of[trigger.start]
    types = scene.types_by_sentence.get(here, set())
    source = f"{trigger.rule is not None}{trigger.recognized is not None}"
    agrees = trigger.recognized == trigger.kind
    yield "bias"
    yield f"source={source}"
    yield f"source={source},{scene.language}"
    yield f"agrees={agrees},{source}"
    yield f"kind={trigger.kind},{source}"
    yield f"taken up={takes_up(scene, trigger)},{source}"
    yield f"weak={bool(trigger.rule and trigger.rule.weak)},{source},{'ROLE' in types}{'ORG' in types}"
    yield f"types={source},{'PERSON' in types}{'ROLE' in types}{'ORG' in types}{'DATE' in types}"
    if trigger.rule:
        yield f"rule={trigger.rule.name},{trigger.recognized is not None}"
    yield f"words={scene.language},{' '.join(scene.norms[trigger.start : trigger.end])}"
    yield f"before={scene.language},{word(scene, trigger.start - 1)},{source}"
    yield f"behind={scene.language},{word(scene, trigger.end)},{source}"
    yield f"kind before={sign(scene, trigger.start - 1)},{source}"
    yield f"kind behind={sign(scene, trigger.end)},{source}"
    yield f"kinds around={sign(scene, trigger.start - 1)} {sign(scene, trigger.end)},{direction_of(trigger.kind)}"
    lone = lone_title(scene, trigger)
    yield f"lone title={lone},{trigger.frame}"
    yield f"lone title={lone},{takes_up(scene, trigger)}"
    yield f"frame={trigger.frame},{source},{takes_up(scene, trigger)}"
    yield f"first={scene.language},{word(scene, trigger.start)},{source}"
    yield f"last={scene.language},{word(scene, trigger.end - 1)},{source}"
    for index in range(trigger.start, trigger.end):
        yield f"stem={scene.language},{stem(scene, index)},{source}"
    yield f"before stem={scene.language},{stem(scene, trigger.start - 1)}"
    yield f"behind stem={scene.language},{stem(scene, trigger.end)}"
    for cue in ("desired", "denied"):
        inside = scene.cues_in(cue, here)
        yield f"{cue}={bool(inside)}"
        for start, end in inside[:2]:
            a, b = gap(start, end, trigger.start, trigger.end)
            yield f"{cue},{side(start, end, trigger)},{bucket(b - a)}"


def kind_features(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """What tells the kind of a change: the rule, the recognizer, the words, and whether it is for the time being."""
    rule = trigger.rule.kind if trigger.rule else None
    here = scene.sentence_of[trigger.start]
    yield "bias"
    yield f"kinds={rule},{trigger.recognized}"
    yield f"rule={trigger.rule.name if trigger.rule else None}"
    yield f"recognized={trigger.recognized}"
    yield f"words={scene.language},{' '.join(scene.norms[trigger.start : trigger.end])}"
    for index in range(trigger.start, trigger.end):
        yield f"in={scene.language},{word(scene, index)}"
        yield f"stem={scene.language},{stem(scene, index)}"
    spans = scene.cues_in("interim", here)
    yield f"interim={bool(spans)},{direction_of(trigger.kind)}"
    for start, end in spans[:2]:
        a, b = gap(start, end, trigger.start, trigger.end)
        yield f"interim={side(start, end, trigger)},{min(bucket(b - a), 4)},{direction_of(trigger.kind)}"
