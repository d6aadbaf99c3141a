"""The SPARQL editor and the overview of the service, in a browser."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.browser

OUTSIDE = (
    "return performance.getEntriesByType('resource').map((entry) => entry.name)"
    ".filter((name) => !name.startsWith(location.origin))"
)


def wait(browser: Chrome, script: str) -> None:
    WebDriverWait(browser, 60).until(lambda driver: driver.execute_script(script))


def test_editor_runs_an_example_query_without_outside_calls(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/sparql")
    wait(browser, "return document.querySelectorAll('#examples button').length === 1")
    browser.find_element(By.CSS_SELECTOR, "#examples button").click()
    shown = "return document.querySelector('.CodeMirror').CodeMirror.getValue()"
    assert browser.execute_script(shown) == "SELECT ?t { ?s a ?t }"
    browser.find_element(By.CSS_SELECTOR, ".yasqe_queryButton").click()
    wait(browser, "return document.querySelectorAll('.yasr_results td a').length === 1")
    assert browser.execute_script(OUTSIDE) == []


def test_overview_lists_every_route(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/overview")
    wait(browser, "return document.querySelectorAll('.route').length > 0")
    routes = [item.text for item in browser.find_elements(By.CSS_SELECTOR, ".route summary code")]
    assert "/entities/{name}/neighbours" in routes
    assert "/network" in routes


def test_first_page_loads_nothing_from_outside(browser: Chrome, address: str) -> None:
    browser.get(address)
    wait(browser, "return document.body.dataset.settled === 'true'")
    assert browser.execute_script(OUTSIDE) == []
