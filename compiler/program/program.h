// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program/assessments.h"
#include "program/duties.h"
#include "program/parts.h"

#include <cstdint>
#include <string>
#include <vector>

/// What a bundle holds, as structs of vectors: the fields of runtime/bundle.fbs with their names
/// and order. FORMAT.md says what each means. References are indices, never pointers.
namespace ward::program {

enum class LanguageType : uint8_t {
  boolean,
  count,
  integer,
  decimal,
  percent,
  money,
  date,
  days,
  months,
  minutes,
  text,
  enumeration,
  key
};
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

struct TypeRef {
  LanguageType type = LanguageType::boolean;
  bool optional = false;
  bool is_set = false;
  uint8_t scale = 0;
  uint32_t of = 0; ///< index in enums or tables
  friend bool operator==(const TypeRef&, const TypeRef&) = default;
};

/// The kind of the node that reads a fact of this type; a bool is the number 0 or 1.
constexpr ValueKind kind_of(const TypeRef& type) {
  const bool text = type.type == LanguageType::text || type.type == LanguageType::key;
  if (type.is_set)
    return text ? ValueKind::text_set : ValueKind::number_set;
  return text ? ValueKind::text : ValueKind::number;
}

struct Enum {
  Text name;
  std::vector<Text> members;
  friend bool operator==(const Enum&, const Enum&) = default;
};

struct Fact {
  Text path;
  TypeRef type;
  Text prompt;
  Period fresh;
  uint32_t supplied_by = 0; ///< 1 + index in authorities
  bool privileged = false;
  Origin origin;
  Text doc;
  friend bool operator==(const Fact&, const Fact&) = default;
};

struct Table {
  Text path;
  std::vector<Fact> fields;
  uint32_t key_field = 0;
  Text prompt;
  Period fresh;
  Origin origin;
  friend bool operator==(const Table&, const Table&) = default;
};

struct Trait {
  Text name;
  Text text;
  Text source;
  friend bool operator==(const Trait&, const Trait&) = default;
};

struct Authority {
  Text name;
  Text title;
  Force force = Force::law;
  std::vector<Text> unjudged;
  std::vector<Text> sources;
  std::vector<Text> issued_by;
  std::vector<Text> enforced_by;
  std::vector<Trait> traits;
  Period lookback;
  Text lookback_source;
  friend bool operator==(const Authority&, const Authority&) = default;
};

struct Role {
  Text name;
  NodeId node;
  Origin origin;
  friend bool operator==(const Role&, const Role&) = default;
};

struct Proposal {
  Text name;
  Text title;
  friend bool operator==(const Proposal&, const Proposal&) = default;
};

struct Parameter {
  uint32_t control = 0;
  Text name;
  TypeRef type;
  int64_t default_number = 0;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

struct Setting {
  uint32_t parameter = 0;
  int64_t number = 0;
  friend bool operator==(const Setting&, const Setting&) = default;
};

struct Profile {
  Text name;
  Text title;
  std::vector<uint32_t> authorities;
  std::vector<Setting> settings;
  std::vector<uint32_t> assumes;
  NodeId scope;
  uint8_t minimum_proof = 0;
  friend bool operator==(const Profile&, const Profile&) = default;
};

struct Element {
  Text name;
  Text phrase;
  Basis basis = Basis::text;
  NodeId applies;
  NodeId met;
  NodeId met_plain;
  NodeId expression;
  NodeId by_controls;
  std::vector<uint32_t> controls;
  Origin origin;
  bool decided = false;
  NodeId in_order;
  friend bool operator==(const Element&, const Element&) = default;
};

/// Any of these provisions (R3.11).
struct Need {
  std::vector<uint32_t> any_of; ///< ascending
  friend bool operator==(const Need&, const Need&) = default;
};

struct Provision {
  Text citation;
  uint32_t authority = 0;
  Text title;
  Text says;
  Designation designation = Designation::none;
  Modality modality = Modality::obligation;
  int32_t from_day = no_day;
  int32_t until_day = open_end;
  bool vacated = false;
  int32_t vacated_day = 0;
  Text vacated_by;
  uint32_t proposal = 0; ///< 1 + index
  std::vector<uint32_t> replaced_by;
  NodeId applicable;
  NodeId applies;
  NodeId due;
  NodeId met;
  NodeId met_plain;
  NodeId entity_decision;
  std::vector<Element> elements;
  std::vector<uint32_t> children;
  uint32_t parent = 0; ///< 1 + index
  std::vector<uint32_t> contributors;
  std::vector<Text> sources;
  Origin origin;
  Text due_text;
  std::vector<Text> binds; ///< roles by name, or "all"
  std::vector<Need> needs;
  friend bool operator==(const Provision&, const Provision&) = default;
};

/// Whether the provision can ever have a verdict (R3.2, R3.14): only then it has nodes.
inline bool can_be_judged(const Provision& provision) {
  return provision.modality <= Modality::condition && !provision.vacated;
}

struct Evidence {
  Text name;
  Text title;
  Period fresh;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct Control {
  Text path;
  Text title;
  Text doc;
  Text pillar;
  Text owner;
  Text effort;
  Text cost;
  NodeId applies;
  NodeId implemented;
  NodeId law_applies;
  NodeId law_implemented;
  std::vector<Evidence> evidence;
  std::vector<uint32_t> covers;
  std::vector<Text> aligns;
  Origin origin;
  std::vector<uint32_t> names; ///< controls read by `implemented(C)`, ascending
  friend bool operator==(const Control&, const Control&) = default;
};

struct ExceptionRow {
  uint32_t table = 0;
  Text key;
  friend bool operator==(const ExceptionRow&, const ExceptionRow&) = default;
};

struct Exception {
  Text name;
  uint32_t control = 0;
  Text because;
  Text approved_by;
  int32_t on_day = 0;
  int32_t expires_day = 0;
  uint32_t compensated_by = 0; ///< 1 + index
  NodeId implemented_without;
  std::vector<ExceptionRow> rows;
  Origin origin;
  friend bool operator==(const Exception&, const Exception&) = default;
};

/// A side is a citation and, where not the whole provision, names of its elements.
struct CrosswalkRow {
  Text from;
  std::vector<Text> from_elements;
  Relation relation = Relation::equal;
  Text to;
  std::vector<Text> to_elements;
  uint8_t strength = 0;
  Text because;
  Origin origin;
  friend bool operator==(const CrosswalkRow&, const CrosswalkRow&) = default;
};

struct Crosswalk {
  Text title;
  uint32_t from = 0; ///< index in authorities
  uint32_t to = 0;
  std::vector<Text> sources;
  std::vector<CrosswalkRow> rows;
  Origin origin;
  friend bool operator==(const Crosswalk&, const Crosswalk&) = default;
};

/// INVARIANT: what verify() checks; each invariant is named there.
struct Program {
  Text library;
  Text version;
  uint64_t release = 0;
  int32_t reviewed_day = no_day;
  Text compiler;
  std::vector<std::string> strings{std::string()};
  std::vector<Text> files;
  std::vector<int64_t> numbers;
  std::vector<uint32_t> args;
  std::vector<Node> nodes;
  std::vector<Origin> origins;
  std::vector<Enum> enums;
  std::vector<Fact> facts;
  std::vector<Table> tables;
  uint32_t addressable = 0;
  std::vector<Authority> authorities;
  std::vector<Role> roles;
  std::vector<Proposal> proposals;
  std::vector<Parameter> parameters;
  std::vector<Profile> profiles;
  std::vector<Provision> provisions;
  std::vector<Control> controls;
  std::vector<Exception> exceptions;
  uint32_t default_profile = 0; ///< 1 + index, 0 none
  std::vector<Crosswalk> crosswalks;
  std::vector<Duty> duties;
  std::vector<Schedule> schedules;
  std::vector<Exposure> exposures;
  Text standard_library; ///< the built-in library it stands on, "" for none
  Text standard_version;
  uint64_t standard_release = 0;
  int32_t standard_reviewed_day = no_day;
  std::vector<Assessment> assessments;

  const std::string& text(Text text) const { return strings[text.index]; }
  friend bool operator==(const Program&, const Program&) = default;
};

/// Sorts strings and numbers, drops those that nothing names, and renumbers what names them. What
/// text() says of everything stays.
void normalize(Program& program);

} // namespace ward::program
