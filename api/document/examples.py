"""Examples of what is sent and answered, by the name of the schema they show."""

from typing import Any

EXAMPLES: dict[str, dict[str, Any]] = {}
