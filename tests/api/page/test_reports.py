"""The card of an event that several documents report unfolds to the reports, their sources and what differs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from api.app import create_app
from api.settings import Settings
from graph.model import Factuality
from graph.resolution import resolve
from graph.store.table import open_store
from tests.api.page.conftest import running
from tests.api.page.test_service import texts, wait
from tests.graph.coreference.reports import report

pytestmark = pytest.mark.browser
OWN = " Surveyors of the cracked dam say its spillway above the valley is narrow, and the reservoir should be lowered."


@pytest.fixture(scope="module")
def served(static: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("reports") / "store"
    graphs = (
        report("a", source="Wire"),
        report("b", source="Harbour Post"),
        report("c", rest=OWN, source="Valley News", factuality=Factuality.NEGATED),
    )
    with open_store(str(folder)) as store:
        store.load([(graph, graph.document.id) for graph in graphs])
        resolve(store)
        store.publish()
    with running(create_app(Settings(store=folder, query_workers=1))) as address:
        yield address


def test_reports_unfold_with_sources_and_differences(browser: Chrome, served: str) -> None:
    browser.get(f"{served}/?actor=person/ann-example&select=person/ann-example&select=person/bob-example")
    wait(browser, "return document.querySelectorAll('.card').length === 3")
    assert texts(browser, ".reported summary") == ["3 reports, 2 independent sources"] * 3
    browser.find_element(By.CSS_SELECTOR, ".reported summary").click()
    wait(browser, "return document.querySelectorAll('.reports blockquote').length === 3")
    assert texts(browser, ".reports .link") == ["Wire", "Harbour Post", "Valley News"]
    assert texts(browser, ".reports .count") == ["source 1", "source 1", "source 2"]
    assert texts(browser, ".reports > .hint")[0] == "The reports differ: asserted, negated."
    reason = browser.find_element(By.CSS_SELECTOR, ".reports blockquote").get_attribute("title")
    assert reason is not None and "2 actors in common" in reason
