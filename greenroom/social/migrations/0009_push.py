from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):

    dependencies = [
        ('social', '0008_reports_tell_by_kind'),
    ]

    operations = [
        migrations.CreateModel(
            name='PushKey',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('public', models.CharField(max_length=120)),
                ('sealed', models.BinaryField()),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='pushmessage',
            name='due_at',
            field=models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name='pushmessage',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['due_at'], name='push_open'),
        ),
    ]
