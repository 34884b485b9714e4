// SPDX-License-Identifier: Apache-2.0
#include "unit/typecheck/phases.h"

using namespace ward::test;

TEST_CASE("a first file") {
  BuiltModel built;
  build_model(built, {{"clinic.access", R"ward(
module clinic.access as of 2026-01-01
use hipaa
enum Mfa { none, optional, privileged_only, enforced }
record System key id {
  id              : text
  holds_ephi      : bool    "Does it hold ePHI?"
  shared_accounts : count   "How many?"   fresh for 90 days
  mfa             : Mfa
}
facts clinic { systems : table of System "Every system" }
/// One account, one person.
control access.unique_ids "No shared accounts" {
  pillar identity
  parameter most : count <= 3 default 0
  implemented when every s in clinic.systems where s.holds_ephi satisfies s.shared_accounts <= most
  evidence user_export "User list with owners" fresh for 90 days
  covers hipaa:164.312(a)(2)(i)
}
test "a shared front-desk login fails unique user identification" {
  given { clinic.systems = [ { id = "pms", holds_ephi = true, shared_accounts = 4, mfa = optional } ] }
  expect control access.unique_ids not_implemented because clinic.systems["pms"].shared_accounts
  expect hipaa:164.312(a)(2)(i) not_met
}
)ward"},
                      {"hipaa", R"ward(
module hipaa
authority hipaa "HIPAA" { force law source "45 CFR 164" }
provision hipaa:164.312(a) standard "Access control" { in force from 2003-04-21 }
provision hipaa:164.312(a)(2)(i) required "Unique user identification" { in force from 2003-04-21 }
)ward"}});
  CHECK_EQ(built.problems(), "");
  CHECK_EQ(ward::model::verify(built.model), std::vector<std::string>());
  MESSAGE(ward::model::print(built.model));
}
