"""How much CPU do the library's answers cost? Beside a bare Django view that does the same work.

    python -m bench exercises [rounds]

Both go through the same middleware, check the same token and give the same 50 exercises. A round asks both,
so that a busy machine is busy for both. Times are CPU times of the web process, the database not included;
they belong to a machine, so what was promised is a ratio.
"""

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.dispatch.place import place
from bench.dispatch.report import Line, compared, kept, machine, table

WARM, PROMISED = 30, 1.3
ADDRESSES = {
    "list of 50": "/api/v1/exercises/",
    "bare Django view": "/bare/",
    "list, unchanged (304)": "/api/v1/exercises/",
    "one exercise": "/api/v1/exercises/cat-cow/",
    "drawing": "/api/v1/exercises/cat-cow/figure/",
    "search with a slip": "/api/v1/exercises/?q=schouderblaaden",
    "cards": "/api/v1/cards/",
}


class Web:
    """The service as its server calls it, asked by one phone."""

    def __init__(self, token: str) -> None:
        from django.core.wsgi import get_wsgi_application

        self.application, self.token = get_wsgi_application(), token

    def get(self, address: str, tag: str = "") -> tuple[str, dict[str, str], bytes]:
        path, _, query = address.partition("?")
        said: list[Any] = []
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_AUTHORIZATION": f"Bearer {self.token}",
            "HTTP_ACCEPT_LANGUAGE": "nl",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        if tag:
            environ["HTTP_IF_NONE_MATCH"] = tag
        answer = self.application(environ, lambda *told: said.extend(told))
        body = b"".join(answer)
        answer.close()
        return said[0], dict(said[1]), body


def bare(request: Any) -> Any:
    """What the list of 50 comes down to, written straight against Django."""
    from django.db.models import F
    from django.http import JsonResponse

    from api.authentication import BearerToken
    from api.exercises import ExerciseSerializer
    from exercises.models import Exercise

    if not BearerToken().authenticate(request):
        return JsonResponse({}, status=401)
    translated = ("name", "purpose", "steps", "cautions")
    plain = [name for name in ExerciseSerializer.Meta.fields if name not in translated]
    rows = Exercise.objects.filter(retired=False, needs_review=False).order_by("slug")
    found = list(rows.values(*plain, **{name: F(f"{name}_nl") for name in translated})[:51])
    page = {"next": len(found) > 50, "results": found[:50]}
    return JsonResponse(page, json_dumps_params={"ensure_ascii": False})


def prepared() -> Web:
    from django.core.management import call_command
    from django.urls import path

    from coach import urls
    from coach.models import Person
    from tests.tokens import access_token

    call_command("migrate", verbosity=0)
    call_command("load_catalogue", stdout=io.StringIO())
    urls.urlpatterns.append(path("bare/", bare))
    return Web(access_token(Person.objects.create_user("bench@example.org")))


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of this process."""
    before = time.process_time()
    work()
    return 1000 * (time.process_time() - before)


def measure(web: Web, rounds: int) -> dict[str, list[float]]:
    tag = web.get(ADDRESSES["list of 50"])[1]["ETag"]
    asked = {
        name: (lambda address=address, known=tag if "304" in name else "": web.get(address, known))
        for name, address in ADDRESSES.items()
    }
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for turn in range(WARM + rounds):
        for name, ask in asked.items():
            spent = cpu(ask)
            if turn >= WARM:
                taken[name].append(spent)
    return taken


def main(rounds: int) -> bool:
    from django.conf import settings

    settings.COACH_LIMITS = dict.fromkeys(settings.COACH_LIMITS, 10**9)  # counted, never refused
    web = prepared()
    ours, theirs = (json.loads(web.get(ADDRESSES[name])[2])["results"] for name in list(ADDRESSES)[:2])
    assert len(ours) == 50
    assert ours == theirs, "the two do not do the same work"
    found = {name: statistics.median(times) for name, times in measure(web, rounds).items()}
    lines = [Line(name, None, middle, "ms CPU") for name, middle in found.items()]
    ratio = found["list of 50"] / found["bare Django view"]
    lines.append(compared("list of 50, beside the bare view", PROMISED, ratio, "×", most=True))
    print(table(lines), machine(), sep="\n\n")
    return kept(lines)


if __name__ == "__main__":
    with place():
        from bench.dispatch import ready  # noqa: F401

        sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
