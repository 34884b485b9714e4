// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/facts.h"
#include "model/ids.h"
#include "source/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ward::model {

enum class Force : uint8_t { law, contract, framework, guidance, policy };
enum class Designation : uint8_t { none, standard, required, addressable };
enum class Modality : uint8_t {
  obligation,
  prohibition,
  right,
  condition,
  permission,
  exception,
  definition,
  scope
};
enum class Basis : uint8_t { text, preamble, guidance, enforcement, practice };
enum class Relation : uint8_t { equal, subset, superset, intersects, none };

/// The first four are judged (R3.2).
constexpr bool is_judged(Modality modality) {
  return modality <= Modality::condition;
}

/// Who is bound: `all`, or any of the roles (R2.2).
struct Binds {
  bool all = true;
  std::vector<RoleId> roles;
};

struct Trait {
  std::string
      name; ///< nature, purpose, mandatory, scope, guidance, proof, penalties, audience, outcome
  std::string text;
  std::string source;
};

struct Authority {
  std::string name;
  std::string title;
  ModuleId module;
  Force force = Force::law;
  std::vector<std::string> issued_by;
  std::vector<std::string> enforced_by;
  std::vector<std::string> sources;
  std::vector<std::string> unjudged; ///< R2.8
  std::vector<Trait> traits;
  Binds binds;
  std::optional<Period> lookback; ///< how long a past violation counts (R9.9)
  std::string lookback_source;
  std::string doc;
  source::Span span;
};

struct Role {
  std::string name;
  ModuleId module;
  ExprId when;
  std::string doc;
  source::Span span;
};

/// What an authority's `index` says of a citation that may have no provision (R2.9).
struct IndexedCitation {
  enum class Kind : uint8_t { printed, reserved, renumbered };
  Kind kind = Kind::printed;
  std::string citation; ///< with its authority, "hipaa:164.308(b)(4)"
  std::string moved_to; ///< renumbered only
  int32_t on_days = 0;  ///< renumbered only: the first day of the new number
  std::string because;
  source::Span span;
};

struct Citation {
  std::string text;
  AuthorityId authority;
  std::vector<ProvisionId> versions; ///< by start of their windows
};

struct DueDate {
  int32_t days = 0;
  RoleId role; ///< none: the date for everyone without one of their own (R3.13)
};

struct Window {
  int32_t from_days = INT32_MIN;
  int32_t until_days = INT32_MAX; ///< first day out
};

struct Gap {
  Window window;
  std::string because;
  source::Span span;
};

struct Vacated {
  int32_t on_days = 0;
  std::string by;
};

struct Provision {
  CitationId citation;
  AuthorityId authority;
  ModuleId module;
  ProposalId proposal; ///< none for what is in force
  Designation designation = Designation::none;
  Modality modality = Modality::obligation;
  std::string title;
  std::string says;
  std::string doc;
  std::vector<std::string> sources;
  Window window;
  std::vector<Gap> gaps;
  std::vector<DueDate> due;
  std::optional<Vacated> vacated;
  std::optional<Binds> binds; ///< narrows the authority's; takes the place of the parent's
  ExprId applies;             ///< none: always
  CitationId parent;          ///< R3.3; none at the top
  std::vector<CitationId> children;
  std::vector<std::vector<CitationId>> needs; ///< each: any of these
  std::vector<CitationId> replaces;
  std::vector<ElementId> elements; ///< with the implicit `whole` (R3.4)
  bool derived = false;            ///< nothing but `needs` says what it asks (R3.4)
  source::Span span;               ///< the whole declaration
  source::Span citation_span;
};

struct Element {
  enum class Kind : uint8_t { by_controls, decided, floor }; ///< nothing, `decided by`, `requires`
  std::string name;
  std::string phrase;
  ProvisionId provision;
  Kind kind = Kind::by_controls;
  ExprId applies; ///< none: whenever the provision does
  ExprId expr;    ///< of `decided by` and `requires`
  Basis basis = Basis::text;
  std::string basis_note;
  bool implicit = false;             ///< `whole` that nobody wrote
  std::vector<ControlId> covered_by; ///< sorted by path, no repeats
  std::vector<DutyId> duties;        ///< that cite it, ascending, no repeats
  source::Span span;
};

struct Proposal {
  std::string name;
  std::string title;
  ModuleId module;
  std::vector<std::string> sources;
  std::vector<CitationId> repeals;
  source::Span span;
};

} // namespace ward::model
