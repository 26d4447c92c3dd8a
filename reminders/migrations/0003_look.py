"""What a tick asks each second, as a function: planning it takes longer than answering it, and of a function a
connection keeps the plan.
"""

from django.db import migrations

# The least value of an index is at its end, whatever the database believes of the table: a tick never reads
# more than that, also when a spike has just left the statistics far behind. Without the setting a plan made
# while a table is empty would go on to read it from end to end when it no longer is.
LOOK = """
CREATE FUNCTION reminders_look(
    lead interval, lease interval,
    OUT at timestamptz, OUT plans boolean, OUT waves boolean, OUT nudges boolean, OUT left_behind boolean
) LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
BEGIN
    at := clock_timestamp();
    SELECT COALESCE((SELECT min(next_due_at) FROM reminders_planclock) <= at + lead, FALSE),
           COALESCE((SELECT min(slot) FROM reminders_wave) <= at, FALSE),
           COALESCE((SELECT min(due_at) FROM reminders_nudge WHERE state = 'due') <= at, FALSE),
           COALESCE((SELECT min(sending_at) FROM reminders_nudge WHERE state = 'sending') < at - lease, FALSE)
    INTO plans, waves, nudges, left_behind;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("reminders", "0002_written_ahead")]
    operations = [
        migrations.RunSQL(LOOK, "DROP FUNCTION reminders_look(interval, interval)"),
    ]
