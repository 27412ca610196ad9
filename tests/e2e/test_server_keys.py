#!/usr/bin/python3
"""A key that the server makes of several columns, beside an object that says of no operation that it needs none."""
import unittest

from support import Project

WORLD = """version: 1
sources:
  - {id: 1, name: Warehouse, type: redshift,
     data_sources: [{type: table, id: 11, table_name: clicks, table_schema: public, table_catalog: dev,
                     columns: [{name: CLICK_ID, type: text}, {name: DAY, type: text}]}]}
destinations:
  - id: 2
    name: Ads
    type: google_ads
    objects:
      - full_name: conversion
        label: Conversion
        compound_key: {to: tracking_id, fields: [click_id, day]}
        primary_identifier_mapping_attributes: {upsert: {required: true}, insert: {required: true}}
        fields: [{full_name: click_id, can_be_upsert_key: true}, {full_name: day}, {full_name: tracking_id}]
syncs:
  - {id: 7, label: Conversions, created_at: "2026-10-11T10:00:00.000Z", operation: upsert,
     source_attributes: {connection_id: 1, object: {type: table, id: 11}},
     destination_attributes: {connection_id: 2, object: conversion},
     mappings: [{from: {type: column, data: CLICK_ID}, to: click_id}, {from: {type: column, data: DAY}, to: day}],
     mode: {type: triggered, triggers: {schedule: {frequency: hourly, minute: 0}}}}
"""
FILE = """version: 1
syncs:
  conversions:
    label: Conversions
    source: {connection: Warehouse, table: dev.public.clicks}
    destination: {connection: Ads, object: conversion}
    operation: upsert
    schedule: {frequency: hourly, minute: 0}
    mappings:
      - {from: CLICK_ID, to: click_id}
      - {from: DAY, to: day}
"""
ASKED_FOR = "error: sync 'conversions' has no primary identifier [primary-identifier-missing]"


class ServerKeys(Project):
    def setUp(self):
        super().setUp()
        self.sandbox = f"--sandbox={self.write('world.yaml', WORLD)}"
        self.write("syncs/conversions.yaml", FILE)

    def test_a_key_that_the_server_made_is_not_asked_for(self):
        for api in ("v1", "v2"):
            done = self.run_program("plan", self.sandbox, "--api", api, "--detailed-exitcode")
            self.assertIn("No changes", done.stdout)

    def test_a_new_sync_of_that_object_is_asked_for_its_key(self):
        self.write("syncs/conversions.yaml", FILE.replace("label: Conversions", "label: More"))
        done = self.run_program("plan", self.sandbox, "--api", "v1", "--allow-duplicates", expect=3)
        self.assertIn(ASKED_FOR, done.stdout)
        self.assertIn("fields that can be it: 'click_id'", done.stdout)

    def test_what_is_asked_of_no_live_sync_asks_for_the_key(self):
        for words in ([], [self.sandbox, "--online", "--api", "v1"]):
            done = self.run_program("validate", *words, expect=3)
            self.assertIn(ASKED_FOR, done.stdout)

    def test_what_was_imported_plans_empty(self):
        (self.folder / "syncs/conversions.yaml").unlink()
        self.run_program("import", "--all", self.sandbox, "--api", "v1")
        done = self.run_program("plan", self.sandbox, "--api", "v1", "--detailed-exitcode")
        self.assertIn("No changes", done.stdout)


if __name__ == "__main__":
    unittest.main()
