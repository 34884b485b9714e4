# SPDX-License-Identifier: Apache-2.0
"""The Debian package: made by cpack from a build, installed by dpkg into an empty root with a database of its own, run
from there, and purged. Who is not root has it unpacked by dpkg-deb instead, since dpkg gives files to root.

package_test.py --build FOLDER
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = pathlib.Path()

def clean():
    """Nothing of WARD_*: the library is found without."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("WARD_", "LC_", "LANG"))}
    return {**keep, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


def run(*command, folder=None, code=0):
    done = subprocess.run([str(part) for part in command], cwd=folder, env=clean(), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=240, check=False)
    if done.returncode != code:
        raise AssertionError(f"{' '.join(map(str, command))}\nended with {done.returncode}, not {code}:\n{done.stdout}")
    return done.stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="ward_package_"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        run("cpack", "-G", "DEB", "--config", BUILD / "CPackConfig.cmake", "-B", cls.folder / "made")
        packages = list((cls.folder / "made").glob("*.deb"))
        assert len(packages) == 1, packages
        cls.package = packages[0]
        cls.root = cls.folder / "root"
        database = cls.root / "var" / "lib" / "dpkg"
        for name in ("info", "updates"):
            (database / name).mkdir(parents=True)
        for name in ("status", "available"):
            (database / name).touch()
        cls.dpkg = ("dpkg", f"--root={cls.root}", "--force-depends", f"--log={cls.folder}/log")
        if os.geteuid() == 0:
            run(*cls.dpkg, "--install", cls.package)
        else:
            run("dpkg-deb", "-x", cls.package, cls.root)

    def setUp(self):
        self.work = pathlib.Path(tempfile.mkdtemp(dir=self.folder))

    def ward(self, *arguments, code=0):
        return run(self.root / "usr" / "bin" / "ward", *arguments, folder=self.work, code=code)

    def test_what_it_needs_is_named(self):
        """Each library that the program loads is of a package that the control file names."""
        needs = run("dpkg-deb", "-f", self.package, "Depends")
        names = [part.split()[0] for part in needs.replace("|", ",").split(",")]
        self.assertTrue(any(name.startswith("libz3") for name in names), needs)
        for line in run("ldd", self.root / "usr" / "bin" / "ward").splitlines():
            if "=> /" not in line:
                continue
            library = pathlib.Path(line.split("=>")[1].split()[0])
            owner = ""
            for path in (library, pathlib.Path("/usr") / library.relative_to("/"), library.resolve()):
                found = subprocess.run(["dpkg", "-S", str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                       check=False)
                owner = owner or found.stdout.split(":")[0]
            self.assertIn(owner, names + ["libgmp10"], f"{library}: {needs}")  # libgmp10 is what libz3 needs

    def test_runs_from_there(self):
        self.assertIn("ward ", self.ward("--version"))
        self.ward("init", "office")
        self.work = self.work / "office"
        for command in (["check"], ["lint"], ["fmt", "--check"], ["test"], ["build", "-o", "office.wardb"]):
            self.ward(*command)
        self.assertTrue((self.work / "office.wardb").is_file())

    def test_its_own_library(self):
        """R16.2: the library of the root, not one of the build; without it nothing is found."""
        (self.work / "ward.toml").write_text('[package]\nname = "office"\nrelease = 1\nversion = "1"\nroot = "office"\n')
        (self.work / "office.ward").write_text("module office as of 2026-11-22\n\nuse hipaa\n")
        self.ward("check", "--as-of", "2026-11-22")
        library = self.root / "usr" / "share" / "ward" / "stdlib"
        self.assertTrue(library.is_dir() and not library.is_symlink())
        library.rename(library.with_name("elsewhere"))
        self.addCleanup(lambda: library.with_name("elsewhere").rename(library))
        self.assertIn("WARD4103", self.ward("check", "--as-of", "2026-11-22", code=1))

    def test_manual_and_completions(self):
        share = self.root / "usr" / "share"
        for page in ("ward.1", "ward-eval.1", "ward-diff.1", "ward-facts-template.1"):
            self.assertTrue((share / "man" / "man1" / page).is_file(), page)
        for script in ("bash-completion/completions/ward", "zsh/vendor-completions/_ward",
                       "fish/vendor_completions.d/ward.fish"):
            self.assertIn("check", (share / script).read_text(), script)
        self.assertIn("Apache", (share / "doc" / "ward" / "copyright").read_text())

    @unittest.skipUnless(os.geteuid() == 0, "dpkg installs as root alone")
    def test_verified_and_purged(self):
        self.assertIn("Status: install ok installed", run(*self.dpkg, "--status", "ward"))
        self.assertEqual(run(*self.dpkg, "--verify", "ward"), "")
        spare = self.folder / "spare"
        shutil.copytree(self.root, spare, symlinks=True)
        run("dpkg", f"--root={spare}", f"--log={self.folder}/log", "--purge", "ward")
        left = [path for path in spare.rglob("*") if not path.is_dir() and "var/lib/dpkg" not in str(path)]
        self.assertEqual(left, [])


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] != "--build":
        sys.exit("usage: package_test.py --build FOLDER [TESTS]")
    BUILD = pathlib.Path(sys.argv[2]).resolve()
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
