"""A page that is open in a browser, with all that it said on the console and asked for."""

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page


class OpenedPage:
    """A page in a browser: `said` are its messages and errors, `asked` the other addresses that it asked for."""

    def __init__(self, browser: Browser, width: int = 1100, scheme: Any = "light") -> None:
        self._context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        self.page: Page = self._context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("popup", lambda popup: self.said.append(f"popup: {popup.url}"))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, file: Path) -> Page:
        """Open a file and wait until it is there."""
        self.page.goto(file.as_uri())
        self.asked.remove(file.as_uri())
        return self.page

    def look(self, *, width: int, scheme: Any = "light") -> None:
        """Look at the page in a window of another width, by day or by night."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(color_scheme=scheme)

    def violations(self) -> list[str]:
        """Return what axe finds, each with the first place of it."""
        found = Axe().run(self.page).response["violations"]
        return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found]

    def close(self) -> None:
        """Close the page."""
        self._context.close()
