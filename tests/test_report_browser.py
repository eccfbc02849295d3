"""The page in a real browser: filters, sorting and keys work, it fits a phone, and the console stays silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import DESKTOP, PHONE, find_browser, open_browser, set_screen
from story import gold_reports
from test_report import hostile_report, page_of

from openai_turnover.output.report import page as page_module

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytest.importorskip("selenium")
pytestmark = pytest.mark.skipif(find_browser() is None, reason="no Chromium with chromedriver on this machine")
VISIBLE = (
    "return [...document.querySelectorAll('#table tbody tr')].filter(r => !r.hidden).map(r => r.cells[1].innerText)"
)
SETTLED = "const done = arguments[0]; setTimeout(done, 150)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    with open_browser() as driver:
        yield driver


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(page_of(*gold_reports()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def story(browser: Chrome, address: str) -> Iterator[Chrome]:
    set_screen(browser, DESKTOP)
    browser.get("about:blank")
    browser.get(address)
    yield browser
    assert not browser.get_log("browser")  # type: ignore[no-untyped-call]


def people(browser: Chrome) -> list[str]:
    browser.execute_async_script(SETTLED)  # the filters wait until typing pauses
    names: list[str] = browser.execute_script(VISIBLE)
    return names


def find(browser: Chrome, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def focused(browser: Chrome) -> str:
    text: str = browser.execute_script("return document.activeElement.innerText || document.activeElement.name")
    return text


def press(browser: Chrome, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def test_the_search_finds_people_in_any_column(story: Chrome) -> None:
    assert len(people(story)) == 6
    find(story, "input[type=search]").send_keys("NAVELIS")
    assert people(story) == ["Rafael Ondarreta"]
    assert find(story, "#found").text == "1 of 6 changes"
    find(story, "button[type=reset]").click()
    assert len(people(story)) == 6


def test_choices_and_the_box_filter(story: Chrome) -> None:
    find(story, "select[name=kind] option[value=return]").click()
    assert people(story) == ["Étienne Marchetaux"]
    find(story, "button[type=reset]").click()
    find(story, "input[name=disputed]").click()
    assert people(story) == ["Annika Torvald", "Priya Raghunandan", "Rafael Ondarreta"]


def test_a_heading_sorts_both_ways_and_says_so(story: Chrome) -> None:
    heading = find(story, "#table thead th:nth-child(2)")
    heading.find_element("css selector", "button").click()
    names = people(story)
    assert names[0] == "Annika Torvald" and heading.get_attribute("aria-sort") == "ascending"
    heading.find_element("css selector", "button").click()
    assert people(story)[0] == names[-1]
    assert heading.get_attribute("aria-sort") == "descending"
    assert len(story.find_elements("css selector", "[aria-sort]")) == 1


def test_the_keyboard_does_all_of_it(story: Chrome) -> None:
    from selenium.webdriver import Keys

    press(story, Keys.TAB)
    assert focused(story) == "Skip to the table of changes"
    press(story, Keys.ENTER, Keys.TAB)
    assert focused(story) == "text"
    press(story, "raghu")
    assert people(story) == ["Priya Raghunandan"]
    press(story, *[Keys.TAB] * 6)
    assert focused(story).startswith("Date")
    press(story, Keys.TAB, Keys.ENTER)
    assert find(story, "[aria-sort]").text.startswith("Person")


def test_a_link_to_an_article_opens_it(story: Chrome) -> None:
    story.execute_script("for (const d of document.querySelectorAll('details')) d.open = false")
    find(story, ".conflict a").click()
    story.execute_async_script(SETTLED)
    assert story.execute_script("return document.querySelector(location.hash + ' details').open")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_it_fits_the_screen(story: Chrome, size: tuple[int, int], dark: bool) -> None:
    set_screen(story, size, dark=dark)
    assert story.execute_script("return document.documentElement.scrollWidth") <= size[0]
    ground = story.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, ground[4:-1].split(","))) < 200) is dark


def test_the_texts_of_a_large_page_are_made_when_opened(
    browser: Chrome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "MANY_ARTICLES", 3)
    path = tmp_path / "large.html"
    path.write_text(page_of(*gold_reports()), encoding="utf-8")
    browser.get(path.as_uri())
    browser.execute_script("for (const d of document.querySelectorAll('details')) d.open = false")
    find(browser, ".person summary").click()
    browser.execute_async_script(SETTLED)
    find(browser, ".person details details summary").click()
    browser.execute_async_script(SETTLED)
    assert find(browser, ".tellings blockquote").text
    assert not browser.get_log("browser")  # type: ignore[no-untyped-call]


def test_nothing_of_a_hostile_article_runs(browser: Chrome, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(page_of(hostile_report(tmp_path)), encoding="utf-8")
    browser.get(path.as_uri())
    people(browser)
    assert browser.execute_script("return window.ran === undefined")
    assert not browser.get_log("browser")  # type: ignore[no-untyped-call]
