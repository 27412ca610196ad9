"""Programs and files of others' npm packages, installed into a folder of the build where they are missing."""
import fcntl
import json
import subprocess

from support import ROOT


def installed(folder, packages, *options):
    """The `node_modules` of `.build/FOLDER`, with these packages at these versions. Tests run at the same time in a fresh clone:
    one installs, the others wait, and none runs what is being written."""
    place = ROOT / ".build" / folder
    place.mkdir(parents=True, exist_ok=True)
    modules = place / "node_modules"

    def there(name, version):
        manifest = modules / name / "package.json"
        return manifest.exists() and json.loads(manifest.read_text())["version"] == version

    with open(place / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not all(there(name, version) for name, version in packages.items()):
            subprocess.run(["npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", *options, "--prefix", str(place),
                            *(f"{name}@{version}" for name, version in packages.items())], check=True, timeout=300, stdin=subprocess.DEVNULL)
    return modules
