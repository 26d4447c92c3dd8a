import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
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
    ]
