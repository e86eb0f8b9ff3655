"""An HTTP client that keeps nothing of what it was asked and told."""

import httpx


class Forgetful(httpx.AsyncClient):
    """Takes no cookies: no hub gives any.

    Whoever looks for some in an answer takes its address apart, and Python keeps the last 128 that were taken
    apart: they say which lists a visitor had.
    """

    @property
    def cookies(self) -> httpx.Cookies:
        """What the hub wants to be told again: nothing."""
        return _NoCookies()

    @cookies.setter
    def cookies(self, _given: object) -> None:
        pass


class _NoCookies(httpx.Cookies):
    def extract_cookies(self, response: httpx.Response) -> None:
        """Leave them in the answer."""
