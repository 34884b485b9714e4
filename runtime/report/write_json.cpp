// SPDX-License-Identifier: Apache-2.0
#include "report/names.h"
#include "report/write.h"

namespace ward::rt {
namespace {

void write_bundle(ReportWriter& w) {
  static constexpr char hex[] = "0123456789abcdef";
  char digest[64];
  for (uint32_t i = 0; i < 32; ++i) {
    digest[2 * i] = hex[w.report.bundle.sha256()[i] >> 4];
    digest[2 * i + 1] = hex[w.report.bundle.sha256()[i] & 15];
  }
  w.json.key("bundle").begin_object();
  w.json.member("library", w.string(w.root().library()));
  w.json.member("version", w.string(w.root().version()));
  w.json.key("release").number(w.root().release());
  w.date("reviewed", w.root().reviewed_day());
  if (w.root().standard_library() != 0) {
    w.json.key("standard_library").begin_object();
    w.json.member("library", w.string(w.root().standard_library()));
    w.json.member("version", w.string(w.root().standard_version()));
    w.json.key("release").number(w.root().standard_release());
    w.date("reviewed", w.root().standard_reviewed_day());
    w.json.end_object();
  }
  w.json.member("compiler", w.string(w.root().compiler()));
  w.json.member("sha256", Bytes{digest, sizeof digest});
  w.json.end_object();
}

void write_choices(ReportWriter& w) {
  const BoundFacts& facts = w.report.facts;
  w.date("as_of", facts.as_of);
  w.json.key("profile");
  if (facts.profile == UINT32_MAX) {
    w.json.null();
  } else {
    const bundle::Profile& profile = *w.root().profiles()->Get(facts.profile);
    w.json.begin_object();
    w.json.member("name", w.string(profile.name()));
    w.json.member("title", w.string(profile.title()));
    w.json.end_object();
  }
  w.json.key("assumed").begin_array();
  for (uint32_t i = 0; i < w.root().proposals()->size(); ++i)
    if (facts.assumed[i])
      w.json.string(w.string(w.root().proposals()->Get(i)->name()));
  w.json.end_array();
  w.json.key("organization");
  if (facts.organization.size > 0)
    w.json.string(facts.organization);
  else
    w.json.null();
  w.json.member("redacted", w.report.options.redact);
  w.json.key("roles").begin_array();
  for (const bundle::Role* role : *w.root().roles()) {
    w.json.begin_object();
    w.json.member("name", w.string(role->name()));
    w.json.member("holds", name_of(w.report.evaluation.truth(role->node())));
    w.json.end_object();
  }
  w.json.end_array();
}

void write_authorities(ReportWriter& w) {
  w.json.key("authorities").begin_array();
  for (uint32_t i = 0; i < w.root().authorities()->size(); ++i) {
    const bundle::Authority& authority = *w.root().authorities()->Get(i);
    const AuthorityCount& count = w.report.judgement.authorities[i];
    w.json.begin_object();
    w.json.member("name", w.string(authority.name()));
    w.json.member("title", w.string(authority.title()));
    w.json.member("force", name_of(authority.force()));
    w.json.member("selected", count.selected);
    w.json.member("met", count.met);
    w.json.member("not_met", count.not_met);
    w.json.member("unknown", count.unknown);
    w.json.member("not_applicable", count.not_applicable);
    w.json.member("not_judged", count.not_judged);
    w.strings("sources", *authority.sources());
    w.json.end_object();
  }
  w.json.end_array();
}

} // namespace

ward_status write_json(Report& report, Buffer& out) {
  Arena scratch(report.arena.allocator());
  ReportWriter w(report, out, scratch);
  if (!w.lines.open())
    return WARD_ERR_OUT_OF_MEMORY;
  w.json.begin_object();
  w.json.member("schema_version", report_schema_version);
  write_bundle(w);
  write_choices(w);
  write_authorities(w);
  w.provisions();
  w.controls();
  w.exceptions();
  w.duties();
  w.exposures();
  w.assessments();
  w.not_judged();
  w.json.member("disclaimer", disclaimer);
  w.json.end_object();
  const bool failed = out.failed() || w.text.failed() || w.lines.failed() || w.failed;
  return failed ? WARD_ERR_OUT_OF_MEMORY : WARD_OK;
}

} // namespace ward::rt
