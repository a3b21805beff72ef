#include "schema/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/utf8.hpp"

namespace zhailu::schema {
namespace {

// The parser tells no positions, so its input counts what was taken.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* taken) : at_(at), taken_(taken) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    ++*taken_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  const char* at_;
  std::size_t* taken_;
};

Place place_at(std::string_view text, std::size_t offset, const std::string& path) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_begin = lines == 0 ? 0 : before.rfind('\n') + 1;
  const std::string_view line = before.substr(line_begin);
  const auto column =
      static_cast<std::size_t>(std::count_if(line.begin(), line.end(), base::is_border));
  return {path, lines + 1, column + 1};
}

// Builds the value on a stack of its own, so that depth costs no call stack.
class Builder {
 public:
  Builder(std::string_view text, const JsonOptions& options, const std::size_t& taken)
      : text_(text), options_(options), taken_(taken) {}

  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(std::int64_t value) { return put(value); }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return put(static_cast<double>(value));
    }
    return put(static_cast<std::int64_t>(value));
  }
  bool number_float(double value, const std::string& /*written*/) { return put(value); }
  bool string(std::string& value) { return put(std::move(value)); }
  bool binary(nlohmann::json::binary_t& /*value*/) { return false; }  // never in JSON text

  bool start_object(std::size_t /*size*/) { return open(Value::Object{}); }
  bool start_array(std::size_t /*size*/) { return open(Value::Array{}); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    Frame& frame = open_.back();
    if (!frame.names.insert(name).second) {
      return fail("json.duplicate_key",
                  fmt::format("the name '{}' stands twice in one object", name), "keep one of them",
                  key_begin());
    }
    frame.name = std::move(name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::json::exception& error) {
    return fail("json.syntax", "not JSON: " + cause(error.what()), {},
                position == 0 ? 0 : position - 1);
  }

  Result<Value> result() {
    if (error_) return tl::unexpected(std::move(*error_));
    return std::move(root_);
  }

 private:
  struct Frame {
    Value value;
    std::string name;  // of the member that comes next
    std::unordered_set<std::string> names;
  };

  bool put(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (Frame& frame = open_.back(); frame.value.is_array()) {
      frame.value.array().push_back(std::move(value));
    } else {
      frame.value.object().emplace_back(std::move(frame.name), std::move(value));
    }
    return true;
  }

  bool open(Value value) {
    if (open_.size() >= options_.max_depth) {
      return fail("json.too_deep",
                  fmt::format("more than {} arrays and objects in one another", options_.max_depth),
                  {}, taken_ - 1);
    }
    open_.push_back({std::move(value), {}, {}});
    return true;
  }

  bool close() {
    Value value = std::move(open_.back().value);
    open_.pop_back();
    return put(std::move(value));
  }

  // Where the name begins that was just read: its quotes are the last two that no backslash
  // escapes.
  [[nodiscard]] std::size_t key_begin() const {
    std::size_t at = text_.rfind('"', taken_ - 1);
    while (at > 0) {
      at = text_.rfind('"', at - 1);
      const std::size_t before =
          at == 0 ? std::string_view::npos : text_.find_last_not_of('\\', at - 1);
      if (before == std::string_view::npos || (at - before) % 2 == 1) break;
    }
    return at;
  }

  bool fail(std::string code, std::string message, std::string hint, std::size_t offset) {
    error_ = failure(std::move(code), std::move(message), std::move(hint),
                     place_at(text_, offset, options_.path))
                 .value();
    return false;
  }

  // The library repeats what it read, up to megabytes of it, and a place that we give ourselves.
  static std::string cause(std::string_view what) {
    constexpr std::string_view kErrorId = "] ";
    constexpr std::string_view kColumn = ": ";
    constexpr std::size_t kMost = 120;
    what = what.substr(0, what.find("; last read"));
    if (const auto id = what.find(kErrorId); id != std::string_view::npos)
      what.remove_prefix(id + kErrorId.size());
    if (const auto place = what.find(kColumn);
        what.starts_with("parse error at") && place != std::string_view::npos) {
      what.remove_prefix(place + kColumn.size());
    }
    while (what.size() > kMost || (!what.empty() && !base::is_valid_utf8(what))) {
      what.remove_suffix(what.size() > kMost ? what.size() - kMost : 1);
    }
    return std::string(what);
  }

  std::string_view text_;
  const JsonOptions& options_;
  const std::size_t& taken_;
  std::vector<Frame> open_;
  Value root_;
  std::optional<Error> error_;
};

// Bytes of the longest valid beginning.
std::size_t valid_prefix(std::string_view text) {
  std::size_t low = 0;
  while (low < text.size()) {
    const std::size_t size = std::min(base::character_bytes(text[low]), text.size() - low);
    if (!base::is_valid_utf8(text.substr(low, size))) break;
    low += size;
  }
  return low;
}

// What the parser would take for an end of the text, or only find inside of strings.
std::optional<Error> check_bytes(std::string_view text, const std::string& path) {
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    return failure("json.nul", "a NUL byte in JSON", {}, place_at(text, nul, path)).value();
  }
  if (!base::is_valid_utf8(text)) {
    return failure("json.utf8", "bytes that are no UTF-8", "save the file as UTF-8",
                   place_at(text, valid_prefix(text), path))
        .value();
  }
  return std::nullopt;
}

}  // namespace

Result<Value> from_json(std::string_view text, const JsonOptions& options) {
  if (auto error = check_bytes(text, options.path)) return tl::unexpected(std::move(*error));
  std::size_t taken = 0;
  Builder builder(text, options, taken);
  const CountingIterator begin(text.data(), &taken);
  const CountingIterator end(text.data() + text.size(), &taken);
  // Errors come as events: the parser throws only what a handler throws.
  nlohmann::json::sax_parse(begin, end, &builder);
  return builder.result();
}

Result<Value> from_json(std::string_view text) { return from_json(text, JsonOptions{}); }

}  // namespace zhailu::schema
