#include "ruleset/symbol_reference.hpp"

namespace zhailu::ruleset {
namespace {

class Reader {
 public:
  Reader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::optional<SymbolReference> read() {
    if (!add_name()) return std::nullopt;
    while (at_ < text_.size() && text_[at_] != '}') {
      if (!read_part(text_[at_++])) return std::nullopt;
    }
    if (at_ >= text_.size()) return std::nullopt;
    reference_.end = at_ + 1;
    return std::move(reference_);
  }

 private:
  bool read_part(char sign) {
    switch (sign) {
      case '|':
        return add_name();
      case '+':
        return reference_.many = true;
      case '/':
        return up_to('/', reference_.test);
      case '[':
        return up_to(']', reference_.attribute);
      case ':':
        return word(reference_.capture);
      default:
        return false;
    }
  }

  bool add_name() {
    std::string name;
    if (!word(name)) return false;
    reference_.names.push_back(std::move(name));
    return true;
  }

  bool word(std::string& into) {
    into.clear();
    while (at_ < text_.size() && is_name_char(text_[at_])) into += text_[at_++];
    return !into.empty();
  }

  bool up_to(char close, std::string& into) {
    const std::size_t end = text_.find(close, at_);
    if (end == std::string_view::npos) return false;
    into = text_.substr(at_, end - at_);
    at_ = end + 1;
    return !into.empty();
  }

  std::string_view text_;
  std::size_t at_;
  SymbolReference reference_;
};

}  // namespace

bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

std::optional<SymbolReference> read_reference(std::string_view text, std::size_t open) {
  return Reader(text, open + 1).read();
}

}  // namespace zhailu::ruleset
