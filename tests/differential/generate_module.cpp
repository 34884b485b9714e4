// SPDX-License-Identifier: Apache-2.0
#include "differential/generate.h"

#include <string>
#include <vector>

namespace ward::differential {

namespace {

std::string fields(const std::string& indent, const std::string& prefix, Random& random) {
  const auto fresh = [&] {
    if (!random.chance(12)) return std::string();
    return std::string(random.chance(50) ? " fresh for 20 days" : " fresh for 1 month");
  };
  std::string text;
  const std::vector<std::pair<std::string, std::string>> all = {
      {"bool", "bool"},         {"bool_opt", "bool?"},     {"count", "count"},     {"count_opt", "count?"},
      {"integer", "integer"},   {"decimal", "decimal"},    {"percent", "percent"}, {"percent_opt", "percent?"},
      {"money", "money"},       {"date", "date"},          {"date_opt", "date?"},  {"days", "days"},
      {"months", "months"},     {"months_opt", "months?"}, {"minutes", "minutes"}, {"text", "text"},
      {"text_opt", "text?"},    {"texts", "set of text"},  {"enum", "Color"},      {"enum_opt", "Color?"},
      {"enums", "set of Color"}};
  for (const auto& [name, type] : all) text += indent + prefix + name + " : " + type + fresh() + "\n";
  return text;
}

struct State {
  Random& random;
  std::string out;
  int provisions = 0;
  int controls = 0;

  std::string truth(int depth, const std::string& parameter = "", const std::string& other = "", bool predicates = true,
                    bool positive = true) {
    Scope scope;
    scope.parameter = parameter;
    scope.other_control = other;
    scope.predicates = predicates;
    scope.positive = positive;
    return generate_truth(random, scope, depth);
  }

  void declarations() {
    out += "module fuzz as of 2026-03-03\n\nenum Color { r, s, t }\nenum Role { small, large, partner }\n\n";
    out += "record B key id {\n  id : text\n  f_rated : count supplied by scheme\n" + fields("  ", "f_", random) + "}\n";
    out += "record A key id {\n  id : text\n  f_key : key of tb\n  f_key_opt : key of tb?\n" + fields("  ", "f_", random) + "}\n";
    out += std::string("facts {\n  ta : table of A") + (random.chance(25) ? " fresh for 20 days" : "") + "\n  tb : table of B\n}\n";
    out += "facts g {\n" + fields("  ", "", random) + "  certificate : bool supplied by scheme\n  score : count supplied by scheme\n}\n";
    out += "facts org {\n  roles : set of Role\n}\n";
    for (const char* role : {"small", "large", "partner"})
      out += std::string("role ") + role + " when Role." + role + " in org.roles\n";
    Scope row;
    row.row = "p";
    row.in_fold = true;
    row.positive = false;
    row.predicates = false;
    for (char record : {'A', 'B'}) {
      row.record = static_cast<char>(record - 'A' + 'a');
      out += std::string("predicate pred_") + row.record + "(p : " + record + ") = " + generate_truth(random, row, 2) + "\n";
    }
    out += "predicate pred_n(n : integer?, c : Color) = (n " + std::string(random.chance(50) ? ">=" : "<") +
           " g.integer or c == g.enum)\n";
    out += "let shared_let = " + truth(2, "", "", false, false) + "\n";
    out += "authority scheme \"A scheme\" {\n  force framework\n  source \"made up\"\n  binds all\n}\n";
    out += std::string("authority law \"A law\" {\n  force law\n  source \"made up\"\n  binds ") +
           (random.chance(60) ? "all" : random.chance(50) ? "large" : "large, partner") + "\n}\n";
  }

  std::string clauses_of_time() {
    std::string text = "  in force from ";
    text += random.chance(85) ? "2020-01-01" : "2026-03-03";
    if (random.chance(12)) text += random.chance(50) ? " until 2026-03-04" : " until 2026-03-05";
    text += "\n";
    if (random.chance(40)) {
      text += random.chance(85) ? "  due 2026-02-01" : "  due 2026-03-04";
      if (random.chance(50)) text += random.chance(50) ? ", 2026-03-03 for small" : ", 2026-04-01 for small";
      if (random.chance(50)) text += random.chance(60) ? ", 2026-01-01 for partner" : ", 2026-03-05 for partner";
      text += "\n";
    }
    return text;
  }

  // Elements e0, e1, ...; returns how many are from the text.
  void provision(const std::string& citation, const std::string& designation, const std::string& under,
                 const std::string& needs, bool with_elements) {
    out += "provision " + citation + designation + " \"Rule " + std::to_string(provisions++) + "\" {\n";
    if (!under.empty()) out += "  under " + under + "\n";
    out += clauses_of_time();
    if (!needs.empty()) out += "  needs " + needs + "\n";
    if (random.chance(20)) out += random.chance(50) ? "  binds small, large\n" : "  binds partner\n";
    if (random.chance(15)) out += "  applies when " + truth(1, "", "", true, false) + "\n";
    if (with_elements) {
      element("e0", " from text");
      if (random.chance(60)) element("e1", "");
      if (random.chance(30)) element("e2", random.chance(50) ? " from practice \"habit\"" : " from guidance");
    }
    out += "}\n";
  }

  void element(const std::string& name, const std::string& basis) {
    out += "  element " + name + " \"part " + name + "\"";
    if (random.chance(20)) out += " applies when " + truth(1, "", "", true, false);
    switch (random.below(3)) {
      case 0: out += " decided by " + law_truth(2); break;
      case 1: out += " requires " + law_truth(2); break;
      default: break;
    }
    out += basis + "\n";
  }

  // A law's own expressions may not read what a scheme supplies (R2.6).
  std::string law_truth(int depth) {
    for (;;) {
      const std::string text = truth(depth);
      if (text.find("certificate") == std::string::npos && text.find("score") == std::string::npos && text.find("rated") == std::string::npos) return text;
    }
  }

  void law() {
    provision("law:1", " standard", "", "", false);
    provision("law:1.1", " required", "law:1", "", true);
    provision("law:1.2", " addressable", "law:1", random.chance(40) ? "law:1.1" : "", true);
    provision("law:1.3", " addressable", "law:1", "", true);
    provision("law:2", random.chance(20) ? " prohibition" : "", "", random.chance(40) ? "law:1.1 or law:1.2" : "", true);
    if (random.chance(40)) provision("law:3", "", "", random.chance(50) ? "law:1" : "law:1.3 or law:2", false);
    if (random.chance(40)) {
      provision("law:2.a", "", "", "", true);
      provision("law:2.b", random.chance(30) ? " permission" : "", "", "", true);
    }
    if (random.chance(30))
      out += "provision law:2.c \"Gone\" {\n  in force from 2020-01-01\n  vacated 2026-03-04 by \"a case\"\n  element e0 \"part e0\" decided by " + law_truth(1) + "\n}\n";
    if (random.chance(40))
      out += "provision law:2.d condition \"If used\" {\n  in force from 2020-01-01\n  applies when " + truth(1, "", "", true, false) +
             "\n  element e0 \"part e0\" decided by " + law_truth(1) + "\n}\n";
    if (random.chance(30))
      out += "proposal draft \"A draft\" {\n  force law\n  source \"made up\"\n  binds all\n  provision draft:2 \"Rule of the draft\" {\n"
             "    in force from 2020-01-01\n    replaces law:2\n    element all_of_it \"all\" decided by " +
             law_truth(2) + "\n  }\n}\n";
    out += "provision scheme:01.a \"Item a\" {\n  in force from 2020-01-01\n}\n";
    out += "provision scheme:01.b \"Item b\" {\n  in force from 2020-01-01\n}\n";
  }

  void control(const std::string& covers) {
    const std::string path = "c.n" + std::to_string(controls);
    const std::string other = controls > 0 && random.chance(40) ? "c.n" + std::to_string(random.below(static_cast<uint32_t>(controls))) : "";
    ++controls;
    const bool with_parameter = random.chance(35);
    out += "control " + path + " \"Control\" {\n";
    if (with_parameter) out += "  parameter limit : count >= 0 default " + std::to_string(random.below(4)) + "\n";
    if (random.chance(30)) out += "  applies when " + truth(1, with_parameter ? "limit" : "", "", true, false) + "\n";
    out += "  implemented when " + truth(3, with_parameter ? "limit" : "", other) + "\n";
    out += covers + "}\n";
  }

  void all_controls() {
    control("  covers law:1.1.{e0}\n");
    control("  covers law:1.2\n  aligns scheme:01.a superset\n");
    control("  covers law:1.2.{e0}\n  covers law:1.3\n");
    control("  covers law:1.3.{e0}\n  covers law:1.1\n  aligns scheme:01.a intersects\n");
    control("  covers law:2\n  aligns scheme:01.b\n");
    if (random.chance(50)) control("  covers law:2.{e0}\n  aligns scheme:01.b equal\n");
    out += "exception x1 for control c.n" + std::to_string(random.below(static_cast<uint32_t>(controls)));
    if (random.chance(70)) out += random.chance(50) ? " at ta[\"r0\"]" : " at ta[\"r0\"], tb[\"r1\"]";
    out += std::string(" because \"tested\" approved by \"board\" on ") +
           (random.chance(80) ? "2026-01-01" : "2026-03-04") + " expires 2026-12-31\n";
    out += "profile narrow \"A profile\" {\n  authorities law, scheme\n";
    for (int i = 0; i < controls; ++i)
      if (out.find("control c.n" + std::to_string(i) + " \"Control\" {\n  parameter") != std::string::npos && random.chance(70))
        out += "  set c.n" + std::to_string(i) + ".limit = " + std::to_string(random.below(4)) + "\n";
    if (random.chance(50)) out += "  scope when g.bool\n";
    out += "}\n";
  }
};

}  // namespace

std::string generate_module(Random& random) {
  State state{random, {}};
  state.declarations();
  state.law();
  state.all_controls();
  return std::move(state.out);
}

}  // namespace ward::differential
