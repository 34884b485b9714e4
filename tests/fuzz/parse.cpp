// SPDX-License-Identifier: Apache-2.0
// Any bytes as a source file: a tree, whatever is wrong with them.
#include "parse/parse.h"
#include "base/arena.h"
#include "diag/sink.h"
#include "source/source_manager.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ward::source::SourceManager sources;
  const auto source = sources.add("fuzz.ward", {reinterpret_cast<const char*>(data), size});
  ward::base::Arena arena;
  ward::diag::Sink sink;
  if (ward::parse::parse(sources, source, {}, arena, sink) == nullptr)
    std::abort();
  return 0;
}
