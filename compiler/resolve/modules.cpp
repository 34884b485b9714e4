// SPDX-License-Identifier: Apache-2.0
#include "resolve/state.h"

#include <algorithm>
#include <map>
#include <set>

namespace ward::resolve {
namespace {

/// A module as it was found, before the order is known.
struct Found {
  std::string name;
  const syntax::File* file = nullptr;
  std::vector<uint32_t> uses; ///< by `use`; UINT32_MAX where nothing was found
  std::vector<uint32_t> kept; ///< without those that would close a cycle
};

struct Loader {
  State& state;
  std::vector<Found> found;
  std::map<std::string, uint32_t, std::less<>> by_name;

  void run() {
    const syntax::File& root = *state.input.root;
    const std::string name = root.module ? path_text(root.module->name) : "main";
    add(name, &root);
    for (uint32_t i = 0; i < found.size(); ++i)
      discover(i);
    cut_cycles();
    order();
  }

  uint32_t add(std::string name, const syntax::File* file) {
    const uint32_t index = static_cast<uint32_t>(found.size());
    by_name.emplace(name, index);
    found.push_back({std::move(name), file, {}, {}});
    return index;
  }

  void discover(uint32_t index) {
    for (const syntax::UseDecl& use : found[index].file->uses) {
      uint32_t target = UINT32_MAX;
      if (!use.name.is_missing()) {
        const std::string name = path_text(use.name);
        const auto known = by_name.find(name);
        target = known != by_name.end() ? known->second : load(name, use.name.span);
      }
      found[index].uses.push_back(target);
    }
  }

  uint32_t load(const std::string& name, source::Span place) {
    const size_t said = state.sink.size();
    const syntax::File* file = state.input.find ? state.input.find(name, place) : nullptr;
    if (!file) {
      if (state.sink.size() == said)
        state.sink.report(diag::ModuleNotFound, place, name)
            .with_help("a module `a.b` is the file `a/b.ward` in one of the source folders");
      by_name.emplace(name, UINT32_MAX);
      return UINT32_MAX;
    }
    if (file->module && !file->module->name.is_missing() && path_text(file->module->name) != name)
      state.sink
          .report(diag::ModuleNameMismatch, file->module->name.span, path_text(file->module->name),
                  name)
          .fix(file->module->name.span, name, "replace with `" + name + "`")
          .note("it is asked for here", place);
    return add(name, file);
  }

  /// Depth first with its own stack: a chain of modules may be long.
  void cut_cycles() {
    enum : uint8_t { fresh, open, done };
    std::vector<uint8_t> mark(found.size(), fresh);
    std::vector<std::pair<uint32_t, size_t>> stack; // module, next use
    for (uint32_t start = 0; start < found.size(); ++start) {
      if (mark[start] != fresh)
        continue;
      stack.emplace_back(start, 0);
      mark[start] = open;
      while (!stack.empty()) {
        auto& [at, next] = stack.back();
        if (next == found[at].uses.size()) {
          mark[at] = done;
          stack.pop_back();
          continue;
        }
        const size_t use = next++;
        const uint32_t target = found[at].uses[use];
        if (target == UINT32_MAX)
          continue;
        if (mark[target] == open) {
          report_cycle(stack, target, found[at].file->uses[use].name.span);
          continue;
        }
        found[at].kept.push_back(target);
        if (mark[target] == fresh) {
          mark[target] = open;
          stack.emplace_back(target, 0);
        }
      }
    }
  }

  void report_cycle(const std::vector<std::pair<uint32_t, size_t>>& stack, uint32_t target,
                    source::Span place) {
    size_t first = stack.size() - 1;
    while (stack[first].first != target)
      --first;
    std::string walk;
    for (size_t i = first; i < stack.size(); ++i)
      walk += "`" + found[stack[i].first].name + "` uses ";
    walk += "`" + found[target].name + "`";
    auto& out = state.sink.report(diag::ImportCycle, place, found[target].name, walk);
    for (size_t i = first; i + 1 < stack.size(); ++i) {
      const auto& [module, next] = stack[i];
      out.note("`" + found[module].name + "` uses `" + found[stack[i + 1].first].name + "` here",
               found[module].file->uses[next - 1].name.span);
    }
    out.with_help("move what both need into a module of its own");
  }

  /// Dependencies first; of those that are ready, by name.
  void order() {
    std::vector<size_t> waits(found.size(), 0);
    std::vector<std::vector<uint32_t>> users(found.size());
    for (uint32_t i = 0; i < found.size(); ++i) {
      std::sort(found[i].kept.begin(), found[i].kept.end());
      found[i].kept.erase(std::unique(found[i].kept.begin(), found[i].kept.end()),
                          found[i].kept.end());
      waits[i] = found[i].kept.size();
      for (uint32_t used : found[i].kept)
        users[used].push_back(i);
    }
    std::set<std::pair<std::string_view, uint32_t>> ready;
    for (uint32_t i = 0; i < found.size(); ++i)
      if (waits[i] == 0)
        ready.emplace(found[i].name, i);
    std::vector<model::ModuleId> ids(found.size());
    while (!ready.empty()) {
      const uint32_t next = ready.begin()->second;
      ready.erase(ready.begin());
      ids[next] = open_scope(found[next], ids);
      for (uint32_t user : users[next])
        if (--waits[user] == 0)
          ready.emplace(found[user].name, user);
    }
  }

  model::ModuleId open_scope(const Found& module, const std::vector<model::ModuleId>& ids) {
    model::Module out;
    out.name = module.name;
    out.file = module.file->source;
    if (module.file->module) {
      if (module.file->module->as_of)
        out.as_of_days = module.file->module->as_of->days_since_epoch();
      out.doc = module.file->module->doc.text;
    }
    for (uint32_t used : module.kept)
      out.uses.push_back(ids[used]);
    std::sort(out.uses.begin(), out.uses.end());
    const model::ModuleId id = state.model.modules.add(std::move(out));

    ModuleScope scope;
    scope.file = module.file;
    scope.reaches.assign(found.size(), false);
    scope.reaches[id.index] = true;
    for (model::ModuleId used : state.model.modules[id].uses)
      for (size_t m = 0; m <= used.index; ++m)
        if (state.out.scopes[used.index].reaches[m])
          scope.reaches[m] = true;
    for (size_t i = 0; i < module.uses.size(); ++i) {
      const syntax::UseDecl& use = module.file->uses[i];
      if (module.uses[i] == UINT32_MAX || use.name.is_missing())
        continue;
      const syntax::Name& name = use.alias ? *use.alias : use.name.parts.back();
      const model::ModuleId target = ids[module.uses[i]];
      if (target.is_none() || name.is_missing())
        continue;
      const auto [entry, added] = scope.aliases.emplace(name.text, Alias{target, name.span});
      if (added)
        continue;
      if (entry->second.module == target)
        state.sink.report(diag::RepeatedItem, use.span, path_text(use.name), "use")
            .note("it stands here already", entry->second.span);
      else
        state.sink.report(diag::DuplicateAlias, name.span, name.text)
            .note("`" + std::string(name.text) + "` is already `" +
                      state.model.modules[entry->second.module].name + "`",
                  entry->second.span)
            .with_help("give one of them another name with `as`");
    }
    state.out.scopes.push_back(std::move(scope));
    return id;
  }
};

} // namespace

void load_modules(State& state) {
  Loader{state, {}, {}}.run();
}

} // namespace ward::resolve
