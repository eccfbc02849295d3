"""Dates of Japanese, Chinese and Korean: eras, figures in words, days of a month told relatively."""

from datetime import date

import pytest

from openai_turnover.dates import date_grammar, resolve_date
from openai_turnover.folding import fold
from openai_turnover.publication import find_publication_date

WEDNESDAY = date(2024, 5, 15)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ja", "令和６年４月１日付で", "2024-04-01"),
        ("ja", "令和元年5月1日に", "2019-05-01"),
        ("ja", "平成30年に", "2018"),
        ("ja", "四月三十日に", "2024-04-30"),
        ("ja", "来年3月31日付で", "2025-03-31"),
        ("ja", "来月1日付で", "2024-06-01"),
        ("ja", "昨年末で", "2023-12"),
        ("ja", "先週金曜日に", "2024-05-10"),
        ("ja", "12日付で", "2024-05-12"),
        ("ja", "年末に", "2024-12"),
        ("ja", "同社は24年4月1日付で", "2024-04-01"),
        ("zh", "上周三宣布", "2024-05-08"),
        ("zh", "下周一到岗", "2024-05-20"),
        ("zh", "九月二十五日起", "2023-09-25"),
        ("zh", "明年3月31日起", "2025-03-31"),
        ("zh", "6日公告", "2024-05-06"),
        ("zh", "去年底", "2023-12"),
        ("zh", "上月20日", "2024-04-20"),
        ("zh", "即日起生效", "2024-05-15"),
        ("ko", "지난해 12월 1일", "2023-12-01"),
        ("ko", "다음 달 3일부터", "2024-06-03"),
        ("ko", "이달 말", "2024-05"),
    ],
)
def test_dates_of_unspaced_scripts(language: str, text: str, expected: str) -> None:
    mentions = date_grammar(language).find(fold(text))
    assert len(mentions) == 1, mentions
    assert resolve_date(mentions[0], WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "5年間務めた"),
        ("ja", "48歳、在任4年"),
        ("ja", "3日間の会議"),
        ("ja", "入社10年で"),
        ("zh", "任职五年"),
        ("zh", "48岁"),
    ],
)
def test_durations_and_ages_are_no_dates(language: str, text: str) -> None:
    assert date_grammar(language).find(fold(text)) == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "2024年5月3日"),
        ("ja", "更新日時：2024年5月3日 10:20"),
        ("ja", "【2024年5月3日】"),
        ("ja", "令和6年5月3日"),
        ("ja", "2024/05/03 10:20 配信"),
        ("zh", "2024年5月3日"),
        ("zh", "来源：本网 2024年05月03日 10:20"),
        ("zh", "发布时间：2024-05-03 10:20"),
        ("zh", "2024/5/3"),
        ("ko", "2024년 5월 3일"),
        ("ko", "입력 2024.05.03 10:20"),
        ("ko", "[한빛일보 2024.05.03]"),
        ("ko", "등록: 2024-05-03 10:20"),
    ],
)
def test_a_date_line_dates_the_article(language: str, line: str) -> None:
    body = {"ja": "社長が交代した、と同社は発表した。", "zh": "公司宣布总裁换人。", "ko": "회사는 대표를 바꿨다."}[
        language
    ]
    assert find_publication_date(f"{line}\n\n{body}", language) == "2024-05-03"
