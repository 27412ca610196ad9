"""Every way in which a reply can be broken, over a real socket: what the user reads names the endpoint and says what to do."""
import concurrent.futures
import gzip
import pathlib
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from support import PROGRAM, manifest

GOOD = b'{"status":"success","data":[]}'
AGAIN = "the server, or a gateway before it, drops connections; run again later"
NOT_THE_API = "this is not a reply that the Census API gives; check the base URL"
BROKEN_GATEWAY = "a gateway before the server may be broken; run again later"


def reply(body, status="200 OK", *fields):
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *fields]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


class Server:
    """Sends the same bytes to every request, in pieces, and then closes the connection."""

    def __init__(self, pieces, pause=0.0):
        self.pieces, self.pause = pieces, pause
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.requests = 0
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while True:
            try:
                peer = self.listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.answer, args=[peer], daemon=True).start()

    def answer(self, peer):
        with peer:
            try:
                request = b""
                while b"\r\n\r\n" not in request:
                    got = peer.recv(65536)
                    if not got:
                        return
                    request += got
                self.requests += 1
                for piece in self.pieces:
                    peer.sendall(piece)
                    time.sleep(self.pause)
            except OSError:
                pass  # the client had enough

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()


class Case:
    """A broken reply, and what is printed of it: `{}` stands for the request."""

    def __init__(self, name, pieces, message, hint, attempts=1, words=(), pause=0.0):
        self.name, self.words, self.attempts = name, words, attempts
        repeated = f" ({attempts} attempts)" if attempts > 1 else ""
        self.expected = f"error: GET /api/v1/sources: {message}{repeated}\n   hint: {hint}\n"
        self.server = Server(pieces, pause)

    def run(self, folder):
        environment = {"CENSUS_API_TOKEN": "broken-token", "CENSUS_BASE_URL": f"http://127.0.0.1:{self.server.port}/api/v1"}
        done = subprocess.run([PROGRAM, "plan", "--log-level", "error", *self.words], cwd=folder, env=environment,
                              capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120)
        self.server.close()
        return done


def cases():
    page = b"<html><body><h1>Sign in</h1></body></html>"
    return [
        Case("closed before the reply", [], "the connection was closed before a reply came", AGAIN, 5),
        Case("closed within the status line", [b"HTTP/1."], "the connection was closed in the middle of the reply", AGAIN, 5),
        Case("closed within the header", [b"HTTP/1.1 200 OK\r\nContent-"],
             "the connection was closed in the middle of the reply", AGAIN, 5),
        Case("closed within the body", [reply(GOOD)[:-1]], "the connection was closed in the middle of the reply", AGAIN, 5),
        Case("closed within a chunk", [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1e\r\n{\"status\""],
             "the connection was closed in the middle of the reply", AGAIN, 5),
        Case("cut where only the end of the connection ends it", [b"HTTP/1.1 200 OK\r\n\r\n" + GOOD[:-3]],
             "the reply to GET /sources is not JSON: incomplete JSON at byte 27 (HTTP 200)",
             "try again; if it stays so, check the base URL"),
        Case("garbage", [bytes(range(256))], "the reply is not HTTP", "check scheme, host and port of the base URL"),
        Case("another protocol", [b"SSH-2.0-OpenSSH_9.2\r\n"], "the reply is not HTTP",
             "check scheme, host and port of the base URL"),
        Case("no status", [b"HTTP/1.1 OK\r\n\r\n"], "the reply is not valid HTTP (bad status)", BROKEN_GATEWAY, 5),
        Case("a broken chunk", [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n" + GOOD],
             "the reply is not valid HTTP (bad chunk)", BROKEN_GATEWAY, 5),
        Case("informational replies only", [b"HTTP/1.1 102 Processing\r\n\r\n" * 40],
             "the server sends informational replies instead of an answer",
             "check that the base URL names the Census API", 5),
        Case("an endless header", [b"HTTP/1.1 200 OK\r\n"] + [b"X: " + b"y" * 1000 + b"\r\n"] * 200,
             "the headers of the reply are larger than 64 KiB", NOT_THE_API),
        Case("a small body that unpacks to an endless one",
             [reply(gzip.compress(bytes(70 << 20), 6), "200 OK", "Content-Encoding: gzip")],
             "the reply is larger than 64 MiB", NOT_THE_API),
        Case("a body announced too large", [b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{"],
             "the reply is larger than 64 MiB", NOT_THE_API),
        Case("a damaged compressed body", [reply(gzip.compress(GOOD)[:-1] + b"x", "200 OK", "Content-Encoding: gzip")],
             "the compressed reply is damaged", BROKEN_GATEWAY, 5),
        Case("compressed in another way", [reply(b"\x0b\x02\x80", "200 OK", "Content-Encoding: br")],
             "the reply is compressed in a way that was not asked for", "a gateway before the server changes its replies"),
        Case("an empty body", [reply(b"")], "the reply to GET /sources is empty (HTTP 200)",
             "try again; if it stays so, check the base URL"),
        Case("no content", [b"HTTP/1.1 204 No Content\r\n\r\n"], "the reply to GET /sources is empty (HTTP 204)",
             "try again; if it stays so, check the base URL"),
        Case("a web page", [reply(page)], "the reply to GET /sources is a web page, not JSON (HTTP 200)",
             "check the base URL; a proxy or gateway may have answered instead of the API"),
        Case("a web page of a gateway", [reply(page, "502 Bad Gateway")], "GET /sources failed on the server (HTTP 502)",
             "try again later; if it stays so, ask the support of the service"),
        Case("another status word", [reply(b'{"status":"fine","data":[]}')],
             "the reply to GET /sources is not what the API reference describes: /status is 'fine', expected 'success', "
             "'created' or 'error' (HTTP 200)", "the server may speak another generation of the API"),
        Case("no data", [reply(b'{"status":"success"}')],
             "the reply to GET /sources is not what the API reference describes: /data is missing (HTTP 200)",
             "the server may speak another generation of the API"),
        Case("an error in the envelope", [reply(b'{"status":"error","message":"no\\u001b[31m such workspace"}')],
             "GET /sources was refused (HTTP 200, status 'error'): the server says 'no\\x1b[31m such workspace'", None),
        Case("a wait that is too long", [reply(b"", "429 Too Many Requests", "Retry-After: 86400")],
             "GET /sources was refused: too many requests (HTTP 429)", "wait a while, or use a lower --concurrency"),
        Case("a slow drip", [bytes([byte]) for byte in reply(GOOD + b" " * 1000)],
             "the time limit of 1 s for all requests was reached before the reply was complete", "--timeout sets the limit",
             words=["--timeout", "1"], pause=0.05),
        Case("nothing at all", [b""] * 100, "the time limit of 1 s for all requests was reached before a reply came",
             "--timeout sets the limit", words=["--timeout", "1"], pause=0.05),
    ]


def odd_but_whole():
    """Replies that look odd and are complete."""
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(
        b"1;x=y\r\n" + bytes([byte]) + b"\r\n" for byte in GOOD) + b"0\r\nA: b\r\n\r\n"
    return {
        "closed after the reply": [reply(GOOD)],
        "no length": [b"HTTP/1.1 200 OK\r\n\r\n" + GOOD],
        "HTTP/1.0": [b"HTTP/1.0 200 OK\r\n\r\n" + GOOD],
        "chunks of one byte": [chunked],
        "informational replies first": [b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + reply(GOOD)],
        "bytes after the reply": [reply(GOOD) + b"HTTP/1.1 500 no\r\n\r\n"],
        "compressed": [reply(gzip.compress(GOOD), "200 OK", "Content-Encoding: gzip")],
        "byte by byte": [bytes([byte]) for byte in reply(GOOD)],
    }


class BrokenReplies(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="censusctl-broken-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        (cls.folder / "syncs").mkdir()
        (cls.folder / "syncs/a.yaml").write_text(manifest())

    def test_what_is_printed_names_the_endpoint_and_what_to_do(self):
        everything = cases()
        with concurrent.futures.ThreadPoolExecutor(len(everything)) as pool:
            runs = [(case, pool.submit(case.run, self.folder)) for case in everything]
        for case, run in runs:
            with self.subTest(case.name):
                done = run.result()
                expected = case.expected.replace("   hint: None\n", "")
                self.assertEqual((done.stderr, done.stdout, done.returncode), (expected, "", 1))

    def test_odd_replies_that_are_whole_are_read(self):
        for name, pieces in odd_but_whole().items():
            with self.subTest(name):
                done = Case(name, pieces, "", "").run(self.folder)
                self.assertIn("[source-connection-unknown]", done.stdout)
                self.assertEqual(done.returncode, 3)


if __name__ == "__main__":
    unittest.main()
