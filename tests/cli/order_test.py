# SPDX-License-Identifier: Apache-2.0
"""The order of what is not met (R11.9) and of what to answer first (R11.11)."""

import re

import cli

POLICY = '''module demo as of 2026-11-22

facts f {
  done  : bool "Is it shown?"
  bad   : bool "Does it hold?"
  gate  : bool "Is it at issue?"
  a     : bool "Is a there?"
  b     : bool "Is b there?"
}

authority act "The Act" { force law  issued by "The house"  binds all  source "Act of 2020" }
provision act:1 standard "Waits" { in force from 2020-01-01 }
provision act:1(a) required "Slow, opens another" { in force from 2020-01-01 }
provision act:1(b) addressable "Addressable" { in force from 2020-01-01 }
provision act:2 standard "Contrary" { in force from 2020-01-01  element e "it holds" decided by f.bad from text }
provision act:3 standard "Two hours" { in force from 2020-01-01 }
provision act:4 standard "Not covered" { in force from 2020-01-01 }
provision act:5 standard "A day" { in force from 2020-01-01 }
provision act:6 standard "No effort stated" { in force from 2020-01-01 }

authority house "House rules" { force policy  issued by "The house"  binds all  source "Rules of 2020" }
provision house:1 "Contrary, of the house" { in force from 2020-01-01  element e "it holds" decided by f.bad from text }

control c.slow "Slow" { effort 2 weeks  implemented when f.done  covers act:1(a) }
control c.hours "Hours" { effort 2 hours  implemented when f.done  covers act:3 }
control c.day "Day" { effort 1 day  implemented when f.done  covers act:5 }
control c.dear "Dear" { effort 1 month  implemented when f.done  covers act:5 }
control c.none "None" { implemented when f.done  covers act:6 }
control c.hour "Hour" { effort 1 hour  implemented when f.done  covers act:1(b) }
'''


class Order(cli.CliTest):
    def section(self, facts, policy=POLICY, title="NOT MET"):
        self.project(policy)
        self.write("facts.yaml", facts)
        done = self.ward("eval", ".", "facts.yaml", "--as-of", cli.AS_OF)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return re.search(rf"(?ms)^{title} .*?(?=^[A-Z][A-Z ]+(   |$)|\Z)", done.stdout).group(0)

    def test_not_met_worst_and_cheapest_first(self):
        text = self.section("complete: [{ table: addressable, by: owner, on: 2026-11-01 }]\nf: { done: false, bad: false }\n")
        order = re.findall(r"^  (\d\S*|1) ", text, re.M)
        self.assertEqual(order, ["2", "1(a)", "3", "5", "6", "4", "1(b)", "1", "1"])
        self.assertIn("9 provisions: 8 to act on", text)
        # Of two controls that would close it the cheaper stands first.
        self.assertRegex(text, r"closes with c\.day · Day · 1 day\n +c\.dear · Dear · 1 month")
        self.assertRegex(text, r"also opens +1\n")
        self.assertRegex(text, r"waits for +1\(a\), 1\(b\)")
        self.assertIn("no control here covers all of it", text)

    def test_open_questions_by_how_much_they_matter(self):
        policy = POLICY.replace("implemented when f.done  covers act:3", "implemented when f.a and f.b  covers act:3") \
                       .replace("implemented when f.done  covers act:5", "implemented when f.b  covers act:5")
        self.project(policy)
        self.write("facts.yaml", "f: { bad: true }\n")
        done = self.ward("facts", "next", ".", "facts.yaml", "--as-of", cli.AS_OF, "--format", "json")
        questions = cli.json.loads(done.stdout)["questions"]
        self.assertEqual([(one["path"], len(one["verdicts"])) for one in questions], [("f.done", 4), ("f.b", 4), ("f.a", 3), ("addressable", 2)])
        # A decision on act:1(b) may name any control as its alternative, and act:1 waits for it. R11.11: b settles act:5 either way, and
        # act:3 with no, as a does; a list of decisions that is whole settles nothing while f.done is open.
        self.assertEqual([len(one["alone"]) for one in questions], [4, 2, 1, 0])


if __name__ == "__main__":
    cli.main()
