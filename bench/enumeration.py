#!/usr/bin/env python3
"""Measures whether the time of an answer tells if an address is known: sign-in, reset, sign-up, another activation link and the
options for a passkey (which take no address: one sent all the same must change nothing), known against unknown.

  python3 bench/enumeration.py PORT SAMPLES

It needs a server of its own, with limits out of the way and nobody else on it: bench/enumeration.sh starts one.

Known and unknown addresses take turns. Printed are medians, means and Welch's t: beyond about 3 there is a difference that enough
samples would find; what a remote attacker could use also depends on its size beside the network's noise.
"""
import http.client
import re
import statistics
import sys
import time
import urllib.parse

KNOWN = "known@example.com"
EXPECTED = (200, 302, 303, 401)


class Visitor:
    """One browser on one connection."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("localhost", port, timeout=30)
        self.cookies = {}

    def request(self, method, path, body=None):
        headers = {"Accept": "text/html,*/*;q=0.8", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begin = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        seconds = time.perf_counter() - begin
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, text, seconds


def form(port, path, fields, page=None):
    visitor = Visitor(port)
    _, page, _ = visitor.request("GET", page or path)
    token = re.search(r'name="_csrf"[^>]*value="([^"]+)"', page).group(1)
    return visitor.request("POST", path, urllib.parse.urlencode({**fields, "_csrf": token}))


def compare(name, samples, attempt):
    times = {"known": [], "unknown": []}
    answers = {"known": set(), "unknown": set()}
    for i in range(samples + 20):
        for kind, address in (("known", KNOWN), ("unknown", f"unknown{i}@example.com")):
            status, text, seconds = attempt(address)
            if status not in EXPECTED:
                raise SystemExit(f"{name}: answered {status}, so nothing was compared")
            masked = re.sub(r'value="[^"]*"|[A-Za-z0-9_-]{20,}', "", text.replace(address, ""))
            answers[kind].add((status, masked))
            if i >= 20:
                times[kind].append(seconds * 1000)
    known, unknown = times["known"], times["unknown"]
    error = (statistics.variance(known) / len(known) + statistics.variance(unknown) / len(unknown)) ** 0.5
    print(
        f"{name:10} known median {statistics.median(known):8.2f} ms mean {statistics.mean(known):8.2f} ms"
        f"   unknown median {statistics.median(unknown):8.2f} ms mean {statistics.mean(unknown):8.2f} ms"
        f"   t = {(statistics.mean(known) - statistics.mean(unknown)) / error:6.2f}"
        f"   same answer: {answers['known'] == answers['unknown']}"
    )


def main():
    port, samples = int(sys.argv[1]), int(sys.argv[2])
    compare("sign-in", samples, lambda to: form(port, "/sign-in", {"email": to, "password": "a wrong password"}))
    compare("reset", samples, lambda to: form(port, "/reset-password", {"email": to}))
    compare("passkey", samples, lambda to: form(port, "/passkey/options", {"email": to}, page="/sign-in"))
    compare("resend", samples, lambda to: form(port, "/sign-up/resend", {"email": to}))
    new = {"name": "Somebody New", "password": "eleven grey geese over the marsh"}
    compare("sign-up", samples, lambda to: form(port, "/sign-up", {"email": to.replace("unknown", "new"), **new}))


if __name__ == "__main__":
    main()
