// SPDX-License-Identifier: Apache-2.0
#include "differential/generate.h"

#include <string>
#include <vector>

namespace ward::differential {

namespace {

std::string fields(const std::string& indent, const std::string& prefix, Random& random) {
  const auto fresh = [&] {
    if (!random.chance(12))
      return std::string();
    return std::string(random.chance(50) ? " fresh for 20 days" : " fresh for 1 month");
  };
  std::string text;
  const std::vector<std::pair<std::string, std::string>> all = {
      {"bool", "bool"},         {"bool_opt", "bool?"},
      {"count", "count"},       {"count_opt", "count?"},
      {"integer", "integer"},   {"decimal", "decimal"},
      {"percent", "percent"},   {"percent_opt", "percent?"},
      {"money", "money"},       {"date", "date"},
      {"date_opt", "date?"},    {"done", "date?"},
      {"hold", "date?"},        {"days", "days"},
      {"months", "months"},     {"months_opt", "months?"},
      {"minutes", "minutes"},   {"text", "text"},
      {"text_opt", "text?"},    {"texts", "set of text"},
      {"enum", "Color"},        {"enum_opt", "Color?"},
      {"enums", "set of Color"}};
  for (const auto& [name, type] : all)
    text += indent + prefix + name + " : " + type + fresh() + "\n";
  return text;
}

struct State {
  Random& random;
  std::string out;
  int provisions = 0;
  int controls = 0;

  std::string truth(int depth, const std::string& parameter = "", const std::string& other = "",
                    bool predicates = true, bool positive = true) {
    Scope scope;
    scope.parameter = parameter;
    scope.other_control = other;
    scope.predicates = predicates;
    scope.positive = positive;
    return generate_truth(random, scope, depth);
  }

  void declarations() {
    out += "module fuzz as of 2026-03-03\n\nenum Color { r, s, t }\nenum Role { small, large, "
           "partner }\n\n";
    out += "record B key id {\n  id : text\n  f_rated : count supplied by scheme\n" +
           fields("  ", "f_", random) + "}\n";
    out += "record A key id {\n  id : text\n  f_key : key of tb\n  f_key_opt : key of tb?\n" +
           fields("  ", "f_", random) + "}\n";
    out += std::string("facts {\n  ta : table of A") +
           (random.chance(25) ? " fresh for 20 days" : "") + "\n  tb : table of B\n}\n";
    out += "facts g {\n" + fields("  ", "", random) +
           "  certificate : bool supplied by scheme\n  score : count supplied by scheme\n}\n";
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
      out += std::string("predicate pred_") + row.record + "(p : " + record +
             ") = " + generate_truth(random, row, 2) + "\n";
    }
    out += "predicate pred_n(n : integer?, c : Color) = (n " +
           std::string(random.chance(50) ? ">=" : "<") + " g.integer or c == g.enum)\n";
    out += "let shared_let = " + truth(2, "", "", false, false) + "\n";
    out += "authority scheme \"A scheme\" {\n  force framework\n  source \"made up\"\n  binds "
           "all\n}\n";
    out += std::string("authority law \"A law\" {\n  force law\n  source \"made up\"\n  binds ") +
           (random.chance(60)   ? "all"
            : random.chance(50) ? "large"
                                : "large, partner") +
           (random.chance(50) ? "\n  lookback 3 days from \"made up\"" : "") + "\n}\n";
    out +=
        "authority deal \"A contract\" {\n  force contract\n  source \"made up\"\n  binds all\n}\n";
  }

  // Days lie within some days of the middle day, so limits are short; every status has to turn up.
  void duty(const std::string& name, const std::string& table, char record,
            const std::string& cites) {
    Scope row;
    row.row = "v";
    row.record = record;
    row.in_fold = true;
    row.positive = false;
    row.predicates = false;
    const auto truth_of_row = [&](int depth) {
      for (;;) {
        const std::string text = generate_truth(random, row, depth);
        if (text.find("certificate") == std::string::npos &&
            text.find("score") == std::string::npos && text.find("rated") == std::string::npos)
          return text;
      }
    };
    const std::string days[] = {"v.f_date", "v.f_date_opt", "earliest(v.f_date, v.f_date_opt)",
                                "(if v.f_bool then v.f_date else v.f_date_opt)"};
    out += "duty d." + name + (random.chance(50) ? " \"A duty\"" : "") + " on v in " + table +
           " {\n  cites " + cites + "\n";
    out += "  arises " + days[random.chance(60) ? 0 : random.below(4)] + "\n";
    if (random.chance(60))
      out += "  when " + (random.chance(50) ? "v.f_bool" : truth_of_row(2)) + "\n";
    out += std::string("  done ") +
           (random.chance(80)   ? "v.f_done"
            : random.chance(50) ? "earliest(v.f_done, v.f_date_opt)"
                                : "g.date_opt") +
           "\n";
    if (random.chance(50))
      out += std::string("  not before ") +
             (random.chance(70) ? "v.f_hold" : "latest(v.f_hold, g.date_opt)") + "\n";
    const std::string limits[] = {
        "latest(arises + 2 days, v.f_date)",
        "v.f_date + 1 days",
        "v.f_date + v.f_days",
        "(if v.f_bool_opt == true then v.f_date + 1 days else v.f_date + 3 days)",
        "v.f_date + 1 month",
        "earliest(v.f_date + 3 days, latest(v.f_hold + 1 days, v.f_date))",
        "end_of_year(v.f_date) - 300 days"};
    out += "  by " + limits[random.below(7)] + "\n";
    if (random.chance(50))
      out += std::string("  promptly ") + (random.chance(80) ? "1 day" : "1 month") + " after " +
             (random.chance(50) ? "arises" : "v.f_date_opt") + "\n";
    out += "}\n";
  }

  void duties() {
    out +=
        "provision law:7 \"A duty\" {\n  in force from 2020-01-01 until 2026-03-02\n  due "
        "2026-01-01, 2026-02-28 for small\n  element e0 \"part e0\"\n  element e1 \"part e1\"\n}\n";
    out += "provision law:7 \"A duty, reworded\" {\n  in force from 2026-03-02\n" +
           std::string(random.chance(50) ? "  binds small, large\n" : "") +
           "  element e0 \"part e0\"" + (random.chance(30) ? " decided by " + law_truth(1) : "") +
           "\n  element e1 \"part e1\"\n}\n";
    out += "provision law:8 \"Another duty\" {\n" + clauses_of_time() +
           (random.chance(30) ? "  applies when " + truth(1, "", "", true, false) + "\n" : "") +
           "}\n";
    out += "provision deal:1 \"A clause\" {\n  element e0 \"part e0\"\n}\n";
    duty("a", "ta", 'a', "law:7.{e0}" + std::string(random.chance(50) ? ", deal:1" : ""));
    duty("b", "tb", 'b', "law:8");
    if (random.chance(60))
      duty("c", "ta", 'a', random.chance(50) ? "law:7" : "law:7.{e0}, law:8");
    if (random.chance(40))
      duty("d", "tb", 'b', "deal:1");
    control("  covers law:7.{e1}\n");
  }

  std::string clauses_of_time() {
    std::string text = "  in force from ";
    text += random.chance(85) ? "2020-01-01" : "2026-03-03";
    if (random.chance(12))
      text += random.chance(50) ? " until 2026-03-04" : " until 2026-03-05";
    text += "\n";
    if (random.chance(40)) {
      text += random.chance(85) ? "  due 2026-02-01" : "  due 2026-03-04";
      if (random.chance(50))
        text += random.chance(50) ? ", 2026-03-03 for small" : ", 2026-04-01 for small";
      if (random.chance(50))
        text += random.chance(60) ? ", 2026-01-01 for partner" : ", 2026-03-05 for partner";
      text += "\n";
    }
    return text;
  }

  // Elements e0, e1, ...; returns how many are from the text.
  void provision(const std::string& citation, const std::string& designation,
                 const std::string& under, const std::string& needs, bool with_elements) {
    out += "provision " + citation + designation + " \"Rule " + std::to_string(provisions++) +
           "\" {\n";
    if (!under.empty())
      out += "  under " + under + "\n";
    out += clauses_of_time();
    if (!needs.empty())
      out += "  needs " + needs + "\n";
    if (random.chance(20))
      out += random.chance(50) ? "  binds small, large\n" : "  binds partner\n";
    if (random.chance(15))
      out += "  applies when " + truth(1, "", "", true, false) + "\n";
    if (with_elements) {
      element("e0", " from text");
      if (random.chance(60))
        element("e1", "");
      if (random.chance(30))
        element("e2", random.chance(50) ? " from practice \"habit\"" : " from guidance");
    }
    out += "}\n";
  }

  void element(const std::string& name, const std::string& basis) {
    out += "  element " + name + " \"part " + name + "\"";
    if (random.chance(20))
      out += " applies when " + truth(1, "", "", true, false);
    switch (random.below(3)) {
    case 0:
      out += " decided by " + law_truth(2);
      break;
    case 1:
      out += " requires " + law_truth(2);
      break;
    default:
      break;
    }
    out += basis + "\n";
  }

  // A law's own expressions may not read what a scheme supplies (R2.6).
  std::string law_truth(int depth) {
    for (;;) {
      const std::string text = truth(depth);
      if (text.find("certificate") == std::string::npos &&
          text.find("score") == std::string::npos && text.find("rated") == std::string::npos)
        return text;
    }
  }

  void law() {
    provision("law:1", " standard", "", "", false);
    provision("law:1.1", " required", "law:1", "", true);
    provision("law:1.2", " addressable", "law:1", random.chance(40) ? "law:1.1" : "", true);
    provision("law:1.3", " addressable", "law:1", "", true);
    provision("law:2", random.chance(20) ? " prohibition" : "", "",
              random.chance(40) ? "law:1.1 or law:1.2" : "", true);
    if (random.chance(40))
      provision("law:3", "", "", random.chance(50) ? "law:1" : "law:1.3 or law:2", false);
    if (random.chance(40)) {
      provision("law:2.a", "", "", "", true);
      provision("law:2.b", random.chance(30) ? " permission" : "", "", "", true);
    }
    if (random.chance(30))
      out += "provision law:2.c \"Gone\" {\n  in force from 2020-01-01\n  vacated 2026-03-04 by "
             "\"a case\"\n  element e0 \"part e0\" decided by " +
             law_truth(1) + "\n}\n";
    if (random.chance(40))
      out +=
          "provision law:2.d condition \"If used\" {\n  in force from 2020-01-01\n  applies when " +
          truth(1, "", "", true, false) + "\n  element e0 \"part e0\" decided by " + law_truth(1) +
          "\n}\n";
    if (random.chance(30))
      out += "proposal draft \"A draft\" {\n  force law\n  source \"made up\"\n  binds all\n  "
             "provision draft:2 \"Rule of the draft\" {\n"
             "    in force from 2020-01-01\n    replaces law:2\n    element all_of_it \"all\" "
             "decided by " +
             law_truth(2) + "\n  }\n}\n";
    out += "provision scheme:01.a \"Item a\" {\n  in force from 2020-01-01\n}\n";
    out += "provision scheme:01.b \"Item b\" {\n  in force from 2020-01-01\n}\n";
  }

  void control(const std::string& covers) {
    const std::string path = "c.n" + std::to_string(controls);
    const std::string other =
        controls > 0 && random.chance(40)
            ? "c.n" + std::to_string(random.below(static_cast<uint32_t>(controls)))
            : "";
    ++controls;
    const bool with_parameter = random.chance(35);
    out += "control " + path + " \"Control\" {\n";
    if (with_parameter)
      out += "  parameter limit : count >= 0 default " + std::to_string(random.below(4)) + "\n";
    if (random.chance(30))
      out += "  applies when " + truth(1, with_parameter ? "limit" : "", "", true, false) + "\n";
    out += "  implemented when " + truth(3, with_parameter ? "limit" : "", other) + "\n";
    out += covers + "}\n";
  }

  void all_controls() {
    control("  covers law:1.1.{e0}\n");
    control("  covers law:1.2\n  aligns scheme:01.a superset\n");
    control("  covers law:1.2.{e0}\n  covers law:1.3\n");
    control("  covers law:1.3.{e0}\n  covers law:1.1\n  aligns scheme:01.a intersects\n");
    control("  covers law:2\n  aligns scheme:01.b\n");
    if (random.chance(50))
      control("  covers law:2.{e0}\n  aligns scheme:01.b equal\n");
    out += "exception x1 for control c.n" +
           std::to_string(random.below(static_cast<uint32_t>(controls)));
    if (random.chance(70))
      out += random.chance(50) ? " at ta[\"r0\"]" : " at ta[\"r0\"], tb[\"r1\"]";
    out += std::string(" because \"tested\" approved by \"board\" on ") +
           (random.chance(80) ? "2026-01-01" : "2026-03-04") + " expires 2026-12-31\n";
    out += "profile narrow \"A profile\" {\n  authorities law, scheme\n";
    for (int i = 0; i < controls; ++i)
      if (out.find("control c.n" + std::to_string(i) + " \"Control\" {\n  parameter") !=
              std::string::npos &&
          random.chance(70))
        out +=
            "  set c.n" + std::to_string(i) + ".limit = " + std::to_string(random.below(4)) + "\n";
    if (random.chance(50))
      out += "  scope when g.bool\n";
    out += "}\n";
  }
};

} // namespace

std::string generate_module(Random& random) {
  State state{random, {}};
  state.declarations();
  state.law();
  state.duties();
  state.all_controls();
  return std::move(state.out);
}

} // namespace ward::differential
