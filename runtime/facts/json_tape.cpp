// SPDX-License-Identifier: Apache-2.0
#include "facts/json_tape.h"

#include "facts/fixed_text.h"

#include <cstring>

// The parser's own checks are of its caller, not of the input; a broken one would abort.
#define RAPIDJSON_ASSERT(condition) static_cast<void>(0)
#define RAPIDJSON_NOEXCEPT_ASSERT(condition) static_cast<void>(0)
#define RAPIDJSON_HAS_STDSTRING 0
// Its stack is always given an allocator; nothing here may reach the global operator new.
#define RAPIDJSON_NEW(type) nullptr
#define RAPIDJSON_DELETE(object) static_cast<void>(object)
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wclass-memaccess"
#endif
#endif
#include <rapidjson/internal/stack.h>

namespace ward::rt {

/// The block that holds the parser's stack, made beforehand: two words of four bytes a level, and
/// the levels are limited, so that it is never outgrown.
struct StackBlock {
  char* begin = nullptr;
};

} // namespace ward::rt

/// The parser's stack on such a block, instead of one that grows.
template <> class rapidjson::internal::Stack<ward::rt::StackBlock> {
public:
  Stack(ward::rt::StackBlock* block, size_t) : begin_(block->begin), top_(block->begin) {}

  template <typename T> T* Push(size_t count = 1) {
    T* items = reinterpret_cast<T*>(top_);
    top_ += count * sizeof(T);
    return items;
  }
  template <typename T> T* Pop(size_t count) {
    top_ -= count * sizeof(T);
    return reinterpret_cast<T*>(top_);
  }
  template <typename T> T* Top() { return reinterpret_cast<T*>(top_ - sizeof(T)); }
  void Clear() { top_ = begin_; }

private:
  char* begin_;
  char* top_;
};

#include <rapidjson/reader.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace ward::rt {
namespace {

enum class Stop : uint8_t { none, depth };

/// Writes tokens; the array was made large enough.
struct Handler {
  Token* tokens;
  const char* texts;
  uint32_t* open; ///< indices of the open containers
  uint32_t max_depth;
  rapidjson::InsituStringStream* stream;
  uint32_t count = 0;
  uint32_t depth = 0;
  Stop stop = Stop::none;

  void add(TokenKind kind, size_t offset, uint32_t size) {
    Token& token = tokens[count];
    token = {static_cast<uint32_t>(offset), size, count + 1, kind};
    ++count;
    if (depth > 0 && kind != TokenKind::key)
      ++tokens[open[depth - 1]].size;
  }
  /// `text` is where the parser left the unescaped bytes: right after the quote.
  void add_text(TokenKind kind, const char* text, uint32_t size, size_t quote) {
    add(kind, static_cast<size_t>(text - texts) - quote, size);
  }
  bool begin(TokenKind kind) {
    if (depth == max_depth) {
      stop = Stop::depth;
      return false;
    }
    add(kind, stream->Tell(), 0);
    open[depth++] = count - 1;
    return true;
  }
  bool end() {
    tokens[open[--depth]].next = count;
    return true;
  }

  // A literal is reported once it has been read.
  bool Null() { return add(TokenKind::null, stream->Tell() - 4, 0), true; }
  bool Bool(bool value) {
    return add(value ? TokenKind::yes : TokenKind::no, stream->Tell() - (value ? 4 : 5), 0), true;
  }
  // Numbers come as text: the parser's conversions are never used.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(int64_t) { return false; }
  bool Uint64(uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    return add_text(TokenKind::number, text, size, 0), true;
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return add_text(TokenKind::string, text, size, 1), true;
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    return add_text(TokenKind::key, text, size, 1), true;
  }
  bool StartObject() { return begin(TokenKind::object); }
  bool EndObject(rapidjson::SizeType) { return end(); }
  bool StartArray() { return begin(TokenKind::array); }
  bool EndArray(rapidjson::SizeType) { return end(); }
};

const char* sentence(rapidjson::ParseErrorCode code) {
  using namespace rapidjson;
  switch (code) {
  case kParseErrorDocumentEmpty:
    return "the document is empty; write one JSON object";
  case kParseErrorDocumentRootNotSingular:
    return "something follows the end of the document";
  case kParseErrorObjectMissName:
    return "expected a member's name in quotes";
  case kParseErrorObjectMissColon:
    return "expected `:` after the member's name";
  case kParseErrorObjectMissCommaOrCurlyBracket:
    return "expected `,` or `}`";
  case kParseErrorArrayMissCommaOrSquareBracket:
    return "expected `,` or `]`";
  case kParseErrorStringUnicodeEscapeInvalidHex:
    return "`\\u` takes four hexadecimal digits";
  case kParseErrorStringUnicodeSurrogateInvalid:
    return "half of a surrogate pair in `\\u`";
  case kParseErrorStringEscapeInvalid:
    return "no such escape after the backslash";
  case kParseErrorStringMissQuotationMark:
    return "the string does not end; add a quote";
  case kParseErrorStringInvalidEncoding:
    return "not valid UTF-8, or a control character inside a string; save the facts as UTF-8";
  case kParseErrorNumberTooBig:
    return "the number is too big";
  case kParseErrorNumberMissFraction:
    return "expected digits after the decimal point";
  case kParseErrorNumberMissExponent:
    return "expected digits in the exponent";
  default:
    return "expected a JSON value";
  }
}

/// Every token but the root follows one of these.
uint64_t upper_bound_of_tokens(const char* data, uint32_t size) {
  uint64_t count = 2;
  for (uint32_t i = 0; i < size; ++i) {
    const char c = data[i];
    count += (c == ',') + (c == ':') + (c == '{') + (c == '[');
  }
  return count;
}

} // namespace

ward_status fail_at(ward_error& error, ward_status status, const char* document, uint64_t offset) {
  error.status = status;
  error.offset = offset;
  error.line = 1;
  uint64_t line_start = 0;
  for (uint64_t i = 0; i < offset; ++i)
    if (document[i] == '\n') {
      ++error.line;
      line_start = i + 1;
    }
  error.column = static_cast<uint32_t>(offset - line_start + 1);
  return status;
}

ward_status read_json(const char* document, uint32_t size, uint32_t max_depth, Arena& arena,
                      JsonTape& tape, ward_error& error) {
  FixedText message(error.message, sizeof error.message);
  if (size > 0)
    if (const void* nul = std::memchr(document, '\0', size)) {
      message << "a NUL byte in the facts; save them as UTF-8 text";
      return fail_at(error, WARD_ERR_BAD_FACTS, document,
                     static_cast<uint64_t>(static_cast<const char*>(nul) - document));
    }

  if (max_depth > size)
    max_depth = size + 1; // a level takes a byte at least
  // Two words of four bytes a level; the rest is slack for what is pushed before the limit is seen.
  const size_t stack_size = (static_cast<size_t>(max_depth) + 4) * 16;
  char* copy = static_cast<char*>(arena.allocate(static_cast<size_t>(size) + 1, 1));
  Token* tokens = static_cast<Token*>(
      arena.allocate(upper_bound_of_tokens(document, size) * sizeof(Token), alignof(Token)));
  uint32_t* open = arena.array<uint32_t>(max_depth);
  StackBlock stack{static_cast<char*>(arena.allocate(stack_size, alignof(uint64_t)))};
  if (arena.failed()) {
    error.status = WARD_ERR_OUT_OF_MEMORY;
    message << "no memory to read the facts";
    return WARD_ERR_OUT_OF_MEMORY;
  }
  if (size > 0)
    std::memcpy(copy, document, size);
  copy[size] = '\0';
  if (size >= 3 && std::memcmp(copy, "\xEF\xBB\xBF", 3) == 0)
    std::memset(copy, ' ', 3);

  rapidjson::InsituStringStream stream(copy);
  Handler handler{tokens, copy, open, max_depth, &stream};
  constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseInsituFlag |
                             rapidjson::kParseNumbersAsStringsFlag |
                             rapidjson::kParseValidateEncodingFlag;
  rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, StackBlock> reader(&stack,
                                                                                    stack_size);
  const rapidjson::ParseResult result = reader.Parse<flags>(stream, handler);
  if (result.IsError()) {
    if (handler.stop == Stop::depth) {
      message << "nested deeper than max_facts_depth, " << max_depth << " levels";
      return fail_at(error, WARD_ERR_LIMIT, document, result.Offset());
    }
    message << sentence(result.Code());
    return fail_at(error, WARD_ERR_BAD_FACTS, document, result.Offset());
  }
  if (tokens[0].kind != TokenKind::object) {
    message << "the facts are one JSON object, `{ ... }`";
    return fail_at(error, WARD_ERR_BAD_FACTS, document, tokens[0].offset);
  }
  tape = {tokens, handler.count, copy, document, size};
  return WARD_OK;
}

} // namespace ward::rt
