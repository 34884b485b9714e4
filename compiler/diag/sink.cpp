// SPDX-License-Identifier: Apache-2.0
#include "diag/sink.h"

#include <algorithm>
#include <tuple>

namespace ward::diag {

Diagnostic& Sink::add(uint16_t code, std::string_view name, Severity severity, source::Span span,
                      std::string message) {
  Diagnostic& out = all_.emplace_back();
  out.code = code;
  out.name = name;
  out.severity = severity;
  out.span = span;
  out.message = std::move(message);
  return out;
}

std::vector<const Diagnostic*> Sink::sorted() const {
  const auto key = [](const Diagnostic* diag) {
    return std::tuple<uint32_t, uint32_t, uint16_t, uint32_t, const std::string&>(
        diag->span.file.index, diag->span.begin, diag->code, diag->span.end, diag->message);
  };
  // Of equal findings the first filed is kept.
  std::vector<std::pair<const Diagnostic*, size_t>> order;
  order.reserve(all_.size());
  for (const Diagnostic& diag : all_)
    order.emplace_back(&diag, order.size());
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    const auto left = key(a.first);
    const auto right = key(b.first);
    return left != right ? left < right : a.second < b.second;
  });
  std::vector<const Diagnostic*> out;
  out.reserve(order.size());
  for (const auto& [diag, index] : order)
    if (out.empty() || key(out.back()) != key(diag))
      out.push_back(diag);
  return out;
}

bool Sink::has_errors() const {
  return std::any_of(all_.begin(), all_.end(),
                     [](const Diagnostic& diag) { return diag.severity == Severity::error; });
}

size_t Sink::count(Severity severity) const {
  const std::vector<const Diagnostic*> once = sorted();
  return std::count_if(once.begin(), once.end(),
                       [&](const Diagnostic* diag) { return diag->severity == severity; });
}

} // namespace ward::diag
