"""Prints password hashes made by the installed Django, one a line: version, hasher, hash, password; separated by tabs.

The password is ASCII with escapes as in JSON. Needs django, argon2-cffi and bcrypt (Debian: python3-django python3-argon2
python3-bcrypt). src/test/resources/password/django-hashes.tsv holds what it printed under the version that stands there:

    python3 src/test/python/django_hashes.py > src/test/resources/password/django-hashes.tsv
"""
import json

import django
from django.conf import settings
from django.contrib.auth import hashers

MODULE = "django.contrib.auth.hashers."
NAMES = [
    "PBKDF2PasswordHasher",
    "PBKDF2SHA1PasswordHasher",
    "Argon2PasswordHasher",
    "BCryptSHA256PasswordHasher",
    "BCryptPasswordHasher",
    "ScryptPasswordHasher",  # since Django 4.0
]
PASSWORDS = [
    "correct horse battery staple",
    # More than the 72 bytes that bcrypt reads, and not ASCII.
    "p\u00e4ssw\u00f6rd \U0001f511 \u5bc6\u7801 " * 4,
    # Changes under NFKC: a ligature, a decomposed letter, a full-width digit.
    "\ufb01ne u\u0308ber \uff11",
]

# The first password is hashed as dearly as Django does it by default, the others cheaply, to keep tests short.
CHEAP = {"iterations": 20_000, "rounds": 4, "work_factor": 2**10}

present = [name for name in NAMES if hasattr(hashers, name)]
settings.configure(PASSWORD_HASHERS=[MODULE + name for name in present])
for password in PASSWORDS:
    for name in present:
        hasher = getattr(hashers, name)
        encoded = hashers.make_password(password, hasher=hasher.algorithm)
        assert hashers.check_password(password, encoded)
        print(django.get_version(), hasher.algorithm, encoded, json.dumps(password), sep="\t")
    for hasher in [getattr(hashers, name) for name in present]:
        for cost, value in CHEAP.items():
            if hasattr(hasher, cost):
                setattr(hasher, cost, value)
