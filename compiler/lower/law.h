// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lower/duties.h"
#include "lower/expressions.h"
#include "lower/layout.h"
#include "model/model.h"
#include "program/builder.h"

#include <optional>
#include <span>
#include <vector>

namespace ward::lower {

/// The nodes of one element; `expression` and `by_controls` may be none.
struct ElementNodes {
  NodeId applies;
  NodeId met;
  NodeId met_plain;
  NodeId expression;
  NodeId by_controls;
  NodeId in_order;                        ///< D (R9.6); none where no duty cites it
  std::vector<model::ControlId> controls; ///< by path
};

struct ProvisionNodes {
  NodeId bound;                 ///< R3.6
  NodeId conditions;            ///< `applies when`, its own and those above it
  NodeId applies;               ///< both
  NodeId has_part_that_applies; ///< A and H (R3.9): whether the law asks anything, due or not
  NodeId due;
  NodeId applicable;
  NodeId met;
  NodeId met_plain;
  NodeId entity_decision;
};

/// Chapters 3 and 6 of the language reference as nodes. A provision's nodes mean something on days
/// on which it is judged; each use of another provision's nodes is guarded by what must hold beyond
/// that for the other to be judged (R3.10). Nodes are made one statement after another, never two
/// in the arguments of one call, so that every compiler numbers them alike.
class Law {
public:
  Law(const model::Model& model, const Layout& layout, program::Builder& builder,
      Expressions& expressions);

  void run();

  NodeId role(model::RoleId id);
  Duties& duties() { return duties_; }
  const ProvisionNodes& operator[](model::ProvisionId id) const { return nodes_[id.index]; }
  const ElementNodes& operator[](model::ElementId id) const { return elements_[id.index]; }

  /// Indices of the proposals that take the provision's place, ascending.
  const std::vector<uint32_t>& replaced_by(model::ProvisionId id) const {
    return replaced_by_[id.index];
  }
  /// Versions that are parts of this one on some day.
  std::vector<model::ProvisionId> children(model::ProvisionId id) const;
  /// The latest version of the parent that is in force on some day of this one's.
  model::ProvisionId parent(model::ProvisionId id) const;
  /// Framework items: controls that align without meeting, by path (R3.18).
  std::vector<model::ControlId> contributors(model::ProvisionId id) const;
  /// Controls that align with the citation and how, by path.
  struct Aligned {
    model::ControlId control;
    const model::Align* align;
  };
  std::span<const Aligned> aligned(model::CitationId id) const { return aligned_[id.index]; }

private:
  struct Parts {
    NodeId has; ///< of H
    NodeId met; ///< of M
    NodeId plain;
  };

  Mode mode_of(const model::Provision& provision) const;
  bool is_addressable(const model::Provision& provision) const;
  bool can_be_judged(const model::Provision& provision) const;
  bool overlap(const model::Provision& x, const model::Provision& y) const;
  NodeId judged(model::ProvisionId id, model::ProvisionId on);
  /// The day is at or before `at`, or before today where there is no `at`.
  NodeId on_or_after(int32_t day, std::optional<ValueId> at = {});
  NodeId lawful(model::ProvisionId version, ValueId at);
  NodeId any_role(const model::Binds& binds);
  NodeId due(const model::Provision& provision, std::optional<ValueId> at = {});
  void applies(model::ProvisionId id);
  void elements(model::ProvisionId id);
  NodeId by_controls(const model::Element& element, const model::Provision& provision,
                     uint32_t variant, std::vector<model::ControlId>& controls);
  NodeId by_alignment(const model::Element& element, const model::Provision& provision,
                      std::vector<model::ControlId>& controls);
  void met(model::ProvisionId id);
  void add_children(model::ProvisionId id, std::vector<NodeId>& has, std::vector<NodeId>& met,
                    std::vector<NodeId>& plain);
  void add_needs(model::ProvisionId id, std::vector<NodeId>& has, std::vector<NodeId>& met,
                 std::vector<NodeId>& plain);
  std::vector<model::ProvisionId> parents_first() const;
  std::vector<model::ProvisionId> parts_first() const;
  void find_replacements();
  void find_alignments();

  NodeId valid_decision();
  NodeId alternative_in_place();
  NodeId decision_field(model::DecisionField field);
  NodeId is_text(model::DecisionField field, const std::string& text);
  NodeId decided_for_entity(model::CitationId provision);
  NodeId excused(model::CitationId provision, model::TableId table);

  const model::Model& model_;
  const Layout& layout_;
  program::Builder& builder_;
  Expressions& expressions_;
  Duties duties_;
  std::vector<ProvisionNodes> nodes_;
  std::vector<ElementNodes> elements_;
  std::vector<std::vector<uint32_t>> replaced_by_;
  std::vector<std::vector<Aligned>> aligned_;
  NodeId valid_;
};

} // namespace ward::lower
