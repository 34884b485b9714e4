// SPDX-License-Identifier: Apache-2.0
#include "diag/render.h"

#include "diag/sink.h"
#include "source/source_manager.h"

#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

namespace ward::diag {
namespace {

llvm::StringRef ref(std::string_view text) {
  return {text.data(), text.size()};
}

struct Writer {
  const source::SourceManager& sources;
  llvm::json::OStream& json;

  void text(const char* key, std::string_view value) { json.attribute(key, ref(value)); }

  void place(source::Span span) {
    if (span.is_none()) {
      json.attribute("span", nullptr);
      return;
    }
    const source::Position begin = sources.begin(span);
    const source::Position end = sources.end(span);
    json.attributeObject("span", [&] {
      text("file", sources.path(span.file));
      json.attribute("line", begin.line);
      json.attribute("column", begin.column);
      json.attribute("utf16_column", begin.utf16_column);
      json.attribute("byte", begin.byte);
      json.attribute("end_line", end.line);
      json.attribute("end_column", end.column);
      json.attribute("end_utf16_column", end.utf16_column);
      json.attribute("end_byte", end.byte);
    });
  }

  void finding(const Diagnostic& diagnostic) {
    text("code", code_text(diagnostic.code));
    text("name", diagnostic.name);
    text("severity", severity_name(diagnostic.severity));
    text("message", diagnostic.message);
    place(diagnostic.span);
    text("span_text", diagnostic.span_text);
    json.attributeArray("labels", [&] {
      for (const Label& label : diagnostic.labels)
        json.object([&] {
          place(label.span);
          text("text", label.text);
        });
    });
    json.attributeArray("notes", [&] {
      for (const Note& note : diagnostic.notes)
        json.object([&] {
          place(note.span);
          text("text", note.text);
        });
    });
    json.attributeArray("fixes", [&] {
      for (const Fix& fix : diagnostic.fixes)
        json.object([&] {
          place(fix.span);
          text("replacement", fix.replacement);
          text("text", fix.text);
        });
    });
    text("help", diagnostic.help);
  }
};

} // namespace

std::string render_json(const Sink& sink, const source::SourceManager& sources) {
  return render_json(sink.sorted(), sources);
}

std::string render_json(const std::vector<const Diagnostic*>& findings,
                        const source::SourceManager& sources) {
  std::string out;
  llvm::raw_string_ostream stream(out);
  llvm::json::OStream json(stream, 2);
  Writer writer{sources, json};
  json.array([&] {
    for (const Diagnostic* diagnostic : findings)
      json.object([&] { writer.finding(*diagnostic); });
  });
  stream << '\n';
  stream.flush();
  return out;
}

} // namespace ward::diag
