#!/usr/bin/env python3
"""Receives Tenor's alerts: verifies the signature, drops duplicates, prints a line for each."""

import argparse
import base64
import hashlib
import hmac
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOLERANCE_SECONDS = 300


def verified(secrets, headers, body):
    """Whether one of the signatures is ours and the request is not an old one sent again."""
    try:
        message, sent = headers["webhook-id"], int(headers["webhook-timestamp"])
        signatures = headers["webhook-signature"].split()
    except (TypeError, ValueError, AttributeError):
        return False
    if message is None or abs(time.time() - sent) > TOLERANCE_SECONDS:
        return False
    signed = f"{message}.{sent}.".encode() + body
    for secret in secrets:
        digest = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
        if any(hmac.compare_digest("v1," + digest, signature) for signature in signatures):
            return True
    return False


def handler(secrets):
    seen = set()  # a real receiver keeps these where it keeps what it does with an alert

    class Alerts(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            if not verified(secrets, self.headers, body):
                return self.answer(401)
            if self.headers["webhook-id"] not in seen:
                seen.add(self.headers["webhook-id"])
                alert = json.loads(body)
                print(alert["at"], alert["sensor"], alert["rule"], alert["state"],
                      alert["priority"], flush=True)
            self.answer(204)

        def answer(self, status):
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_):
            pass

    return Alerts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--secret-file", required=True, help="as for ./tenor alerts --webhook")
    args = parser.parse_args()
    with open(args.secret_file, encoding="ascii") as lines:
        secrets = [base64.b64decode(line.strip().removeprefix("whsec_")) for line in lines
                   if line.strip()]
    ThreadingHTTPServer(("127.0.0.1", args.port), handler(secrets)).serve_forever()


if __name__ == "__main__":
    main()
