"""Makes an SQLite database with the installed Django, a few people in it, and prints what dumpdata prints of it.

    python3 src/test/python/django_dump.py [--natural-foreign]
"""
import sys

import django
from django.conf import settings
from django.core.management import call_command

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
)
django.setup()
call_command("migrate", verbosity=0)

from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: E402
from django.contrib.auth.models import Group, Permission, User  # noqa: E402

PBKDF2PasswordHasher.iterations = 10_000  # less than the default, to keep tests short

editors = Group.objects.create(name="Dj Editors")
editors.permissions.set(Permission.objects.filter(codename__in=["add_user", "change_user"]))
plain = User.objects.create_user("dora", "dora@django.example", "dora's old password", first_name="Dora", last_name="Django")
plain.groups.add(editors)
boss = User.objects.create_superuser("boss", "boss@django.example", "boss's old password")
boss.user_permissions.set(Permission.objects.filter(codename="view_user"))
gone = User.objects.create_user("gone", "gone@django.example", "gone's old password", is_active=False)
unusable = User.objects.create_user("unset", "unset@django.example")
User.objects.create_user("nameless", "")

natural = sys.argv[1:] == ["--natural-foreign"]
call_command("dumpdata", *(["auth"] if natural else ["auth", "contenttypes"]), use_natural_foreign_keys=natural, indent=2)
