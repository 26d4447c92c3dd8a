"""The worker of this measurement: Coach's own, but that web pushes find their service on this machine.

Coach sends a web push to public addresses only, and there is none here. `celery -A bench.delivery.app worker`
"""

import os
import ssl
from dataclasses import replace

from bench.dispatch import ready  # noqa: F401
from coach.celery import app
from reminders import delivery
from reminders.channels import Channel
from reminders.channels.post import Road
from reminders.channels.ways import ways, webpush
from tests.reminders.channels.peers import Leading

push = webpush()
assert push is not None
push = replace(
    push, road=Road(ssl.create_default_context(), lambda: Leading(int(os.environ["WEBPUSH_PORT"])))
)
everywhere = {**ways(), Channel.WEBPUSH: push.send}
delivery.configured = lambda: everywhere  # type: ignore[assignment]

__all__ = ["app", "push"]
