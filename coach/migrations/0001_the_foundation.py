import coach.models.fields
import coach.models.organisation
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.manager
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('display_name', models.CharField(blank=True, max_length=80, verbose_name='name')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], default='nl', max_length=2, verbose_name='language')),
                ('time_zone', models.CharField(default='Europe/Amsterdam', max_length=64, validators=[coach.models.fields.check_zone], verbose_name='time zone')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='year of birth')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_staff', models.BooleanField(default=False, verbose_name='may open the dashboard')),
                ('is_physio', models.BooleanField(default=False, verbose_name='physiotherapist')),
                ('joined_at', models.DateTimeField(auto_now_add=True, verbose_name='joined')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
            },
        ),
        migrations.CreateModel(
            name='ChangeCounter',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('seq', models.BigIntegerField(default=0)),
                ('pruned', models.BigIntegerField(db_default=0, default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Client',
            fields=[
            ],
            options={
                'verbose_name': 'client',
                'verbose_name_plural': 'clients',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('coach.person',),
        ),
        migrations.CreateModel(
            name='AccessLog',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('reader_name', models.CharField(max_length=254, verbose_name='name of the reader')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('part', models.CharField(choices=[('worklist', 'the list of clients'), ('record', 'diary, course, exercises and reminders'), ('programme', 'a programme with its sessions and decisions')], max_length=16, verbose_name='part')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_log', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('reader', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reader')),
            ],
            options={
                'verbose_name': 'access',
                'verbose_name_plural': 'access log',
            },
        ),
        migrations.CreateModel(
            name='CareInvitation',
            fields=[
                ('code', models.CharField(default=coach.models.organisation.new_code, editable=False, max_length=16, primary_key=True, serialize=False, verbose_name='code')),
                ('created_at', models.DateTimeField(verbose_name='made')),
                ('used_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='used')),
                ('physio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='care_invitations', to=settings.AUTH_USER_MODEL, verbose_name='physio')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
            },
        ),
        migrations.CreateModel(
            name='CareLink',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('started_at', models.DateTimeField(verbose_name='since')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='care_links', to=settings.AUTH_USER_MODEL, verbose_name='client')),
                ('physio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='caseload', to=settings.AUTH_USER_MODEL, verbose_name='physio')),
            ],
            options={
                'verbose_name': 'care link',
                'verbose_name_plural': 'care links',
            },
        ),
        migrations.CreateModel(
            name='CareLinkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, serialize=False)),
                ('started_at', models.DateTimeField(verbose_name='since')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('client', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='client')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='coach.carelink')),
                ('physio', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='physio')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('health_data', 'store what I write about my complaint'), ('reminders', 'remind me of breaks'), ('physio_access', 'let my own physio read along'), ('organisation_report', "count me in my organisation's totals")], max_length=32, verbose_name='purpose')),
                ('version', models.CharField(max_length=32, verbose_name='version of the text')),
                ('given', models.BooleanField(verbose_name='given')),
                ('at', models.DateTimeField(verbose_name='decided at')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
            },
        ),
        migrations.CreateModel(
            name='DayOff',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('kind', models.CharField(choices=[('sick', 'ill'), ('holiday', 'on holiday'), ('rest', 'resting')], max_length=8, verbose_name='kind')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days_off', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'days off',
                'verbose_name_plural': 'days off',
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
            name='DayOffEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('kind', models.CharField(choices=[('sick', 'ill'), ('holiday', 'on holiday'), ('rest', 'resting')], max_length=8, verbose_name='kind')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='coach.dayoff')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DiaryEntry',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('recorded_at', models.DateTimeField(help_text="by the phone's clock, as reported", verbose_name='written at')),
                ('utc_offset', models.SmallIntegerField(validators=[django.core.validators.MinValueValidator(-840), django.core.validators.MaxValueValidator(840)], verbose_name='minutes ahead of UTC')),
                ('local_day', coach.models.fields.ReturnedDate(editable=False, help_text="the reporter's own calendar day", verbose_name='day')),
                ('pain', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='pain, last 24 hours')),
                ('pain_now', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='pain now')),
                ('pain_worst', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='worst pain')),
                ('pain_by_region', models.JSONField(blank=True, default=dict, verbose_name='pain by region, 0–10')),
                ('stiffness', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='stiffness')),
                ('interference', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='interference with daily life')),
                ('sleep', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='trouble sleeping')),
                ('stress', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='stress')),
                ('worry', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='worry about the pain')),
                ('activity_minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes of activity')),
                ('triggers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sitting', 'long sitting'), ('standing', 'long standing'), ('desk_work', 'desk work'), ('turning', 'a lot of turning'), ('stretching', 'stretching'), ('neck_bending', 'a bent neck'), ('shoulder_moves', 'a lot of moving the shoulders'), ('lifting', 'lifting'), ('heavy_load', 'carrying something heavy'), ('deep_breath', 'breathing deeply'), ('cough', 'coughing'), ('sneeze', 'sneezing'), ('worked', 'work'), ('driver', 'driving'), ('repetitive_work', 'the same movement again and again'), ('twisted_work', 'work in a twisted or bent posture'), ('overhead_work', 'work above your head'), ('vibration', 'vibrating machines or vehicles'), ('phone_laptop', 'a lot of phone or laptop'), ('heavy_bag', 'a heavy bag'), ('cold', 'cold or draughts'), ('exercised', 'exercises'), ('breaks_taken', 'breaks in between'), ('walking', 'walking'), ('cycling', 'cycling'), ('swimming', 'swimming'), ('jogging', 'jogging'), ('fitness', 'a workout')], max_length=32), blank=True, null=True, size=None, verbose_name='what there was that day')),
                ('symptoms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=48), blank=True, default=list, size=None, verbose_name='symptoms')),
                ('medication', coach.models.fields.SealedJSON(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default=list, verbose_name='medication, as written')),
                ('activities', coach.models.fields.SealedJSON(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default=dict, verbose_name='activities, 0–10')),
                ('note', coach.models.fields.SealedText(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default='', verbose_name='note')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='diary', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'diary entry',
                'verbose_name_plural': 'diary entries',
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
            name='Episode',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('region', models.CharField(choices=[('lower_back', 'lower back'), ('middle_back', 'middle back'), ('upper_back', 'upper back'), ('neck', 'neck'), ('shoulder', 'shoulder')], max_length=16, verbose_name='region')),
                ('onset_on', models.DateField(verbose_name='began on')),
                ('onset_kind', models.CharField(blank=True, choices=[('gradual', 'gradually'), ('sudden', 'suddenly'), ('injury', 'after an injury')], max_length=16, verbose_name='how it began')),
                ('pattern', models.CharField(blank=True, choices=[('constant', 'constant'), ('with_activity', 'with an activity'), ('comes_and_goes', 'comes and goes')], max_length=16, verbose_name='pattern')),
                ('qualities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sharp', 'sharp'), ('dull', 'dull'), ('stabbing', 'stabbing'), ('nagging', 'nagging'), ('throbbing', 'throbbing'), ('burning', 'burning'), ('pressing', 'pressing'), ('electric', 'electric'), ('stiffness', 'stiffness'), ('spasm', 'spasm or knot'), ('tender', 'tender to touch')], max_length=32), blank=True, default=list, size=None, verbose_name='what it feels like')),
                ('radiation', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('chest', 'chest or breastbone'), ('arm', 'arm'), ('heavy_arm', 'heavy feeling in the arm'), ('stomach', 'stomach'), ('legs', 'legs'), ('head', 'head')], max_length=32), blank=True, default=list, size=None, verbose_name='travels to')),
                ('worse_with', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('deep_breath', 'breathing deeply'), ('cough', 'coughing'), ('sneeze', 'sneezing'), ('standing', 'standing for long'), ('sitting', 'sitting for long'), ('desk_work', 'desk work'), ('turning', 'turning'), ('stretching', 'stretching'), ('neck_bending', 'bending the neck'), ('shoulder_moves', 'moving the shoulders'), ('lifting', 'lifting'), ('heavy_load', 'a heavy load'), ('end_of_day', 'the end of the day'), ('morning', 'the morning'), ('night', 'the night')], max_length=32), blank=True, default=list, size=None, verbose_name='worse with')),
                ('activities', coach.models.fields.SealedJSON(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default=list, verbose_name='activities that suffer')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='episodes', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'episode',
                'verbose_name_plural': 'episodes',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'objects',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='DiaryEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('recorded_at', models.DateTimeField(help_text="by the phone's clock, as reported", verbose_name='written at')),
                ('utc_offset', models.SmallIntegerField(validators=[django.core.validators.MinValueValidator(-840), django.core.validators.MaxValueValidator(840)], verbose_name='minutes ahead of UTC')),
                ('local_day', coach.models.fields.ReturnedDate(editable=False, help_text="the reporter's own calendar day", verbose_name='day')),
                ('pain', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='pain, last 24 hours')),
                ('pain_now', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='pain now')),
                ('pain_worst', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='worst pain')),
                ('pain_by_region', models.JSONField(blank=True, default=dict, verbose_name='pain by region, 0–10')),
                ('stiffness', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='stiffness')),
                ('interference', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='interference with daily life')),
                ('sleep', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='trouble sleeping')),
                ('stress', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='stress')),
                ('worry', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)], verbose_name='worry about the pain')),
                ('activity_minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes of activity')),
                ('triggers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sitting', 'long sitting'), ('standing', 'long standing'), ('desk_work', 'desk work'), ('turning', 'a lot of turning'), ('stretching', 'stretching'), ('neck_bending', 'a bent neck'), ('shoulder_moves', 'a lot of moving the shoulders'), ('lifting', 'lifting'), ('heavy_load', 'carrying something heavy'), ('deep_breath', 'breathing deeply'), ('cough', 'coughing'), ('sneeze', 'sneezing'), ('worked', 'work'), ('driver', 'driving'), ('repetitive_work', 'the same movement again and again'), ('twisted_work', 'work in a twisted or bent posture'), ('overhead_work', 'work above your head'), ('vibration', 'vibrating machines or vehicles'), ('phone_laptop', 'a lot of phone or laptop'), ('heavy_bag', 'a heavy bag'), ('cold', 'cold or draughts'), ('exercised', 'exercises'), ('breaks_taken', 'breaks in between'), ('walking', 'walking'), ('cycling', 'cycling'), ('swimming', 'swimming'), ('jogging', 'jogging'), ('fitness', 'a workout')], max_length=32), blank=True, null=True, size=None, verbose_name='what there was that day')),
                ('symptoms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=48), blank=True, default=list, size=None, verbose_name='symptoms')),
                ('medication', coach.models.fields.SealedJSON(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default=list, verbose_name='medication, as written')),
                ('activities', coach.models.fields.SealedJSON(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default=dict, verbose_name='activities, 0–10')),
                ('note', coach.models.fields.SealedText(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default='', verbose_name='note')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='coach.diaryentry')),
                ('episode', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='coach.episode', verbose_name='episode')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='diaryentry',
            name='episode',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='coach.episode', verbose_name='episode'),
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('at', models.DateTimeField(verbose_name='assessed at')),
                ('verdict', models.CharField(choices=[('not_enough_data', 'not enough data'), ('too_early', 'too early to say'), ('on_course', 'on course'), ('slower', 'slower than usual'), ('plateau', 'standing still'), ('worsening', 'getting worse'), ('flare_up', 'a flare-up'), ('recovered', 'recovered'), ('recurrence', 'returned')], max_length=24, verbose_name='verdict')),
                ('probability', models.FloatField(null=True, verbose_name='probability')),
                ('week', models.PositiveSmallIntegerField(verbose_name='week of the episode')),
                ('entries', models.PositiveIntegerField(verbose_name='rests on entries')),
                ('days', models.PositiveIntegerField(verbose_name='rests on days')),
                ('sentence', models.CharField(max_length=48, verbose_name='sentence')),
                ('params', models.JSONField(default=dict, verbose_name='figures in the sentence')),
                ('next_step', models.CharField(blank=True, max_length=48, verbose_name='next step')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='coach.episode', verbose_name='episode')),
            ],
            options={
                'verbose_name': 'assessment',
                'verbose_name_plural': 'assessments',
                'default_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='EpisodeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, serialize=False)),
                ('seq', coach.models.fields.ReturnedBigInteger(default=0, editable=False, verbose_name='change number')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored at')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted at')),
                ('region', models.CharField(choices=[('lower_back', 'lower back'), ('middle_back', 'middle back'), ('upper_back', 'upper back'), ('neck', 'neck'), ('shoulder', 'shoulder')], max_length=16, verbose_name='region')),
                ('onset_on', models.DateField(verbose_name='began on')),
                ('onset_kind', models.CharField(blank=True, choices=[('gradual', 'gradually'), ('sudden', 'suddenly'), ('injury', 'after an injury')], max_length=16, verbose_name='how it began')),
                ('pattern', models.CharField(blank=True, choices=[('constant', 'constant'), ('with_activity', 'with an activity'), ('comes_and_goes', 'comes and goes')], max_length=16, verbose_name='pattern')),
                ('qualities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sharp', 'sharp'), ('dull', 'dull'), ('stabbing', 'stabbing'), ('nagging', 'nagging'), ('throbbing', 'throbbing'), ('burning', 'burning'), ('pressing', 'pressing'), ('electric', 'electric'), ('stiffness', 'stiffness'), ('spasm', 'spasm or knot'), ('tender', 'tender to touch')], max_length=32), blank=True, default=list, size=None, verbose_name='what it feels like')),
                ('radiation', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('chest', 'chest or breastbone'), ('arm', 'arm'), ('heavy_arm', 'heavy feeling in the arm'), ('stomach', 'stomach'), ('legs', 'legs'), ('head', 'head')], max_length=32), blank=True, default=list, size=None, verbose_name='travels to')),
                ('worse_with', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('deep_breath', 'breathing deeply'), ('cough', 'coughing'), ('sneeze', 'sneezing'), ('standing', 'standing for long'), ('sitting', 'sitting for long'), ('desk_work', 'desk work'), ('turning', 'turning'), ('stretching', 'stretching'), ('neck_bending', 'bending the neck'), ('shoulder_moves', 'moving the shoulders'), ('lifting', 'lifting'), ('heavy_load', 'a heavy load'), ('end_of_day', 'the end of the day'), ('morning', 'the morning'), ('night', 'the night')], max_length=32), blank=True, default=list, size=None, verbose_name='worse with')),
                ('activities', coach.models.fields.SealedJSON(aad_callback=coach.models.fields.sealed_for_coach, blank=True, default=list, verbose_name='activities that suffer')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='coach.episode')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IntakeAnswers',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('intake', 'intake'), ('follow_up', 'follow-up')], max_length=16, verbose_name='kind')),
                ('week', models.PositiveSmallIntegerField(null=True, verbose_name='week of the follow-up')),
                ('version', models.PositiveIntegerField(verbose_name='version of the questionnaire')),
                ('answers', coach.models.fields.SealedJSON(aad_callback=coach.models.fields.sealed_for_coach, verbose_name='answers')),
                ('at', models.DateTimeField(verbose_name='answered at')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='intake_answers', to='coach.episode', verbose_name='episode')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='intake_answers', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'answers to the intake',
                'verbose_name_plural': 'answers to the intake',
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('member', 'member'), ('manager', 'programme manager')], default='member', max_length=8, verbose_name='role')),
                ('joined_at', models.DateTimeField(verbose_name='joined')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='left')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('time_zone', models.CharField(default='Europe/Amsterdam', max_length=64, validators=[coach.models.fields.check_zone], verbose_name='time zone')),
                ('join_code', models.CharField(default=coach.models.organisation.new_code, max_length=16, unique=True, verbose_name='code to join')),
                ('members', models.ManyToManyField(related_name='organisations', through='coach.Membership', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
            },
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, serialize=False)),
                ('role', models.CharField(choices=[('member', 'member'), ('manager', 'programme manager')], default='member', max_length=8, verbose_name='role')),
                ('joined_at', models.DateTimeField(verbose_name='joined')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='left')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='coach.membership')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='coach.organisation', verbose_name='organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='membership',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='coach.organisation', verbose_name='organisation'),
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, serialize=False)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('display_name', models.CharField(blank=True, max_length=80, verbose_name='name')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], default='nl', max_length=2, verbose_name='language')),
                ('time_zone', models.CharField(default='Europe/Amsterdam', max_length=64, validators=[coach.models.fields.check_zone], verbose_name='time zone')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='year of birth')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_staff', models.BooleanField(default=False, verbose_name='may open the dashboard')),
                ('is_physio', models.BooleanField(default=False, verbose_name='physiotherapist')),
                ('joined_at', models.DateTimeField(auto_now_add=True, verbose_name='joined')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64)),
                ('answer', coach.models.fields.SealedText(aad_callback=coach.models.fields.sealed_for_coach)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='TriageReport',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(verbose_name='reported at')),
                ('why', models.CharField(choices=[('intake', 'at the intake'), ('something_changed', 'something had changed'), ('worsening', 'it was getting worse'), ('week_4', 'four weeks had gone by'), ('diary', 'written in the diary')], max_length=24, verbose_name='why asked')),
                ('version', models.PositiveIntegerField(verbose_name='version of the table')),
                ('answers', models.JSONField(verbose_name='answers')),
                ('tier', models.CharField(choices=[('none', 'no sign named'), ('discuss', 'discuss it'), ('days', 'GP within days'), ('same_day', 'GP today'), ('emergency', 'emergency number now')], max_length=16, verbose_name='urgency')),
                ('signs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=48), size=None, verbose_name='warning signs')),
                ('said', models.JSONField(verbose_name='what was said')),
                ('pauses', models.BooleanField(verbose_name='pauses nudges')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='triage_reports', to='coach.diaryentry', verbose_name='diary entry it was written in')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='triage_reports', to='coach.episode', verbose_name='episode')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='triage_reports', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'warning signs',
                'verbose_name_plural': 'warning signs',
            },
        ),
        migrations.CreateModel(
            name='TriageAcknowledgement',
            fields=[
                ('id', models.UUIDField(default=coach.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('by_name', models.CharField(max_length=254, verbose_name='name')),
                ('who', models.CharField(choices=[('person', 'the person'), ('physio', 'the physio')], max_length=8, verbose_name='role')),
                ('word', models.CharField(choices=[('acknowledged', 'read it'), ('looked_at', 'it was looked at')], max_length=16, verbose_name='word')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('lifts', models.BooleanField(verbose_name='ends the pause')),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='said by')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acknowledgements', to='coach.triagereport', verbose_name='report')),
            ],
            options={
                'verbose_name': 'acknowledgement',
                'verbose_name_plural': 'acknowledgements',
            },
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('is_physio', False), ('is_staff', True), _connector='OR'), name='a_physio_may_open_the_dashboard'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='email_is_kept_in_lower_case'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_personevent" ("birth_year", "display_name", "email", "id", "is_active", "is_physio", "is_staff", "is_superuser", "joined_at", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (NEW."birth_year", NEW."display_name", NEW."email", NEW."id", NEW."is_active", NEW."is_physio", NEW."is_staff", NEW."is_superuser", NEW."joined_at", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."time_zone"); RETURN NULL;', hash='07fc0e849d13d3a1553134ef7073718044664ed9', operation='INSERT', pgid='pgtrigger_insert_insert_31191', table='coach_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."birth_year" IS DISTINCT FROM (NEW."birth_year") OR OLD."display_name" IS DISTINCT FROM (NEW."display_name") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_physio" IS DISTINCT FROM (NEW."is_physio") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."joined_at" IS DISTINCT FROM (NEW."joined_at") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone"))', func='INSERT INTO "coach_personevent" ("birth_year", "display_name", "email", "id", "is_active", "is_physio", "is_staff", "is_superuser", "joined_at", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (NEW."birth_year", NEW."display_name", NEW."email", NEW."id", NEW."is_active", NEW."is_physio", NEW."is_staff", NEW."is_superuser", NEW."joined_at", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."time_zone"); RETURN NULL;', hash='47ddb07c90be7017feab16ae6adcb2750e3ad71d', operation='UPDATE', pgid='pgtrigger_update_update_70777', table='coach_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_personevent" ("birth_year", "display_name", "email", "id", "is_active", "is_physio", "is_staff", "is_superuser", "joined_at", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (OLD."birth_year", OLD."display_name", OLD."email", OLD."id", OLD."is_active", OLD."is_physio", OLD."is_staff", OLD."is_superuser", OLD."joined_at", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."time_zone"); RETURN NULL;', hash='a73bf75403b02725abc8a482f52f9c98fdeee9b2', operation='DELETE', pgid='pgtrigger_delete_delete_9038a', table='coach_person', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='accesslog',
            index=models.Index(fields=['person', '-at', '-id'], name='access_newest_first'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accesslog',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6e8d7090973f3f87a8889da9521dae736c3041a2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_260f3', table='coach_accesslog', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='carelink',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('client', 'physio'), name='one_open_link_per_physio'),
        ),
        migrations.AddConstraint(
            model_name='carelink',
            constraint=models.CheckConstraint(condition=models.Q(('client', models.F('physio')), _negated=True), name='nobody_is_their_own_physio'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='carelink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_carelinkevent" ("client_id", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physio_id", "started_at") VALUES (NEW."client_id", NEW."ended_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."physio_id", NEW."started_at"); RETURN NULL;', hash='8e1fb82f5e980065e566122b7cc4c3689a88f184', operation='INSERT', pgid='pgtrigger_insert_insert_11bed', table='coach_carelink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='carelink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "coach_carelinkevent" ("client_id", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physio_id", "started_at") VALUES (NEW."client_id", NEW."ended_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."physio_id", NEW."started_at"); RETURN NULL;', hash='b6d465cbf3a95c8025c3b3916c365ba01613d509', operation='UPDATE', pgid='pgtrigger_update_update_ca853', table='coach_carelink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='carelink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_carelinkevent" ("client_id", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "physio_id", "started_at") VALUES (OLD."client_id", OLD."ended_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."physio_id", OLD."started_at"); RETURN NULL;', hash='d41af35cc745829802087c5cf38bff597f5e9f81', operation='DELETE', pgid='pgtrigger_delete_delete_56dff', table='coach_carelink', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['person', 'purpose', '-at', '-id'], name='latest_word_on_a_purpose'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8aec0d6996a40f3f53836c6431d024d040e42521', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4bb15', table='coach_consent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='dayoff',
            index=models.Index(fields=['person', 'ends_on', 'starts_on'], name='days_off_of_a_person'),
        ),
        migrations.AddIndex(
            model_name='dayoff',
            index=models.Index(fields=['person', 'seq'], name='days_off_changed_since'),
        ),
        migrations.AddConstraint(
            model_name='dayoff',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='days_off_end_after_they_began'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dayoff',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='d5c22d15e00da0f48b42ac1b0940940994a7bc2a', operation='INSERT', pgid='pgtrigger_allocate_seq_on_insert_4fff5', table='coach_dayoff', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dayoff',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='42749b0028e1aecf3611c27060e2abc62504d6f9', operation='UPDATE', pgid='pgtrigger_allocate_seq_on_update_9f151', table='coach_dayoff', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dayoff',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_dayoffevent" ("created_at", "deleted_at", "ends_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seq", "starts_on") VALUES (NEW."created_at", NEW."deleted_at", NEW."ends_on", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seq", NEW."starts_on"); RETURN NULL;', hash='c9234355626793288e017c9bdd7ee33ec3159d6a', operation='INSERT', pgid='pgtrigger_insert_insert_10267', table='coach_dayoff', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dayoff',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "coach_dayoffevent" ("created_at", "deleted_at", "ends_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seq", "starts_on") VALUES (NEW."created_at", NEW."deleted_at", NEW."ends_on", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seq", NEW."starts_on"); RETURN NULL;', hash='cd35754800d1d063fff80a9ed6ec03814c63fec9', operation='UPDATE', pgid='pgtrigger_update_update_7f872', table='coach_dayoff', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dayoff',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_dayoffevent" ("created_at", "deleted_at", "ends_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seq", "starts_on") VALUES (OLD."created_at", OLD."deleted_at", OLD."ends_on", OLD."id", OLD."kind", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."seq", OLD."starts_on"); RETURN NULL;', hash='048b93ff7902b1c9db52e0323c163ced37f5c231', operation='DELETE', pgid='pgtrigger_delete_delete_b5fc4', table='coach_dayoff', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='episode',
            index=models.Index(fields=['person', 'seq'], name='episodes_changed_since'),
        ),
        migrations.AddConstraint(
            model_name='episode',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('onset_on')), _connector='OR'), name='an_episode_ends_after_it_began'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='episode',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='daf38983cd826acd09cccaf1b1d2fdef1e01db38', operation='INSERT', pgid='pgtrigger_allocate_seq_on_insert_8f038', table='coach_episode', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='episode',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='5bc8ecf7238752e31f9d4162efb54bdd80e0e9f4', operation='UPDATE', pgid='pgtrigger_allocate_seq_on_update_35d45', table='coach_episode', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='episode',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_episodeevent" ("activities", "closed_on", "created_at", "deleted_at", "id", "onset_kind", "onset_on", "pattern", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualities", "radiation", "region", "seq", "worse_with") VALUES (NEW."activities", NEW."closed_on", NEW."created_at", NEW."deleted_at", NEW."id", NEW."onset_kind", NEW."onset_on", NEW."pattern", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."qualities", NEW."radiation", NEW."region", NEW."seq", NEW."worse_with"); RETURN NULL;', hash='1907e007715ed7a25520d96f158ccf41a286b512', operation='INSERT', pgid='pgtrigger_insert_insert_68714', table='coach_episode', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='episode',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "coach_episodeevent" ("activities", "closed_on", "created_at", "deleted_at", "id", "onset_kind", "onset_on", "pattern", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualities", "radiation", "region", "seq", "worse_with") VALUES (NEW."activities", NEW."closed_on", NEW."created_at", NEW."deleted_at", NEW."id", NEW."onset_kind", NEW."onset_on", NEW."pattern", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."qualities", NEW."radiation", NEW."region", NEW."seq", NEW."worse_with"); RETURN NULL;', hash='fe951113fe6c2357a4dede1de37c693ff73db322', operation='UPDATE', pgid='pgtrigger_update_update_5d94c', table='coach_episode', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='episode',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_episodeevent" ("activities", "closed_on", "created_at", "deleted_at", "id", "onset_kind", "onset_on", "pattern", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualities", "radiation", "region", "seq", "worse_with") VALUES (OLD."activities", OLD."closed_on", OLD."created_at", OLD."deleted_at", OLD."id", OLD."onset_kind", OLD."onset_on", OLD."pattern", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."qualities", OLD."radiation", OLD."region", OLD."seq", OLD."worse_with"); RETURN NULL;', hash='79b7f604c8db8d9a2be583dbe1506d56cb02c58f', operation='DELETE', pgid='pgtrigger_delete_delete_e68d6', table='coach_episode', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='diaryentry',
            index=models.Index(fields=['person', '-recorded_at', '-id'], name='diary_newest_first'),
        ),
        migrations.AddIndex(
            model_name='diaryentry',
            index=models.Index(fields=['episode', 'recorded_at'], name='entries_of_an_episode'),
        ),
        migrations.AddIndex(
            model_name='diaryentry',
            index=models.Index(fields=['person', 'seq'], name='diary_changed_since'),
        ),
        migrations.AddConstraint(
            model_name='diaryentry',
            constraint=models.CheckConstraint(condition=models.Q(('pain__range', (0, 10))), name='pain_is_0_to_10'),
        ),
        migrations.AddConstraint(
            model_name='diaryentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Func(models.F('pain_by_region'), models.Value('strict $.* ? (@.type() != "number" || @ < 0 || @ > 10)'), function='jsonb_path_exists', output_field=models.BooleanField()), _negated=True), name='pain_by_region_is_0_to_10'),
        ),
        migrations.AddConstraint(
            model_name='diaryentry',
            constraint=models.CheckConstraint(condition=models.Q(('utc_offset__range', (-840, 840))), name='utc_offset_is_within_14_hours'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='diaryentry',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='494677e23a09bb794f25802f670cf049b4ac9e2a', operation='INSERT', pgid='pgtrigger_allocate_seq_on_insert_4b74e', table='coach_diaryentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='diaryentry',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='fed17bf5640d2ae634a964285f92e9d200816f43', operation='UPDATE', pgid='pgtrigger_allocate_seq_on_update_d56fb', table='coach_diaryentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='diaryentry',
            trigger=pgtrigger.compiler.Trigger(name='day_by_the_reporters_clock', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.local_day := ((NEW.recorded_at AT TIME ZONE 'UTC') + make_interval(mins => NEW.utc_offset))::date;\nRETURN NEW;\n", hash='19e74d3d0ba943fa7647a6b3305ff0669136694e', operation='INSERT OR UPDATE', pgid='pgtrigger_day_by_the_reporters_clock_f7f3f', table='coach_diaryentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='diaryentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_diaryentryevent" ("activities", "activity_minutes", "created_at", "deleted_at", "episode_id", "id", "interference", "local_day", "medication", "note", "pain", "pain_by_region", "pain_now", "pain_worst", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "seq", "sleep", "stiffness", "stress", "symptoms", "triggers", "utc_offset", "worry") VALUES (NEW."activities", NEW."activity_minutes", NEW."created_at", NEW."deleted_at", NEW."episode_id", NEW."id", NEW."interference", NEW."local_day", NEW."medication", NEW."note", NEW."pain", NEW."pain_by_region", NEW."pain_now", NEW."pain_worst", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."seq", NEW."sleep", NEW."stiffness", NEW."stress", NEW."symptoms", NEW."triggers", NEW."utc_offset", NEW."worry"); RETURN NULL;', hash='15c6b5ab966a46e0390ca27786f47cf97b931cb6', operation='INSERT', pgid='pgtrigger_insert_insert_9567f', table='coach_diaryentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='diaryentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "coach_diaryentryevent" ("activities", "activity_minutes", "created_at", "deleted_at", "episode_id", "id", "interference", "local_day", "medication", "note", "pain", "pain_by_region", "pain_now", "pain_worst", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "seq", "sleep", "stiffness", "stress", "symptoms", "triggers", "utc_offset", "worry") VALUES (NEW."activities", NEW."activity_minutes", NEW."created_at", NEW."deleted_at", NEW."episode_id", NEW."id", NEW."interference", NEW."local_day", NEW."medication", NEW."note", NEW."pain", NEW."pain_by_region", NEW."pain_now", NEW."pain_worst", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."seq", NEW."sleep", NEW."stiffness", NEW."stress", NEW."symptoms", NEW."triggers", NEW."utc_offset", NEW."worry"); RETURN NULL;', hash='2251c7e30a9bd29e5aa638938c86b1d71590bd6c', operation='UPDATE', pgid='pgtrigger_update_update_da5a0', table='coach_diaryentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='diaryentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_diaryentryevent" ("activities", "activity_minutes", "created_at", "deleted_at", "episode_id", "id", "interference", "local_day", "medication", "note", "pain", "pain_by_region", "pain_now", "pain_worst", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "seq", "sleep", "stiffness", "stress", "symptoms", "triggers", "utc_offset", "worry") VALUES (OLD."activities", OLD."activity_minutes", OLD."created_at", OLD."deleted_at", OLD."episode_id", OLD."id", OLD."interference", OLD."local_day", OLD."medication", OLD."note", OLD."pain", OLD."pain_by_region", OLD."pain_now", OLD."pain_worst", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."seq", OLD."sleep", OLD."stiffness", OLD."stress", OLD."symptoms", OLD."triggers", OLD."utc_offset", OLD."worry"); RETURN NULL;', hash='6b349ba259d740bd4381e820f3d383a06f586997', operation='DELETE', pgid='pgtrigger_delete_delete_d3fc9', table='coach_diaryentry', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(fields=['episode', '-at', '-id'], name='current_assessment'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(fields=['person', 'seq'], name='assessed_since'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='allocate_seq_on_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)\nON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1\nRETURNING counter.seq INTO NEW.seq;\nRETURN NEW;\n', hash='72f121580ef153d6bf3155da2203c0cfe5ae7ff0', operation='INSERT', pgid='pgtrigger_allocate_seq_on_insert_6883e', table='coach_assessment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a8daac4b8dda684f185eb7fb274f8bf9a97c9c52', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1c9ac', table='coach_assessment', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='intakeanswers',
            index=models.Index(fields=['episode', 'kind', '-at', '-id'], name='current_intake_answers'),
        ),
        migrations.AddConstraint(
            model_name='intakeanswers',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'follow_up'), ('week', None), _connector='XOR'), name='a_follow_up_is_about_a_week'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='intakeanswers',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b444b97e4c43ef388145ee3f3abcc3b8f9bb9869', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5e038', table='coach_intakeanswers', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('organisation', 'person'), name='one_open_membership_per_organisation'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_membershipevent" ("id", "joined_at", "left_at", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."id", NEW."joined_at", NEW."left_at", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role"); RETURN NULL;', hash='8b9f749eabf4161fffc57d2161bdda930d205925', operation='INSERT', pgid='pgtrigger_insert_insert_e2e04', table='coach_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "coach_membershipevent" ("id", "joined_at", "left_at", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."id", NEW."joined_at", NEW."left_at", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;', hash='977050fc5e919455cf21517ddd0f39fd4b3ea317', operation='UPDATE', pgid='pgtrigger_update_update_b8cd8', table='coach_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "coach_membershipevent" ("id", "joined_at", "left_at", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."id", OLD."joined_at", OLD."left_at", OLD."organisation_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;', hash='a1f952a0e1ac8e91e037ced14d25163857651576', operation='DELETE', pgid='pgtrigger_delete_delete_94a3b', table='coach_membership', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('person', 'digest'), name='one_answer_per_batch'),
        ),
        migrations.AddIndex(
            model_name='triagereport',
            index=models.Index(fields=['episode', '-at', '-id'], name='last_triage_of_an_episode'),
        ),
        migrations.AddIndex(
            model_name='triagereport',
            index=models.Index(condition=models.Q(('pauses', True)), fields=['person'], name='triage_that_pauses'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='triagereport',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ef27c73103219869812cda0aa41a17457ed79faa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b984c', table='coach_triagereport', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='triageacknowledgement',
            constraint=models.UniqueConstraint(fields=('report', 'by', 'word'), name='one_word_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='triageacknowledgement',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='12d18c1bb37e0288a9f70ac021f0326ff616bfa2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_53bf5', table='coach_triageacknowledgement', when='BEFORE')),
        ),
    ]
