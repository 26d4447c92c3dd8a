import coach.models.fields
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.manager
import pgtrigger.compiler
import pgtrigger.migrations
import reminders.models.plan
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('coach', '0001_the_foundation'),
        ('exercises', '0002_the_foundation'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('kind', models.CharField(choices=[('break', 'posture break'), ('session', 'exercise session'), ('diary', 'diary check-in')], default='break', max_length=8, verbose_name='kind')),
                ('every_minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(20), django.core.validators.MaxValueValidator(180)], verbose_name='minutes between breaks')),
                ('windows', models.JSONField(blank=True, default=dict, verbose_name="hours per weekday, on the person's own clock")),
                ('at_time', models.TimeField(blank=True, null=True, verbose_name="time of day, on the person's own clock")),
                ('days', models.JSONField(blank=True, default=list, verbose_name='weekdays')),
                ('time_zone', models.CharField(max_length=64, validators=[coach.models.fields.check_zone], verbose_name='time zone')),
                ('phase', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='minutes from the start of the hours')),
                ('busy_calendar_url', coach.models.fields.SealedText(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default='', verbose_name="address of the person's calendar")),
                ('rhythm_seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, help_text='the edit that last changed them', verbose_name='version of the times')),
                ('paused_until', models.DateTimeField(blank=True, null=True, verbose_name='paused until')),
                ('follows_device', models.BooleanField(default=True, verbose_name="moves along with the phone's time zone")),
                ('daily_cap', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(72)], verbose_name='at most so many a day')),
                ('channels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('push', 'push to a device'), ('email', 'e-mail')], max_length=8), blank=True, default=reminders.models.plan.push_only, size=None, verbose_name='how to reach the person, most wanted first')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'reminder plan',
                'verbose_name_plural': 'reminder plans',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'objects',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='BusyStretch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='calendar_feed', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(verbose_name='made')),
            ],
            options={
                'verbose_name': 'calendar address',
                'verbose_name_plural': 'calendar addresses',
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('pk', models.CompositePrimaryKey('shape', 'opens_at', blank=True, editable=False, primary_key=True, serialize=False)),
                ('shape', models.UUIDField()),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('step', models.DurationField()),
                ('first_after', models.DateTimeField(null=True)),
                ('local_date', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='BreakTaken',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('taken_at', models.DateTimeField(verbose_name='taken at')),
                ('local_day', models.DateField(editable=False, verbose_name='day')),
                ('clock_is_off', coach.models.fields.ReturnedBoolean(default=False, editable=False, verbose_name="the phone's clock was wrong")),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='breaks', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'break',
                'verbose_name_plural': 'breaks',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'objects',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='BreakTakenEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('taken_at', models.DateTimeField(verbose_name='taken at')),
                ('local_day', models.DateField(editable=False, verbose_name='day')),
                ('clock_is_off', coach.models.fields.ReturnedBoolean(default=False, editable=False, verbose_name="the phone's clock was wrong")),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reminders.breaktaken')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BusyCalendar',
            fields=[
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='busy_calendar', serialize=False, to='reminders.plan')),
                ('mark', models.CharField(editable=False, max_length=64)),
                ('etag', models.CharField(blank=True, max_length=200)),
                ('fetched_at', models.DateTimeField(null=True, verbose_name='last read')),
                ('read_until', models.DateTimeField(null=True, verbose_name='read up to')),
                ('next_fetch_at', models.DateTimeField(verbose_name='to be read')),
                ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='failed so many times in a row')),
                ('problem', models.CharField(blank=True, choices=[('forbidden', 'The address leads nowhere public. Give the https address of your calendar.'), ('unreachable', 'Its server did not answer. We keep trying.'), ('refused', 'Its server did not give it. Copy the secret address from your calendar again.'), ('too_large', 'It is larger than 5 MB. Give the address of one calendar only.'), ('unreadable', 'What came is no calendar that can be read. Give an iCalendar (.ics) address.')], max_length=12, verbose_name='problem')),
            ],
            options={
                'verbose_name': 'calendar',
                'verbose_name_plural': 'calendars',
            },
        ),
        migrations.CreateModel(
            name='PlanClock',
            fields=[
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='clock', serialize=False, to='reminders.plan')),
                ('shape', models.UUIDField()),
                ('seq', models.BigIntegerField()),
                ('next_due_at', models.DateTimeField(null=True)),
                ('since', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('channel', models.CharField(choices=[('webpush', 'push to a browser'), ('fcm', 'push by Firebase'), ('apns', 'push by Apple')], max_length=8, verbose_name='channel')),
                ('address', coach.models.fields.SealedJSON(aad_callback=coach.models.fields.sealed_for_coach, verbose_name='token or subscription')),
                ('mark', models.CharField(editable=False, max_length=64)),
                ('time_zone', models.CharField(max_length=64, validators=[coach.models.fields.check_zone], verbose_name='time zone')),
                ('app_version', models.CharField(blank=True, max_length=32, verbose_name='version of the app')),
                ('last_seen_at', models.DateTimeField(verbose_name='last registered')),
                ('retired_at', models.DateTimeField(null=True, verbose_name='not reachable since')),
                ('retired_because', models.CharField(blank=True, choices=[('gone', 'its push service no longer knows it'), ('moved', 'it was registered again by somebody else or under another id')], max_length=8, verbose_name='why not reachable')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='devices', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'device',
                'verbose_name_plural': 'devices',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'objects',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Nudge',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('plan_seq', models.BigIntegerField(verbose_name='version of the plan')),
                ('slot', models.DateTimeField(verbose_name='planned for')),
                ('local_date', models.DateField(verbose_name='day')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('expires_at', models.DateTimeField(verbose_name='expires')),
                ('state', models.CharField(choices=[('due', 'due'), ('sending', 'on its way'), ('sent', 'sent'), ('failed', 'failed'), ('unknown', 'unknown whether it arrived'), ('held', 'held back'), ('expired', 'expired')], default='due', max_length=8, verbose_name='state')),
                ('reason', models.CharField(blank=True, choices=[('too_late', 'it could not be brought in time'), ('withdrawn', 'you withdrew your consent, or the account is closed'), ('paused', 'the plan was paused, or it was a day off'), ('safety_pause', 'you reported a warning sign that has to be looked at first'), ('not_due_any_more', 'nothing was left to do, or the plan was changed or removed'), ('outside_hours', 'it fell outside your hours'), ('recently_active', 'you had just had a break'), ('in_meeting', 'your calendar said you were busy'), ('daily_cap', 'you had had as many that day as you want at most'), ('quieted', 'you had not answered several in a row, so we kept quiet for a while'), ('unreachable', 'none of your devices could be reached'), ('broken', 'something is wrong with this reminder on our side')], max_length=20, verbose_name='reason')),
                ('sending_at', models.DateTimeField(null=True, verbose_name='taken up')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='settled')),
                ('open_until', models.DateTimeField(null=True, verbose_name='waits for an answer until')),
                ('quiet', models.BooleanField(db_default=False, default=False, verbose_name='on a quiet day')),
                ('response', models.CharField(blank=True, choices=[('done', 'done'), ('snoozed', 'snoozed'), ('skipped', 'skipped')], max_length=8, verbose_name='answer')),
                ('responded_at', models.DateTimeField(null=True, verbose_name='answered')),
                ('channel', models.CharField(blank=True, choices=[('inbox', 'in the app'), ('webpush', 'push to a browser'), ('fcm', 'push by Firebase'), ('apns', 'push by Apple'), ('email', 'e-mail')], db_default='', max_length=8, verbose_name='sent by')),
                ('attempts', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='tries')),
                ('delivered_at', models.DateTimeField(null=True, verbose_name='arrived on the device')),
                ('opened_at', models.DateTimeField(null=True, verbose_name='opened')),
                ('device', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reminders.device', verbose_name='sent to')),
                ('exercise', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='exercises.exercise', verbose_name='exercise')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='nudges', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('plan', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='nudges', to='reminders.plan', verbose_name='plan')),
                ('snoozed_from', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='snoozes', to='reminders.nudge', verbose_name='snoozed from')),
            ],
            options={
                'verbose_name': 'nudge',
                'verbose_name_plural': 'nudges',
            },
        ),
        migrations.CreateModel(
            name='PlanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('kind', models.CharField(choices=[('break', 'posture break'), ('session', 'exercise session'), ('diary', 'diary check-in')], default='break', max_length=8, verbose_name='kind')),
                ('every_minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(20), django.core.validators.MaxValueValidator(180)], verbose_name='minutes between breaks')),
                ('windows', models.JSONField(blank=True, default=dict, verbose_name="hours per weekday, on the person's own clock")),
                ('at_time', models.TimeField(blank=True, null=True, verbose_name="time of day, on the person's own clock")),
                ('days', models.JSONField(blank=True, default=list, verbose_name='weekdays')),
                ('time_zone', models.CharField(max_length=64, validators=[coach.models.fields.check_zone], verbose_name='time zone')),
                ('phase', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='minutes from the start of the hours')),
                ('busy_calendar_url', coach.models.fields.SealedText(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default='', verbose_name="address of the person's calendar")),
                ('rhythm_seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, help_text='the edit that last changed them', verbose_name='version of the times')),
                ('paused_until', models.DateTimeField(blank=True, null=True, verbose_name='paused until')),
                ('follows_device', models.BooleanField(default=True, verbose_name="moves along with the phone's time zone")),
                ('daily_cap', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(72)], verbose_name='at most so many a day')),
                ('channels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('push', 'push to a device'), ('email', 'e-mail')], max_length=8), blank=True, default=reminders.models.plan.push_only, size=None, verbose_name='how to reach the person, most wanted first')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reminders.plan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanQuestion',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('answer', models.CharField(blank=True, choices=[('keep', 'keep it as it is'), ('fewer', 'half as many'), ('pause', 'a week without')], max_length=8, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_questions', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='reminders.plan', verbose_name='plan')),
            ],
            options={
                'verbose_name': 'question about a plan',
                'verbose_name_plural': 'questions about plans',
            },
        ),
        migrations.CreateModel(
            name='SafetyMessage',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('triage', 'a warning sign'), ('review', 'time to have somebody look at it')], max_length=8, verbose_name='kind')),
                ('created_at', models.DateTimeField(verbose_name='made at')),
                ('attempts', models.PositiveIntegerField(default=0, verbose_name='tries')),
                ('next_try_at', models.DateTimeField(verbose_name='next try')),
                ('accepted_at', models.DateTimeField(null=True, verbose_name='taken by a provider')),
                ('acknowledged_at', models.DateTimeField(null=True, verbose_name='read')),
                ('assessment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='safety_message', to='coach.assessment', verbose_name='assessment')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='safety_messages', to='coach.episode', verbose_name='episode')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='safety_messages', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('report', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='safety_message', to='coach.triagereport', verbose_name='report')),
            ],
            options={
                'verbose_name': 'safety message',
                'verbose_name_plural': 'safety messages',
            },
        ),
        migrations.CreateModel(
            name='WeeklyGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='from the week of this Monday on')),
                ('breaks', models.PositiveSmallIntegerField(null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(300)], verbose_name='breaks a week')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='weekly_goals', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'goal for a week',
                'verbose_name_plural': 'goals for a week',
            },
        ),
        migrations.CreateModel(
            name='AdherenceDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('local_date', models.DateField(verbose_name='day')),
                ('offered', models.PositiveSmallIntegerField(verbose_name='breaks brought')),
                ('done', models.PositiveSmallIntegerField(verbose_name='of those taken')),
                ('unasked', models.PositiveSmallIntegerField(verbose_name='taken without being asked')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='adherence_days', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'breaks of a day',
                'verbose_name_plural': 'breaks of a day',
                'constraints': [models.UniqueConstraint(fields=('person', 'local_date'), name='a_day_is_counted_once'), models.CheckConstraint(condition=models.Q(('done__lte', models.F('offered'))), name='no_more_done_than_offered')],
            },
        ),
        migrations.AddIndex(
            model_name='breaktaken',
            index=models.Index(fields=['person', '-taken_at', '-id'], name='breaks_newest_first'),
        ),
        migrations.AddIndex(
            model_name='breaktaken',
            index=models.Index(fields=['person', 'seq'], name='breaks_changed_since'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breaktaken',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='592650aaa67964bf10889061c7b896a97d300df6', operation='INSERT', pgid='pgtrigger_allocate_seq_on_insert_df087', table='reminders_breaktaken', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breaktaken',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='32ce044e966ff6ed0d4dc515d7526034945e7a41', operation='UPDATE', pgid='pgtrigger_allocate_seq_on_update_c0de3', table='reminders_breaktaken', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breaktaken',
            trigger=pgtrigger.compiler.Trigger(name='clock_that_cannot_be_right', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.clock_is_off := NEW.taken_at NOT BETWEEN\n    NEW.created_at - INTERVAL '30 days' AND NEW.created_at + INTERVAL '15 minutes';\nRETURN NEW;\n", hash='fda455a7a8231b85f3b9a53f626191a0e9eb63da', operation='INSERT OR UPDATE', pgid='pgtrigger_clock_that_cannot_be_right_f9256', table='reminders_breaktaken', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breaktaken',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reminders_breaktakenevent" ("clock_is_off", "created_at", "deleted_at", "id", "local_day", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seq", "taken_at") VALUES (NEW."clock_is_off", NEW."created_at", NEW."deleted_at", NEW."id", NEW."local_day", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seq", NEW."taken_at"); RETURN NULL;', hash='41ef5f6a7d63470c5b66dd5d6e7eda52dfcc66ea', operation='INSERT', pgid='pgtrigger_insert_insert_5554c', table='reminders_breaktaken', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breaktaken',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reminders_breaktakenevent" ("clock_is_off", "created_at", "deleted_at", "id", "local_day", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seq", "taken_at") VALUES (NEW."clock_is_off", NEW."created_at", NEW."deleted_at", NEW."id", NEW."local_day", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seq", NEW."taken_at"); RETURN NULL;', hash='c7ce1d4d91120c96237e8c09ddc8c287a6f11d4c', operation='UPDATE', pgid='pgtrigger_update_update_58847', table='reminders_breaktaken', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='breaktaken',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reminders_breaktakenevent" ("clock_is_off", "created_at", "deleted_at", "id", "local_day", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seq", "taken_at") VALUES (OLD."clock_is_off", OLD."created_at", OLD."deleted_at", OLD."id", OLD."local_day", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."seq", OLD."taken_at"); RETURN NULL;', hash='f3e8bdb708a8be44efd7d35c27f37505e208a3b4', operation='DELETE', pgid='pgtrigger_delete_delete_29197', table='reminders_breaktaken', when='AFTER')),
        ),
        migrations.AddField(
            model_name='busystretch',
            name='calendar',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='stretches', to='reminders.busycalendar'),
        ),
        migrations.AddIndex(
            model_name='busycalendar',
            index=models.Index(fields=['next_fetch_at'], name='calendars_to_be_read'),
        ),
        migrations.AddField(
            model_name='planclock',
            name='person',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='plan',
            index=models.Index(fields=['person', 'seq'], name='plans_changed_since'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('at_time', None), ('every_minutes__range', (20, 180)), ('kind', 'break')), models.Q(models.Q(('kind', 'break'), _negated=True), ('at_time__isnull', False), ('every_minutes', None)), _connector='OR'), name='breaks_have_an_interval_and_the_others_a_time'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('daily_cap', None), ('daily_cap__range', (1, 72)), _connector='OR'), name='a_daily_cap_is_1_to_72'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='0dc0b3162ba2f26cfc6dede85a89c81d57699243', operation='INSERT', pgid='pgtrigger_allocate_seq_on_insert_f6351', table='reminders_plan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='1aaaf6af534dd415e6e524257dd9b45a9c6d978f', operation='UPDATE', pgid='pgtrigger_allocate_seq_on_update_8d03f', table='reminders_plan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='version_of_the_times', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF TG_OP = 'INSERT' OR\n   (OLD.kind, OLD.every_minutes, OLD.windows, OLD.phase, OLD.at_time, OLD.days, OLD.time_zone, OLD.deleted_at)\n   IS DISTINCT FROM\n   (NEW.kind, NEW.every_minutes, NEW.windows, NEW.phase, NEW.at_time, NEW.days, NEW.time_zone, NEW.deleted_at)\nTHEN NEW.rhythm_seq := NEW.seq;\nEND IF;\nRETURN NEW;\n", hash='010cfa097da1e14fa814f65c26a48a233f10ba74', operation='INSERT OR UPDATE', pgid='pgtrigger_version_of_the_times_ee147', table='reminders_plan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='nudges_go_with_their_plan', sql=pgtrigger.compiler.UpsertTriggerSql(func='DELETE FROM reminders_nudge WHERE plan_id = OLD.id; RETURN NULL;', hash='123671b42d999588933f81ab85aa23f7478618b0', operation='DELETE', pgid='pgtrigger_nudges_go_with_their_plan_b0751', table='reminders_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reminders_planevent" ("at_time", "busy_calendar_url", "channels", "created_at", "daily_cap", "days", "deleted_at", "every_minutes", "follows_device", "id", "kind", "paused_until", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "rhythm_seq", "seq", "time_zone", "windows") VALUES (NEW."at_time", NEW."busy_calendar_url", NEW."channels", NEW."created_at", NEW."daily_cap", NEW."days", NEW."deleted_at", NEW."every_minutes", NEW."follows_device", NEW."id", NEW."kind", NEW."paused_until", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phase", NEW."rhythm_seq", NEW."seq", NEW."time_zone", NEW."windows"); RETURN NULL;', hash='4cf29a847641ba901dfdad10ef01721f25ff975f', operation='INSERT', pgid='pgtrigger_insert_insert_e823f', table='reminders_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reminders_planevent" ("at_time", "busy_calendar_url", "channels", "created_at", "daily_cap", "days", "deleted_at", "every_minutes", "follows_device", "id", "kind", "paused_until", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "rhythm_seq", "seq", "time_zone", "windows") VALUES (NEW."at_time", NEW."busy_calendar_url", NEW."channels", NEW."created_at", NEW."daily_cap", NEW."days", NEW."deleted_at", NEW."every_minutes", NEW."follows_device", NEW."id", NEW."kind", NEW."paused_until", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase", NEW."rhythm_seq", NEW."seq", NEW."time_zone", NEW."windows"); RETURN NULL;', hash='8edd06bd44b1a009bad6d9d156e1dce480d93d8a', operation='UPDATE', pgid='pgtrigger_update_update_7f9a0', table='reminders_plan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reminders_planevent" ("at_time", "busy_calendar_url", "channels", "created_at", "daily_cap", "days", "deleted_at", "every_minutes", "follows_device", "id", "kind", "paused_until", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "rhythm_seq", "seq", "time_zone", "windows") VALUES (OLD."at_time", OLD."busy_calendar_url", OLD."channels", OLD."created_at", OLD."daily_cap", OLD."days", OLD."deleted_at", OLD."every_minutes", OLD."follows_device", OLD."id", OLD."kind", OLD."paused_until", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phase", OLD."rhythm_seq", OLD."seq", OLD."time_zone", OLD."windows"); RETURN NULL;', hash='bd71ca8ebd41f2d34f79cb8cfcab9b3b3e7b31f5', operation='DELETE', pgid='pgtrigger_delete_delete_02a3d', table='reminders_plan', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='device',
            index=models.Index(fields=['person', '-last_seen_at'], name='devices_last_seen_first'),
        ),
        migrations.AddIndex(
            model_name='device',
            index=models.Index(fields=['person', 'seq'], name='devices_changed_since'),
        ),
        migrations.AddConstraint(
            model_name='device',
            constraint=models.UniqueConstraint(condition=models.Q(('deleted_at', None), ('retired_at', None)), fields=('mark',), name='an_address_reaches_one_person'),
        ),
        migrations.AddConstraint(
            model_name='device',
            constraint=models.CheckConstraint(condition=models.Q(('retired_at', None), models.Q(('retired_because', ''), _negated=True), _connector='XOR'), name='a_retirement_has_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='device',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='e424e143984acbef34ded5261012b3dbbdde0733', operation='INSERT', pgid='pgtrigger_allocate_seq_on_insert_600e7', table='reminders_device', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='device',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='d06d3e3143399bcf81fc83f89cd0d964d4496178', operation='UPDATE', pgid='pgtrigger_allocate_seq_on_update_e3965', table='reminders_device', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='nudge',
            index=models.Index(condition=models.Q(('state', 'due')), fields=['due_at'], name='nudges_due'),
        ),
        migrations.AddIndex(
            model_name='nudge',
            index=models.Index(condition=models.Q(('state', 'sending')), fields=['sending_at'], name='nudges_on_their_way'),
        ),
        migrations.AddIndex(
            model_name='nudge',
            index=models.Index(condition=models.Q(('snoozed_from__isnull', False)), fields=['snoozed_from'], name='nudges_snoozed'),
        ),
        migrations.AddIndex(
            model_name='nudge',
            index=models.Index(fields=['person', '-due_at', '-id'], name='nudges_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='nudge',
            constraint=models.UniqueConstraint(fields=('plan', 'slot'), name='one_nudge_per_slot'),
        ),
        migrations.AddConstraint(
            model_name='nudge',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['held', 'expired', 'failed']), ('reason', ''), _connector='XOR'), name='every_no_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='nudge',
            constraint=models.CheckConstraint(condition=models.Q(('response', ''), ('responded_at__isnull', False), _connector='XOR'), name='an_answer_has_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='nudge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['sending', 'sent', 'unknown']), _negated=True), ('open_until__isnull', False), _connector='OR'), name='what_came_waits_for_an_answer_until_some_time'),
        ),
        migrations.AddIndex(
            model_name='planquestion',
            index=models.Index(fields=['person', '-asked_at', '-id'], name='questions_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='planquestion',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('plan',), name='one_open_question_per_plan'),
        ),
        migrations.AddConstraint(
            model_name='planquestion',
            constraint=models.CheckConstraint(condition=models.Q(('answer', ''), ('answered_at__isnull', False), _connector='XOR'), name='an_answered_question_has_a_moment'),
        ),
        migrations.AddIndex(
            model_name='safetymessage',
            index=models.Index(condition=models.Q(('accepted_at', None), ('acknowledged_at', None)), fields=['next_try_at'], name='safety_messages_waiting'),
        ),
        migrations.AddIndex(
            model_name='safetymessage',
            index=models.Index(condition=models.Q(('acknowledged_at', None)), fields=['person', '-created_at'], name='safety_messages_unread'),
        ),
        migrations.AddConstraint(
            model_name='safetymessage',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'review')), fields=('episode',), name='one_review_per_episode'),
        ),
        migrations.AddConstraint(
            model_name='safetymessage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('assessment', None), ('kind', 'triage'), ('report__isnull', False)), models.Q(('assessment__isnull', False), ('kind', 'review'), ('report', None)), _connector='OR'), name='a_safety_message_is_about_a_report_or_an_assessment'),
        ),
        migrations.AddConstraint(
            model_name='weeklygoal',
            constraint=models.UniqueConstraint(fields=('person', 'since'), name='one_goal_a_week'),
        ),
        migrations.AddConstraint(
            model_name='weeklygoal',
            constraint=models.CheckConstraint(condition=models.Q(('breaks', None), ('breaks__range', (1, 300)), _connector='OR'), name='a_goal_is_1_to_300'),
        ),
        migrations.AddConstraint(
            model_name='busystretch',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_stretch_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='busystretch',
            constraint=models.UniqueConstraint(fields=('calendar', 'starts_at'), name='busy_once_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='planclock',
            index=models.Index(fields=['next_due_at', 'plan'], name='clocks_by_due_time'),
        ),
    ]
