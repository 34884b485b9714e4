// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/command.h"
#include "tools/ward/crosswalk_answer.h"

namespace ward::tool {

namespace {

using llvm::json::Array;
using llvm::json::Object;
using relate::ConceptId;
using relate::Relative;
using relate::Step;
using relate::StepId;

struct Writer {
  CrosswalkAnswers& answers;
  const CrosswalkLibrary& library = answers.library();

  static Array relations(relate::RelationSet left) {
    Array out;
    for (unsigned i = 0; i < 5; ++i)
      if (left.has(static_cast<model::Relation>(i)))
        out.push_back(std::string(relation_word(static_cast<model::Relation>(i))));
    return out;
  }

  Object step(StepId id) const {
    const Step& one = answers.network().steps()[id];
    Object out{
        {"from", answers.name(one.from)},
        {"relation", std::string(relation_word(static_cast<model::Relation>(bit(one.relation))))},
        {"to", answers.name(one.to)},
        {"axiom", one.row == Step::axiom}};
    if (one.row == Step::axiom) {
      out["at"] = library.place(
          *library.provisions[answers.network().concepts()[one.from].provision]->origin());
      return out;
    }
    const bundle::CrosswalkRow& row = *library.rows[one.row];
    out["from"] = library.left(row);
    out["to"] = library.right(row);
    out["at"] = library.place(*row.origin());
    return out;
  }
  static unsigned bit(relate::RelationSet single) {
    return static_cast<unsigned>(__builtin_ctz(single.bits()));
  }

  Object relative(ConceptId id, const Relative& one, bool with_proof) const {
    Object out{{"authority",
                library.claims.authorities[answers.network().concepts()[one.other].authority]},
               {"citation", answers.name(one.other)},
               {"title", answers.title(one.other)},
               {"kind", std::string(kind_word(one.kind))},
               {"relations", relations(one.left)}};
    if (one.kind == Relative::Kind::stated) {
      const bundle::CrosswalkRow& row = *answers.row_between(id, one.other);
      if (row.strength() != 0)
        out["strength"] = row.strength();
      out["because"] = library.because(row);
      out["at"] = library.place(*row.origin());
    }
    if (!with_proof)
      return out;
    Array walks;
    for (const relate::Walk& walk : one.proof) {
      Array steps;
      for (const relate::Walked& walked : walk)
        steps.push_back(step(walked.step));
      walks.push_back(std::move(steps));
    }
    out["proof"] = std::move(walks);
    out["apart"] = one.apart;
    return out;
  }

  Object together(ConceptId id, uint32_t authority) const {
    const relate::Together& shown = answers.together(authority);
    Object out{{"authority", library.claims.authorities[authority]}, {"covered", shown.covers(id)}};
    Array by, steps, parts;
    if (shown.covers(id)) {
      for (const ConceptId one : shown.by(id))
        by.push_back(answers.name(one));
      for (const StepId one : shown.proof(id))
        steps.push_back(step(one));
    }
    for (const ConceptId part : answers.network().concepts()[id].parts)
      parts.push_back(Object{{"citation", answers.name(part)}, {"covered", shown.covers(part)}});
    out["by"] = std::move(by);
    out["steps"] = std::move(steps);
    out["parts"] = std::move(parts);
    return out;
  }
};

} // namespace

Object concept_json(CrosswalkAnswers& answers, ConceptId id, std::optional<uint32_t> to) {
  const Writer writer{answers};
  const CrosswalkLibrary& library = answers.library();
  Array relatives, together;
  std::optional<uint32_t> last;
  for (const Relative& one : answers.relatives(id, to)) {
    const uint32_t authority = answers.network().concepts()[one.other].authority;
    if (authority != last)
      together.push_back(writer.together(id, authority));
    last = authority;
    relatives.push_back(writer.relative(id, one, true));
  }
  return Object{{"schema_version", 1},
                {"as_of", format_day(library.day)},
                {"citation", answers.name(id)},
                {"title", answers.title(id)},
                {"relatives", std::move(relatives)},
                {"together", std::move(together)}};
}

Object pair_json(CrosswalkAnswers& answers, uint32_t from, uint32_t to) {
  const Writer writer{answers};
  const CrosswalkLibrary& library = answers.library();
  Array provisions;
  for (const ConceptId id : judged_concepts(answers, from)) {
    Array relatives;
    for (const Relative& one : answers.relatives(id, to))
      relatives.push_back(writer.relative(id, one, false));
    provisions.push_back(Object{{"citation", answers.name(id)},
                                {"title", answers.title(id)},
                                {"covered", answers.together(to).covers(id)},
                                {"relatives", std::move(relatives)}});
  }
  return Object{{"schema_version", 1},
                {"as_of", format_day(library.day)},
                {"from", library.claims.authorities[from]},
                {"to", library.claims.authorities[to]},
                {"provisions", std::move(provisions)}};
}

} // namespace ward::tool
