from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("social", "0002_media_polls_lists_channels_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="featuredtag",
            name="name",
            field=models.CharField(default="", max_length=100),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="tagfollow",
            name="name",
            field=models.CharField(default="", max_length=100),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="mute",
            index=models.Index(condition=models.Q(("ends_at__isnull", False)), fields=["ends_at"], name="mute_end"),
        ),
    ]
