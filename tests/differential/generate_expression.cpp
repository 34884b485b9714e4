// SPDX-License-Identifier: Apache-2.0
#include "differential/generate.h"

#include <cassert>

namespace ward::differential {

namespace {

// Names follow the types: in records `f_count`, alone `g.count`. Both records have the same fields
// but record a has the key into table `tb`.
struct State {
  Random& random;
  int names = 0; ///< row variables so far: each has a name of its own

  std::string leaf(const Scope& scope, const std::string& type) {
    if (!scope.row.empty() && random.chance(75))
      return scope.row + ".f_" + type;
    // A key of table `tb` in a row of `ta`.
    if (!scope.row.empty() && scope.record == 'a' && random.chance(50))
      return "tb[" + scope.row + "." +
             (random.chance(70) || !may_be_none(type) ? "f_key" : "f_key_opt") + "].f_" + type;
    if (random.chance(12))
      return std::string("tb[\"") + (random.chance(50) ? "r0" : "r1") + "\"].f_" + type;
    return "g." + type;
  }

  // A condition is never none, nor is a set that is asked for members.
  static bool may_be_none(const std::string& type) {
    return type != "bool" && type != "enums" && type != "texts";
  }

  std::string group(const std::string& text) { return "(" + text + ")"; }

  std::string relation() {
    static const std::vector<std::string> all = {"==", "!=", "<", "<=", ">", ">="};
    return random.pick(all);
  }

  std::string whole(const Scope& scope, int depth) {
    switch (random.below(depth > 0 ? 9 : 4)) {
    case 0:
      return std::to_string(random.below(4));
    case 1:
      return leaf(scope, "integer");
    case 2:
      return leaf(scope, random.chance(80) ? "count" : "count_opt");
    case 3:
      return !scope.parameter.empty() && random.chance(60) ? scope.parameter : leaf(scope, "count");
    case 4:
      return group(whole(scope, depth - 1) + (random.chance(50) ? " + " : " - ") +
                   whole(scope, depth - 1));
    case 5:
      return group(whole(scope, depth - 1) + " * " + std::to_string(random.between(0, 3)));
    case 6:
      return group("-" + whole(scope, 0));
    case 7:
      return group("if " + truth(scope, 0) + " then " + whole(scope, depth - 1) + " else " +
                   whole(scope, depth - 1));
    default:
      return fold(scope, depth);
    }
  }

  std::string fold(const Scope& scope, int depth) {
    const bool a = random.chance(50);
    const Scope inner = row_scope(scope, a);
    const std::string rows = inner.row + " in " + (a ? "ta" : "tb");
    const std::string where = random.chance(65) ? " where " + truth(inner, depth - 1) : "";
    if (random.chance(55))
      return "count(" + rows + where + ")";
    std::string summand = random.chance(50) ? inner.row + ".f_count" : inner.row + ".f_integer";
    if (!a && random.chance(25))
      summand = inner.row + ".f_rated";
    if (random.chance(30))
      summand += " + 1";
    return "sum(" + summand + " for " + rows + where + ")";
  }

  Scope row_scope(const Scope& scope, bool a) {
    Scope inner = scope;
    inner.row = "x" + std::to_string(++names);
    inner.record = a ? 'a' : 'b';
    inner.in_fold = true;
    inner.positive = false;
    inner.other_control.clear();
    return inner;
  }

  std::string date(const Scope& scope, int depth) {
    switch (random.below(depth > 0 ? 8 : 3)) {
    case 0:
      return random.chance(50) ? "2026-03-03" : "2026-02-28";
    case 1:
      return leaf(scope, random.chance(60) ? "date" : "date_opt");
    case 2:
      return random.chance(70) ? "today" : leaf(scope, "date");
    case 3:
      return group(date(scope, depth - 1) + (random.chance(60) ? " + " : " - ") + days(scope));
    case 4:
      return group(date(scope, depth - 1) + (random.chance(60) ? " + " : " - ") + months(scope));
    case 5:
      return "end_of_year(" + leaf(scope, "date") + ")";
    case 6: {
      std::string list = date(scope, depth - 1);
      for (uint32_t i = random.below(2) + 1; i > 0; --i)
        list += ", " + date(scope, depth - 1);
      return std::string(random.chance(50) ? "latest(" : "earliest(") + list + ")";
    }
    default:
      return group("if " + truth(scope, 0) + " then " + date(scope, depth - 1) + " else " +
                   date(scope, depth - 1));
    }
  }

  std::string days(const Scope& scope) {
    return random.chance(50) ? std::to_string(random.below(4)) + " days" : leaf(scope, "days");
  }
  std::string months(const Scope& scope) {
    return random.chance(50) ? std::to_string(random.below(3)) + " months"
                             : leaf(scope, random.chance(50) ? "months" : "months_opt");
  }
  std::string member() {
    return "Color." + std::string(1, static_cast<char>('r' + random.below(3)));
  }
  std::string text_literal() { return random.chance(50) ? "\"x\"" : "\"y\""; }

  std::string comparison(const Scope& scope, int depth) {
    switch (random.below(13)) {
    case 0:
    case 1:
    case 2:
      return whole(scope, depth) + " " + relation() + " " + whole(scope, depth - 1);
    case 3:
    case 4:
      return date(scope, depth) + " " + relation() + " " + date(scope, depth - 1);
    case 5:
      return leaf(scope, "decimal") + " " + relation() + " " +
             (random.chance(50) ? "1.5" : group(leaf(scope, "decimal") + " * 2"));
    case 6:
      return leaf(scope, random.chance(70) ? "percent" : "percent_opt") + " " + relation() + " " +
             (random.chance(50) ? "50%" : "12.5%");
    case 7:
      return leaf(scope, "money") + " " + relation() + " " +
             (random.chance(50) ? "$1.50" : group(leaf(scope, "money") + " * 2"));
    case 8:
      return leaf(scope, random.chance(70) ? "enum" : "enum_opt") +
             (random.chance(50) ? " == " : " != ") + member();
    case 9:
      return leaf(scope, random.chance(70) ? "text" : "text_opt") +
             (random.chance(50) ? " == " : " != ") + text_literal();
    case 10:
      return "age of " + leaf(scope, random.chance(50) ? "date" : "date_opt") +
             (random.chance(50)   ? " <= "
              : random.chance(50) ? " > "
                                  : " < ") +
             (random.chance(50) ? days(scope) : months(scope));
    case 11:
      return group(date(scope, 0) + " - " + date(scope, 0)) + " " + relation() + " " + days(scope);
    default:
      return leaf(scope, "minutes") + " " + relation() + " 15 minutes";
    }
  }

  std::string membership(const Scope& scope) {
    switch (random.below(6)) {
    case 0:
      return leaf(scope, "enum") + " in " + leaf(scope, "enums");
    case 1:
      return leaf(scope, "enum_opt") + (random.chance(50) ? " in {" : " not in {") +
             (random.chance(50) ? "Color.r, Color.s}" : "Color.t}");
    case 2:
      return leaf(scope, "enums") + " includes {Color.r" + (random.chance(50) ? ", Color.s}" : "}");
    case 3:
      return leaf(scope, "text") + " in " + leaf(scope, "texts");
    case 4:
      return text_literal() + " in " + leaf(scope, "texts");
    default:
      return member() + " in " + leaf(scope, "enums");
    }
  }

  std::string none(const Scope& scope) {
    static const std::vector<std::string> types = {"count_opt", "date_opt", "enum_opt",
                                                   "text_opt",  "bool_opt", "months_opt"};
    return leaf(scope, random.pick(types)) + (random.chance(50) ? " is none" : " is not none");
  }

  std::string condition(const Scope& scope, int depth) {
    switch (random.below(10)) {
    case 0:
    case 1:
      return leaf(scope, "bool");
    case 2:
      return leaf(scope, "bool_opt") + (random.chance(50) ? " == true" : " != true");
    case 3:
      return membership(scope);
    case 4:
      return none(scope);
    case 5:
      return random.chance(30) ? group(leaf(scope, "bool") + (random.chance(50) ? " == " : " != ") +
                                       leaf(scope, "bool"))
             : random.chance(50) ? "g.certificate"
                                 : "g.score >= 2";
    default:
      return comparison(scope, depth > 1 ? 1 : depth);
    }
  }

  std::string quantified(const Scope& scope, int depth) {
    const bool a = random.chance(55);
    const Scope inner = row_scope(scope, a);
    const std::string rows = inner.row + " in " + (a ? "ta" : "tb");
    const std::string where = random.chance(60) ? " where " + truth(inner, depth - 2) : "";
    switch (random.below(10)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return group("every " + rows + where + " satisfies " + group(truth(inner, depth - 1)));
    case 4:
    case 5:
    case 6:
      return group("some " + rows + where + " satisfies " + group(truth(inner, depth - 1)));
    case 7:
    case 8:
      return group("share(" + rows + where + " that " + truth(inner, depth - 1) + ") " +
                   relation() +
                   (random.chance(50)   ? " 50%"
                    : random.chance(50) ? " 100%"
                                        : " 33.4%"));
    default: {
      const std::string e = random.chance(50) ? inner.row + ".f_count" : inner.row + ".f_date";
      const std::string k =
          e.find("count") != std::string::npos ? std::to_string(random.below(3)) : "2026-03-03";
      return group((random.chance(50) ? "min(" : "max(") + e + " for " + rows + where + ") " +
                   relation() + " " + k);
    }
    }
  }

  std::string truth(const Scope& scope, int depth) {
    if (depth <= 0)
      return condition(scope, 0);
    switch (random.below(16)) {
    case 0:
    case 1: {
      Scope inner = scope;
      return group(truth(inner, depth - 1) + " and " + truth(inner, depth - 1));
    }
    case 2:
    case 3:
      return group(truth(scope, depth - 1) + " or " + truth(scope, depth - 1));
    case 4: {
      Scope inner = scope;
      inner.positive = false;
      return group("not " + group(truth(inner, depth - 1)));
    }
    case 5: {
      Scope inner = scope;
      inner.positive = false;
      return group(group(truth(inner, depth - 1)) + " implies " + group(truth(scope, depth - 1)));
    }
    case 6:
    case 7:
    case 8:
      return scope.in_fold && random.chance(70) ? condition(scope, depth)
                                                : quantified(scope, depth);
    case 9: {
      Scope inner = scope;
      inner.positive = false;
      return group("if " + truth(inner, depth - 1) + " then " + truth(inner, depth - 1) + " else " +
                   truth(inner, depth - 1));
    }
    case 10:
      if (!scope.predicates)
        break;
      if (!scope.row.empty() && random.chance(60))
        return std::string(scope.record == 'a' ? "pred_a(" : "pred_b(") + scope.row + ")";
      return random.chance(50) ? "pred_n(" + whole(scope, 0) + ", " + member() + ")" : "shared_let";
    case 11:
      if (scope.positive && scope.row.empty())
        return group("shown " + group(truth_without_shown(scope, depth - 1)) + " by law:1.1");
      break;
    case 12:
      if (!scope.other_control.empty())
        return "implemented(" + scope.other_control + ")";
      break;
    default:
      break;
    }
    return condition(scope, depth);
  }

  std::string truth_without_shown(Scope scope, int depth) {
    scope.positive = false;
    return truth(scope, depth);
  }
};

} // namespace

std::string generate_truth(Random& random, const Scope& scope, int depth) {
  return State{random}.truth(scope, depth);
}

} // namespace ward::differential
