// SPDX-License-Identifier: Apache-2.0
#include "facts/bind.h"

#include "facts/binder.h"
#include "facts/nearest.h"

namespace ward::rt {
namespace {

constexpr uint32_t deepest_group = 60;

struct Run {
  uint32_t begin = 0;
  uint32_t end = 0;
};

/// Among `items` [begin, end), whose paths share their first `prefix` bytes and ascend, the run of
/// those that go on with `segment` and then end or have a dot.
template <typename Items>
Run find_run(const Bundle& bundle, const Items& items, Run within, uint32_t prefix, Bytes segment) {
  // Negative: the path comes before all of the run; positive: after.
  const auto side = [&](uint32_t index) {
    Bytes path = bundle.string(items.Get(index)->path());
    path = {path.data + prefix, path.size - prefix};
    const Bytes head{path.data, path.size < segment.size ? path.size : segment.size};
    const int order = compare_bytes(head, segment);
    if (order != 0 || path.size == segment.size)
      return order;
    const unsigned char next = static_cast<unsigned char>(path.data[segment.size]);
    return next < '.' ? -1 : next > '.' ? 1 : 0;
  };
  const auto first = [&](int at_least) {
    uint32_t low = within.begin;
    uint32_t high = within.end;
    while (low < high) {
      const uint32_t middle = low + (high - low) / 2;
      if (side(middle) < at_least)
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  };
  return {first(0), first(1)};
}

bool has_dot(Bytes text) {
  return text.size > 0 && std::memchr(text.data, '.', text.size) != nullptr;
}

/// The document's own members; `organization` only as a text, since facts may be called so.
constexpr const char* document_members[] = {"as_of", "source", "organization", "complete"};

} // namespace

FactLimits FactLimits::from(const ward_limits* limits) {
  FactLimits out;
  if (limits == nullptr)
    return out;
  if (limits->max_facts_bytes != 0)
    out.max_facts_bytes = limits->max_facts_bytes;
  if (limits->max_facts_depth != 0)
    out.max_facts_depth = limits->max_facts_depth;
  if (limits->max_rows != 0)
    out.max_rows = limits->max_rows;
  if (limits->max_memory_bytes != 0)
    out.max_memory_bytes = limits->max_memory_bytes;
  return out;
}

bool Binder::unknown_member(const Token& key, const SchemaRange& range, Bytes prefix,
                            uint32_t depth) {
  const Bytes name = tape.text(key);
  Nearest nearest(name);
  const auto offer = [&](Bytes path) {
    const Bytes rest{path.data + prefix.size, path.size - prefix.size};
    const void* dot = std::memchr(rest.data, '.', rest.size);
    const size_t size =
        dot == nullptr ? rest.size : static_cast<size_t>(static_cast<const char*>(dot) - rest.data);
    nearest.offer({rest.data, static_cast<uint32_t>(size)});
  };
  for (uint32_t i = range.fact_begin; i < range.fact_end; ++i)
    offer(bundle.string(schema.facts()->Get(i)->path()));
  for (uint32_t i = range.table_begin; i < range.table_end; ++i)
    offer(bundle.string(schema.tables()->Get(i)->path()));
  if (depth == 0)
    for (const char* member : document_members)
      nearest.offer({member, static_cast<uint32_t>(std::strlen(member))});

  FactPath path;
  path.base = {prefix.data, prefix.size > 0 ? prefix.size - 1 : 0};
  path.field = name;
  FixedText message = fail(key, path);
  message << "unknown fact `" << prefix << name << "`";
  if (nearest.best().size > 0)
    message << "; did you mean `" << prefix << nearest.best() << "`?";
  return false;
}

bool Binder::bind_group(uint32_t object, const SchemaRange& range, Bytes prefix, uint32_t depth,
                        const Scope& scope) {
  FactPath path;
  path.base = {prefix.data, prefix.size > 0 ? prefix.size - 1 : 0};
  if (depth >= deepest_group) {
    fail(token(object), path, WARD_ERR_LIMIT) << "groups nest deeper than " << deepest_group;
    return false;
  }
  for (uint32_t key = object + 1; key < token(object).next; key = token(key + 1).next) {
    const Bytes name = tape.text(token(key));
    const Token& value = token(key + 1);
    if (depth == 0) {
      if (same_bytes(name, "as_of") || same_bytes(name, "source") || same_bytes(name, "complete"))
        continue; // read by bind_document
      if (same_bytes(name, "organization") && value.kind == TokenKind::string)
        continue;
    }
    if (has_dot(name))
      return unknown_member(token(key), range, prefix, depth);
    const Run fact =
        find_run(bundle, *schema.facts(), {range.fact_begin, range.fact_end}, prefix.size, name);
    const Run table =
        find_run(bundle, *schema.tables(), {range.table_begin, range.table_end}, prefix.size, name);
    const SchemaRange inside{fact.begin, fact.end, table.begin, table.end};
    if (inside.empty())
      return unknown_member(token(key), range, prefix, depth);

    uint64_t& seen = fact.begin < fact.end ? seen_facts[fact.begin] : seen_tables[table.begin];
    if ((seen >> depth & 1) != 0) {
      fail(token(key), path.with_field(name)) << "`" << prefix << name << "` is given twice";
      return false;
    }
    seen |= uint64_t{1} << depth;

    const uint32_t size = prefix.size + name.size;
    const Bytes first_fact =
        fact.begin < fact.end ? bundle.string(schema.facts()->Get(fact.begin)->path()) : Bytes{};
    const Bytes first_table = table.begin < table.end
                                  ? bundle.string(schema.tables()->Get(table.begin)->path())
                                  : Bytes{};
    if (first_fact.size == size) {
      FactPath leaf;
      leaf.base = first_fact;
      KeyUse use;
      use.owner = fact.begin;
      if (!bind_leaf(key + 1, *schema.facts()->Get(fact.begin), leaf, scope, facts[fact.begin],
                     use))
        return false;
    } else if (first_table.size == size) {
      if (!bind_table(key + 1, table.begin, scope))
        return false;
    } else {
      const Bytes longer = first_fact.size > 0 ? first_fact : first_table;
      if (value.kind != TokenKind::object) {
        FactPath group;
        group.base = {longer.data, size};
        return wrong_kind(value, group, "an object, a group of facts");
      }
      if (!bind_group(key + 1, inside, {longer.data, size + 1}, depth + 1, scope))
        return false;
    }
  }
  return true;
}

bool Binder::bind_document() {
  Scope scope;
  uint32_t seen = 0;
  for (uint32_t key = 1; key < token(0).next; key = token(key + 1).next) {
    const Bytes name = tape.text(token(key));
    const Token& value = token(key + 1);
    uint32_t which = 0;
    while (which < 4 && !same_bytes(name, document_members[which]))
      ++which;
    if (which == 4 || (which == 2 && value.kind != TokenKind::string))
      continue;
    FactPath path;
    path.field = name;
    if ((seen & (1u << which)) != 0) {
      fail(token(key), path) << "`" << name << "` is given twice";
      return false;
    }
    seen |= 1u << which;
    Bytes text;
    switch (which) {
    case 0:
      if (!read_date(value, path, scope.as_of))
        return false;
      break;
    case 1:
      if (!read_text(value, path, text))
        return false;
      scope.source = texts.text(texts.intern(text));
      break;
    case 2:
      if (!read_text(value, path, text))
        return false;
      organization = keep_text(text);
      break;
    default:
      complete_token = key + 1;
      break;
    }
    if (keep.failed() || scratch.failed())
      return no_memory();
  }
  const SchemaRange all{0, bundle.fact_count(), 0, bundle.table_count()};
  return bind_group(0, all, {}, 0, scope) && bind_complete() && check_keys() && check_decisions();
}

bool Binder::bind_complete() {
  if (complete_token == 0)
    return true;
  FactPath path;
  path.field = {"complete", 8};
  const Token& array = token(complete_token);
  if (array.kind != TokenKind::array)
    return wrong_kind(array, path, "an array of { \"table\", \"by\", \"on\" }");
  bool* declared = scratch.array<bool>(bundle.table_count());
  if (declared == nullptr)
    return no_memory();
  for (uint32_t at = complete_token + 1; at < array.next; at = token(at).next)
    if (!bind_declaration(at, declared))
      return false;
  return true;
}

bool Binder::bind_declaration(uint32_t object, bool* declared) {
  FactPath path;
  path.field = {"complete", 8};
  if (token(object).kind != TokenKind::object)
    return wrong_kind(token(object), path, "an object, { \"table\", \"by\", \"on\" }");
  static constexpr const char* names[] = {"table", "by", "on"};
  uint32_t seen = 0;
  uint32_t named = UINT32_MAX;
  Scope scope;
  for (uint32_t key = object + 1; key < token(object).next; key = token(key + 1).next) {
    const Bytes name = tape.text(token(key));
    const Token& value = token(key + 1);
    const FactPath inside = path.with_member(name);
    uint32_t which = 0;
    while (which < 3 && !same_bytes(name, names[which]))
      ++which;
    if (which == 3) {
      fail(token(key), path) << "unknown member `" << name << "`; table, by and on are allowed";
      return false;
    }
    if ((seen & (1u << which)) != 0) {
      fail(token(key), inside) << "`" << name << "` is given twice";
      return false;
    }
    seen |= 1u << which;
    Bytes text;
    if (which == 2) {
      if (!read_date(value, inside, scope.as_of))
        return false;
      continue;
    }
    if (!read_text(value, inside, text))
      return false;
    if (which == 1) {
      scope.source = texts.text(texts.intern(text));
      if (keep.failed() || scratch.failed())
        return no_memory();
      continue;
    }
    Nearest nearest(text);
    for (uint32_t i = 0; i < bundle.table_count() && named == UINT32_MAX; ++i) {
      const Bytes known = bundle.string(schema.tables()->Get(i)->path());
      if (same_bytes(known, text))
        named = i;
      nearest.offer(known);
    }
    if (named == UINT32_MAX) {
      FixedText message = fail(value, inside);
      message << "no table `" << text << "`";
      if (nearest.best().size > 0)
        message << "; did you mean `" << nearest.best() << "`?";
      return false;
    }
    if (declared[named]) {
      fail(value, inside) << "`" << text << "` is declared complete twice";
      return false;
    }
    declared[named] = true;
  }
  if (named == UINT32_MAX) {
    fail(token(object), path) << "no `table` here; name the table that is complete";
    return false;
  }
  BoundTable& bound = tables[named];
  Cause cause = Cause::absent;
  bound.complete = !outdated(scope.as_of, schema.tables()->Get(named)->fresh(), cause);
  if (!bound.complete)
    bound.open_because = cause;
  bound.complete_provenance = provenance(scope, line_of(token(object).offset));
  return bound.complete_provenance != 0 ? true : no_memory();
}

bool Binder::check_keys() {
  const uint32_t text_count = bundle.string_count() + texts.added_count();
  // Table by table: one mark for each text that is a key of it.
  bool* marks = nullptr;
  const KeyUse* first = nullptr;
  for (uint32_t table = 0; table < bundle.table_count(); ++table) {
    if (!tables[table].complete)
      continue;
    bool used = false;
    for (const KeyUse& use : key_uses)
      used = used || use.target == table;
    if (!used)
      continue;
    if (marks == nullptr)
      marks = scratch.array<bool>(text_count);
    if (marks == nullptr)
      return no_memory();
    for (uint32_t row = 0; row < tables[table].rows; ++row)
      marks[tables[table].keys[row]] = true;
    for (const KeyUse& use : key_uses)
      if (use.target == table && !marks[use.key] && (first == nullptr || use.token < first->token))
        first = &use;
    for (uint32_t row = 0; row < tables[table].rows; ++row)
      marks[tables[table].keys[row]] = false;
  }
  if (first == nullptr)
    return true;
  FactPath path;
  if (first->in_row) {
    const bundle::FactTable& owner = *schema.tables()->Get(first->owner);
    path.base = bundle.string(owner.path());
    path.row_number = 1;
    path.has_key = true;
    path.key = texts.text(first->row);
    path.field = bundle.string(owner.fields()->Get(first->field)->path());
  } else {
    path.base = bundle.string(schema.facts()->Get(first->owner)->path());
  }
  const Bytes target = bundle.string(schema.tables()->Get(first->target)->path());
  fail(token(first->token), path) << "no row `" << texts.text(first->key) << "` in `" << target
                                  << "`, which is declared complete";
  return false;
}

namespace {

/// Profile, parameters and proposals (R10.1); unknown names are the caller's mistakes.
bool choose(const Bundle& bundle, const BindInput& input, Arena& arena, BoundFacts& out,
            uint8_t& minimum_proof, ward_error& error) {
  const bundle::Bundle& root = bundle.root();
  int64_t* parameters = arena.array<int64_t>(root.parameters()->size());
  bool* assumed = arena.array<bool>(root.proposals()->size());
  if (arena.failed()) {
    error.status = WARD_ERR_OUT_OF_MEMORY;
    FixedText(error.message, sizeof error.message) << "no memory to read the facts";
    return false;
  }
  for (uint32_t i = 0; i < root.parameters()->size(); ++i)
    parameters[i] = root.parameters()->Get(i)->default_number();
  out.parameters = parameters;
  out.assumed = assumed;

  const auto unknown = [&](const char* what, Bytes name, Bytes best) {
    error.status = WARD_ERR_ARGUMENT;
    FixedText message(error.message, sizeof error.message);
    message << "no " << what << " `" << name << "` in the bundle";
    if (best.size > 0)
      message << "; did you mean `" << best << "`?";
    return false;
  };
  if (input.profile != nullptr) {
    const Bytes wanted{input.profile, static_cast<uint32_t>(std::strlen(input.profile))};
    Nearest nearest(wanted);
    for (uint32_t i = 0; i < root.profiles()->size(); ++i) {
      const Bytes name = bundle.string(root.profiles()->Get(i)->name());
      if (same_bytes(name, wanted))
        out.profile = i;
      nearest.offer(name);
    }
    if (out.profile == UINT32_MAX)
      return unknown("profile", wanted, nearest.best());
    const bundle::Profile& profile = *root.profiles()->Get(out.profile);
    for (const bundle::Setting* setting : *profile.settings())
      parameters[setting->parameter()] = setting->number();
    for (uint32_t proposal : *profile.assumes())
      assumed[proposal] = true;
    minimum_proof = profile.minimum_proof();
  }
  for (size_t i = 0; i < input.assume_count; ++i) {
    const Bytes wanted{input.assume[i], static_cast<uint32_t>(std::strlen(input.assume[i]))};
    Nearest nearest(wanted);
    bool found = false;
    for (uint32_t p = 0; p < root.proposals()->size(); ++p) {
      const Bytes name = bundle.string(root.proposals()->Get(p)->name());
      if (same_bytes(name, wanted))
        assumed[p] = found = true;
      nearest.offer(name);
    }
    if (!found)
      return unknown("proposal", wanted, nearest.best());
  }
  return true;
}

} // namespace

ward_status bind_facts(const Bundle& bundle, const BindInput& input, const FactLimits& limits,
                       Arena& arena, BoundFacts& out, ward_error& error) {
  out = BoundFacts();
  out.as_of = input.as_of;
  uint8_t minimum_proof = 0;
  if (!choose(bundle, input, arena, out, minimum_proof, error))
    return error.status;
  // Offsets and token indices are 32 bits wide.
  if (input.size > limits.max_facts_bytes || input.size >= UINT32_MAX) {
    error.status = WARD_ERR_LIMIT;
    FixedText(error.message, sizeof error.message)
        << "the facts have " << uint64_t{input.size} << " bytes, more than max_facts_bytes, "
        << limits.max_facts_bytes;
    return WARD_ERR_LIMIT;
  }

  Arena scratch(arena.allocator());
  Binder binder(bundle, input, limits, arena, scratch, error,
                hash_bytes(input.facts, input.size, 0));
  const ward_status read = read_json(input.facts, static_cast<uint32_t>(input.size),
                                     limits.max_facts_depth, scratch, binder.tape, error);
  if (read != WARD_OK)
    return read;

  binder.minimum_proof = minimum_proof;
  binder.facts = arena.array<Cell>(bundle.fact_count());
  binder.tables = arena.array<BoundTable>(bundle.table_count());
  binder.row_tokens = scratch.array<const uint32_t*>(bundle.table_count());
  binder.seen_facts = scratch.array<uint64_t>(bundle.fact_count());
  binder.seen_tables = scratch.array<uint64_t>(bundle.table_count());
  binder.provenances.add({});
  // A table without rows still has its columns.
  for (uint32_t t = 0; t < bundle.table_count() && !arena.failed(); ++t)
    binder.tables[t].columns = arena.array<const Cell*>(bundle.field_count(t));
  if (arena.failed() || scratch.failed()) {
    binder.no_memory();
    return error.status;
  }
  if (!binder.bind_document())
    return error.status;

  Provenance* provenances = arena.array<Provenance>(binder.provenances.size());
  Bytes* texts = arena.array<Bytes>(binder.texts.added_count());
  if (arena.failed()) {
    binder.no_memory();
    return error.status;
  }
  for (uint32_t i = 0; i < binder.provenances.size(); ++i)
    provenances[i] = binder.provenances[i];
  for (uint32_t i = 0; i < binder.texts.added_count(); ++i)
    texts[i] = binder.texts.added()[i];
  out.facts = binder.facts;
  out.tables = binder.tables;
  out.provenances = provenances;
  out.provenance_count = binder.provenances.size();
  out.texts = texts;
  out.text_count = binder.texts.added_count();
  out.organization = binder.organization;
  return WARD_OK;
}

} // namespace ward::rt
