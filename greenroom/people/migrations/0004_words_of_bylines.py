import re
import unicodedata

from django.db import migrations, models

WORD = re.compile(r"[^\W_]+")


def words_in(byline):
    """The words without case and accents."""
    letters = unicodedata.normalize("NFD", byline.casefold())
    return set(WORD.findall("".join(one for one in letters if not unicodedata.combining(one))))


def split_bylines(apps, schema_editor):
    """The words of every byline that is there."""
    identities = apps.get_model("people", "Identity").objects.exclude(byline="").values_list("pk", "byline")
    words = apps.get_model("people", "NameWord")
    rows = [(key, word[:120]) for key, byline in identities.iterator() for word in sorted(words_in(byline))]
    words.objects.bulk_create((words(identity_id=key, word=word, is_name=False) for key, word in rows),
                              batch_size=500, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_words_of_names'),
    ]

    operations = [
        migrations.AddField(
            model_name='nameword',
            name='is_name',
            field=models.BooleanField(default=True),
        ),
        migrations.RunPython(split_bylines, migrations.RunPython.noop, elidable=True),
    ]
