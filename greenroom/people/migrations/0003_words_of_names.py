import re

import django.db.models.deletion
from django.db import migrations, models

WORD = re.compile(r"[^\W_]+")


def split_names(apps, schema_editor):
    """The words of every name that is there."""
    identities = apps.get_model("people", "Identity").objects.values_list("pk", "folded")
    words = apps.get_model("people", "NameWord").objects
    rows = ((key, word[:120]) for key, folded in identities.iterator() for word in set(WORD.findall(folded)))
    words.bulk_create((words.model(identity_id=key, word=word) for key, word in rows), batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_pictures'),
    ]

    operations = [
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=120)),
                ('identity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.identity')),
            ],
            options={
                'indexes': [models.Index(fields=['word', 'identity'], name='name_word', opclasses=['varchar_pattern_ops', 'int8_ops'])],
                'constraints': [models.UniqueConstraint(fields=('identity', 'word'), name='named_by_a_word_once')],
            },
        ),
        migrations.RunPython(split_names, migrations.RunPython.noop, elidable=True),
    ]
