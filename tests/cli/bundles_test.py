# SPDX-License-Identifier: Apache-2.0
"""Bundles: broken ones are refused; the same sources give the same bytes everywhere."""

import os
import shutil
import subprocess

import cli
import ward_tool


class Bundles(cli.CliTest):
    def altered(self, change, *parts):
        data = bytearray(self.bundle().read_bytes())
        data = change(data) or data
        self.write("bad.wardb", bytes(data))
        self.write("facts.yaml", cli.GOOD)
        for arguments in (["eval", "bad.wardb", "facts.yaml"], ["inspect", "bad.wardb"], ["explain", "act:1", "bad.wardb"]):
            done = self.ward(*arguments)
            self.assert_refused(done, "bad.wardb", *parts)
            self.assertEqual(done.stdout, "")

    def test_missing(self):
        self.write("facts.yaml", cli.GOOD)
        for arguments in (["inspect", "none.wardb"], ["eval", "none.wardb", "facts.yaml"], ["explain", "act:1", "none.wardb", "facts.yaml"]):
            with self.subTest(arguments):
                self.assert_refused(self.ward(*arguments), "error: there is no bundle `none.wardb`: ", "`ward build`")

    def test_folder(self):
        (self.folder / "dir.wardb").mkdir()
        self.assert_refused(self.ward("inspect", "dir.wardb"), "no `ward.toml` in the folder `dir.wardb`")

    def test_large(self):
        with open(self.folder / "big.wardb", "wb") as file:
            file.truncate(200 * 1024 * 1024)
        self.assert_refused(self.ward("inspect", "big.wardb"), "error: big.wardb: this is not a bundle")

    def test_empty(self):
        self.altered(lambda data: data.clear(), "empty")

    def test_not_a_bundle(self):
        self.altered(lambda data: data.__setitem__(slice(0, 4), b"PK\x03\x04"), "not a bundle")

    def test_truncated(self):
        self.altered(lambda data: data[:-1], "cut off")
        self.altered(lambda data: data[:40], "cut off")

    def test_altered(self):
        def flip(data):
            data[len(data) // 2] ^= 1
        self.altered(flip, "altered")

    def test_newer_format(self):
        def newer(data):
            data[8:16] = (99).to_bytes(4, "little") * 2
        self.altered(newer, "format 99", "newer ward")

    def test_every_cut_and_many_flips(self):
        data = self.bundle().read_bytes()
        for size in range(0, len(data), max(1, len(data) // 40)):
            self.write("bad.wardb", data[:size])
            self.assertEqual(self.ward("inspect", "bad.wardb").returncode, 2)
        for at in range(0, len(data), max(1, len(data) // 40)):
            self.write("bad.wardb", data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1:])
            self.assertEqual(self.ward("inspect", "bad.wardb").returncode, 2)

    def test_same_bytes_in_two_folders_time_zones_and_locales(self):
        made = []
        for name, zone, locale in (("one", "UTC", "C"), ("two/deeper", "Asia/Kolkata", "tr_TR.UTF-8"), ("three", "America/Los_Angeles", "de_DE.UTF-8")):
            self.write(f"{name}/ward.toml", cli.MANIFEST)
            self.write(f"{name}/demo.ward", cli.POLICY)
            environment = {**ward_tool.environment(), "TZ": zone, "LC_ALL": locale, "LANG": locale}
            done = subprocess.run([self.tool, "build", "-o", "out.wardb", "--as-of", cli.AS_OF], cwd=self.folder / name, env=environment,
                                  capture_output=True, text=True, timeout=60, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            made.append((self.folder / name / "out.wardb").read_bytes())
        # From outside of the project too.
        done = self.ward("build", "one", "-o", "again.wardb", "--as-of", cli.AS_OF)
        self.assertEqual(done.returncode, 0, done.stderr)
        made.append((self.folder / "again.wardb").read_bytes())
        self.assertEqual(len(set(made)), 1)
        self.assertNotIn(os.fsencode(str(self.folder)), made[0])

    def test_the_report_is_the_same_bytes_too(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD)
        said = set()
        for zone in ("UTC", "Pacific/Kiritimati"):
            environment = {**ward_tool.environment(), "TZ": zone}
            for _ in range(2):
                said.add(subprocess.run([self.tool, "eval", "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF, "--format", "json"], cwd=self.folder,
                                        env=environment, capture_output=True, text=True, timeout=60, check=True).stdout)
        self.assertEqual(len(said), 1)

    def test_a_project_is_judged_as_its_bundle(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD)
        from_bundle, _ = self.report("facts.yaml")
        done = self.ward("eval", ".", "facts.yaml", "--as-of", cli.AS_OF, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(cli.json.loads(done.stdout), from_bundle)

    def test_inspect(self):
        self.bundle()
        done = self.ward("inspect", "demo.wardb", "--format", "json")
        shown = cli.json.loads(done.stdout)
        self.assertEqual((shown["library"], shown["version"], shown["release"], shown["reviewed"]), ("demo", "2026.1", 3, "2026-11-20"))
        self.assertEqual([one["citation"] for one in shown["provisions"]], ["act:1", "act:2", "act:3", "act:4", "frame:1"])
        self.assertEqual([one["path"] for one in shown["controls"]], ["doors.checks", "doors.machines", "doors.training"])
        self.assertIn("The Door Act", self.ward("inspect", "demo.wardb").stdout)

    def test_a_wrong_library_is_told(self):
        self.project()
        environment = {**ward_tool.environment(), "WARD_STDLIB": str(self.folder / "nowhere")}
        done = subprocess.run([self.tool, "check"], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertIn("WARD_STDLIB", done.stdout + done.stderr)

    def test_the_tool_works_from_another_folder(self):
        self.bundle()
        shutil.move(self.folder / "demo.wardb", self.folder / "moved.wardb")
        self.assertEqual(self.ward("inspect", self.folder / "moved.wardb").returncode, 0)


if __name__ == "__main__":
    cli.main()
