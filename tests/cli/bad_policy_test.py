# SPDX-License-Identifier: Apache-2.0
"""Sources that cannot be read or compiled: one message, the code, and never a bundle."""

import os

import cli


class BadPolicy(cli.CliTest):
    def refused(self, *parts, code=1):
        """Both check and build say so, and build leaves nothing behind, not even half a file."""
        for command in (["check"], ["build", "-o", "out.wardb"]):
            done = self.ward(*command)
            self.assert_refused(done, *parts, code=code)
        self.assertEqual([path.name for path in self.folder.rglob("out*")], [])

    def replaced(self, before, after):
        self.assertIn(before, cli.POLICY)
        self.project(policy=cli.POLICY.replace(before, after, 1))

    def test_missing_root(self):
        self.write("ward.toml", cli.MANIFEST)
        self.refused("demo", code=2)

    def test_missing_input(self):
        self.assert_refused(self.ward("check", "nowhere.ward"), "nowhere.ward", "does not exist")
        self.assert_refused(self.ward("check", "nowhere"), "nowhere")

    def test_folder_without_project(self):
        (self.folder / "d").mkdir()
        for arguments in (["check"], ["check", "."], ["check", "d"], ["inspect", "d"], ["build", "d", "-o", "out.wardb"]):
            with self.subTest(arguments):
                self.assert_refused(self.ward(*arguments), "no `ward.toml` in ", "name a .ward file, or a folder that holds a ward.toml")
        # One above it is not looked for where a folder was named: the message does not say so either.
        self.project()
        self.assert_refused(self.ward("check", "d"), "error WARD4011: no `ward.toml` in the folder `d`\n")

    def test_a_folder_named_as_a_file(self):
        (self.folder / "dir.ward").mkdir()
        self.assert_refused(self.ward("check", "dir.ward"), "dir.ward")

    def test_not_utf8(self):
        self.project()
        self.write("demo.ward", b"module demo\n// \xff\n")
        self.refused("`demo.ward` is not UTF-8: byte 15 begins no character", "it is in line 2; save the file with the encoding UTF-8", code=2)
        self.project(manifest="")
        self.write("ward.toml", b"[package]\nname = \"\xff\"\n")
        self.refused("`ward.toml` is not UTF-8: byte 18", "it is in line 2", code=2)

    def test_empty(self):
        self.project(policy="")
        self.refused("demo.ward", "is empty", code=2)

    def test_large(self):
        self.project()
        with open(self.folder / "demo.ward", "wb") as file:
            file.truncate(200 * 1024 * 1024)
        self.refused("demo.ward", "209715200", "the limit is 67108864", code=2)
        self.project()
        with open(self.folder / "ward.toml", "wb") as file:
            file.truncate(200 * 1024 * 1024)
        self.refused("ward.toml", "209715200", "the limit is 1048576", code=2)

    def test_empty_manifest(self):
        self.project(manifest="")
        self.refused("`ward.toml` is empty", "`name`, `release`, `version` and `root`", code=2)

    def test_deep_nesting(self):
        self.replaced("age of office.checked <= 6 months", "(" * 5000 + "office.locked" + ")" * 5000)
        self.refused("demo.ward:69:219", "nested more than 200 levels deep")

    def test_cyclic_import(self):
        self.project(policy="module demo\nuse other\n" + cli.POLICY.split("\n", 1)[1])
        self.write("other.ward", "module other\nuse demo\n")
        self.refused("other.ward:2:5", "module `demo` uses itself: `demo` uses `other` uses `demo`")

    def test_duplicate_control(self):
        self.replaced("control doors.checks", "control doors.machines")
        self.refused("control `doors.machines` is declared twice", "demo.ward:68:9", "it is declared here first")

    def test_wrong_unit(self):
        self.replaced("<= 6 months", "<= 6 minutes")
        self.refused("demo.ward:69:45", "an age is compared with days or months, and this is minutes")

    def test_unknown_name_has_a_candidate(self):
        self.replaced("office.checked <=", "office.cheked <=")
        self.refused("office.cheked", "did you mean `checked`")

    def test_bad_manifest(self):
        self.project(manifest=cli.MANIFEST.replace("release = 3", "release = -3"))
        self.refused("ward.toml:3:11", "release")
        self.project(manifest=cli.MANIFEST + 'colour = "red"\n')
        self.refused("ward.toml:7", "colour")

    def test_output_that_cannot_be_written(self):
        self.project()
        (self.folder / "dir").mkdir()
        for output in ("dir", "nowhere/out.wardb", "dir/"):
            with self.subTest(output):
                self.assert_refused(self.ward("build", "-o", output), output)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["demo.ward", "dir", "ward.toml"])

    def test_output_that_is_something_else(self):
        self.project()
        os.mkfifo(self.folder / "pipe.wardb")
        self.assert_refused(self.ward("build", "-o", "pipe.wardb"), "error: pipe.wardb: it is a pipe or a device")
        self.assertTrue((self.folder / "pipe.wardb").is_fifo())
        for output in ("demo.ward", "ward.toml"):
            with self.subTest(output):
                self.assert_refused(self.ward("build", "-o", output), f"error: {output}: is there already and is no bundle: name another file")
        self.assertEqual((self.folder / "demo.ward").read_text(encoding="utf-8"), cli.POLICY)
        self.assertEqual((self.folder / "ward.toml").read_text(encoding="utf-8"), cli.MANIFEST)
        # An empty file, as mktemp makes it, and an older bundle may be written over.
        self.write("empty.wardb", "")
        for _ in range(2):
            self.assertEqual(self.ward("build", "-o", "empty.wardb").returncode, 0)
        self.assertEqual(len(list(self.folder.iterdir())), 4)

    def test_a_failed_build_leaves_the_old_bundle(self):
        bundle = self.bundle()
        before = bundle.read_bytes()
        self.write("demo.ward", "module demo\ncontrol {\n")
        self.assertEqual(self.ward("build", "-o", "demo.wardb").returncode, 1)
        self.assertEqual(bundle.read_bytes(), before)


if __name__ == "__main__":
    cli.main()
