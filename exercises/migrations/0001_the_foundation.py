import coach.models.fields
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.manager
import exercises.models.session
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('coach', '0001_the_foundation'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Exercise',
            fields=[
                ('slug', models.SlugField(max_length=64, primary_key=True, serialize=False, verbose_name='key')),
                ('name_nl', models.CharField(max_length=120, verbose_name='name (Dutch)')),
                ('name_en', models.CharField(max_length=120, verbose_name='name (English)')),
                ('purpose_nl', models.CharField(max_length=400, verbose_name='purpose (Dutch)')),
                ('purpose_en', models.CharField(max_length=400, verbose_name='purpose (English)')),
                ('steps_nl', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), blank=True, default=list, size=None, verbose_name='steps (Dutch)')),
                ('steps_en', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), blank=True, default=list, size=None, verbose_name='steps (English)')),
                ('cautions_nl', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), blank=True, default=list, size=None, verbose_name='cautions (Dutch)')),
                ('cautions_en', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), blank=True, default=list, size=None, verbose_name='cautions (English)')),
                ('regions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('lower_back', 'lower back'), ('middle_back', 'middle back'), ('upper_back', 'upper back'), ('neck', 'neck'), ('shoulder', 'shoulder'), ('arms', 'arms'), ('legs', 'legs'), ('whole_body', 'whole body')], max_length=32), blank=True, default=list, size=None, verbose_name='regions')),
                ('kind', models.CharField(choices=[('mobility', 'mobility'), ('stretch', 'stretch'), ('strength', 'strength'), ('stability', 'stability'), ('coordination', 'coordination'), ('posture', 'posture'), ('breathing', 'breathing'), ('relaxation', 'relaxation'), ('endurance', 'endurance')], max_length=16, verbose_name='kind')),
                ('level', models.CharField(choices=[('easy', 'easy'), ('moderate', 'moderate'), ('advanced', 'advanced')], max_length=16, verbose_name='level')),
                ('places', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('desk', 'desk'), ('office', 'office'), ('home', 'home'), ('gym', 'gym'), ('outdoors', 'outdoors'), ('pool', 'pool')], max_length=32), blank=True, default=list, size=None, verbose_name='places')),
                ('position', models.CharField(choices=[('sitting', 'sitting'), ('standing', 'standing'), ('on_the_move', 'on the move'), ('lying_back', 'lying back'), ('lying_front', 'lying front'), ('lying_side', 'lying side'), ('hands_and_knees', 'hands and knees'), ('kneeling', 'kneeling'), ('hanging', 'hanging')], max_length=16, verbose_name='position')),
                ('equipment', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mat', 'mat'), ('towel', 'towel'), ('cushion', 'cushion'), ('band', 'band'), ('dumbbells', 'dumbbells'), ('foam_roller', 'foam roller'), ('tennis_ball', 'tennis ball'), ('step', 'step'), ('pull_up_bar', 'pull up bar'), ('rowing_machine', 'rowing machine'), ('bicycle', 'bicycle'), ('bath', 'bath')], max_length=32), blank=True, default=list, size=None, verbose_name='equipment')),
                ('muscles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('neck', 'neck'), ('trapezius', 'trapezius'), ('rhomboids', 'rhomboids'), ('levator_scapulae', 'levator scapulae'), ('deltoids', 'deltoids'), ('rotator_cuff', 'rotator cuff'), ('serratus', 'serratus'), ('lats', 'lats'), ('chest', 'chest'), ('biceps', 'biceps'), ('triceps', 'triceps'), ('forearms', 'forearms'), ('back_extensors', 'back extensors'), ('lower_back', 'lower back'), ('abdominals', 'abdominals'), ('obliques', 'obliques'), ('diaphragm', 'diaphragm'), ('glutes', 'glutes'), ('hip_flexors', 'hip flexors'), ('quadriceps', 'quadriceps'), ('hamstrings', 'hamstrings'), ('adductors', 'adductors'), ('calves', 'calves')], max_length=32), blank=True, default=list, size=None, verbose_name='muscles')),
                ('ruled_out_by', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('chest_pain', 'chest pain'), ('tearing_chest_back_pain', 'tearing chest back pain'), ('sudden_breathlessness', 'sudden breathlessness'), ('bladder_bowel', 'bladder bowel'), ('saddle_numbness', 'saddle numbness'), ('both_legs_weak', 'both legs weak'), ('severe_accident', 'severe accident'), ('sudden_severe_pain', 'sudden severe pain'), ('leg_weakness', 'leg weakness'), ('both_legs_tingling', 'both legs tingling'), ('fever', 'fever'), ('fall_osteoporosis', 'fall osteoporosis'), ('painful_breathing_fever', 'painful breathing fever'), ('blistering_rash', 'blistering rash'), ('effort_chest_pressure', 'effort chest pressure'), ('calf_swelling', 'calf swelling'), ('blood_in_stool', 'blood in stool'), ('arm_tingling', 'arm tingling'), ('leg_tingling', 'leg tingling'), ('steadily_worse', 'steadily worse'), ('new_deformity', 'new deformity'), ('recent_fall', 'recent fall'), ('fast_heart', 'fast heart')], max_length=32), blank=True, default=list, size=None, verbose_name='ruled out by')),
                ('micro_break', models.BooleanField(default=False, verbose_name='fits a short break at a desk')),
                ('duration_seconds', models.PositiveSmallIntegerField(verbose_name='takes so many seconds')),
                ('sets', models.PositiveSmallIntegerField(default=1, verbose_name='sets')),
                ('repetitions', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='repetitions')),
                ('hold_seconds', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hold, seconds')),
                ('both_sides', models.BooleanField(default=False, verbose_name='on both sides')),
                ('figures', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=64), blank=True, default=list, size=None, verbose_name='figures')),
                ('source', models.CharField(max_length=32, verbose_name='source')),
                ('reviewed_on', models.DateField(verbose_name='reviewed on')),
                ('retired', models.BooleanField(default=False, verbose_name='no longer offered')),
                ('content_hash', models.CharField(editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'exercise',
                'verbose_name_plural': 'exercises',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('slug', models.SlugField(max_length=64, primary_key=True, serialize=False, verbose_name='key')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('title_nl', models.CharField(max_length=120, verbose_name='title (Dutch)')),
                ('title_en', models.CharField(max_length=120, verbose_name='title (English)')),
                ('summary_nl', models.TextField(max_length=600, verbose_name='summary (Dutch)')),
                ('summary_en', models.TextField(max_length=600, verbose_name='summary (English)')),
                ('pain_rule_nl', models.TextField(max_length=600, verbose_name='when it hurts (Dutch)')),
                ('pain_rule_en', models.TextField(max_length=600, verbose_name='when it hurts (English)')),
                ('regions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('lower_back', 'lower back'), ('middle_back', 'middle back'), ('upper_back', 'upper back'), ('neck', 'neck'), ('shoulder', 'shoulder'), ('arms', 'arms'), ('legs', 'legs'), ('whole_body', 'whole body')], max_length=32), blank=True, default=list, size=None, verbose_name='regions')),
                ('level', models.CharField(choices=[('easy', 'easy'), ('moderate', 'moderate'), ('advanced', 'advanced')], max_length=16, verbose_name='level')),
                ('self_care', models.BooleanField(default=False, verbose_name='people may pick it themselves')),
                ('weeks', models.PositiveSmallIntegerField(verbose_name='weeks')),
                ('content', models.JSONField(verbose_name='content')),
                ('source', models.CharField(max_length=32, verbose_name='source')),
                ('reviewed_on', models.DateField(verbose_name='reviewed on')),
                ('edited_at', models.DateTimeField(blank=True, null=True, verbose_name='changed at')),
                ('retired', models.BooleanField(default=False, verbose_name='no longer offered')),
                ('content_hash', models.CharField(editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'programme',
                'verbose_name_plural': 'programmes',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('slug', models.SlugField(db_index=False, max_length=64, serialize=False, verbose_name='key')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('title_nl', models.CharField(max_length=120, verbose_name='title (Dutch)')),
                ('title_en', models.CharField(max_length=120, verbose_name='title (English)')),
                ('summary_nl', models.TextField(max_length=600, verbose_name='summary (Dutch)')),
                ('summary_en', models.TextField(max_length=600, verbose_name='summary (English)')),
                ('pain_rule_nl', models.TextField(max_length=600, verbose_name='when it hurts (Dutch)')),
                ('pain_rule_en', models.TextField(max_length=600, verbose_name='when it hurts (English)')),
                ('regions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('lower_back', 'lower back'), ('middle_back', 'middle back'), ('upper_back', 'upper back'), ('neck', 'neck'), ('shoulder', 'shoulder'), ('arms', 'arms'), ('legs', 'legs'), ('whole_body', 'whole body')], max_length=32), blank=True, default=list, size=None, verbose_name='regions')),
                ('level', models.CharField(choices=[('easy', 'easy'), ('moderate', 'moderate'), ('advanced', 'advanced')], max_length=16, verbose_name='level')),
                ('self_care', models.BooleanField(default=False, verbose_name='people may pick it themselves')),
                ('weeks', models.PositiveSmallIntegerField(verbose_name='weeks')),
                ('content', models.JSONField(verbose_name='content')),
                ('source', models.CharField(max_length=32, verbose_name='source')),
                ('reviewed_on', models.DateField(verbose_name='reviewed on')),
                ('edited_at', models.DateTimeField(blank=True, null=True, verbose_name='changed at')),
                ('retired', models.BooleanField(default=False, verbose_name='no longer offered')),
                ('content_hash', models.CharField(editable=False, max_length=64)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('version', models.PositiveIntegerField(verbose_name='version it was done under')),
                ('day', models.SlugField(max_length=32, verbose_name='day of the programme')),
                ('started_at', models.DateTimeField(verbose_name='started at')),
                ('utc_offset', models.SmallIntegerField(validators=[django.core.validators.MinValueValidator(-840), django.core.validators.MaxValueValidator(840)], verbose_name='minutes ahead of UTC')),
                ('recorded_at', models.DateTimeField(help_text="by the phone's clock, as reported", verbose_name='written at')),
                ('local_day', coach.models.fields.ReturnedDate(editable=False, verbose_name='day')),
                ('clock_is_off', exercises.models.session.ReturnedBoolean(default=False, editable=False, verbose_name="the phone's clock was wrong")),
                ('exercises', models.JSONField(verbose_name='what was done')),
                ('pain_after', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='pain afterwards')),
                ('next_day_pain', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='pain the next day')),
                ('note', coach.models.fields.SealedText(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default='', verbose_name='note')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
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
            name='SessionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('version', models.PositiveIntegerField(verbose_name='version it was done under')),
                ('day', models.SlugField(db_index=False, max_length=32, verbose_name='day of the programme')),
                ('started_at', models.DateTimeField(verbose_name='started at')),
                ('utc_offset', models.SmallIntegerField(validators=[django.core.validators.MinValueValidator(-840), django.core.validators.MaxValueValidator(840)], verbose_name='minutes ahead of UTC')),
                ('recorded_at', models.DateTimeField(help_text="by the phone's clock, as reported", verbose_name='written at')),
                ('local_day', coach.models.fields.ReturnedDate(editable=False, verbose_name='day')),
                ('clock_is_off', exercises.models.session.ReturnedBoolean(default=False, editable=False, verbose_name="the phone's clock was wrong")),
                ('exercises', models.JSONField(verbose_name='what was done')),
                ('pain_after', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='pain afterwards')),
                ('next_day_pain', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='pain the next day')),
                ('note', coach.models.fields.SealedText(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default='', verbose_name='note')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StatusChange',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('active', 'running'), ('paused', 'paused'), ('finished', 'finished'), ('stopped', 'stopped')], max_length=8, verbose_name='status')),
                ('on', models.DateField(verbose_name='from')),
                ('made_by', models.CharField(choices=[('person', 'the person'), ('physio', 'the physio'), ('rule', 'the rule for building up')], max_length=8, verbose_name='made by')),
                ('made_by_name', models.CharField(blank=True, max_length=254, verbose_name='name')),
                ('at', models.DateTimeField(verbose_name='at')),
            ],
            options={
                'verbose_name': 'change of status',
                'verbose_name_plural': 'changes of status',
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('programme_version', models.PositiveIntegerField(verbose_name='version of the programme')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('status', models.CharField(choices=[('active', 'running'), ('paused', 'paused'), ('finished', 'finished'), ('stopped', 'stopped')], default='active', max_length=8, verbose_name='status')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
                ('assigned_by', models.CharField(choices=[('person', 'the person'), ('physio', 'the physio'), ('rule', 'the rule for building up')], max_length=8, verbose_name='chosen by')),
                ('assigned_by_name', models.CharField(max_length=254, verbose_name='name')),
                ('episode', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='coach.episode', verbose_name='episode')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='exercises.programme', verbose_name='programme')),
            ],
            options={
                'verbose_name': 'enrolment',
                'verbose_name_plural': 'enrolments',
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
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('exercise', models.SlugField(max_length=64, verbose_name='exercise')),
                ('action', models.CharField(choices=[('hold', 'keep it as it is'), ('step_up', 'a step up'), ('step_back', 'a step back'), ('ask_physio', 'ask the physio')], max_length=16, verbose_name='decision')),
                ('change', models.JSONField(default=dict, verbose_name='change')),
                ('reasons', models.JSONField(default=list, verbose_name='reasons')),
                ('note', coach.models.fields.SealedText(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default='', verbose_name='why')),
                ('version', models.PositiveIntegerField(null=True, verbose_name='version it made')),
                ('made_by', models.CharField(choices=[('person', 'the person'), ('physio', 'the physio'), ('rule', 'the rule for building up')], max_length=8, verbose_name='made by')),
                ('made_by_name', models.CharField(blank=True, max_length=254, verbose_name='name')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('overrules', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='overruled_by', to='exercises.decision', verbose_name='overrules')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='exercises.enrolment', verbose_name='enrolment')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
            },
        ),
        migrations.CreateModel(
            name='EnrolmentVersion',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('since', models.DateField(verbose_name='from')),
                ('content', models.JSONField(verbose_name='content')),
                ('made_by', models.CharField(choices=[('person', 'the person'), ('physio', 'the physio'), ('rule', 'the rule for building up')], max_length=8, verbose_name='made by')),
                ('made_by_name', models.CharField(blank=True, max_length=254, verbose_name='name')),
                ('reasons', models.JSONField(default=list, verbose_name='reasons')),
                ('note', coach.models.fields.SealedText(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default='', verbose_name='why')),
                ('at', models.DateTimeField(verbose_name='made at')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='exercises.enrolment', verbose_name='enrolment')),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
            },
        ),
        migrations.CreateModel(
            name='EnrolmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('programme_version', models.PositiveIntegerField(verbose_name='version of the programme')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('status', models.CharField(choices=[('active', 'running'), ('paused', 'paused'), ('finished', 'finished'), ('stopped', 'stopped')], default='active', max_length=8, verbose_name='status')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
                ('assigned_by', models.CharField(choices=[('person', 'the person'), ('physio', 'the physio'), ('rule', 'the rule for building up')], max_length=8, verbose_name='chosen by')),
                ('assigned_by_name', models.CharField(max_length=254, verbose_name='name')),
                ('episode', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='coach.episode', verbose_name='episode')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='exercises.enrolment')),
                ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='exercises.programme', verbose_name='programme')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='programme',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "exercises_programmeevent" ("content", "content_hash", "edited_at", "level", "pain_rule_en", "pain_rule_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regions", "retired", "reviewed_on", "self_care", "slug", "source", "summary_en", "summary_nl", "title_en", "title_nl", "version", "weeks") VALUES (NEW."content", NEW."content_hash", NEW."edited_at", NEW."level", NEW."pain_rule_en", NEW."pain_rule_nl", _pgh_attach_context(), NOW(), \'insert\', NEW."slug", NEW."regions", NEW."retired", NEW."reviewed_on", NEW."self_care", NEW."slug", NEW."source", NEW."summary_en", NEW."summary_nl", NEW."title_en", NEW."title_nl", NEW."version", NEW."weeks"); RETURN NULL;', hash='a1533ba0dbf2f1734d29458d87c8810036b579fb', operation='INSERT', pgid='pgtrigger_insert_insert_ebfaf', table='exercises_programme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='programme',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "exercises_programmeevent" ("content", "content_hash", "edited_at", "level", "pain_rule_en", "pain_rule_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regions", "retired", "reviewed_on", "self_care", "slug", "source", "summary_en", "summary_nl", "title_en", "title_nl", "version", "weeks") VALUES (NEW."content", NEW."content_hash", NEW."edited_at", NEW."level", NEW."pain_rule_en", NEW."pain_rule_nl", _pgh_attach_context(), NOW(), \'update\', NEW."slug", NEW."regions", NEW."retired", NEW."reviewed_on", NEW."self_care", NEW."slug", NEW."source", NEW."summary_en", NEW."summary_nl", NEW."title_en", NEW."title_nl", NEW."version", NEW."weeks"); RETURN NULL;', hash='3f52bd189aa657811674ff48014b3900c1916e56', operation='UPDATE', pgid='pgtrigger_update_update_15f44', table='exercises_programme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='programme',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "exercises_programmeevent" ("content", "content_hash", "edited_at", "level", "pain_rule_en", "pain_rule_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regions", "retired", "reviewed_on", "self_care", "slug", "source", "summary_en", "summary_nl", "title_en", "title_nl", "version", "weeks") VALUES (OLD."content", OLD."content_hash", OLD."edited_at", OLD."level", OLD."pain_rule_en", OLD."pain_rule_nl", _pgh_attach_context(), NOW(), \'delete\', OLD."slug", OLD."regions", OLD."retired", OLD."reviewed_on", OLD."self_care", OLD."slug", OLD."source", OLD."summary_en", OLD."summary_nl", OLD."title_en", OLD."title_nl", OLD."version", OLD."weeks"); RETURN NULL;', hash='dfee2b5eb9056b124f4d1e06790654ae27e6d613', operation='DELETE', pgid='pgtrigger_delete_delete_79895', table='exercises_programme', when='AFTER')),
        ),
        migrations.AddField(
            model_name='programmeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='programmeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='exercises.programme'),
        ),
        migrations.AddField(
            model_name='session',
            name='enrolment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='exercises.enrolment', verbose_name='enrolment'),
        ),
        migrations.AddField(
            model_name='session',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='decision',
            name='session',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='exercises.session', verbose_name='after the session'),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='enrolment',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='exercises.enrolment', verbose_name='enrolment'),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='exercises.session'),
        ),
        migrations.AddField(
            model_name='statuschange',
            name='enrolment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='status_changes', to='exercises.enrolment', verbose_name='enrolment'),
        ),
        migrations.AddConstraint(
            model_name='enrolmentversion',
            constraint=models.UniqueConstraint(fields=('enrolment', 'number'), name='one_version_per_number'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enrolmentversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4d00d329b3b629be36ee52239e29ef0c2c1be29a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1202f', table='exercises_enrolmentversion', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(fields=['person', 'seq'], name='enrolments_changed_since'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(condition=models.Q(('deleted_at', None), ('status__in', ['active', 'paused'])), fields=('person', 'programme'), name='a_programme_runs_once_at_a_time'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enrolment',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='c3ff05684c6bc8f50868ba14d07f0261acc9c48b', operation='INSERT', pgid='pgtrigger_allocate_seq_on_insert_f3c2b', table='exercises_enrolment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enrolment',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='b13cb731b61926d2ade356b62c7bc6edcb453364', operation='UPDATE', pgid='pgtrigger_allocate_seq_on_update_4ce14', table='exercises_enrolment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enrolment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "exercises_enrolmentevent" ("assigned_by", "assigned_by_name", "created_at", "deleted_at", "episode_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "programme_version", "seq", "starts_on", "status", "version") VALUES (NEW."assigned_by", NEW."assigned_by_name", NEW."created_at", NEW."deleted_at", NEW."episode_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."programme_version", NEW."seq", NEW."starts_on", NEW."status", NEW."version"); RETURN NULL;', hash='5d3cf4e3a18ea37a6b0f342d5b56809feb2cd031', operation='INSERT', pgid='pgtrigger_insert_insert_d3380', table='exercises_enrolment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enrolment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "exercises_enrolmentevent" ("assigned_by", "assigned_by_name", "created_at", "deleted_at", "episode_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "programme_version", "seq", "starts_on", "status", "version") VALUES (NEW."assigned_by", NEW."assigned_by_name", NEW."created_at", NEW."deleted_at", NEW."episode_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."programme_version", NEW."seq", NEW."starts_on", NEW."status", NEW."version"); RETURN NULL;', hash='f86a9f36a42b8f1a637effdd68886fd8ff2389c2', operation='UPDATE', pgid='pgtrigger_update_update_add20', table='exercises_enrolment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='enrolment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "exercises_enrolmentevent" ("assigned_by", "assigned_by_name", "created_at", "deleted_at", "episode_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "programme_version", "seq", "starts_on", "status", "version") VALUES (OLD."assigned_by", OLD."assigned_by_name", OLD."created_at", OLD."deleted_at", OLD."episode_id", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."programme_version", OLD."seq", OLD."starts_on", OLD."status", OLD."version"); RETURN NULL;', hash='535372f7f195baa232636f8866715485b4bf046c', operation='DELETE', pgid='pgtrigger_delete_delete_6e925', table='exercises_enrolment', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['person', '-local_day', '-id'], name='sessions_newest_first'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['enrolment', 'local_day'], name='sessions_of_an_enrolment'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['person', 'seq'], name='sessions_changed_since'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('utc_offset__range', (-840, 840))), name='a_sessions_offset_is_within_14_hours'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='9a3004a27cd46c41ea2bdfd69ac6a66400dfa673', operation='INSERT', pgid='pgtrigger_allocate_seq_on_insert_8288c', table='exercises_session', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='4148018a708c1b9691f2d846b525cf78dfc70119', operation='UPDATE', pgid='pgtrigger_allocate_seq_on_update_5039d', table='exercises_session', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='day_by_its_clock', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.clock_is_off := NEW.started_at NOT BETWEEN TIMESTAMPTZ '2000-01-01 00:00Z'\n    AND NEW.created_at + INTERVAL '15 minutes';\nNEW.local_day := ((CASE WHEN NEW.clock_is_off THEN NEW.created_at ELSE NEW.started_at END)\n    AT TIME ZONE 'UTC' + make_interval(mins => NEW.utc_offset))::date;\nRETURN NEW;\n", hash='a42fc2bc0443d29f71576654da57fbfe131e4681', operation='INSERT OR UPDATE', pgid='pgtrigger_day_by_its_clock_f6896', table='exercises_session', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "exercises_sessionevent" ("clock_is_off", "created_at", "day", "deleted_at", "enrolment_id", "exercises", "id", "local_day", "next_day_pain", "note", "pain_after", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "seq", "started_at", "utc_offset", "version") VALUES (NEW."clock_is_off", NEW."created_at", NEW."day", NEW."deleted_at", NEW."enrolment_id", NEW."exercises", NEW."id", NEW."local_day", NEW."next_day_pain", NEW."note", NEW."pain_after", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."seq", NEW."started_at", NEW."utc_offset", NEW."version"); RETURN NULL;', hash='ed58761d4ea8515e4d90fd601efe3f269dca2a70', operation='INSERT', pgid='pgtrigger_insert_insert_e1674', table='exercises_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "exercises_sessionevent" ("clock_is_off", "created_at", "day", "deleted_at", "enrolment_id", "exercises", "id", "local_day", "next_day_pain", "note", "pain_after", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "seq", "started_at", "utc_offset", "version") VALUES (NEW."clock_is_off", NEW."created_at", NEW."day", NEW."deleted_at", NEW."enrolment_id", NEW."exercises", NEW."id", NEW."local_day", NEW."next_day_pain", NEW."note", NEW."pain_after", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."seq", NEW."started_at", NEW."utc_offset", NEW."version"); RETURN NULL;', hash='4d716b47417454edf0d1df9eed335b84901645a2', operation='UPDATE', pgid='pgtrigger_update_update_ed970', table='exercises_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "exercises_sessionevent" ("clock_is_off", "created_at", "day", "deleted_at", "enrolment_id", "exercises", "id", "local_day", "next_day_pain", "note", "pain_after", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "seq", "started_at", "utc_offset", "version") VALUES (OLD."clock_is_off", OLD."created_at", OLD."day", OLD."deleted_at", OLD."enrolment_id", OLD."exercises", OLD."id", OLD."local_day", OLD."next_day_pain", OLD."note", OLD."pain_after", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."seq", OLD."started_at", OLD."utc_offset", OLD."version"); RETURN NULL;', hash='c2bc16b59b686ae374e395e9a3814046fd331522', operation='DELETE', pgid='pgtrigger_delete_delete_8f3c5', table='exercises_session', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['enrolment', '-at', '-id'], name='decisions_newest_first'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(condition=models.Q(('action', 'ask_physio')), fields=['enrolment'], name='decisions_that_ask'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e52619d467bcd6405d0b8c419c805e6798ee1f2b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_30ff4', table='exercises_decision', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='statuschange',
            index=models.Index(fields=['enrolment', 'at'], name='status_changes_in_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statuschange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e666530365c81c4562fc1dee48a9b14d3d855de5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_68ec3', table='exercises_statuschange', when='BEFORE')),
        ),
    ]
