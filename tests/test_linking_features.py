"""What the linking model looks at: the kinds of tokens on the way, and word beginnings that inflected forms share."""

from openai_turnover.linking.features import mention_features, path, stem
from openai_turnover.linking.scene import ORG, PERSON, ROLE, Mention, Scene, Trigger
from openai_turnover.linking.trigger_features import nobody_features

WORDS = ["mira", "murati", ",", "the", "chief", "of", "openai", ",", "resigned", "\n", "xyzzy", "7"]
CLASSES = ["", "", "", "f", "n", "f", "", "", "v", "", "", ""]
MENTIONS = [Mention(0, 2, PERSON, "Mira Murati"), Mention(4, 5, ROLE), Mention(6, 7, ORG, "OpenAI")]
TRIGGER = Trigger(8, 9, "resignation", recognized="resignation")


def scene() -> Scene:
    return Scene("en", WORDS, [0] * 10 + [1] * 2, MENTIONS, [TRIGGER], classes=CLASSES)


def test_every_token_has_one_sign() -> None:
    assert scene().signs == [PERSON, PERSON, ",", "f", ROLE, "f", ORG, ",", "v", "¶", "?", "0"]


def test_the_way_names_each_kind_once_in_a_row() -> None:
    assert path(scene(), 2, 8) == ", f ROLE f ORG ,"
    assert path(scene(), 0, 2) == PERSON


def test_a_long_way_is_no_pattern() -> None:
    long = Scene("en", ["word"] * 40, [0] * 40, [], [], classes=["n"] * 40)
    assert path(long, 0, 40) == ""


def test_forms_of_a_word_share_their_stem() -> None:
    assert stem(scene(), 8) == "resig"
    assert "stem=en,resig,FalseTrue" in set(nobody_features(scene(), TRIGGER))


def test_a_mention_shows_its_way_to_the_words_of_a_change() -> None:
    features = set(mention_features(scene(), TRIGGER, MENTIONS[0], None))
    assert {"way=b,, f ROLE f ORG ,", "kind before=·,b", "name=? ?"} <= features
