// SPDX-License-Identifier: Apache-2.0
#include "bench/generate.h"

#include <fmt/format.h>

#include <iterator>

namespace ward::bench {
namespace {

constexpr size_t controls_a_provision = 4;
constexpr size_t controls_a_group = 8;

constexpr const char* head = R"ward(// SPDX-License-Identifier: Apache-2.0
/// A generated project, as large as asked for.
module generated as of 2026-11-22

authority gen "Generated rules" {
  force     law
  issued by "Nobody"
  binds     all
  source    "Made for measuring"
}

enum Status { in_use, stored, retired, lost }
enum Topic { access, backup, network, training, incident, disposal }
enum SignIn { no_check, password, multi_factor }

record System key id {
  id              : text
  holds_ephi      : bool     "Does it create, receive, maintain or transmit ePHI?"
  internet_facing : bool     "Can it be reached from the Internet?"
  shared_accounts : count    "How many accounts are used by more than one person?" fresh for 90 days
  authentication  : SignIn   "How does a person sign in?" fresh for 90 days
  auto_logoff     : minutes? "After how many idle minutes does a session end? (none = never)"
  audit_log       : bool     "Is activity recorded?" fresh for 90 days
}

record Device key id {
  id          : text
  holds_ephi  : bool   "Does it hold ePHI?"
  encrypted   : bool   "Is it encrypted?" fresh for 90 days
  status      : Status "What has become of it?"
}

record Document key id {
  id           : text
  topics       : set of Topic "Which subjects does it cover?"
  written      : bool         "Does it exist in writing?"
  effective_on : date         "Since when is it in effect?"
  reviewed_on  : date?        "When was it last reviewed? (none = never)" fresh for 12 months
}

facts {
  systems   : table of System   "Every system in the inventory." fresh for 90 days
  devices   : table of Device   "Every device in the inventory." fresh for 90 days
  documents : table of Document "Every policy, procedure and plan." fresh for 90 days
}

predicate written(t : Topic) =
  some d in documents satisfies (t in d.topics and d.written and d.effective_on <= today
    and d.reviewed_on + 12 months >= today)

predicate ephi_system(s : System) = s.holds_ephi

)ward";

constexpr const char* topics[] = {"access",   "backup",   "network",
                                  "training", "incident", "disposal"};
constexpr const char* pillars[] = {"identity_access", "endpoint_device", "network_cloud",
                                   "governance",      "backup_recovery", "incident_monitoring"};

using Out = std::back_insert_iterator<std::string>;

void group(Out out, size_t number) {
  fmt::format_to(out, R"ward(facts g{0} {{
  ready     : bool  "Is what group {0} needs in place?" fresh for 90 days
  tested_on : date? "When was it last tested? (none = never)" fresh for 12 months
  findings  : count "How many findings are open?"
  topics    : set of Topic "Which subjects did the last review cover?"
}}

)ward",
                 number);
}

void provision(Out out, size_t number) {
  fmt::format_to(out, R"(provision gen:{0}.{1} "Requirement {2}" {{
  in force from 2003-04-21
  due 2005-04-20
  says "Have what requirement {2} asks for, and keep it working."
  element written "a procedure exists"
    decided by written({3})
    from text
  element works "and works"
    from text
}}

)",
                 number / 1000 + 1, number % 1000 + 1, number, topics[number % 6]);
}

std::string condition(size_t number, size_t group) {
  switch (number % 5) {
  case 0:
    return fmt::format("written({})\n    and (every s in systems where ephi_system(s) satisfies "
                       "s.shared_accounts <= allowed)\n    and g{}.ready",
                       topics[number % 6], group);
  case 1:
    return fmt::format(
        "(every s in systems where ephi_system(s) and s.internet_facing\n         "
        "satisfies s.authentication == multi_factor)\n    and g{}.findings <= allowed",
        group);
  case 2:
    return fmt::format("count(d in devices where d.holds_ephi and not d.encrypted) <= allowed\n"
                       "    and g{}.tested_on + 12 months >= today",
                       group);
  case 3:
    return fmt::format("(every d in devices where d.status in {{in_use, stored}} satisfies "
                       "d.encrypted)\n    and (g{0}.topics includes {{access, {1}}} or "
                       "g{0}.findings <= allowed)",
                       group, topics[number % 5 + 1]);
  default:
    return fmt::format("(every s in systems where s.audit_log satisfies s.auto_logoff <= 15 "
                       "minutes)\n    and (g{0}.ready implies "
                       "g{0}.tested_on is not none)\n    and g{0}.findings <= allowed",
                       group);
  }
}

void control(Out out, size_t number) {
  const size_t provision = number / controls_a_provision;
  fmt::format_to(out, R"(/// Practice {0}: what people of group {1} do.
control c{0} "Practice {0}" {{
  pillar {2}
  owner "Security official"
  effort {3} days
  parameter allowed : count >= 0 <= 100 default {4}
  implemented when {5}
  evidence record "Record of practice {0}" fresh for 90 days
  covers gen:{6}.{7}{8}
}}

)",
                 number, number / controls_a_group, pillars[number % 6], number % 9 + 2,
                 number % 101, condition(number, number / controls_a_group), provision / 1000 + 1,
                 provision % 1000 + 1, number % controls_a_provision ? ".{works}" : "");
}

} // namespace

std::string generated_project(size_t controls) {
  std::string text = head;
  text.reserve(controls * 800);
  const Out out(text);
  for (size_t at = 0; at < controls; ++at) {
    if (at % controls_a_group == 0)
      group(out, at / controls_a_group);
    if (at % controls_a_provision == 0)
      provision(out, at / controls_a_provision);
    control(out, at);
  }
  fmt::format_to(out,
                 "profile all \"Everything\" {{\n  authorities gen\n  claims gen in full\n}}\n");
  return text;
}

std::string table_project() {
  return R"(// SPDX-License-Identifier: Apache-2.0
module rows as of 2026-11-22

authority gen "Generated rules" {
  force     law
  issued by "Nobody"
  binds     all
  source    "Made for measuring"
}

record System key id {
  id              : text
  holds_ephi      : bool
  shared_accounts : count
}

facts {
  systems : table of System
}

provision gen:1 "Every system has its own accounts" {
  in force from 2003-04-21
  element accounts "no account is shared"
    decided by every s in systems where s.holds_ephi satisfies s.shared_accounts == 0
    from text
}

profile all "Everything" {
  authorities gen
}
)";
}

std::string table_facts(size_t rows, Rows kind) {
  std::string text = R"({"complete":[{"table":"systems","by":"IT","on":"2026-11-01"}],"systems":[)";
  const Out out(text);
  for (size_t at = 0; at < rows; ++at) {
    if (at)
      text += ',';
    fmt::format_to(out, R"({{"id":"s{}","holds_ephi":true)", at);
    if (kind != Rows::all_missing)
      fmt::format_to(out, R"(,"shared_accounts":{})",
                     kind == Rows::one_fails && at == rows / 2 ? 1 : 0);
    text += '}';
  }
  return text += "]}";
}

} // namespace ward::bench
