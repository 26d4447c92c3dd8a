"""What searching the library needs of the database: letters without accents, and likeness of words."""

from django.db import migrations

from exercises.extensions import Extension

PLAIN = r"""
CREATE FUNCTION exercises_plain(spoken text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(lower(unaccent('unaccent'::regdictionary, spoken)), '[^[:alnum:]]+', ' ', 'g'));
"""
# Immutable is our word, which an index needs: the dictionary `unaccent` is never changed here. As a stored
# expression, the body finds its functions whatever the search path, also while a backup is restored.


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        Extension("unaccent"),
        Extension("pg_trgm"),
        migrations.RunSQL(PLAIN, "DROP FUNCTION exercises_plain(text)"),
    ]
