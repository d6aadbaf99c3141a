"""The page before the real service, over a store with one small document."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from api.app import create_app
from api.settings import Settings
from graph.model import (
    Document,
    DocumentGraph,
    Entity,
    EntityType,
    Event,
    Factuality,
    Mention,
    MentionKind,
    Participant,
    Role,
    Span,
)
from graph.store.table import open_store
from tests.api.page.conftest import running

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/actorgraph/id/"
TEXT = "🇫🇮 Sauli Niinistö said that Finland had not threatened Russia. Sauli Niinistö met Jens Stoltenberg."


def _span(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span.of(TEXT, at, at + len(words))


def _entity(kind: EntityType, name: str) -> Entity:
    slug = name.lower().replace(" ", "-")
    return Entity(f"{BASE}{kind.value.lower()}/{slug}", kind, name, (Mention(_span(name), MentionKind.NAME),))


def _graph() -> DocumentGraph:
    niinisto = _entity(EntityType.PERSON, "Sauli Niinistö")
    stoltenberg = _entity(EntityType.PERSON, "Jens Stoltenberg")
    finland, russia = _entity(EntityType.LOCATION, "Finland"), _entity(EntityType.LOCATION, "Russia")
    second = TEXT.index("Sauli", 5)
    threat = Event(
        f"{BASE}event/threat",
        "THREATEN",
        "threaten",
        _span("threatened"),
        _span("Sauli Niinistö said that Finland had not threatened Russia."),
        (
            Participant(Role.AGENT, finland.id, _span("Finland")),
            Participant(Role.PATIENT, russia.id, _span("Russia")),
        ),
        factuality=Factuality.NEGATED,
        attribution=(niinisto.id,),
    )
    meeting = Event(
        f"{BASE}event/meeting",
        "CONSULT",
        "meet",
        _span("met"),
        _span("Sauli Niinistö met Jens Stoltenberg."),
        (
            Participant(Role.AGENT, niinisto.id, _span("Sauli Niinistö", second)),
            Participant(Role.COMPANION, stoltenberg.id, _span("Jens Stoltenberg")),
        ),
    )
    document = Document(f"{BASE}document/visit", TEXT, title="A visit", published="2022-11-29", source="Wire")
    return DocumentGraph(document, (niinisto, stoltenberg, finland, russia), (threat, meeting))


@pytest.fixture(scope="module")
def served(static: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page") / "store"
    with open_store(str(folder)) as store:
        store.load([(_graph(), "hash")])
        store.flush()
        store.publish()
    with running(create_app(Settings(store=folder, query_workers=1))) as address:
        yield address


def wait(browser: Chrome, script: str) -> None:
    WebDriverWait(browser, 60).until(lambda driver: driver.execute_script(script))


def texts(browser: Chrome, selector: str) -> list[str]:
    return [item.text for item in browser.find_elements(By.CSS_SELECTOR, selector)]


def test_page_shows_the_network_of_the_service(browser: Chrome, served: str) -> None:
    browser.get(served)
    wait(browser, "return document.body.dataset.settled === 'true'")
    assert sorted(texts(browser, "#detail .actors .name")) == [
        "Finland",
        "Jens Stoltenberg",
        "Russia",
        "Sauli Niinistö",
    ]


def test_denied_event_is_shown_as_denied_with_its_speaker(browser: Chrome, served: str) -> None:
    browser.get(f"{served}/?actor=location/finland&select=location/finland&select=location/russia")
    wait(browser, "return document.querySelectorAll('.card').length === 1")
    assert texts(browser, ".card .badge") == ["✕\nDenied"]
    assert texts(browser, ".card blockquote mark") == ["Finland", "threatened", "Russia"]
    assert texts(browser, ".card .says") == ["According to Sauli Niinistö"]
    assert texts(browser, "#filters input[value=negated] ~ .count") == ["1"]


def test_path_and_document_open_from_the_service(browser: Chrome, served: str) -> None:
    browser.get(f"{served}/?actor=person/sauli-niinistö&to=person/jens-stoltenberg")
    wait(browser, "return document.querySelectorAll('.hops .card').length === 1")
    browser.find_element(By.CSS_SELECTOR, ".hops .card footer .link").click()
    wait(browser, "return document.querySelectorAll('.text mark').length > 0")
    assert texts(browser, ".text mark.trigger.fact-negated") == ["threatened"]
    assert texts(browser, ".reader h2") == ["A visit"]


def test_search_finds_without_accents(browser: Chrome, served: str) -> None:
    browser.get(served)
    wait(browser, "return document.body.dataset.settled === 'true'")
    browser.find_element(By.ID, "search").send_keys("niinisto")
    wait(browser, "return document.querySelectorAll('#suggestions [role=option]').length === 1")
    assert texts(browser, "#suggestions .name") == ["Sauli Niinistö"]


def test_editor_runs_every_example(browser: Chrome, served: str) -> None:
    browser.get(f"{served}/sparql")
    wait(browser, "return document.querySelectorAll('#examples button').length > 2")
    for button in browser.find_elements(By.CSS_SELECTOR, "#examples button"):
        browser.execute_script("document.querySelector('.yasr_results').replaceChildren()")
        button.click()
        browser.find_element(By.CSS_SELECTOR, ".yasqe_queryButton").click()
        wait(browser, "return document.querySelector('.yasr_results').textContent !== ''")
        assert not browser.find_elements(By.CSS_SELECTOR, ".yasr .errorResult"), button.text


def test_editor_asks_the_endpoint(browser: Chrome, served: str) -> None:
    browser.get(f"{served}/sparql")
    wait(browser, "return document.querySelector('.yasqe_queryButton') !== null")
    browser.execute_script("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT (7 AS ?n) {}')")
    browser.find_element(By.CSS_SELECTOR, ".yasqe_queryButton").click()
    wait(browser, "return document.querySelectorAll('.yasr_results tbody tr').length === 1")
    assert "7" in texts(browser, ".yasr_results tbody tr")[0]
