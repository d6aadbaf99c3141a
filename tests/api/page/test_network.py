"""The page at `/` in a browser."""

from urllib.parse import parse_qs, urlsplit

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.api.page.conftest import console
from tests.api.page.service import HOSTILE

pytestmark = pytest.mark.browser


def opened(browser: Chrome, address: str) -> None:
    browser.get(address)
    wait(browser, "return document.body.dataset.settled === 'true'")


def wait(browser: Chrome, script: str) -> object:
    return WebDriverWait(browser, 60).until(lambda driver: driver.execute_script(script))


def found(browser: Chrome, selector: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def texts(browser: Chrome, selector: str) -> list[str]:
    return [item.text for item in found(browser, selector)]


def query(browser: Chrome) -> dict[str, list[str]]:
    return parse_qs(urlsplit(browser.current_url).query)


def test_first_view_ranks_actors_and_says_what_to_do(browser: Chrome, address: str) -> None:
    opened(browser, address)
    assert texts(browser, "#detail .actors .name")[:2] == ["Finland", "Sauli Niinistö"]
    assert "search above" in found(browser, "#detail .hint")[0].text
    assert "6 of 6 actors" in found(browser, "#status")[0].text


def test_names_never_become_markup(browser: Chrome, address: str) -> None:
    opened(browser, address)
    assert HOSTILE in texts(browser, "#detail .actors .name")
    assert not found(browser, "img")
    assert browser.execute_script("return window.hostile === undefined")


def test_search_by_keyboard_opens_the_actor(browser: Chrome, address: str) -> None:
    opened(browser, address)
    ActionChains(browser).send_keys("/").send_keys("stolt").perform()
    wait(browser, "return document.querySelectorAll('#suggestions [role=option]').length === 1")
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    wait(browser, "return document.querySelector('#detail h2').textContent === 'Jens Stoltenberg'")
    assert query(browser)["actor"] == ["person/jens-stoltenberg"]
    assert "CONSULT".lower() in texts(browser, "#detail .kinds")[0]


def test_evidence_marks_words_by_code_points_and_names_the_speakers(browser: Chrome, address: str) -> None:
    opened(browser, f"{address}/?actor=location/finland&select=location/finland&select=organization/nato")
    wait(browser, "return document.querySelectorAll('.card').length === 2")
    assert texts(browser, ".card .badge") == ["→\nPlanned", "✕\nDenied"]
    assert texts(browser, ".card:last-child blockquote mark") == ["Finland", "NATO"]
    said = found(browser, ".card:last-child .says")[0].text
    assert said == "According to a Finnish official, as cited by Sauli Niinistö"
    browser.get(
        f"{address}/?actor=person/sauli-niinistö&select=person/sauli-niinistö&select=person/jens-stoltenberg"
    )
    wait(browser, "return document.querySelectorAll('.card').length === 1")
    assert texts(browser, ".card blockquote mark") == ["Jens Stoltenberg", "met", "Sauli Niinistö"]


def test_filter_narrows_the_claims_and_enters_the_address(browser: Chrome, address: str) -> None:
    opened(browser, address)
    found(browser, "#filters input[value=negated]")[0].click()
    wait(browser, "return document.querySelector('#status').textContent.includes('1 events')")
    assert query(browser)["claim"] == ["negated"]
    browser.back()
    wait(browser, "return document.querySelector('#status').textContent.includes('6 events')")


def test_named_only_leaves_out_unnamed_actors(browser: Chrome, address: str) -> None:
    opened(browser, address)
    found(browser, "#filters input[name=named]")[0].click()
    wait(browser, "return document.querySelector('#status').textContent.includes('5 of 6')")
    assert query(browser)["named"] == ["1"]


def test_bar_of_a_month_chooses_its_days(browser: Chrome, address: str) -> None:
    opened(browser, address)
    bar = found(browser, "#filters .bars button")[0]
    assert bar.get_attribute("aria-label") == "Oct 2022: 1 report"
    bar.click()
    wait(browser, "return document.querySelector('#status').textContent.includes('1 events')")
    assert (query(browser)["after"], query(browser)["before"]) == (["2022-10-01"], ["2022-10-31"])


def test_relation_without_spans_has_its_ends_marked_by_name(browser: Chrome, address: str) -> None:
    pair = "select=person/sauli-niinistö&select=location/finland"
    opened(browser, f"{address}/?actor=location/finland&{pair}")
    wait(browser, "return document.querySelectorAll('.card').length === 1")
    assert texts(browser, ".card blockquote mark") == ["Sauli Niinistö"]


def test_limit_leaves_more_to_show(browser: Chrome, address: str) -> None:
    opened(browser, f"{address}/?actor=location/finland&limit=1")
    button = found(browser, "#status button")[0]
    assert button.text == "Show 3 more"
    button.click()
    wait(browser, "return document.querySelector('#status').textContent.includes('5 of 5')")
    assert query(browser)["limit"] == ["4"]


def test_table_holds_the_same_claims(browser: Chrome, address: str) -> None:
    opened(browser, f"{address}/?view=table")
    wait(browser, "return document.querySelectorAll('#table tbody tr').length === 6")
    row = next(item.text for item in found(browser, "#table tbody tr") if "Threaten" in item.text)
    assert "Denied" in row
    assert "a Finnish official, cited by Sauli Niinistö" in row
    found(browser, "#table th button")[1].click()
    kinds = [row.find_elements(By.TAG_NAME, "td")[1].text for row in found(browser, "#table tbody tr")]
    assert kinds == ["Consult", "Deal", "Head of", "Statement", "Support", "Threaten"]


def test_path_shows_the_hops_and_a_click_on_the_line_its_evidence(browser: Chrome, address: str) -> None:
    opened(browser, f"{address}/?actor=person/jens-stoltenberg&to=person/sauli-niinistö")
    assert texts(browser, "#detail .hint") == ["Jens Stoltenberg \N{EN DASH} Sauli Niinistö"]
    canvas = found(browser, "#canvas")[0]
    # Two nodes lie at the sides, so that the line goes through the centre.
    ActionChains(browser).move_to_element(canvas).pause(0.2).click().perform()
    wait(browser, "return document.querySelectorAll('#detail .ends .end').length === 2")
    assert len(query(browser)["select"]) == 2


def test_arrow_keys_walk_to_a_neighbour(browser: Chrome, address: str) -> None:
    opened(
        browser,
        f"{address}/?actor=person/jens-stoltenberg&to=person/sauli-niinistö&select=person/jens-stoltenberg",
    )
    browser.execute_script("document.getElementById('canvas').focus()")
    ActionChains(browser).send_keys(Keys.ARROW_RIGHT).perform()
    wait(browser, "return document.querySelector('#live').textContent.startsWith('Sauli Niinistö')")
    assert query(browser)["select"] == ["person/sauli-niinistö"]


def test_exports_hold_what_is_shown(browser: Chrome, address: str) -> None:
    opened(browser, address)
    browser.execute_script(
        "window.saved = {}; const make = URL.createObjectURL;"
        "URL.createObjectURL = (blob) => { window.saved[blob.type.split(';')[0]] = blob; return make(blob); };"
    )
    for name in ("gexf", "csv", "png"):
        browser.execute_script("document.getElementById(arguments[0]).click()", f"save-{name}")
    wait(browser, "return Object.keys(window.saved).length === 3")
    gexf = browser.execute_async_script("window.saved['application/gexf+xml'].text().then(arguments[0])")
    assert gexf.count("<node ") == 6
    assert 'value="square"' in gexf
    assert "&lt;img src=x" in gexf
    csv = browser.execute_async_script("window.saved['text/csv'].text().then(arguments[0])")
    assert 'negated,2022-11,"a Finnish official, cited by Sauli Niinistö"' in csv
    assert len(csv.strip().splitlines()) == 7
    head = browser.execute_async_script(
        "window.saved['image/png'].arrayBuffer().then((b) => arguments[0]([...new Uint8Array(b.slice(0, 4))]))"
    )
    assert head == [0x89, 0x50, 0x4E, 0x47]


def test_document_marks_actors_and_denied_events(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/?view=documents")
    wait(browser, "return document.querySelectorAll('.documents button').length === 1")
    found(browser, ".documents button")[0].click()
    wait(browser, "return document.querySelectorAll('.text mark').length > 0")
    assert "Jens Stoltenberg" in texts(browser, ".text mark.type-person")
    assert texts(browser, ".text mark.trigger.fact-negated") == ["threatened"]
    assert "Denied" in found(browser, ".claims button")[0].text


def test_dark_colours_follow_the_system(browser: Chrome, address: str) -> None:
    opened(browser, address)
    light = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    wait(browser, "return document.documentElement.dataset.theme === 'dark'")
    assert browser.execute_script("return getComputedStyle(document.body).backgroundColor") != light


def test_unknown_actor_is_said_and_the_page_goes_on(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/?actor=person/nobody")
    wait(browser, "return document.querySelector('#status [role=alert]') !== null")
    assert "Not Found" in found(browser, "#status")[0].text
    found(browser, "#crumbs button")[0].click()
    wait(browser, "return document.querySelector('#status').textContent.includes('6 of 6')")
    console(browser)
