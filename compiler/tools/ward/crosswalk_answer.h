// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "relate/relatives.h"
#include "relate/together.h"
#include "tools/page/style.h"
#include "tools/ward/crosswalk_library.h"

#include <llvm/Support/JSON.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ward::tool {

/// What `ward crosswalk` finds out: relatives of concepts, derived when asked for.
class CrosswalkAnswers {
public:
  CrosswalkAnswers(const CrosswalkLibrary& library, uint32_t hops);

  const CrosswalkLibrary& library() const { return library_; }
  const relate::Network& network() const { return network_; }

  /// Of one concept; `to` is an authority, or none for all.
  std::vector<relate::Relative> relatives(relate::ConceptId id, std::optional<uint32_t> to);
  const relate::Together& together(uint32_t authority);

  /// The row that relates the two, as it stands; null where they are not stated.
  const bundle::CrosswalkRow* row_between(relate::ConceptId a, relate::ConceptId b) const;
  std::string name(relate::ConceptId id) const { return relate::name_of(network_, id); }
  std::string title(relate::ConceptId id) const {
    return library_.title(network_.concepts()[id].provision);
  }

private:
  const CrosswalkLibrary& library_;
  relate::Network network_;
  relate::Relatives relatives_;
  std::map<uint32_t, relate::Together> together_;
};

/// "stated", "proven", "narrowed", "unproven"
std::string_view kind_word(relate::Relative::Kind kind);

/// One concept, all that is known of it, with proofs.
std::string concept_text(CrosswalkAnswers& answers, relate::ConceptId id,
                         std::optional<uint32_t> to, const page::Style& style);
llvm::json::Object concept_json(CrosswalkAnswers& answers, relate::ConceptId id,
                                std::optional<uint32_t> to);

/// Every concept of one authority that rows tie to another: a line for each pair, and counts.
std::string pair_text(CrosswalkAnswers& answers, uint32_t from, uint32_t to,
                      const page::Style& style);
llvm::json::Object pair_json(CrosswalkAnswers& answers, uint32_t from, uint32_t to);

/// The provisions of an authority that have a verdict, each once, in the order of the bundle.
std::vector<relate::ConceptId> judged_concepts(const CrosswalkAnswers& answers, uint32_t authority);

} // namespace ward::tool
