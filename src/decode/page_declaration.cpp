#include "decode/page_declaration.hpp"

#include <algorithm>

namespace zhailu::decode {
namespace {

constexpr std::size_t kHeadBytes = 4096;
constexpr std::string_view kLabelCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-_.:+";
constexpr std::string_view kBlanks = " \t\r\n\f";

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

bool has_page_suffix(std::string_view path) {
  const std::string lower =
      lower_case(path.substr(path.size() - std::min<std::size_t>(path.size(), 8)));
  return lower.ends_with(".html") || lower.ends_with(".htm") || lower.ends_with(".xhtml") ||
         lower.ends_with(".shtml");
}

bool holds_tag(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (at + 1 == text.size()) return false;
    const char next = text[at + 1];
    const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    if (letter || next == '!' || next == '/' || next == '?') return true;
  }
  return false;
}

// What begins the page behind blanks, comments and an XML declaration.
std::string_view without_prologue(std::string_view head) {
  while (true) {
    head.remove_prefix(std::min(head.find_first_not_of(kBlanks), head.size()));
    const bool comment = head.starts_with("<!--");
    if (!comment && !head.starts_with("<?xml")) return head;
    const std::string_view closing = comment ? "-->" : "?>";
    const std::size_t end = head.find(closing);
    if (end == std::string_view::npos) return {};
    head.remove_prefix(end + closing.size());
  }
}

bool begins_as_page(std::string_view text) {
  const std::string head = lower_case(text.substr(0, kHeadBytes));
  const std::string_view start = without_prologue(head);
  return start.starts_with("<!doctype html") || start.starts_with("<html") ||
         start.starts_with("<head>");
}

}  // namespace

bool is_html_page(std::string_view path, std::string_view text) {
  return begins_as_page(text) || (has_page_suffix(path) && holds_tag(text));
}

std::string declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kHeadBytes);
  const std::string lower = lower_case(head);
  const bool xml = lower.starts_with("<?xml");
  for (const std::string_view key : {"charset", "encoding"}) {
    if (key == "encoding" && !xml) continue;
    std::size_t at = lower.find(key);
    if (at == std::string::npos) continue;
    at = std::min(lower.find_first_not_of(" \t\r\n\"'=", at + key.size()), lower.size());
    const std::size_t end = std::min(lower.find_first_not_of(kLabelCharacters, at), lower.size());
    if (end > at) return std::string(head.substr(at, end - at));
  }
  return {};
}

}  // namespace zhailu::decode
