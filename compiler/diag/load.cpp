// SPDX-License-Identifier: Apache-2.0
#include "diag/load.h"

#include "diag/sink.h"
#include "source/loader.h"
#include "source/source_manager.h"

#include <string>

namespace ward::diag {

void report_load_error(Sink& sink, const source::SourceManager& sources,
                       const source::LoadError& error) {
  using source::LoadFault;
  const source::Span place = source::Span::whole(error.file);
  const std::string_view path = sources.path(error.file);
  const bool is_manifest = path.ends_with(".toml");
  switch (error.fault) {
  case LoadFault::missing:
    sink.report(MissingFile, place, path).with_help("check the spelling and the current folder");
    return;
  case LoadFault::directory:
    sink.report(FileIsDirectory, place, path).with_help("name a file in it");
    return;
  case LoadFault::unreadable:
    sink.report(UnreadableFile, place, path, error.system_message)
        .with_help("check the permissions of the file and of its folders");
    return;
  case LoadFault::not_a_file:
    sink.report(UnreadableFile, place, path, "it is a pipe or a device")
        .with_help("write the text to a file first");
    return;
  case LoadFault::too_large:
    sink.report(FileTooLarge, place, path, static_cast<Number>(error.size),
                static_cast<Number>(error.at))
        .with_help(is_manifest ? "a manifest is a few lines; is this another file?"
                               : "split it into modules and join them with `use`");
    return;
  case LoadFault::empty:
    sink.report(EmptyFile, place, path)
        .with_help(is_manifest ? "say `name`, `release`, `version` and `root` below `[package]`"
                               : "write a module, or take the file out");
    return;
  case LoadFault::not_utf8:
    sink.report(FileNotUtf8, place, path, static_cast<Number>(error.at))
        .with_help("it is in line " + std::to_string(error.line) +
                   "; save the file with the encoding UTF-8");
    return;
  }
}

} // namespace ward::diag
