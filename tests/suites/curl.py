#!/usr/bin/env python3
"""curl.py - raw HTTP answers of curl's own test suite, and what we make of
them beside what curl made of them.

usage: curl.py [-v] [RECORDS [COMMAND...]]

RECORDS: JSON lines with "parts" (the answers, base64), "path", "opts" (what
curl was told) and "oracle" (its exit status, the body's sha256). COMMAND gets
--time, sometimes --follow and --max, and the URL. Exit status 1 below 97 %.
"""
import base64
import hashlib
import json
import os
import re
import socket
import subprocess
import sys
import threading

RECORDS = "../shared/suites/curl_http_oracle.jsonl"
COMMAND = ["build/earshot", "try", "fetch"]
# What we never ask for: HTTP/0.9, bodies with their chunks left in, transfer
# codings (a server may only use them for who sends a TE header).
FOREIGN = {"--http0.9", "--raw", "--tr-encoding"}
ENOUGH = 97.0


class Server:
    """Answers every request for the current record with one of its parts."""

    def __init__(self):
        self.record = None
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.loop, daemon=True).start()

    def loop(self):
        while True:
            line, _ = self.socket.accept()
            threading.Thread(target=self.answer, args=(line,),
                             daemon=True).start()

    def part(self, path):
        """The suite numbers follow-up answers: /280002 is part 2 of 28."""
        name, parts = str(self.record["id"]), self.record["parts"]
        for number in reversed(re.findall(r"\d+", path)):
            if number.startswith(name):
                rest = number[len(name):]
                key = str(int(rest)) if rest and int(rest) else ""
                if key in parts:
                    return parts[key]
                break
        return parts[""] if "" in parts else parts[sorted(parts)[0]]

    def answer(self, line):
        try:
            line.settimeout(5)
            head = b""
            while b"\r\n\r\n" not in head:
                more = line.recv(65536)
                if not more:
                    return
                head += more
            body = base64.b64decode(self.part(head.split(b" ")[1].decode()))
            line.sendall(body.replace(b"@PORT@", b"%d" % self.port))
            line.shutdown(socket.SHUT_WR)
            line.settimeout(1)
            while line.recv(65536):
                pass
        except OSError:
            pass
        finally:
            line.close()


def options(opts):
    """Curl's options in our words."""
    ours = ["--time", "8"]
    if "--location" in opts:
        ours += ["--follow"]
    if "--max-filesize" in opts:
        ours += ["--max", opts[opts.index("--max-filesize") + 1]]
    return ours


def compare(record, server, command):
    """What differs from the oracle, or an empty string."""
    opts, oracle = record["opts"], record["oracle"]
    server.record = record
    path = record["path"].replace("@PORT@", str(server.port))
    url = "http://127.0.0.1:%d%s" % (server.port, path)
    ran = subprocess.run(command + options(opts) + [url], timeout=60,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    said = ran.stderr.decode(errors="replace").strip().split("\n")[-1]
    status = re.match(rb"HTTP/1\.\d (\d+)", ran.stderr)
    if "--fail" in opts:    # curl's word for a status it will not have
        refused = status is not None and int(status.group(1)) >= 400
        same = (oracle["exit"] == 22) == refused and ran.returncode == 0
        return "" if same else "status"
    if (ran.returncode == 0) != (oracle["exit"] == 0):
        return "curl exits %d, we %d: %s" % (oracle["exit"], ran.returncode,
                                             said)
    body = ran.stdout.replace(b"%d" % server.port, b"@PORT@")
    if hashlib.sha256(body).hexdigest() == oracle["body_sha256"]:
        return ""
    # What came before both gave up is nobody's answer.
    return "" if ran.returncode else "body of %d bytes, curl has %d" % (
        len(body), oracle["body_len"])


def main():
    args = sys.argv[1:]
    wordy = args[:1] == ["-v"]
    args = args[wordy:]
    records, command = (args or [RECORDS])[0], args[1:] or COMMAND
    if not os.path.exists(records):
        print("suite curl: skipped, there is no %s" % records)
        return 0
    server, total, same, foreign = Server(), 0, 0, 0
    for line in open(records):
        record = json.loads(line)
        if FOREIGN & set(record["opts"]):
            foreign += 1
            continue
        total += 1
        why = compare(record, server, command)
        same += not why
        if why and wordy:
            print("  %4d %s: %s" % (record["id"], record["name"], why))
    percent = 100.0 * same / max(total, 1)
    print("suite curl: %d of %d answers as curl reads them (%.1f %%), %d use "
          "an option we do not have" % (same, total, percent, foreign))
    return 0 if percent >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
