"""Real servers on loopback: the sandbox, a TLS reverse proxy (nginx), a CONNECT proxy (tinyproxy), with certificates made
by openssl and names by nss_wrapper. All of Debian's packages; each on a free port; each ended when its test class is."""
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

PROGRAM = os.environ["CENSUSCTL"]
TOKEN = "transport-token:Kq72-never-shown"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Servers:
    """Starts servers for a test class and ends them with it."""

    def __init__(self, test_class):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="censusctl-servers-"))
        test_class.addClassCleanup(shutil.rmtree, self.folder)
        self.test_class = test_class

    def start(self, words, port, **how):
        """A process that listens on a port, once it does."""
        log = open(self.folder / f"{pathlib.Path(words[0]).name}-{port}.out", "wb")
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, **how)
        log.close()
        self.test_class.addClassCleanup(self.end, process)
        for _ in range(1000):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return process
            if process.poll() is not None:
                break
            time.sleep(0.01)
        raise RuntimeError(f"{words} did not start:\n" + pathlib.Path(log.name).read_text())

    @staticmethod
    def end(process):
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def sandbox(self, *words):
        """The port of a simulated workspace."""
        port = free_port()
        self.start([PROGRAM, "sandbox", "--port", str(port), "--token", TOKEN, *words], port)
        return port

    def openssl(self, *words):
        done = subprocess.run(["openssl", *map(str, words)], cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"openssl {words}:\n{done.stderr}")

    def authority(self, name):
        """A certificate authority: the path of its certificate."""
        self.openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                     "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.pem")
        return self.folder / f"{name}.pem"

    def certificate(self, authority, host):
        """A certificate of an authority for one host: `HOST.pem` and `HOST.key`."""
        extensions = self.folder / f"{host}.ext"
        extensions.write_text(f"subjectAltName=DNS:{host}\nextendedKeyUsage=serverAuth\n")
        self.openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={host}",
                     "-keyout", f"{host}.key", "-out", f"{host}.csr")
        self.openssl("x509", "-req", "-in", f"{host}.csr", "-CA", authority, "-CAkey", authority.with_suffix(".key"),
                     "-CAcreateserial", "-days", "2", "-extfile", extensions, "-out", f"{host}.pem")

    def nginx(self, servers):
        """An nginx with these `server` blocks; `{port}` in each becomes its own. The ports, in order."""
        ports = [free_port() for _ in servers]
        blocks = "\n".join(block.replace("{port}", str(port)) for block, port in zip(servers, ports))
        temporary = "\n".join(f"{kind}_temp_path {self.folder}/{kind};"
                              for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        config = self.folder / f"nginx-{ports[0]}.conf"
        config.write_text(f"""
daemon off;
master_process off;
pid {self.folder}/nginx-{ports[0]}.pid;
error_log stderr;
events {{}}
http {{
    access_log {self.folder}/access.log;
    {temporary}
    {blocks}
}}
""")
        # Debian's OpenSSL refuses old protocols by its configuration, which a test of that must do without.
        self.start(["/usr/sbin/nginx", "-c", str(config), "-p", str(self.folder), "-e", "stderr"], ports[0],
                   env={**os.environ, "OPENSSL_CONF": "/dev/null"})
        return ports

    def names(self, **hosts):
        """The environment in which a process takes these names for these addresses."""
        table = self.folder / "hosts"
        table.write_text("".join(f"{address} {name.replace('_', '.')}\n" for name, address in hosts.items()))
        return {"LD_PRELOAD": "libnss_wrapper.so", "NSS_WRAPPER_HOSTS": str(table)}

    def tinyproxy(self, environment, *directives):
        """A CONNECT proxy: its port, and the file that it logs to."""
        port = free_port()
        log = self.folder / f"tinyproxy-{port}.log"
        config = self.folder / f"tinyproxy-{port}.conf"
        config.write_text("\n".join([f"Port {port}", "Listen 127.0.0.1", "Timeout 30", "MaxClients 64", "Allow 127.0.0.1",
                                     f'LogFile "{log}"', "LogLevel Connect", *directives]) + "\n")
        self.start(["/usr/bin/tinyproxy", "-d", "-c", str(config)], port, env={**os.environ, **environment})
        return port, log
