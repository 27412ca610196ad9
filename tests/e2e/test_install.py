"""What is installed and packed: every file in its place, dependencies that are right, a program that is hardened, and one that runs
where there is nothing but itself. All of the build that is tested, which is linked once more at most."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import ruamel.yaml

from support import PROGRAM, ROOT, Project, manifest

BUILD = pathlib.Path(PROGRAM).resolve().parent
CACHE = dict(re.findall(r"^(\w+):\w+=(.*)$", (BUILD / "CMakeCache.txt").read_text(), re.M))
STATIC = BUILD / "censusctl-static"


def run(*words, **how):
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, timeout=240, stdin=subprocess.DEVNULL, **how)
    if done.returncode != 0:
        raise AssertionError(f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def commands():
    told = run(PROGRAM, "__complete", "fish", "")
    return {line.split("\t")[0] for line in told.splitlines()[1:]} - {"help", "version"}


class Installed(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="censusctl-install-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def files(self, root):
        return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}

    def expected(self, zsh="share/zsh/site-functions/_censusctl"):
        names = {"bin/censusctl", "share/bash-completion/completions/censusctl", "share/fish/vendor_completions.d/censusctl.fish", zsh,
                 "share/doc/censusctl/README.md", "share/man/man1/censusctl.1"}
        names |= {f"share/man/man1/censusctl-{command}.1" for command in commands()}
        topics = run(PROGRAM, "__complete", "fish", "help", "").splitlines()[1:]
        names |= {f"share/man/man7/censusctl-{topic}.7" for topic in {line.split("\t")[0] for line in topics} - set(commands())}
        tracked = run("git", "-C", ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "examples", "schemas").splitlines()
        names |= {"share/doc/censusctl/" + name if name.startswith("examples/") else "share/censusctl/" + name for name in tracked}
        return names

    def pack(self, generator):
        run("cpack", "--config", BUILD / "CPackConfig.cmake", "-G", generator, "-B", self.folder / "packed", cwd=self.folder)
        [package] = [path for path in (self.folder / "packed").iterdir() if path.is_file()]
        return package

    @staticmethod
    def names_of_owner(path):
        """The names that a dependency on the package of a library may have."""
        for spelling in (path, "/usr" + path, path.removeprefix("/usr")):
            for name in (spelling, str(pathlib.Path(spelling).parent / pathlib.Path(path).resolve().name)):
                found = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True)
                if found.returncode == 0:
                    package = found.stdout.split(":")[0]
                    provided = run("dpkg-query", "-W", "-f", "${Provides}", package)
                    return {package} | {word.split()[0] for word in provided.split(", ") if word}
        raise AssertionError(f"no package has {path}")

    def test_everything_is_in_its_place(self):
        run("cmake", "--install", BUILD, "--prefix", self.folder / "usr")
        self.assertEqual(self.files(self.folder / "usr"), self.expected())
        program = self.folder / "usr/bin/censusctl"
        self.assertEqual(run(program, "version"), run(PROGRAM, "version"))
        page = run("man", "--warnings", "-l", self.folder / "usr/share/man/man1/censusctl-explain-diff.1", env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.assertIn("censusctl-explain-diff - Tell why a sync is held equal or different", page)
        for shell, name in (("bash", "share/bash-completion/completions/censusctl"), ("zsh", "share/zsh/site-functions/_censusctl"),
                            ("fish", "share/fish/vendor_completions.d/censusctl.fish")):
            self.assertEqual((self.folder / "usr" / name).read_text(), run(PROGRAM, "completion", shell))

    def test_the_program_is_hardened(self):
        told = run("readelf", "--wide", "--file-header", "--program-headers", "--dynamic", "--dyn-syms", PROGRAM)
        self.assertRegex(told, r"Type: +DYN \(Position-Independent Executable file\)")
        self.assertRegex(told, r"GNU_STACK .* RW +0x")
        self.assertIn("GNU_RELRO", told)
        optimised = CACHE["CMAKE_BUILD_TYPE"] != "Debug" and CACHE["CENSUSCTL_HARDEN"] == "ON"
        for mark in ("BIND_NOW", "__stack_chk_fail", "_chk@GLIBC"):
            self.assertEqual(mark in told, optimised, mark)
        self.assertNotIn("RPATH", told)
        self.assertNotIn("RUNPATH", told)

    def test_a_debian_package(self):
        package = self.pack("DEB")
        version = run(PROGRAM, "version").split()[1]
        self.assertEqual(package.name, f"censusctl_{version}_amd64.deb")
        fields = ruamel.yaml.YAML(typ="safe").load(run("dpkg-deb", "--field", package, "Package", "Version", "Depends", "Recommends", "Section"))
        self.assertEqual([str(fields[name]) for name in ("Package", "Version", "Recommends", "Section")], ["censusctl", version, "git", "utils"])
        wanted = {word.split()[0] for word in fields["Depends"].split(", ")} - {"ca-certificates"}
        self.assertIn("ca-certificates", fields["Depends"])
        names = [self.names_of_owner(path) for path in re.findall(r"=> (/\S+)", run("ldd", PROGRAM))]
        self.assertEqual({name for name in wanted if not any(name in owner for owner in names)}, set())  # none too many
        needed = re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "--dynamic", PROGRAM))
        self.assertGreater(len(needed), 8)
        for path in re.findall(r"=> (/\S+)", run("ldd", PROGRAM)):
            if pathlib.Path(path).name in needed:
                self.assertTrue(self.names_of_owner(path) & wanted, path)
        run("dpkg-deb", "--extract", package, self.folder / "root")
        self.assertEqual(self.files(self.folder / "root/usr"), self.expected("share/zsh/vendor-completions/_censusctl"))
        self.assertEqual(run(self.folder / "root/usr/bin/censusctl", "version"), run(PROGRAM, "version"))
        self.assertNotIn(".debug_info", run("readelf", "--wide", "--sections", self.folder / "root/usr/bin/censusctl"))

    def test_the_version_is_what_git_says(self):
        script = ROOT / "src/text/build_version.cmake"
        source = self.folder / "source"
        output = self.folder / "version.cpp"

        def version():
            run("cmake", "-D", f"SOURCE={source}", "-D", "VERSION=0.1.0", "-D", f"OUTPUT={output}", "-P", script)
            return re.search(r'censusctl_build = "(.*)";', output.read_text())[1]

        def git(*words):
            run("git", "-C", source, "-c", "user.name=Test", "-c", "user.email=test@example.com", *words)

        source.mkdir()
        self.assertEqual(version(), "0.1.0")  # a tarball
        git("init", "-q", "-b", "main", ".")
        self.assertEqual(version(), "0.1.0")  # no commit yet
        git("commit", "-q", "--allow-empty", "-m", "first")
        self.assertRegex(version(), r"^0\.1\.0\+g[0-9a-f]{8}$")
        git("tag", "v0.2.0")
        git("tag", "unrelated")
        self.assertEqual(version(), "0.2.0")
        written = output.stat().st_mtime_ns
        self.assertEqual(version(), "0.2.0")
        self.assertEqual(output.stat().st_mtime_ns, written)  # so that nothing is compiled again
        git("commit", "-q", "--allow-empty", "-m", "second")
        self.assertRegex(version(), r"^0\.2\.0\+1\.g[0-9a-f]{8}$")
        git("tag", "v9;message(FATAL_ERROR)")
        self.assertEqual(version(), "0.1.0")  # no tag of ours

    def test_the_container_file_copies_what_its_build_needs(self):
        text = (ROOT / "examples/ci/Containerfile").read_text()
        source = self.folder / "src"
        for names, target in re.findall(r"^COPY (?!--)(.*) (\S+)$", text, re.M):
            for name in names.split():
                place = source / (name if target == "./" else target)
                place.parent.mkdir(parents=True, exist_ok=True)
                if (ROOT / name).is_dir():
                    shutil.copytree(ROOT / name, place)
                else:
                    shutil.copy(ROOT / name, place)
        configure = re.search(r"RUN (cmake -S .*?) && cmake --build \.build --target (\S+)", text)
        run(*configure[1].split(), cwd=source)
        self.assertIn(configure[2] + ":", run("ninja", "-C", source / ".build", "-t", "targets", "all"))
        self.assertIn(f"COPY --from=build /src/.build/{STATIC.name} ", text)


class Hooks(Project):
    def test_pre_commit(self):
        hooks = ruamel.yaml.YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text())
        self.assertEqual([hook["id"] for hook in hooks], ["censusctl-validate", "censusctl-validate-locked"])
        self.write("syncs/a.yaml", manifest())
        self.run_program("lock", "--sandbox")
        for hook in hooks:
            self.assertEqual({"id", "name", "description", "language", "entry"} - set(hook), set())
            name, *words = hook["entry"].split()
            self.assertEqual((name, hook["language"], hook["pass_filenames"]), ("censusctl", "system", False))
            self.run_program(*words)
        self.write("syncs/a.yaml", manifest(operaton="upsert"))
        for hook in hooks:
            self.run_program(*hook["entry"].split()[1:], expect=3)


if __name__ == "__main__":
    unittest.main()
