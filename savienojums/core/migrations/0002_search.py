"""The words that texts are searched by; the index itself is made after migrating, see core/apps.py."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Word',
            fields=[
                ('form', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('folded', models.CharField(db_index=True, max_length=80)),
                ('folded_key', models.CharField(db_index=True, max_length=80)),
            ],
        ),
    ]
