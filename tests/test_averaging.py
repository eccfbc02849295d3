import pytest

from openai_turnover.training.averaging import mean_of


def fit(**weights: list[float]) -> dict:
    return {"PERSON": {"labels": ["none", "person"], "weights": {"bias": [0.0, 0.0], **weights}}}


def test_a_feature_of_one_fit_weighs_half() -> None:
    mean = mean_of(fit(near=[1.0, -1.0]), fit(far=[0.5, 0.0]))
    assert mean["PERSON"]["weights"] == {"bias": [0.0, 0.0], "far": [0.25, 0.0], "near": [0.5, -0.5]}


def test_small_weights_are_left_out_but_never_the_bias() -> None:
    mean = mean_of(fit(near=[0.1, 0.0]), fit(), least=0.06)
    assert set(mean["PERSON"]["weights"]) == {"bias"}


def test_fits_of_other_labels_have_no_mean() -> None:
    other = {"PERSON": {"labels": ["yes"], "weights": {"bias": [0.0]}}}
    with pytest.raises(ValueError, match="PERSON"):
        mean_of(fit(), other)
