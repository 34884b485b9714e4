// SPDX-License-Identifier: Apache-2.0
#include "core/bundle.h"
#include "core/error.h"
#include "core/operands.h"
#include "core/verify.h"

#include <algorithm>
#include <cstring>

namespace ward::rt {
namespace {

/// Gathers, fold by fold, the row nodes that a fold reads. No recursion: a node's operands come
/// before it, so the work list only ever goes down.
struct Slicer {
  const Bundle& bundle;
  uint32_t* seen;  ///< one for each node: 1 + the rank of the last owner that reached it
  uint32_t* found; ///< one for each node
  uint32_t count = 0;
  uint32_t* conjuncts = nullptr; ///< room for as many as there are nodes
  uint32_t conjunct_count = 0;
  uint32_t cheap = 0;     ///< how many of `found` the cheap conjuncts need
  uint32_t condition = 0; ///< and the whole condition
  uint64_t steps = 0;     ///< of all gathering

  void reach(uint32_t node, uint32_t rank) {
    ++steps;
    if (bundle.node(node).lane() == 0 || seen[node] == rank + 1)
      return;
    seen[node] = rank + 1;
    found[count++] = node;
  }
  /// Leaves the owner's row nodes in `found`, operands first: what can rule the row out at little
  /// cost, the rest of the condition, the rest (RowGuard).
  void gather(uint32_t owner, uint32_t rank) {
    count = 0;
    conjunct_count = 0;
    const uint32_t where = fold_parts(bundle, owner).where;
    if (where != no_node && bundle.op(where) == Op::logical_and) {
      for_each_operand(bundle, where, [&](uint32_t conjunct) {
        if (conjunct_count < bundle.node_count() && reach_cheap(conjunct, rank))
          conjuncts[conjunct_count++] = conjunct;
      });
    }
    std::sort(found, found + count);
    cheap = count;
    if (where != no_node)
      reach(where, rank);
    follow(rank, cheap);
    condition = count;
    for_each_row_root(bundle, owner, [&](uint32_t node) { reach(node, rank); });
    follow(rank, condition);
  }
  /// Reaches a node and what it reads in its row, or nothing where that is more than a few nodes.
  bool reach_cheap(uint32_t node, uint32_t rank) {
    constexpr uint32_t few = 8;
    const uint32_t before = count;
    reach(node, rank);
    for (uint32_t next = before; next < count && count - before <= few; ++next)
      for_each_operand(bundle, found[next], [&](uint32_t operand) { reach(operand, rank); });
    if (count - before <= few)
      return true;
    while (count > before)
      seen[found[--count]] = 0;
    return false;
  }
  /// The same for a duty: what its truths and its dates are made of.
  void gather(const bundle::Duty& duty, uint32_t rank) {
    count = 0;
    for (const bundle::Cite* cite : *duty.cites())
      reach(cite->under(), rank);
    for (uint32_t node : {duty.triggered(), duty.met(), duty.late(), duty.early(), duty.held(),
                          duty.pending(), duty.overdue(), duty.not_prompt()})
      reach(node, rank);
    for (const auto* date :
         {duty.arises_on(), duty.done_on(), duty.due_on(), duty.not_before_on(), duty.prompt_on()})
      for (const bundle::DateStep* step : *date) {
        if (step->kind() == bundle::DateStepKind::value ||
            step->kind() == bundle::DateStepKind::choice)
          reach(step->node(), rank);
      }
    follow(rank, 0);
  }
  void gather(const bundle::Exposure& exposure, uint32_t rank) {
    count = 0;
    for (uint32_t node :
         {exposure.tier(), exposure.requirement(), exposure.from(), exposure.until(),
          exposure.count(), exposure.daily(), exposure.assessed()})
      if (node != no_node)
        reach(node, rank);
    follow(rank, 0);
  }
  /// What is read of a statement, and of a certificate.
  void gather_statement(const bundle::Assessment& assessment, uint32_t rank) {
    count = 0;
    const auto root = [&](uint32_t node) {
      if (node != no_node)
        reach(node, rank);
    };
    if (assessment.table() != 0) {
      for (const bundle::Level* level : *assessment.levels()) {
        root(level->score());
        root(level->since());
      }
      for (uint32_t node : {assessment.group(), assessment.scope(), assessment.applies(),
                            assessment.because(), assessment.share(), assessment.inherited_score(),
                            assessment.inherited_from(), assessment.inherited_when()})
        root(node);
    }
    follow(rank, 0);
  }
  /// The slices of an assessment are two: of its statements, then of its certificates.
  void gather_assessment(uint32_t slice, uint32_t rank) {
    const bundle::Assessment& assessment = *bundle.root().assessments()->Get(slice / 2);
    if (slice % 2 == 0)
      gather_statement(assessment, rank);
    else
      gather_certificate(assessment, rank);
  }
  void gather_certificate(const bundle::Assessment& assessment, uint32_t rank) {
    count = 0;
    if (assessment.held_table() != 0) {
      for (uint32_t node :
           {assessment.held_where(), assessment.held_issued(), assessment.held_until(),
            assessment.held_done(), assessment.held_when()})
        if (node != no_node)
          reach(node, rank);
    }
    follow(rank, 0);
  }
  void follow(uint32_t rank, uint32_t from) {
    const auto visit = [&](uint32_t node) { reach(node, rank); };
    for (uint32_t next = from; next < count; ++next)
      for_each_operand(bundle, found[next], visit);
    std::sort(found + from, found + count);
  }
};

} // namespace

Bytes Bundle::string(uint32_t index) const {
  const flatbuffers::String& text = *root_->strings()->Get(index);
  return {text.c_str(), text.size()};
}

uint32_t Bundle::find_string(const char* data, size_t size) const {
  uint32_t low = 0;
  uint32_t high = string_count_;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const Bytes text = string(middle);
    const size_t shared = text.size < size ? text.size : size;
    int order = shared == 0 ? 0 : std::memcmp(text.data, data, shared);
    if (order == 0 && text.size != size)
      order = text.size < size ? -1 : 1;
    if (order == 0)
      return middle;
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return UINT32_MAX;
}

uint32_t Bundle::slice_rank(uint32_t node) const {
  const uint32_t* end = slice_owners_ + slice_count_;
  const uint32_t* found = std::lower_bound(slice_owners_, end, node);
  return found == end || *found != node ? UINT32_MAX : static_cast<uint32_t>(found - slice_owners_);
}

NodeList Bundle::slice(uint32_t node) const {
  const uint32_t rank = slice_rank(node);
  if (rank == UINT32_MAX)
    return {};
  return {slice_nodes_ + slice_starts_[rank], slice_starts_[rank + 1] - slice_starts_[rank]};
}

RowGuard Bundle::guard(uint32_t node) const {
  const uint32_t rank = slice_rank(node);
  return rank == UINT32_MAX ? RowGuard{} : guards_[rank];
}

SetView Bundle::constant_set(uint32_t node) const {
  const uint32_t* found = std::lower_bound(set_owners_, set_owners_ + set_count_, node);
  return sets_[found - set_owners_];
}

ward_status Bundle::build_index(ward_error* error) {
  nodes_ = reinterpret_cast<const bundle::Node*>(root_->nodes()->Data());
  args_ = root_->args()->data();
  numbers_ = root_->numbers()->data();
  node_count_ = root_->nodes()->size();
  string_count_ = root_->strings()->size();
  fact_count_ = root_->facts()->size();
  table_count_ = root_->tables()->size();

  auto* tables = arena_.array<TableShape>(table_count_);
  auto* slots = arena_.array<uint32_t>(node_count_);
  if (tables == nullptr || slots == nullptr)
    return out_of_memory(error);
  for (uint32_t t = 0; t < table_count_; ++t) {
    const bundle::FactTable& table = *root_->tables()->Get(t);
    tables[t] = {table.fields()->size(), table.key_field()};
  }
  uint64_t members = 0;
  for (uint32_t i = 0; i < node_count_; ++i) {
    const Op found = op(i);
    if (!is_truth(i))
      slots[i] = slot_count_++;
    if (found == Op::excused)
      slots[i] = excused_count_++;
    if (has_row_roots(found))
      ++slice_count_;
    if (found == Op::number_set || found == Op::text_set) {
      ++set_count_;
      members += node(i).b();
    }
    presumes_ = presumes_ || found == Op::shown;
  }
  tables_ = tables;
  slots_ = slots;

  auto* set_owners = arena_.array<uint32_t>(set_count_);
  auto* sets = arena_.array<SetView>(set_count_);
  auto* items = arena_.array<int64_t>(members);
  auto* owners = arena_.array<uint32_t>(slice_count_);
  auto* starts = arena_.array<uint32_t>(size_t{slice_count_} + root_->duties()->size() +
                                        root_->exposures()->size() + 2 * assessment_count() + 1);
  Arena scratch(arena_.allocator());
  auto* guards = arena_.array<RowGuard>(slice_count_);
  Slicer slicer{*this, scratch.array<uint32_t>(node_count_), scratch.array<uint32_t>(node_count_)};
  slicer.conjuncts = scratch.array<uint32_t>(node_count_);
  if (set_owners == nullptr || sets == nullptr || items == nullptr || owners == nullptr ||
      starts == nullptr || guards == nullptr || slicer.seen == nullptr || slicer.found == nullptr ||
      slicer.conjuncts == nullptr) {
    return out_of_memory(error);
  }
  const auto too_much = [&] {
    fail(error, WARD_ERR_LIMIT, "the bundle's quantifiers and duties read more than ")
        << limits_.max_slice_operands << " operands (max_slice_operands): split the library";
    return WARD_ERR_LIMIT;
  };
  uint32_t set = 0;
  uint32_t rank = 0;
  uint64_t total = 0;
  uint64_t conjuncts = 0;
  for (uint32_t i = 0; i < node_count_; ++i) {
    const Op found = op(i);
    if (found == Op::number_set || found == Op::text_set) {
      set_owners[set] = i;
      sets[set++] = {items, node(i).b()};
      for (uint32_t k = 0; k < node(i).b(); ++k) {
        const uint32_t member = args_[node(i).a() + k];
        *items++ = found == Op::number_set ? numbers_[member] : int64_t{member};
      }
    }
    if (!has_row_roots(found))
      continue;
    owners[rank] = i;
    starts[rank] = static_cast<uint32_t>(total);
    slicer.gather(i, rank);
    total += slicer.count;
    conjuncts += slicer.conjunct_count;
    ++rank;
    if (slicer.steps > limits_.max_slice_operands)
      return too_much();
  }
  for (const bundle::Duty* duty : *root_->duties()) {
    starts[rank] = static_cast<uint32_t>(total);
    slicer.gather(*duty, rank);
    total += slicer.count;
    ++rank;
    if (slicer.steps > limits_.max_slice_operands)
      return too_much();
  }
  for (const bundle::Exposure* exposure : *root_->exposures()) {
    starts[rank] = static_cast<uint32_t>(total);
    slicer.gather(*exposure, rank);
    total += slicer.count;
    ++rank;
    if (slicer.steps > limits_.max_slice_operands)
      return too_much();
  }
  for (uint32_t i = 0; i < 2 * assessment_count(); ++i) {
    starts[rank] = static_cast<uint32_t>(total);
    slicer.gather_assessment(i, rank);
    total += slicer.count;
    ++rank;
    if (slicer.steps > limits_.max_slice_operands)
      return too_much();
  }
  starts[rank] = static_cast<uint32_t>(total);
  auto* slice_nodes = arena_.array<uint32_t>(total);
  auto* conjunct = arena_.array<uint32_t>(conjuncts);
  if (slice_nodes == nullptr || conjunct == nullptr)
    return out_of_memory(error);
  std::memset(slicer.seen, 0, sizeof(uint32_t) * node_count_);
  const uint32_t first_exposure = slice_count_ + root_->duties()->size();
  const uint32_t first_assessment = first_exposure + root_->exposures()->size();
  for (uint32_t r = 0; r < rank; ++r) {
    if (r < slice_count_) {
      slicer.gather(owners[r], r);
      guards[r] = {slicer.cheap, slicer.condition, {conjunct, slicer.conjunct_count}};
      conjunct = std::copy_n(slicer.conjuncts, slicer.conjunct_count, conjunct);
    } else if (r < first_exposure)
      slicer.gather(*root_->duties()->Get(r - slice_count_), r);
    else if (r < first_assessment)
      slicer.gather(*root_->exposures()->Get(r - first_exposure), r);
    else
      slicer.gather_assessment(r - first_assessment, r);
    if (slicer.count != 0) {
      std::memcpy(slice_nodes + starts[r], slicer.found, sizeof(uint32_t) * slicer.count);
    }
  }
  set_owners_ = set_owners;
  sets_ = sets;
  slice_owners_ = owners;
  slice_starts_ = starts;
  slice_nodes_ = slice_nodes;
  guards_ = guards;
  return WARD_OK;
}

} // namespace ward::rt
