"""A project whose files say the syncs of the built-in world `today`, and that world as a server."""
import json
import pathlib

from support import Served, Server

TODAY = (pathlib.Path(__file__).parent / "today/syncs.yaml").read_text()


class TodayCase(Served):
    generation = "v1"
    retiring = [("api-retiring", "warning", "the vendor serves the API of generation v1 until 2027-01-15")]

    relay = None

    def setUp(self):
        super().setUp()
        self.server = Server(self.folder / "server.state", "--api", self.generation, "--world", "today")
        self.addCleanup(self.server.stop)
        self.write("syncs.yaml", TODAY)
        self.write("censusctl.yaml", "version: 1\nmanifests: [syncs.yaml]\n")

    def go_through(self, relay):
        """From now on the program speaks with this server, which stands in front of the sandbox."""
        self.addCleanup(relay.stop)
        self.relay = relay

    def run_there(self, *words, expect=0, env=None):
        through = {"CENSUS_BASE_URL": self.relay.base_url} if self.relay else {}
        return super().run_there(*words, expect=expect, env={**through, **(env or {})})

    def planned(self, *words, expect=0):
        return json.loads(self.run_there("plan", "--format", "json", *words, expect=expect).stdout)

    def edit(self, old, new):
        text = (self.folder / "syncs.yaml").read_text()
        self.assertEqual(text.count(old), 1, old)
        self.write("syncs.yaml", text.replace(old, new))

    def live(self, sync_id):
        return self.ask("GET", f"/syncs/{sync_id}")["data"]

    def change(self, planned):
        """The one change of a plan, and the paths of what it changes."""
        self.assertEqual(len(planned["changes"]), 1, planned["changes"])
        change = planned["changes"][0]
        return change, [field["path"] for field in change["fields"]]
