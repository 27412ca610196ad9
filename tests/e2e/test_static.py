"""The static program: it runs in a folder that holds nothing but itself, what says where names are looked up, and the authorities to
trust. There is a network in there of which nobody else knows, with a name server and a host that speaks TLS."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

from support import PROGRAM, Project, manifest

STATIC = pathlib.Path(PROGRAM).resolve().parent / "censusctl-static"
HOST = "census.test"
TOKEN = "static-token:Wq19-never-shown"

# Run in namespaces of their own: argument 1 is the new root, 2 the program to serve with, 3 certificate and 4 key.
INSIDE = r'''
import fcntl, os, socket, ssl, struct, subprocess, sys, threading
root, program, certificate, key = sys.argv[1:5]
with socket.socket() as any_socket:  # the loopback device of this network is not up yet
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH14s", b"lo", 1, b""))

def answer_names():
    while True:
        question, sender = names.recvfrom(512)
        end = question.index(b"\0", 12) + 5
        name, of_type = question[12:end - 4], struct.unpack("!H", question[end - 4:end - 2])[0]
        known = name == b"\x06census\x04test\0"
        record = b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 60, 4) + bytes([127, 0, 0, 1]) if known and of_type == 1 else b""
        names.sendto(question[:2] + struct.pack("!HHHHH", 0x8180 if known else 0x8183, 1, 1 if record else 0, 0, 0) + question[12:end] + record, sender)

def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass

def serve():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    while True:
        try:
            secured = context.wrap_socket(front.accept()[0], server_side=True)
        except OSError:
            continue
        behind = socket.create_connection(("127.0.0.1", port))
        for pair in ((secured, behind), (behind, secured)):
            threading.Thread(target=pump, args=pair, daemon=True).start()

names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
names.bind(("127.0.0.1", 53))
front = socket.create_server(("127.0.0.1", 443))
sandbox = subprocess.Popen([program, "sandbox", "--token", os.environ["CENSUS_API_TOKEN"]], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
port = int(sandbox.stdout.readline().rsplit(":", 1)[1].split("/")[0])
for work in (answer_names, serve):
    threading.Thread(target=work, daemon=True).start()
def enter():
    os.chroot(root)
    os.chdir("/")
status = 0
for words in sys.argv[5:]:
    done = subprocess.run(["/censusctl", *words.split(" ")], preexec_fn=enter, capture_output=True, text=True, timeout=120,
                          env={"CENSUS_API_TOKEN": os.environ["CENSUS_API_TOKEN"], "CENSUS_BASE_URL": "https://census.test/api/v1"})
    print(f"exit {done.returncode}\n{done.stdout}{done.stderr}", end="")
sandbox.kill()
'''


class Tarball(Project):
    def test_it_holds_the_program_and_what_belongs_to_it(self):
        build = STATIC.parent
        subprocess.run(["cpack", "--config", str(build / "CPackConfig.cmake"), "-G", "TGZ", "-B", str(self.folder / "packed")], cwd=self.folder,
                       check=True, capture_output=True, timeout=240)
        version = self.run_program("version").stdout.split()[1]
        [package] = [path for path in (self.folder / "packed").iterdir() if path.is_file()]
        self.assertEqual(package.name, f"censusctl-{version}-linux-{os.uname().machine}.tar.gz")
        subprocess.run(["tar", "--extract", "--gzip", "--strip-components=1", "--file", package], cwd=self.folder, check=True)
        self.assertEqual(subprocess.run([self.folder / "bin/censusctl", "version"], capture_output=True, text=True).stdout, f"censusctl {version}\n")
        self.assertNotIn("NEEDED", subprocess.run(["readelf", "--dynamic", self.folder / "bin/censusctl"], capture_output=True, text=True).stdout)
        for name in ("share/man/man1/censusctl.1", "share/zsh/site-functions/_censusctl", "share/doc/censusctl/README.md",
                     "share/censusctl/schemas/plan.schema.json", "share/doc/censusctl/examples/censusctl.yaml"):
            self.assertTrue((self.folder / name).is_file(), name)


class Alone(Project):
    def setUp(self):
        super().setUp()
        self.root = self.folder / "root"
        self.root.mkdir()
        shutil.copy(STATIC, self.root / "censusctl")
        (self.root / "etc").mkdir()
        (self.root / "etc/resolv.conf").write_text("nameserver 127.0.0.1\noptions timeout:5 attempts:2\n")
        # A machine's own modules are for libraries that are not there.
        (self.root / "etc/nsswitch.conf").write_text("hosts: mymachines resolve [!UNAVAIL=return] files dns\n")

    def openssl(self, *words):
        subprocess.run(["openssl", *map(str, words)], cwd=self.folder, check=True, capture_output=True, stdin=subprocess.DEVNULL)

    def make_certificates(self):
        new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        self.openssl("req", "-x509", *new_key, "-days", "2", "-subj", "/CN=authority", "-keyout", "authority.key", "-out", "authority.pem")
        self.write("host.ext", f"subjectAltName=DNS:{HOST}\n")
        self.openssl("req", *new_key, "-subj", f"/CN={HOST}", "-keyout", "host.key", "-out", "host.csr")
        self.openssl("x509", "-req", "-in", "host.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial", "-days", "2",
                     "-extfile", "host.ext", "-out", "host.pem")

    def inside(self, *commands):
        # Root needs no user namespace for the others, and may make none where it is in a chroot already.
        user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        done = subprocess.run(["unshare", *user, "--net", sys.executable, "-c", INSIDE, str(self.root), str(STATIC),
                               str(self.folder / "host.pem"), str(self.folder / "host.key"), *commands],
                              capture_output=True, text=True, timeout=200, stdin=subprocess.DEVNULL, env={**os.environ, "CENSUS_API_TOKEN": TOKEN})
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        self.assertNotIn(TOKEN, done.stdout)
        return done.stdout

    def test_it_needs_no_library(self):
        told = subprocess.run(["readelf", "--wide", "--file-header", "--program-headers", "--dynamic", STATIC], capture_output=True, text=True, check=True).stdout
        self.assertNotIn("NEEDED", told)
        self.assertNotIn("INTERP", told)
        self.assertRegex(told, r"Type: +DYN")
        self.assertEqual(subprocess.run([STATIC, "version"], capture_output=True, text=True).stdout, self.run_program("version").stdout)

    def test_alone_in_a_folder(self):
        self.make_certificates()
        self.write("root/syncs/a.yaml", manifest())
        # Authorities where Fedora keeps them.
        self.write("root/etc/pki/tls/certs/ca-bundle.crt", (self.folder / "authority.pem").read_text())
        told = self.inside("plan", "apply --auto-approve", "plan --detailed-exitcode", "plan --base-url https://nowhere.test/api/v1")
        self.assertEqual(re.findall(r"^exit (\d+)$", told, re.M), ["0", "0", "0", "1"], told)
        self.assertIn("+ created braze-users (sync 4545)", told)
        self.assertIn("No changes.", told)
        self.assertIn("the name nowhere.test could not be resolved", told)

    def test_without_authorities_nothing_is_trusted(self):
        self.make_certificates()
        self.write("root/syncs/a.yaml", manifest())
        told = self.inside("plan")
        self.assertIn("exit 1\n", told)
        self.assertIn(f"the certificate of {HOST} is not trusted", told)


if __name__ == "__main__":
    unittest.main()
