"""The transport against real programs: TLS by nginx, CONNECT by tinyproxy, in front of the sandbox."""
import json
import re
import subprocess
import time
import unittest

from servers import TOKEN, Servers, free_port
from support import Project

HOST = "census.test"
PASSWORD = "proxy-word-Qz19"


class Transport(Project):
    @classmethod
    def setUpClass(cls):
        cls.servers = Servers(cls)
        cls.names = cls.servers.names(census_test="127.0.0.1", other_test="127.0.0.1", plain_test="127.0.0.1")
        cls.authority = cls.servers.authority("test-authority")
        cls.stranger = cls.servers.authority("another-authority")
        cls.servers.certificate(cls.authority, HOST)
        sandbox = cls.servers.sandbox("--world", "large:300")
        tls = f"ssl_certificate {HOST}.pem; ssl_certificate_key {HOST}.key;"
        forward = (f"location / {{ proxy_pass http://127.0.0.1:{sandbox}; proxy_http_version 1.1; "
                   'proxy_set_header Connection ""; }')
        cls.port, cls.old_port, cls.moved_port, cls.plain_port, cls.packed_port = cls.servers.nginx([
            f"server {{ listen 127.0.0.1:{{port}} ssl; ssl_protocols TLSv1.2 TLSv1.3; {tls} {forward} }}",
            f"server {{ listen 127.0.0.1:{{port}} ssl; ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0; {tls} {forward} }}",
            f"server {{ listen 127.0.0.1:{{port}} ssl; {tls} return 301 https://elsewhere.test$request_uri; }}",
            f"server {{ listen 127.0.0.1:{{port}}; {forward} }}",
            f"server {{ listen 127.0.0.1:{{port}} ssl; {tls} gzip on; gzip_types application/json; gzip_min_length 1; "
            f"gzip_proxied any; {forward} }}",
        ])

    def setUp(self):
        super().setUp()
        self.write("syncs/a.yaml", """version: 1
syncs:
  sync-00007:
    source: {connection: Warehouse, model: users}
    destination: {connection: Braze, object: user}
    operation: upsert
    schedule: {frequency: hourly, minute: 7}
    mappings:
      - {from: COLUMN_0, to: field_0, is_primary_identifier: true}
""" + "".join(f"      - {{from: COLUMN_{i}, to: field_{i}}}\n" for i in range(1, 7)) +
                   "      - {from: {value: sync-00007, type: text}, to: field_7}\n")

    def plan_at(self, url, *words, expect=0, env=None):
        """`plan` over a URL; the token is seen nowhere, whatever happens."""
        done = self.run_program("plan", "--base-url", url, *words, expect=expect,
                                env={"CENSUS_API_TOKEN": TOKEN, "HTTPS_PROXY": "", "https_proxy": "", "ALL_PROXY": "",
                                     "all_proxy": "", "NO_PROXY": "", "no_proxy": "", "SSL_CERT_FILE": "",
                                     **self.names, **(env or {})})
        for text in (done.stdout, done.stderr):
            self.assertNotIn(TOKEN, text)
            self.assertNotIn(PASSWORD, text)
        return done

    def url(self, port, host=HOST, scheme="https"):
        return f"{scheme}://{host}:{port}/api/v1"

    def assert_planned(self, done):
        self.assertIn("No changes. The workspace is as the files say: 1 unchanged, 299 unmanaged.", done.stdout)


class Tls(Transport):
    def test_an_authority_given_as_a_flag(self):
        self.assert_planned(self.plan_at(self.url(self.port), "--ca-file", str(self.authority)))

    def test_an_authority_given_in_the_environment(self):
        self.assert_planned(self.plan_at(self.url(self.port), env={"SSL_CERT_FILE": str(self.authority)}))

    def test_the_flag_beats_the_environment(self):
        done = self.plan_at(self.url(self.port), "--ca-file", str(self.stranger),
                            env={"SSL_CERT_FILE": str(self.authority)}, expect=1)
        self.assertIn("the certificate of census.test is not trusted", done.stderr)

    def test_an_unknown_authority_is_refused(self):
        done = self.plan_at(self.url(self.port), expect=1)
        self.assertIn("error: GET /api/v1/sources: the certificate of census.test is not trusted: "
                      "unable to get local issuer certificate\n", done.stderr)
        self.assertIn("hint: the authority that signed it is not trusted here; if a company proxy opens TLS, name its "
                      "authority with --ca-file or SSL_CERT_FILE", done.stderr)

    def test_authorities_in_the_environment_that_cannot_be_read(self):
        done = self.plan_at(self.url(self.port), env={"SSL_CERT_FILE": "/nowhere/authorities.pem"}, expect=1)
        self.assertIn("hint: SSL_CERT_FILE names /nowhere/authorities.pem, which cannot be read\n", done.stderr)

    def test_a_certificate_for_another_host_is_refused(self):
        done = self.plan_at(self.url(self.port, "other.test"), "--ca-file", str(self.authority), expect=1)
        self.assertIn("error: GET /api/v1/sources: the certificate of other.test is not trusted: hostname mismatch\n",
                      done.stderr)
        self.assertIn("hint: the certificate is for another host than other.test; check the base URL", done.stderr)

    def test_a_name_of_the_certificate_is_no_address(self):
        done = self.plan_at(self.url(self.port, "127.0.0.1"), "--ca-file", str(self.authority), expect=1)
        self.assertIn("the certificate of 127.0.0.1 is not trusted: IP address mismatch", done.stderr)

    def test_a_server_with_nothing_newer_than_tls_1_1_is_refused(self):
        done = self.plan_at(self.url(self.old_port), "--ca-file", str(self.authority), expect=1)
        self.assertIn("error: GET /api/v1/sources: the TLS handshake failed: ", done.stderr)
        self.assertIn("hint: the server offers nothing newer than TLS 1.1; 1.2 is the least that is accepted", done.stderr)

    def test_a_port_without_tls(self):
        done = self.plan_at(self.url(self.plain_port), "--ca-file", str(self.authority), expect=1)
        self.assertIn("hint: the server does not speak TLS on this port; check scheme and port of the base URL", done.stderr)

    def test_plain_http_to_a_tls_port(self):
        done = self.plan_at(self.url(self.port, "127.0.0.1", "http"), expect=1)
        self.assertIn("error: GET /api/v1/sources: GET /sources was refused (HTTP 400)", done.stderr)

    def test_plain_http_beyond_loopback_only_where_it_is_allowed(self):
        plain = self.url(self.plain_port, "plain.test", "http")
        done = self.plan_at(plain, expect=1)
        self.assertIn("error: the base URL is http:// to plain.test, which would send the token unencrypted\n", done.stderr)
        self.assertIn("hint: use https://, or --allow-insecure-http if that is meant", done.stderr)
        self.assert_planned(self.plan_at(plain, "--allow-insecure-http"))

    def test_a_redirect_is_not_followed(self):
        done = self.plan_at(self.url(self.moved_port), "--ca-file", str(self.authority), expect=1)
        self.assertIn("error: GET /api/v1/sources: GET /sources was redirected to "
                      "'https://elsewhere.test/api/v1/sources', which is not followed (HTTP 301)\n", done.stderr)
        self.assertIn("hint: check the base URL; the token is sent to the host that it names, and to no other", done.stderr)

    def test_an_authorities_file_that_is_none(self):
        done = self.plan_at(self.url(self.port), "--ca-file", str(self.folder / "syncs/a.yaml"), expect=1)
        self.assertIn("no certificate authority could be read from ", done.stderr)

    def test_a_name_server_that_does_not_answer_is_not_waited_for(self):
        library = self.folder / "slow_names.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", str(library)], check=True, text=True,
                       input="#include <unistd.h>\nint getaddrinfo() { sleep(600); return -2; }\n")
        began = time.monotonic()
        done = self.plan_at(self.url(self.port), "--timeout", "1", expect=1, env={"LD_PRELOAD": str(library)})
        self.assertIn("error: GET /api/v1/sources: the time limit of 1 s for all requests was reached before the name of the "
                      "host was resolved\n   hint: --timeout sets the limit\n", done.stderr)
        self.assertLess(time.monotonic() - began, 60)

    def test_compressed_replies_are_read(self):
        plain = self.plan_at(self.url(self.port), "--ca-file", str(self.authority), "--format", "json")
        packed = self.plan_at(self.url(self.packed_port), "--ca-file", str(self.authority), "--format", "json")
        self.assertEqual(json.loads(packed.stdout)["summary"], json.loads(plain.stdout)["summary"])
        received = [int(re.search(r"(\d+) KB received", done.stderr).group(1)) for done in (packed, plain)]
        self.assertLess(received[0] * 4, received[1])


class Proxy(Transport):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        allowed = f"ConnectPort {cls.port}"
        cls.proxy, cls.log = cls.servers.tinyproxy(cls.names, allowed)
        cls.strict, cls.strict_log = cls.servers.tinyproxy(cls.names, allowed, f"BasicAuth censor {PASSWORD}")

    def through(self, proxy, *words, host=HOST, port=None, expect=0, **variables):
        return self.plan_at(self.url(port or self.port, host), "--ca-file", str(self.authority), *words, expect=expect,
                            env={"HTTPS_PROXY": proxy, **variables})

    def connects(self, log):
        return log.read_text().count(f"CONNECT {HOST}:{self.port} HTTP/1.1")

    def test_a_proxy_opens_the_way(self):
        before = self.connects(self.log)
        self.assert_planned(self.through(f"http://127.0.0.1:{self.proxy}"))
        self.assertGreater(self.connects(self.log), before)
        self.assertNotIn(TOKEN, self.log.read_text())

    def test_the_certificate_is_still_the_hosts(self):
        done = self.through(f"http://127.0.0.1:{self.proxy}", host="other.test", expect=1)
        self.assertIn("the certificate of other.test is not trusted: hostname mismatch", done.stderr)

    def test_hosts_that_need_no_proxy(self):
        for exception in (HOST, ".test", "*", f"{HOST}:{self.port}", f"elsewhere.test, {HOST}"):
            with self.subTest(NO_PROXY=exception):
                before = self.connects(self.log)
                self.assert_planned(self.through(f"http://127.0.0.1:{self.proxy}", NO_PROXY=exception))
                self.assertEqual(self.connects(self.log), before)
        before = self.connects(self.log)
        self.assert_planned(self.through(f"http://127.0.0.1:{self.proxy}", NO_PROXY="elsewhere.test"))
        self.assertGreater(self.connects(self.log), before)

    def test_a_proxy_that_demands_credentials(self):
        place = f"127.0.0.1:{self.strict}"
        done = self.through(f"http://{place}", expect=1)
        self.assertIn(f"error: GET /api/v1/sources: the proxy {place} demands a user and password (status 407)\n",
                      done.stderr)
        self.assertIn(f"hint: put them into HTTPS_PROXY, as in http://user:password@{place}", done.stderr)
        done = self.through(f"http://censor:wrong@{place}", expect=1)
        self.assertIn(f"the proxy {place} refused its user and password (status 4", done.stderr)
        self.assertNotIn("wrong@", done.stderr)
        self.assert_planned(self.through(f"http://censor:{PASSWORD}@{place}"))
        self.assertGreater(self.connects(self.strict_log), 0)

    def test_credentials_are_not_logged(self):
        done = self.through(f"http://censor:{PASSWORD}@127.0.0.1:{self.strict}", "--log-level", "debug")
        self.assert_planned(done)

    def test_a_proxy_that_refuses_the_port(self):
        done = self.through(f"http://127.0.0.1:{self.proxy}", port=self.moved_port, expect=1)
        self.assertIn(f"the proxy 127.0.0.1:{self.proxy} refused the way to {HOST}:{self.moved_port}: status 403",
                      done.stderr)
        self.assertIn(f"hint: ask who runs the proxy, or go around it with NO_PROXY={HOST}", done.stderr)

    def test_loopback_is_never_proxied(self):
        done = self.plan_at(self.url(self.plain_port, "127.0.0.1", "http"),
                            env={"HTTPS_PROXY": f"http://127.0.0.1:{free_port()}"})
        self.assert_planned(done)


if __name__ == "__main__":
    unittest.main()
