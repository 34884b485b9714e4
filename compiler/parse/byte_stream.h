// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <antlr4-runtime.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace ward::parse {

/// The bytes of a text as ANTLR's lexer reads them, so that its positions are byte offsets. Bytes
/// outside ASCII appear as DEL, which ends every token: the tokenizer deals with them itself.
class ByteStream final : public antlr4::CharStream {
public:
  explicit ByteStream(std::string_view text) : text_(text) {}

  void consume() override { ++next_; }
  size_t LA(ssize_t k) override {
    const size_t at = next_ + static_cast<size_t>(k > 0 ? k - 1 : k);
    if (k == 0 || at >= text_.size())
      return antlr4::IntStream::EOF;
    const auto byte = static_cast<unsigned char>(text_[at]);
    return byte < 0x80 ? byte : 0x7F;
  }
  ssize_t mark() override { return -1; }
  void release(ssize_t) override {}
  size_t index() override { return next_; }
  void seek(size_t index) override { next_ = std::min(index, text_.size()); }
  size_t size() override { return text_.size(); }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string toString() const override { return {}; }

private:
  std::string_view text_;
  size_t next_ = 0;
};

} // namespace ward::parse
