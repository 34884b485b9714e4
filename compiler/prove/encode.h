// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "prove/calendar.h"
#include "prove/cone.h"
#include "prove/logic.h"
#include "prove/query.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ward::prove {

/// Where a row node is evaluated: a row of a table's shape, or the phantom row of an open table.
constexpr uint32_t no_row = UINT32_MAX;
constexpr uint32_t phantom_row = UINT32_MAX - 1;

/// One leaf of the organization searched for.
struct Leaf {
  uint32_t table = UINT32_MAX; ///< none: a fact
  uint32_t row = no_row;
  uint32_t index = 0; ///< of the fact, or of the field
  program::TypeRef type;
  Number number; ///< of all but sets; a bool is 0 or 1
  std::optional<z3::func_decl> members;
  Term none;
  Term known;
  std::vector<Term> asked; ///< of a set: the values that were looked for in it
  Term empty;              ///< of a set
};

/// One row of a table's shape.
struct Row {
  Term present;
  Term key;   ///< the code of its key
  Term times; ///< of a repeated row, how often; else 1
  bool repeated = false;
};

struct TableTerms {
  std::vector<Row> rows; ///< single ones, then repeated ones
  Term open;             ///< F but where the shape may be open
};

/// A query as terms of a solver. Texts are codes: the literals in order, then what is like no
/// literal. INVARIANT: the terms say what the rules of chapter 5 say of known facts, and of unknown
/// ones below a `shown`; where they cannot, `unsupported` is set and nothing is proved.
class Encoding {
public:
  /// `bounds` gives the least and the greatest number of a parameter of the program. `relaxed`: a
  /// repeated row may be there any real number of times; what is impossible even so is impossible.
  using Bounds = std::function<std::pair<int64_t, int64_t>(uint32_t parameter)>;
  Encoding(const program::Program& program, const Query& query, const Cone& cone,
           z3::context& context, z3::solver& solver, const Bounds& bounds, bool relaxed);

  /// The least and the greatest number that a fact of a type may have (R4.1).
  static std::pair<int64_t, int64_t> range_of(const program::Program& program,
                                              const program::TypeRef& type);

  /// Asks the solver for the query: all of `hold` T, all of `fail` F, one of `fail_one` F.
  void assert_query();
  /// Says of each set that it holds nothing but what was looked for in it: what else it held would
  /// only make truths unknown (R5.6). After the last truth().
  void finish();
  Truth truth(NodeId node, uint32_t row = no_row);

  /// Why a truth has no encoding: from then on truth() gives U, and what it gives means nothing.
  std::string unsupported;
  Calendar calendar;
  Term today;
  std::map<uint32_t, Term> parameters;
  std::map<uint32_t, Term> assumed;
  std::map<uint32_t, TableTerms> tables;
  /// Whether it is a text of a decision that names a provision, a table or a control (R6.7).
  bool names_declared(const Leaf& leaf) const;
  /// What such a text may hold.
  std::vector<std::string> nameable(const Leaf& leaf) const;

  std::vector<std::unique_ptr<Leaf>> leaves; ///< in the order in which they were met
  /// Codes below are literals, by index.
  std::vector<std::string> literals;

private:
  struct Place {
    uint32_t node;
    uint32_t row;
    friend bool operator==(Place, Place) = default;
  };
  struct PlaceHash {
    size_t operator()(Place place) const { return place.node * 0x9e3779b97f4a7c15ull ^ place.row; }
  };

  Term yes() { return context_.bool_val(true); }
  Term no() { return context_.bool_val(false); }
  Term integer(int64_t value) { return context_.int_val(value); }
  Truth unknown() { return {no(), no()}; }
  Number number_of(const Term& value) { return {value, no(), yes()}; }
  Number unknown_number() { return {integer(0), no(), no()}; }

  Truth truth_of(NodeId id, uint32_t row);
  Number number(NodeId id, uint32_t row);
  Number number_of_node(NodeId id, uint32_t row);
  Set set(NodeId id, uint32_t row);
  Truth compare(const program::Node& node, uint32_t row);
  Truth in_set(const program::Node& node, uint32_t row);
  Truth truth_of_leaf(const Leaf& leaf);
  Set set_of_leaf(Leaf& leaf);
  Number combine(const Number& x, const Number& y, const Term& value);

  Truth quantifier(const program::Node& node);
  Number total(const program::Node& node);
  Truth where(const program::Node& node, uint32_t row);
  Term weight(const program::Node& node, uint32_t row);

  void make_tables();
  Row make_row(const std::string& name, bool repeated, bool free_key);
  Leaf& leaf(uint32_t table, uint32_t row, uint32_t index);
  void bound(Leaf& leaf, const std::string& name);
  void bound_name(Leaf& leaf, const Term& value);
  void bound_key(Leaf& leaf, const Term& key);
  /// Whether the key of a lookup is a leaf that always names a row (R4.10).
  bool always_found(const program::Node& lookup, const Number& key);
  /// Where a key is that of a present row: by row.
  std::vector<Term> matches(uint32_t table, const Term& key);
  int64_t code_of(const std::string& text) const;
  const program::TypeRef& type_of(uint32_t table, uint32_t index) const;

  const program::Program& program_;
  const Query& query_;
  const Cone& cone_;
  z3::context& context_;
  z3::solver& solver_;
  const Bounds& bounds_;
  const bool relaxed_;
  int64_t next_code_ = 0;
  std::unordered_map<Place, Truth, PlaceHash> truths_;
  std::unordered_map<Place, Number, PlaceHash> numbers_;
  std::map<std::tuple<uint32_t, uint32_t, uint32_t>, Leaf*> leaf_of_;
};

} // namespace ward::prove
