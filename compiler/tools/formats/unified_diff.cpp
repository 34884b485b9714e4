// SPDX-License-Identifier: Apache-2.0
#include "tools/formats/unified_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace ward::formats {
namespace {

using Lines = std::vector<std::string_view>;
constexpr size_t context = 3;
constexpr int max_changes = 2000;

/// Lines with their newlines.
Lines lines_of(std::string_view text) {
  Lines out;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

/// What happens to a line: ' ' stays, '-' goes, '+' comes.
struct Edit {
  char sign;
  std::string_view line;
};

/// Myers' greedy walk: the fewest lines that go and come. Nothing when they are too many.
bool shortest(const Lines& a, const Lines& b, std::vector<Edit>& out) {
  const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  const int limit = std::min(n + m, max_changes), middle = limit + 1;
  std::vector<int> furthest(static_cast<size_t>(2 * limit + 3), 0);
  std::vector<std::vector<int>> trace;
  const auto at = [&](std::vector<int>& row, int k) -> int& {
    return row[static_cast<size_t>(k + middle)];
  };
  int found = -1;
  for (int d = 0; d <= limit && found < 0; ++d) {
    trace.push_back(furthest);
    for (int k = -d; k <= d; k += 2) {
      const bool down = k == -d || (k != d && at(furthest, k - 1) < at(furthest, k + 1));
      int x = down ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
      int y = x - k;
      while (x < n && y < m && a[static_cast<size_t>(x)] == b[static_cast<size_t>(y)])
        ++x, ++y;
      at(furthest, k) = x;
      if (x >= n && y >= m) {
        found = d;
        break;
      }
    }
  }
  if (found < 0)
    return false;
  int x = n, y = m;
  for (int d = found; d >= 0; --d) {
    std::vector<int>& row = trace[static_cast<size_t>(d)];
    const int k = x - y;
    const bool down = k == -d || (k != d && at(row, k - 1) < at(row, k + 1));
    const int from_k = down ? k + 1 : k - 1;
    const int from_x = d == 0 ? 0 : at(row, from_k), from_y = d == 0 ? 0 : from_x - from_k;
    while (x > from_x && y > from_y && x > 0 && y > 0) {
      --x, --y;
      out.push_back({' ', a[static_cast<size_t>(x)]});
    }
    if (d == 0)
      break;
    if (down)
      out.push_back({'+', b[static_cast<size_t>(--y)]});
    else
      out.push_back({'-', a[static_cast<size_t>(--x)]});
  }
  std::reverse(out.begin(), out.end());
  return true;
}

std::vector<Edit> edits_of(const Lines& before, const Lines& after) {
  size_t head = 0, tail = 0;
  while (head < before.size() && head < after.size() && before[head] == after[head])
    ++head;
  while (tail < before.size() - head && tail < after.size() - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  std::vector<Edit> out;
  for (size_t i = 0; i < head; ++i)
    out.push_back({' ', before[i]});
  const auto end = [&](const Lines& lines) { return lines.end() - static_cast<long>(tail); };
  const Lines a(before.begin() + static_cast<long>(head), end(before));
  const Lines b(after.begin() + static_cast<long>(head), end(after));
  std::vector<Edit> middle;
  if (!shortest(a, b, middle)) {
    middle.clear();
    for (std::string_view line : a)
      middle.push_back({'-', line});
    for (std::string_view line : b)
      middle.push_back({'+', line});
  }
  out.insert(out.end(), middle.begin(), middle.end());
  for (size_t i = before.size() - tail; i < before.size(); ++i)
    out.push_back({' ', before[i]});
  return out;
}

std::string range(size_t begin, size_t count) {
  return count == 1 ? fmt::format("{}", begin + 1)
                    : fmt::format("{},{}", count == 0 ? begin : begin + 1, count);
}

} // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after)
    return "";
  const std::vector<Edit> edits = edits_of(lines_of(before), lines_of(after));
  std::string out = fmt::format("--- {}\n+++ {}\n", path, path);
  size_t old_line = 0, new_line = 0;
  for (size_t i = 0; i < edits.size();) {
    if (edits[i].sign == ' ') {
      ++i, ++old_line, ++new_line;
      continue;
    }
    // A hunk goes on while the next change is near enough to share its context.
    const size_t begin = i - std::min({i, context, old_line, new_line});
    size_t last = i;
    for (size_t j = i; j < edits.size() && j <= last + 2 * context; ++j)
      if (edits[j].sign != ' ')
        last = j;
    const size_t end = std::min(edits.size(), last + 1 + context);
    size_t removed = 0, added = 0;
    for (size_t j = begin; j < end; ++j) {
      removed += edits[j].sign != '+';
      added += edits[j].sign != '-';
    }
    out += fmt::format("@@ -{} +{} @@\n", range(old_line - (i - begin), removed),
                       range(new_line - (i - begin), added));
    for (size_t j = begin; j < end; ++j) {
      out += edits[j].sign;
      out += edits[j].line;
      if (!edits[j].line.ends_with('\n'))
        out += "\n\\ No newline at end of file\n";
      if (j >= i) {
        old_line += edits[j].sign != '+';
        new_line += edits[j].sign != '-';
      }
    }
    i = end;
  }
  return out;
}

} // namespace ward::formats
