"""A headless Chromium before a service; both live for the whole run."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from api.web.build import STATIC, build
from tests.api.page.service import make


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give all tests of the page to one process, so that one Chromium runs."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def static() -> Path:
    build()
    return STATIC


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """Serve `app` from a thread and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while thread.is_alive() and not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def address(static: Path) -> Iterator[str]:
    with running(make(static)) as address:
        yield address


@pytest.fixture(scope="session")
def chrome() -> Iterator[Chrome]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip(
            "no chromium and chromedriver on this machine (Debian: apt install chromium chromium-driver)"
        )
    options = ChromeOptions()
    options.binary_location = chromium
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--enable-unsafe-swiftshader",
    ):
        options.add_argument(argument)
    options.add_argument("--window-size=1400,900")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = Chrome(options=options, service=Service(driver))
    yield browser
    browser.quit()


def console(chrome: Chrome) -> list[dict[str, str]]:
    """Return what the console holds, and forget it."""
    lines: list[dict[str, str]] = chrome.execute("getLog", {"type": "browser"})["value"]
    return lines


@pytest.fixture
def browser(chrome: Chrome) -> Iterator[Chrome]:
    """The browser without animations, and without anything in its console that a test left unread."""
    chrome.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {
            "features": [
                {"name": "prefers-reduced-motion", "value": "reduce"},
                {"name": "prefers-color-scheme", "value": "light"},
            ]
        },
    )
    console(chrome)
    yield chrome
    severe = [line["message"] for line in console(chrome) if line["level"] == "SEVERE"]
    assert not severe
