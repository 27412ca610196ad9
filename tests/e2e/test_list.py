"""`list`: what there is to name in a file, of two generations, for people and for programs."""
import csv
import io
import json
import os
import pty
import subprocess
import unittest

from support import PROGRAM, Project, Server


class List(Project):
    def listed(self, *words, expect=0):
        return self.run_program("list", *words, "--sandbox", expect=expect)

    def names(self, *words, key="name"):
        return [item[key] for item in json.loads(self.listed(*words, "--format", "json").stdout)["items"]]

    def test_connections_models_and_objects_have_the_names_that_files_use(self):
        self.assertEqual(self.listed("sources").stdout,
                         "NAME                           LABEL      ID\n"
                         "BigQuery - Development         BigQuery   10\n"
                         "Snowflake - Prod               Warehouse  12\n"
                         "Snowflake - xxxxxxx.us-east-1  -          4\n")
        self.assertEqual(self.names("destinations"), ["Braze", "Google Ads Dev", "Google Sheets", "HubSpot", "Salesforce - Prod"])
        self.assertEqual(self.names("models", "Warehouse"), ["braze_test", "broken_test", "test_ads"])  # by its label
        self.assertEqual(self.names("models", "4"), ["airtable_test", "braze_test", "google_ads_test"])  # by its id
        self.assertEqual(len(self.names("models")), 6)
        self.assertIn("analytics.public.accounts", self.names("tables", "Snowflake - Prod"))
        self.assertEqual(self.names("objects", "Braze", key="full_name"), ["event", "user", "user_data", "user_list"])
        self.assertEqual(len(self.names("objects", key="full_name")), 14)
        self.assertEqual(self.names("syncs", key="id"), [52, 60, 61])

    def test_both_sides_of_a_mapping(self):
        fields = json.loads(self.listed("fields", "Braze", "user", "--format", "json").stdout)
        self.assertEqual(fields["of"], {"destination": "Braze", "object": "user"})
        key = next(item for item in fields["items"] if item["full_name"] == "external_id")
        self.assertEqual((key["key_for"], key["createable"], key["updateable"]), (["insert", "update", "upsert"], True, True))
        tags = next(item for item in fields["items"] if item["full_name"] == "tags")
        self.assertEqual((tags["array"], tags["operations"]), (True, ["merge", "overwrite"]))
        columns = self.listed("columns", "Snowflake - Prod", "braze_test").stdout
        self.assertIn("EMAIL         text (2000)\n", columns)
        self.assertIn("USER_ID", self.listed("columns", "Snowflake - Prod", "model:braze_test").stdout)
        self.assertIn("COLUMN", self.listed("columns", "Snowflake - Prod", "analytics.public.accounts").stdout)

    def test_a_filter_and_its_formats(self):
        self.assertEqual(self.listed("fields", "Braze", "user", "--filter", "MAIL").stdout,
                         "FIELD  LABEL  TYPE    CREATE  UPDATE\nemail  Email  String  yes     yes\n")
        text = self.listed("fields", "Braze", "user", "--filter", "*_id", "--format", "csv").stdout
        rows = list(csv.DictReader(io.StringIO(text)))
        self.assertEqual([row["full_name"] for row in rows], ["external_id", "list_id", "braze_id"])
        self.assertEqual(rows[0]["key_for"], "insert, update, upsert")

    def test_what_is_not_there(self):
        for words, status, message in (
                ([], 64, "error: what is to be listed?\n  hint: there are sources, models, tables, datasets, segments, cohorts, topics, "
                         "destinations, objects, fields, columns, syncs\n"),
                (["sorces"], 64, "error: 'sorces' cannot be listed\n  hint: did you mean 'sources'?\n"),
                (["wibble"], 64, "error: 'wibble' cannot be listed\n  hint: there are sources, models, tables, datasets, segments, cohorts, topics, "
                                 "destinations, objects, fields, columns, syncs\n"),
                (["fields", "Braze"], 64, "error: it is `censusctl list fields DESTINATION OBJECT`\n"),
                (["sources", "Braze"], 64, "error: it is `censusctl list sources`\n"),
                (["models", "Snowflake - Prd"], 1, "error: there is no source 'Snowflake - Prd'\n  hint: did you mean 'Snowflake - Prod'?\n"),
                (["objects", "\x1b[31m"], 1, "error: there is no destination '\\x1b[31m'\n  hint: `censusctl list destinations` lists them\n"),
                (["fields", "Braze", "usr"], 1, "error: the destination 'Braze' has no object 'usr'\n  hint: did you mean 'user'?\n"),
                (["columns", "Snowflake - Prod", "braze_tst"], 1, "error: the source 'Snowflake - Prod' has no model, table or dataset "
                                                                  "'braze_tst'\n  hint: did you mean 'braze_test'?\n"),
                (["fields", "Braze", "user", "--filter", "emal"], 1, "error: none of the 14 fields of the object 'user' of the destination 'Braze' "
                                                                     "matches 'emal'\n  hint: did you mean 'email' or 'Email'?\n")):
            with self.subTest(words):
                done = self.listed(*words, expect=status)
                self.assertEqual((done.stdout, done.stderr), ("", message))
        for words, of in ((["--api", "2021"], ""), (["BigQuery - Development"], " of the source 'BigQuery - Development'")):
            done = self.listed("datasets", *words)
            self.assertEqual((done.stdout, done.stderr), ("", f"There are no datasets{of}.\n"))

    def test_nothing_but_what_is_shown_is_read(self):
        asked = self.listed("fields", "Braze", "user", "--log-level", "debug").stderr
        self.assertIn("/api/v1/destinations/15/objects/user", asked)
        self.assertNotIn("/api/v1/syncs", asked)
        self.assertNotIn("data_sources", asked)

    def test_the_table_fits_the_terminal(self):
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        environment = {**os.environ, "TERM": "dumb"}
        process = subprocess.Popen(["sh", "-c", 'stty cols 80; exec "$0" list syncs --sandbox', PROGRAM], cwd=self.folder, stdin=theirs,
                                   stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
        self.assertEqual(process.wait(timeout=60), 0)
        lines = [line.split("\r")[-1].split("\x1b[K")[-1] for line in seen.decode().split("\r\n")]
        self.assertIn("LABEL", seen.decode())
        self.assertIn("…", seen.decode())
        self.assertEqual([line for line in lines if len(line) > 80], [])


class Activations(Project):
    def test_a_service_is_named_once_for_all_its_sources(self):
        done = self.run_program("list", "fields", "Braze", "user", "--filter", "external_id", "--sandbox=reference", "--api", "v2", expect=None)
        self.assertTrue(done.stdout.startswith("FIELD        LABEL"), done.stderr)


class Today(Project):
    def test_what_later_generations_have(self):
        server = Server(self.folder / "state", "--api", "v1", "--world", "today")
        self.addCleanup(server.stop)

        def items(*words):
            return json.loads(self.run_program("list", *words, "--format", "json", env=server.environment()).stdout)["items"]

        self.assertEqual([(item["name"], item["type"]) for item in items("datasets", "Warehouse - Prod")],
                         [("Control", "cohort"), ("Treatment A", "cohort"), ("golden-users", "dataset"), ("new_app_users", "dataset"),
                          ("people", "dataset"), ("Lapsed customers", "segment"), ("vip", "segment"), ("signups", "topic")])
        # Each kind by itself, under the word that the completion of the shell offers, too.
        for listed, names in (("segments", ["Lapsed customers", "vip"]), ("cohorts", ["Control", "Treatment A"]), ("topics", ["signups"])):
            self.assertEqual([item["name"] for item in items(listed, "Warehouse - Prod")], names)
        self.assertEqual(self.run_program("list", "topics", "Lake - EU", env=server.environment()).stderr,
                         "There are no topics of the source 'Lake - EU'.\n")
        self.assertEqual(next(item for item in items("objects", "Ads") if item["full_name"] == "click_conversion")["operations"], ["append"])
        self.assertEqual([item["reads"] for item in items("syncs")][:4], ["new_app_users", "eu_accounts", "dev.public.users", "golden-users"])
        self.assertEqual(sorted(item["type"] for item in items("destinations")), ["braze", "google_ads", "google_sheets", "s3", "salesforce"])
        # A model and a dataset of one name are told apart by their kind.
        done = self.run_program("list", "columns", "Warehouse - Prod", "new_app_users", env=server.environment(), expect=1)
        self.assertEqual(done.stderr, "error: the name 'new_app_users' is that of several: model 18, dataset 12\n"
                                      "  hint: name its kind as well: 'model:new_app_users'\n")
        self.assertTrue(items("columns", "Warehouse - Prod", "model:new_app_users"))
        self.assertTrue(items("columns", "Warehouse - Prod", "dataset:new_app_users"))
        self.assertTrue(items("columns", "Warehouse - Prod", "vip"))


if __name__ == "__main__":
    unittest.main()
