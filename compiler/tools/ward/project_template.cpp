// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/project_template.h"

#include <algorithm>
#include <string_view>

namespace ward::tool {

namespace {

constexpr std::string_view manifest = R"text([package]
name = "@NAME@"
release = 1             # counts up with every release of the policy
version = "1"
reviewed = @DAY@
root = "policy"          # the module to begin with: policy/policy.ward
sources = ["policy"]
profile = "office"
)text";

constexpr std::string_view policy =
    R"text(/// The policy of this organization: the Security Rule, the controls of the library, one rule of the house.
module policy as of @DAY@

use hipaa
use hipaa.facts
use pillars

facts office {
  server_room_locked : bool
    "Is the server room locked whenever nobody is in it?"
    fresh for 90 days
}

/// What the organization has set itself. No law is met by it.
authority house "House rules" {
  force     policy
  issued by "Management"
  binds     all
  source    "House rules, first edition"
}

provision house:1 "The server room is locked" {
  in force from @DAY@
  element locked "the server room is locked whenever nobody is in it"
    decided by office.server_room_locked
    from text
}

/// Nobody walks up to the machines.
control office.server_room "Locked server room" {
  owner "Office manager"
  effort 1 day
  implemented when office.server_room_locked
  evidence key_log "Key log of the server room" fresh for 90 days
  covers house:1
}

/// What is judged: the Security Rule and the house rules, each claimed whole. Screens lock after ten minutes.
profile office "Our organization" {
  authorities hipaa, house
  set access.automatic_logoff.max_idle = 10 minutes
  claims hipaa in full
  claims house in full
}

test "the server room" {
  given { office.server_room_locked = true }
  case "locked" {
    expect control office.server_room implemented
    expect house:1 met
  }
  case "open" {
    with { office.server_room_locked = false }
    expect house:1 not_met because office.server_room_locked
  }
}
)text";

constexpr std::string_view facts =
    R"text(# What the organization says of itself. What is missing is unknown, never false.
organization: Our organization
as_of: @DAY@
source: first walk through

org:
  roles: { value: [covered_entity], source: what we do }

office:
  server_room_locked: { value: true, source: key log }
)text";

constexpr std::string_view readme = R"text(# @NAME@

A policy in Ward: what the organization has to do, and the facts by which that is judged.

```
ward check                                     does the policy hold together?
ward test                                      do its tests pass?
ward build -o @NAME@.wardb
ward eval @NAME@.wardb facts/office.yaml       where does the organization stand?
```

| file | what |
| --- | --- |
| `ward.toml` | the name of the policy, its release, where its modules are |
| `policy/policy.ward` | the policy: a house rule, a control, the profile that chooses what is judged, a test |
| `facts/office.yaml` | what the organization says of itself; what is missing is unknown, never false |

`ward eval` names the questions to answer first. `ward lock` writes down what the policy is made of, the library
included, so that `ward check --locked` tells when any of it differs.
)text";

constexpr std::string_view github = R"text(name: Policy
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  ward:
    runs-on: ubuntu-latest
    # An image that has `ward` on its PATH: set the variable WARD_IMAGE of the repository.
    container: ${{ vars.WARD_IMAGE }}
    steps:
      - uses: actions/checkout@v4
      - run: ward fmt --check
      - run: ward lint --deny warnings --format github
      - run: ward check --format github
      - run: ward test
)text";

constexpr std::string_view gitlab =
    R"text(# WARD_IMAGE is an image that has `ward` on its PATH: set it among the variables of the project.
ward:
  image: $WARD_IMAGE
  stage: test
  script:
    - ward fmt --check
    - ward lint --deny warnings
    - ward check
    - ward test --format junit > ward-tests.xml
  artifacts:
    when: always
    reports:
      junit: ward-tests.xml
)text";

constexpr std::string_view ignored = R"text(# `ward build` makes them from the sources.
*.wardb
)text";

constexpr size_t max_name = 64;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool may_follow(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

std::string filled(std::string_view text, const std::string& name, const std::string& day) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("@NAME@")) {
      out += name;
      i += 6;
    } else if (rest.starts_with("@DAY@")) {
      out += day;
      i += 5;
    } else {
      out += text[i++];
    }
  }
  return out;
}

} // namespace

bool is_project_name(const std::string& name) {
  return !name.empty() && name.size() <= max_name && is_letter(name[0]) &&
         std::all_of(name.begin(), name.end(), may_follow);
}

std::string project_name(const std::string& folder) {
  const auto first = std::find_if(folder.begin(), folder.end(), is_letter);
  std::string out(first, folder.end());
  std::replace_if(out.begin(), out.end(), [](char c) { return !may_follow(c); }, '-');
  out.resize(std::min(out.size(), max_name));
  return out.empty() ? "policy" : out;
}

std::vector<TemplateFile> project_template(const std::string& name, const std::string& day,
                                           Pipeline pipeline) {
  std::vector<TemplateFile> out;
  const auto add = [&](const char* path, std::string_view text) {
    out.push_back({path, filled(text, name, day)});
  };
  add("ward.toml", manifest);
  add("policy/policy.ward", policy);
  add("facts/office.yaml", facts);
  add("README.md", readme);
  add(".gitignore", ignored);
  if (pipeline == Pipeline::github)
    add(".github/workflows/ward.yml", github);
  else if (pipeline == Pipeline::gitlab)
    add(".gitlab-ci.yml", gitlab);
  return out;
}

} // namespace ward::tool
