

import django.db.models.deletion
import savienojums.core.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0001_initial'),
        ('support', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('language', models.CharField(choices=[('lv', 'Latvian'), ('en', 'English'), ('ru', 'Russian')], max_length=2)),
                ('written_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('rating', models.CharField(blank=True, choices=[('useful', 'Useful'), ('too_much', 'Too much')], max_length=8)),
            ],
            options={
                'ordering': ['-written_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FollowedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('query', models.CharField(max_length=600, unique=True)),
                ('known', models.JSONField(default=list)),
                ('came', models.JSONField(default=dict)),
                ('went', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(max_length=500, unique=True)),
                ('checked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('strikes', models.PositiveSmallIntegerField(default=0)),
                ('failing_since', models.DateField(blank=True, null=True)),
                ('struck_on', models.DateField(blank=True, null=True)),
                ('error', models.JSONField(blank=True, default=list)),
                ('leads_to', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['address'],
            },
        ),
        migrations.AddField(
            model_name='measure',
            name='partner_forms',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='measure',
            name='places_where',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='measure',
            name='rule',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='measure',
            name='sums_where',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='measure',
            name='who_where',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='measure',
            name='wider',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='local_ones', to='support.measure'),
        ),
        migrations.CreateModel(
            name='AdviceRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('asks_for', models.CharField(blank=True, max_length=200)),
                ('sender_name', models.CharField(blank=True, max_length=120)),
                ('sender_email', models.EmailField(blank=True, max_length=254)),
                ('text', models.TextField(blank=True)),
                ('written_at', models.DateTimeField()),
                ('delivered_at', models.DateTimeField(blank=True, null=True)),
                ('adviser', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='advice_requests', to='network.organisation')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='advice_requests', to='support.measure')),
            ],
            options={
                'ordering': ['-written_at'],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('thinking', 'Thinking about it'), ('preparing', 'Preparing the application'), ('submitted', 'Submitted'), ('won', 'Supported'), ('lost', 'Not supported'), ('dropped', 'Given up')], default='thinking', max_length=12)),
                ('status_before', models.CharField(blank=True, choices=[('thinking', 'Thinking about it'), ('preparing', 'Preparing the application'), ('submitted', 'Submitted'), ('won', 'Supported'), ('lost', 'Not supported'), ('dropped', 'Given up')], max_length=12)),
                ('reason', models.CharField(blank=True, choices=[('time', 'Too little time'), ('own_share', 'No money for the own share'), ('not_eligible', 'We may not apply'), ('paperwork', 'Too much paperwork'), ('people', 'Nobody to write or to lead it'), ('partners', 'No partner found'), ('sum', 'The sum does not fit'), ('competition', 'Others were rated higher'), ('other', 'Something else')], max_length=16)),
                ('reason_words', models.CharField(blank=True, max_length=400)),
                ('sum_asked', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ('sum_granted', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ('submitted_on', models.DateField(blank=True, null=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('may_be_named', models.BooleanField(default=False)),
                ('begun_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='support.measure')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='network.organisation')),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='attempts', to='support.round')),
                ('who', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='attempts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-changed_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='AttemptNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('text', models.CharField(max_length=2000)),
                ('at', models.DateTimeField()),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='support.attempt')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changes', models.JSONField(blank=True, default=dict)),
                ('round_id', models.CharField(blank=True, max_length=20)),
                ('remark', models.TextField(blank=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('language', models.CharField(blank=True, max_length=2)),
                ('proposed_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('waiting', 'Waits for an editor'), ('accepted', 'Taken over'), ('partly', 'Taken over in part'), ('declined', 'Not taken over')], default='waiting', max_length=10)),
                ('accepted', models.JSONField(blank=True, default=list)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='support.measure')),
            ],
            options={
                'ordering': ['-proposed_at'],
            },
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('language', models.CharField(choices=[('lv', 'Latvian'), ('en', 'English'), ('ru', 'Russian')], default='lv', max_length=2)),
                ('query', models.CharField(blank=True, max_length=600)),
                ('pace', models.CharField(choices=[('daily', 'Every day on which there is something new'), ('weekly', 'Once a week, on Mondays')], default='daily', max_length=6)),
                ('grades', models.JSONField(blank=True, default=list)),
                ('reminders', models.JSONField(blank=True, default=list)),
                ('dismissed', models.JSONField(blank=True, default=list)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
                ('told_at', models.DateTimeField()),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='support.measure')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='measure_follows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('at', models.DateTimeField()),
                ('moved', models.JSONField(default=dict)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merged_into', to='support.measure')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='support.measure')),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reasons', models.JSONField(default=list)),
                ('since', models.DateField()),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='support.alert')),
                ('follow', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='support.follow')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='support.measure')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Portal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', savienojums.core.records.TranslatedField(blank=True, default=savienojums.core.records.Translated)),
                ('sort_name', models.CharField(db_index=True, max_length=600)),
                ('introduction', savienojums.core.records.TranslatedField(blank=True, default=savienojums.core.records.Translated)),
                ('query', models.CharField(blank=True, max_length=600)),
                ('colours', models.JSONField(blank=True, default=dict)),
                ('is_public', models.BooleanField(default=False)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('excluded', models.ManyToManyField(blank=True, related_name='+', to='support.measure')),
                ('highlighted', models.ManyToManyField(blank=True, related_name='+', to='support.measure')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='portals', to='network.organisation')),
            ],
            options={
                'ordering': ['sort_name'],
            },
        ),
        migrations.CreateModel(
            name='RuleDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('rule', models.JSONField(blank=True, default=dict)),
                ('earlier', models.JSONField(blank=True, default=list)),
                ('seen', models.PositiveIntegerField(default=0)),
                ('touched_at', models.DateTimeField()),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rule_drafts', to='support.measure')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rule_drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-touched_at'],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('feed', 'News feed (RSS or Atom)'), ('grants', "Another site's open data (CommonGrants)"), ('table', 'Table (CSV, XLSX or ODS)'), ('page', 'One web page')], max_length=8)),
                ('address', models.URLField(blank=True, max_length=500)),
                ('licence', models.CharField(blank=True, max_length=300)),
                ('note', models.CharField(blank=True, max_length=400)),
                ('measure_kind', models.CharField(choices=[('grant', 'Grant'), ('co_financing', 'Co-financing'), ('loan', 'Loan'), ('advice', 'Advice'), ('training', 'Training'), ('premises', 'Premises'), ('volunteering', 'Volunteering'), ('participatory_budget', 'Participatory budget'), ('recognition', 'Recognition'), ('donation', 'Donation'), ('fundraising', 'Fundraising'), ('wage_subsidy', 'Wage subsidy'), ('participation', 'Participation')], default='grant', max_length=24)),
                ('pace', models.CharField(choices=[('daily', 'Every day'), ('weekly', 'Every week'), ('monthly', 'Every month'), ('by_hand', 'Only when somebody asks')], default='weekly', max_length=8)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('fetched_at', models.DateTimeField(blank=True, null=True)),
                ('worked_at', models.DateTimeField(blank=True, null=True)),
                ('etag', models.CharField(blank=True, max_length=200)),
                ('modified', models.CharField(blank=True, max_length=60)),
                ('error', models.JSONField(blank=True, default=list)),
                ('notes', models.JSONField(blank=True, default=list)),
                ('counts', models.JSONField(blank=True, default=dict)),
                ('provider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='support.provider')),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SourceItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('source_key', models.CharField(max_length=300)),
                ('title', models.CharField(max_length=300)),
                ('address', models.URLField(blank=True, max_length=500)),
                ('raw', models.TextField(blank=True)),
                ('digest', models.CharField(max_length=64)),
                ('fields', models.JSONField(default=dict)),
                ('settled', models.JSONField(blank=True, default=dict)),
                ('unread', models.JSONField(blank=True, default=dict)),
                ('fate', models.CharField(choices=[('waiting', 'Waits for you'), ('taken', 'Taken over'), ('duplicate', 'In the document already'), ('dismissed', 'Not taken'), ('gone', 'No longer in the source')], default='waiting', max_length=10)),
                ('first_seen_at', models.DateTimeField()),
                ('last_seen_at', models.DateTimeField()),
                ('differs_at', models.DateTimeField(blank=True, null=True)),
                ('gone_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='found_items', to='support.measure')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='support.source')),
            ],
            options={
                'ordering': ['-first_seen_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TablePreview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=savienojums.core.records.make_public_id, editable=False, max_length=10, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('file_name', models.CharField(max_length=200)),
                ('licence', models.CharField(blank=True, max_length=300)),
                ('rows', models.BinaryField()),
                ('counts', models.JSONField(default=dict)),
                ('headings', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='support.source')),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('what', models.CharField(choices=[('view', 'Views of a measure'), ('fit', 'Questions what fits'), ('nothing', 'Searches without result')], max_length=10)),
                ('key', models.CharField(max_length=160)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['day', 'what', 'key'],
                'constraints': [models.UniqueConstraint(fields=('day', 'what', 'key'), name='one_tally_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ToldThing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thing', models.CharField(max_length=60)),
                ('told_at', models.DateTimeField(db_index=True)),
                ('follow', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told_things', to='support.follow')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='things', to='support.notice')),
            ],
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(condition=models.Q(('round__isnull', False), ('status__in', ('thinking', 'preparing', 'submitted'))), fields=('organisation', 'round'), name='one_open_attempt_a_round'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(condition=models.Q(('round__isnull', True), ('status__in', ('thinking', 'preparing', 'submitted'))), fields=('organisation', 'measure'), name='one_open_attempt_without_round'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('sum_granted', None), ('status', 'won'), _connector='OR'), name='granted_only_when_won'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person', None), models.Q(('email', ''), _negated=True)), models.Q(('person__isnull', False), ('email', '')), _connector='OR'), name='a_follow_has_one_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.CheckConstraint(condition=models.Q(('measure', None), ('query', ''), _connector='OR'), name='a_follow_is_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(condition=models.Q(('measure', None), ('person', None)), fields=('email', 'query'), name='a_mailbox_follows_a_search_once'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(condition=models.Q(('measure__isnull', False), ('person', None)), fields=('email', 'measure'), name='a_mailbox_follows_a_measure_once'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(condition=models.Q(('measure', None), ('person__isnull', False)), fields=('person', 'query'), name='a_person_follows_a_search_once'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(condition=models.Q(('measure__isnull', False), ('person__isnull', False)), fields=('person', 'measure'), name='a_person_follows_a_measure_once'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('gone')), _negated=True), name='merged_with_another'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('gone',), name='gone_into_one'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('alert', 'measure'), name='a_measure_stands_once_in_a_mail'),
        ),
        migrations.AddConstraint(
            model_name='ruledraft',
            constraint=models.UniqueConstraint(fields=('measure', 'person'), name='one_rule_draft_for_each_editor'),
        ),
        migrations.AddIndex(
            model_name='sourceitem',
            index=models.Index(fields=['fate', '-first_seen_at'], name='items_by_fate'),
        ),
        migrations.AddConstraint(
            model_name='sourceitem',
            constraint=models.UniqueConstraint(fields=('source', 'source_key'), name='one_item_a_key'),
        ),
        migrations.AddConstraint(
            model_name='toldthing',
            constraint=models.UniqueConstraint(fields=('follow', 'thing'), name='nothing_is_told_twice'),
        ),
    ]
