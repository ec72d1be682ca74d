#!/usr/bin/env python3
"""Measures how long an administrator waits for pages of the console, on a server that runs already:

  python3 bench/console.py http://localhost:9000 admin@example.com PASSWORD [SAMPLES]

It signs in with e-mail address and password (the administrator must have no second factor), then opens people pages, searches
and pages of single people in turn, 200 times each unless told otherwise. Fill the database with bench/people.sh first. PASSWORD
may be - and is then read from the first line of the standard input.
"""
import http.client
import re
import statistics
import sys
import time
import urllib.parse

WARM_UP = 20


class Browser:
    """One browser on one connection, that keeps cookies."""

    def __init__(self, base):
        self.base = urllib.parse.urlsplit(base)
        kind = http.client.HTTPSConnection if self.base.scheme == "https" else http.client.HTTPConnection
        self.connection = kind(self.base.hostname, self.base.port, timeout=60)
        self.cookies = {}

    def request(self, method, path, form=None):
        headers = {"Accept": "text/html", "Cookie": "; ".join("%s=%s" % one for one in self.cookies.items())}
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(form)
        begin = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        seconds = time.perf_counter() - begin
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, text, seconds

    def page(self, path):
        status, text, seconds = self.request("GET", path)
        if status != 200:
            sys.exit("%s answered %d" % (path, status))
        return text, seconds


def sign_in(browser, email, password):
    text, _ = browser.page("/sign-in?continue=%2Fadmin")
    token = re.search(r'name="_csrf" value="([^"]+)"', text).group(1)
    status, _, _ = browser.request("POST", "/sign-in", {
        "_csrf": token, "email": email, "password": password, "continue": "/admin"})
    if status != 303:
        sys.exit("Sign-in was refused (%d): check address and password." % status)
    browser.page("/admin/people")


def told(what, seconds):
    millis = sorted(one * 1000 for one in seconds[WARM_UP:])
    cuts = statistics.quantiles(millis, n=100, method="inclusive")
    print("%-22s p50 %6.1f ms, p95 %6.1f ms, slowest %6.1f ms (%d)" % (what, cuts[49], cuts[94], millis[-1], len(millis)))


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    base, email, password = sys.argv[1:4]
    samples = int(sys.argv[4]) if len(sys.argv) == 5 else 200
    browser = Browser(base)
    sign_in(browser, email, sys.stdin.readline().rstrip("\n") if password == "-" else password)
    times = {"people page": [], "search": [], "person page": []}
    text, _ = browser.page("/admin/people")
    people, after = [], ""
    letters = "abcdefghijklmnopqrstuvwyz"
    for i in range(samples + WARM_UP):
        text, seconds = browser.page("/admin/people" + (after and "?after=" + after))
        times["people page"].append(seconds)
        found = re.findall(r'href="/admin/people/([0-9a-f-]{36})"', text)
        people += found[:5]
        after = found[-1] if found else ""
        term = letters[i % 25] + "aeiou"[i // 25 % 5]
        text, seconds = browser.page("/admin/people?q=" + term)
        times["search"].append(seconds)
        people += re.findall(r'href="/admin/people/([0-9a-f-]{36})"', text)[:2]
        _, seconds = browser.page("/admin/people/" + people[(i * 31) % len(people)])
        times["person page"].append(seconds)
    for what, seconds in times.items():
        told(what, seconds)


main()
