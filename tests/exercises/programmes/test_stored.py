import json

import pytest

from exercises.programmes import Template, as_json, from_json, load
from tests.exercises.programmes.samples import catalogue


@pytest.mark.parametrize("template", load(catalogue()), ids=lambda one: one.slug)
def test_content_survives_a_row(template: Template) -> None:
    assert from_json(json.loads(json.dumps(as_json(template.content)))) == template.content
