// SPDX-License-Identifier: Apache-2.0
#ifndef WARD_WARD_HPP
#define WARD_WARD_HPP

#include "ward/ward.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// RAII over ward.h, C++17 or later. Nothing here throws of itself: what can fail gives a Result.
/// Bundles and reports are moved, never copied; a Bundle outlives its Reports.
namespace ward {

/// Why a call failed: ward_error with the texts as strings.
struct Error {
  ward_status status = WARD_OK;
  uint32_t line = 0;
  uint32_t column = 0;
  uint64_t offset = 0;
  std::string path;
  std::string message;

  Error() = default;
  explicit Error(ward_status the_status)
      : status(the_status), message(ward_status_name(the_status)) {}
  explicit Error(const ward_error& error)
      : status(error.status), line(error.line), column(error.column), offset(error.offset),
        path(error.path), message(error.message) {}
};

/// Either a value or an Error. Ask `if (result)` first; then `*result` or `result.error()`.
template <typename T> class Result {
public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return value_.has_value(); }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }
  const Error& error() const { return error_; }

private:
  std::optional<T> value_;
  Error error_;
};

/// What ward_options says, with texts that it owns.
struct Options {
  std::string profile;             ///< empty: none
  std::vector<std::string> assume; ///< proposals, besides the profile's
  ward_limits limits = {};         ///< zero: defaults
  bool redact = false;
  bool without_reasons = false;
};

/// One organization judged. One thread at a time; other reports do not matter to it.
class Report {
public:
  explicit Report(ward_report* owned) : handle_(owned) {}

  Result<ward_verdict> provision(const std::string& citation) const {
    ward_verdict verdict = WARD_NOT_JUDGED;
    const ward_status status = ward_report_provision(handle_.get(), citation.c_str(), &verdict);
    if (status != WARD_OK)
      return Error(status);
    return verdict;
  }
  Result<ward_verdict> control(const std::string& path) const {
    ward_verdict verdict = WARD_NOT_JUDGED;
    const ward_status status = ward_report_control(handle_.get(), path.c_str(), &verdict);
    if (status != WARD_OK)
      return Error(status);
    return verdict;
  }
  /// Provisions of an authority with that verdict; of all where `authority` is empty.
  Result<uint32_t> count(ward_verdict verdict, const std::string& authority = {}) const {
    uint32_t number = 0;
    const ward_status status = ward_report_count(
        handle_.get(), authority.empty() ? nullptr : authority.c_str(), verdict, &number);
    if (status != WARD_OK)
      return Error(status);
    return number;
  }
  /// The view lives as long as the report.
  Result<std::string_view> json() {
    ward_string text = {};
    const ward_status status = ward_report_json(handle_.get(), &text);
    if (status != WARD_OK)
      return Error(status);
    return std::string_view(text.data, text.size);
  }
  ward_report* get() const { return handle_.get(); }

private:
  struct Free {
    void operator()(ward_report* report) const { ward_report_free(report); }
  };
  std::unique_ptr<ward_report, Free> handle_;
};

/// A verified rule bundle; evaluate() may be called from several threads.
class Bundle {
public:
  explicit Bundle(ward_bundle* owned) : handle_(owned) {}

  /// Maps the file, which must not change while the bundle lives.
  static Result<Bundle> open(const std::string& path) {
    ward_bundle* bundle = nullptr;
    ward_error error = {};
    if (ward_bundle_open(path.c_str(), nullptr, nullptr, &bundle, &error) != WARD_OK)
      return Error(error);
    return Bundle(bundle);
  }
  static Result<Bundle> open_copy(std::string_view bytes) {
    ward_bundle* bundle = nullptr;
    ward_error error = {};
    if (ward_bundle_open_copy(bytes.data(), bytes.size(), nullptr, nullptr, &bundle, &error) !=
        WARD_OK)
      return Error(error);
    return Bundle(bundle);
  }

  ward_bundle_info info() const {
    ward_bundle_info info = {};
    ward_bundle_get_info(handle_.get(), &info);
    return info;
  }

  /// Judges the facts, a JSON object, as of a day (days since 1970-01-01).
  Result<Report> evaluate(std::string_view facts, int32_t as_of_days,
                          const Options& options = {}) const {
    std::vector<const char*> names;
    for (const std::string& name : options.assume)
      names.push_back(name.c_str());
    ward_limits limits = options.limits;
    limits.struct_size = sizeof limits;
    ward_options raw = {};
    raw.struct_size = sizeof raw;
    raw.profile = options.profile.empty() ? nullptr : options.profile.c_str();
    raw.assume = names.data();
    raw.assume_count = names.size();
    raw.limits = &limits;
    raw.redact = options.redact ? 1 : 0;
    raw.without_reasons = options.without_reasons ? 1 : 0;
    ward_report* report = nullptr;
    ward_error error = {};
    if (ward_evaluate(handle_.get(), facts.data(), facts.size(), as_of_days, &raw, &report,
                      &error) != WARD_OK)
      return Error(error);
    return Report(report);
  }
  ward_bundle* get() const { return handle_.get(); }

private:
  struct Free {
    void operator()(ward_bundle* bundle) const { ward_bundle_free(bundle); }
  };
  std::unique_ptr<ward_bundle, Free> handle_;
};

/// Days since 1970-01-01 of "2026-11-22".
inline Result<int32_t> parse_date(std::string_view text) {
  int32_t days = 0;
  const ward_status status = ward_parse_date(text.data(), text.size(), &days);
  if (status != WARD_OK)
    return Error(status);
  return days;
}

} // namespace ward

#endif // WARD_WARD_HPP
