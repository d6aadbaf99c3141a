"""One thread for the matrix products of numpy: small ones are slower on several, and processes side by side fight."""

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]  # the package ships no types

__all__ = ["one_thread"]


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Return a context in which numpy's linear algebra runs on one thread; the setting from before comes back."""
    context: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return context
