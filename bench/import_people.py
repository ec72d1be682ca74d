#!/usr/bin/env python3
"""Measures an import: makes a CSV file of people with password hashes, roles and groups three deep, imports it three times (dry
run, for good, again) into a server of its own, and prints time and memory of each.

  python3 bench/import_people.py 50000 [COMMAND ...]

COMMAND is what runs an operator's command, by default ./gatehouse admin. Take a fresh folder for GATEHOUSE_DATA; its server need
not run.
"""
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

HASH = "$pbkdf2-sha256$i=600000,l=32$c2FsdHNhbHRzYWx0c2FsdA$" + "A" * 43

count = int(sys.argv[1])
command = sys.argv[2:] or ["./gatehouse", "admin"]


def run(what, *arguments):
    start = time.monotonic()
    done = subprocess.run([*command, "import", *arguments], capture_output=True, text=True)
    seconds = time.monotonic() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print("%-8s %7.1f s %8.0f people/s   largest process so far %d MiB   exit %d"
          % (what, seconds, count / seconds, peak, done.returncode))
    print("         " + "\n         ".join((done.stdout + done.stderr).strip().splitlines()[-3:]))
    sys.stdout.flush()


with tempfile.TemporaryDirectory() as folder:
    realm = os.path.join(folder, "realm.json")
    with open(realm, "w") as out:
        json.dump({
            "format": "gatehouse-realm", "version": 1,
            "roles": [{"name": "bench-role-%d" % i} for i in range(100)],
            "groups": [{"path": path, "roles": ["bench-role-%d" % (i * 3 + depth)]}
                       for i in range(20)
                       for depth, path in enumerate(["/b%d" % i, "/b%d/c" % i, "/b%d/c/d" % i])],
        }, out)
    people = os.path.join(folder, "people.csv")
    with open(people, "w") as out:
        out.write("email,given_name,family_name,locale,roles,groups,password_hash\n")
        for i in range(count):
            out.write("person%d@bench.example,Person,Number %d,en,bench-role-%d,/b%d/c/d,\"%s\"\n"
                      % (i, i, i % 100, i % 20, HASH))
    print("%d people, %.1f MB" % (count, os.path.getsize(people) / 1e6))
    run("roles", "gatehouse", realm)
    run("dry run", "csv", people, "--dry-run")
    run("import", "csv", people)
    run("again", "csv", people)
