// SPDX-License-Identifier: Apache-2.0
#include "tools/ward/clock.h"

#include "tools/ward/command.h"
#include "ward/ward.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace ward::tool {

namespace {

/// RFC 5545, 3.3.11: what has a meaning in a TEXT value is written with a backslash.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',')
      out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out;
}

/// What may stand in a UID everywhere; other bytes in hexadecimal.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '-';
    out += good ? std::string(1, c) : fmt::format("_{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

/// "2026-04-04" as "20260404".
std::string packed(std::string date) {
  date.erase(std::remove(date.begin(), date.end(), '-'), date.end());
  return date;
}

std::string day_after(const std::string& date) {
  int32_t days = 0;
  ward_parse_date(date.data(), date.size(), &days);
  return packed(format_day(days + 1));
}

struct State {
  const Clock& clock;
  const JsonObject& report;
  std::string out;

  /// 3.1: a line has at most 75 octets; a longer one goes on after a line break and a blank. Never
  /// inside a character.
  void line(std::string text) {
    size_t room = 75;
    while (text.size() > room) {
      size_t cut = room;
      while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80)
        --cut;
      out += text.substr(0, cut) + "\r\n ";
      text.erase(0, cut);
      room = 74;
    }
    out += text + "\r\n";
  }

  static const char* what(const ClockEntry& entry) {
    switch (entry.kind) {
    case ClockEntry::Kind::promptly:
      return "promptly by";
    case ClockEntry::Kind::hold_ends:
      return "hold ends";
    case ClockEntry::Kind::unknown:
      return "due, if it is";
    case ClockEntry::Kind::due:
      break;
    }
    return entry.days < 0 ? "overdue" : "due";
  }

  void event(const ClockEntry& entry, size_t place) {
    static constexpr const char* kinds[] = {"due", "promptly", "hold", "due"};
    std::string uid = fmt::format("{}/{}/{}", plain(entry.duty), plain(entry.key),
                                  kinds[static_cast<size_t>(entry.kind)]);
    if (place > 0)
      uid += fmt::format("/{}", place + 1);
    const std::string library = text(child(report, "bundle"), "library");
    const std::string organization = text(report, "organization");
    line("BEGIN:VEVENT");
    line(fmt::format("UID:{}@{}{}.ward", uid, plain(organization),
                     (organization.empty() ? "" : ".") + plain(library)));
    line(fmt::format("DTSTAMP:{}T000000Z", packed(text(report, "as_of"))));
    line("DTSTART;VALUE=DATE:" + packed(entry.date));
    line("DTEND;VALUE=DATE:" + day_after(entry.date));
    const std::string name = entry.title.empty() ? entry.duty : entry.title;
    line(fmt::format("SUMMARY:{}",
                     escaped(fmt::format("{}: {} ({})", name, what(entry), entry.key))));
    std::string about = fmt::format("{}[\"{}\"], {}\n{}", entry.duty, entry.key, entry.status,
                                    fmt::join(entry.citations, ", "));
    if (!entry.date_or.empty())
      about += "\nor on another day: facts are missing";
    if (!entry.may_matter.empty())
      about += fmt::format("\nwhat could change this: {}", fmt::join(entry.may_matter, ", "));
    about += "\n" + text(report, "disclaimer");
    line("DESCRIPTION:" + escaped(about));
    line(fmt::format("CATEGORIES:{}", entry.status));
    line("TRANSP:TRANSPARENT");
    line("END:VEVENT");
  }

  std::string run() {
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Ward//ward clock//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    // Several days that one date may be are events of their own, told apart in order of days.
    std::map<std::string, size_t> places;
    for (const ClockEntry& entry : clock.entries) {
      if (entry.date.empty())
        continue;
      const bool due =
          entry.kind == ClockEntry::Kind::due || entry.kind == ClockEntry::Kind::unknown;
      const std::string name =
          fmt::format("{}\n{}\n{}", entry.duty, entry.key, due ? 0 : static_cast<int>(entry.kind));
      event(entry, places[name]++);
    }
    line("END:VCALENDAR");
    return std::move(out);
  }
};

} // namespace

std::string clock_ics(const Clock& clock, const JsonObject& report) {
  return State{clock, report, {}}.run();
}

} // namespace ward::tool
