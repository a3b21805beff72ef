#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zhailu/value.hpp"

namespace zhailu::write {

enum class JsonLayout {
  kCompact,   // one line, no blanks
  kReadable,  // two blanks for each level; a span and a list of spans stand on one line
};

// Writes JSON straight into a text. The calls mirror the form of the value:
//
//   emitter.begin_object(); emitter.key("start"); emitter.value("2020-07-01"); emitter.end_object();
//
// The output is always valid UTF-8: bytes of a text that are none become U+FFFD. Han characters,
// U+2028 and U+2029 stand as they are; only ", \ and control characters below U+0020 are escaped.
// A number that JSON cannot write (NaN, infinity) is null. No newline is added.
class JsonEmitter {
 public:
  // `out` is appended to and must outlive the emitter.
  JsonEmitter(std::string& out, JsonLayout layout) : out_(out), layout_(layout) {}

  void begin_object() { begin('{', Scope::Kind::kObject); }
  void end_object() { end('}'); }
  void begin_array() { begin('[', Scope::Kind::kArray); }
  void end_array() { end(']'); }
  void key(std::string_view name);
  void value(const Value& value);

 private:
  struct Scope {
    enum class Kind { kObject, kArray };
    Kind kind;
    bool empty = true;
  };

  void begin(char bracket, Scope::Kind kind);
  void end(char bracket);
  void before_value();
  void next_item();
  void new_line();
  void array(const Value::Array& items);
  void object(const Value::Object& members);

  std::string& out_;
  JsonLayout layout_;
  std::vector<Scope> scopes_;
};

// The value as one line, or readable, without a newline at the end.
std::string to_json(const Value& value, JsonLayout layout);

}  // namespace zhailu::write
