"""Threads that stand for other processes: each has a database connection of its own, closed when its work is
done, so that the test database can be removed.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import connections

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Threads(ThreadPoolExecutor):
    def submit(
        self, work: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Future[Result]:
        def whole() -> Result:
            try:
                return work(*args, **kwargs)
            finally:
                connections.close_all()

        return super().submit(whole)
