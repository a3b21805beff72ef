#include "schema/uri.hpp"

namespace zhailu::schema {
namespace {

struct Parts {
  std::string_view scheme;     // with ':'
  std::string_view authority;  // with '//'
  std::string_view path;
  std::string_view query;     // with '?'
  std::string_view fragment;  // with '#'
};

std::string_view take(std::string_view& text, std::size_t size) {
  const std::string_view taken = text.substr(0, size);
  text.remove_prefix(taken.size());
  return taken;
}

Parts split(std::string_view uri) {
  Parts parts;
  const std::size_t colon = uri.find_first_of(":/?#");
  if (colon != std::string_view::npos && colon > 0 && uri[colon] == ':')
    parts.scheme = take(uri, colon + 1);
  if (uri.starts_with("//")) parts.authority = take(uri, uri.find_first_of("/?#", 2));
  parts.path = take(uri, uri.find_first_of("?#"));
  if (uri.starts_with('?')) parts.query = take(uri, uri.find('#'));
  parts.fragment = uri;
  return parts;
}

// "a/b/../c/./d" → "a/c/d"; what would lead above the top is dropped.
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  const bool rooted = path.starts_with('/');
  if (rooted) path.remove_prefix(1);
  for (bool more = true; more;) {
    const std::size_t slash = path.find('/');
    more = slash != std::string_view::npos;
    const std::string_view segment = path.substr(0, slash);
    if (more) path.remove_prefix(slash + 1);
    const bool dots = segment == "." || segment == "..";
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!dots) kept.push_back(segment);
    if (dots && !more) kept.emplace_back();  // "a/.." is the folder: its slash stays
  }
  std::string result = rooted ? "/" : "";
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (i > 0) result += '/';
    result += kept[i];
  }
  return result;
}

std::string join(std::string_view scheme, std::string_view authority, std::string_view path,
                 std::string_view query, std::string_view fragment) {
  std::string uri;
  for (const std::string_view part : {scheme, authority, path, query, fragment}) uri += part;
  return uri;
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      result += text[at];
      continue;
    }
    if (at + 2 >= text.size()) return std::nullopt;
    const auto high = hex_digit(text[at + 1]);
    const auto low = hex_digit(text[at + 2]);
    if (!high || !low) return std::nullopt;
    result += static_cast<char>(*high * 16 + *low);
    at += 2;
  }
  return result;
}

}  // namespace

std::string resolve_uri(std::string_view base, std::string_view reference) {
  const Parts from = split(base);
  const Parts to = split(reference);
  if (!to.scheme.empty()) return std::string(reference);
  if (!to.authority.empty()) {
    return join(from.scheme, to.authority, without_dots(to.path), to.query, to.fragment);
  }
  if (to.path.empty()) {
    const std::string_view query = to.query.empty() ? from.query : to.query;
    return join(from.scheme, from.authority, from.path, query, to.fragment);
  }
  std::string path(to.path);
  if (!path.starts_with('/')) {
    const std::size_t slash = from.path.rfind('/');
    const bool bare_host = from.path.empty() && !from.authority.empty();
    const std::string_view folder =
        slash == std::string_view::npos ? "" : from.path.substr(0, slash + 1);
    path = std::string(bare_host ? "/" : folder) + path;
  }
  return join(from.scheme, from.authority, without_dots(path), to.query, to.fragment);
}

std::optional<SplitUri> split_uri(std::string_view uri) {
  const std::size_t hash = uri.find('#');
  if (hash == std::string_view::npos) return SplitUri{std::string(uri), {}};
  auto fragment = percent_decoded(uri.substr(hash + 1));
  if (!fragment) return std::nullopt;
  return SplitUri{std::string(uri.substr(0, hash)), std::move(*fragment)};
}

std::optional<std::vector<std::string>> split_pointer(std::string_view pointer) {
  std::vector<std::string> names;
  if (pointer.empty()) return names;
  if (pointer.front() != '/') return std::nullopt;
  for (std::size_t at = 0; at < pointer.size(); ++at) {
    const char c = pointer[at];
    if (c == '/') {
      names.emplace_back();
    } else if (c == '~') {
      const char escape = at + 1 < pointer.size() ? pointer[++at] : ' ';
      if (escape != '0' && escape != '1') return std::nullopt;
      names.back() += escape == '0' ? '~' : '/';
    } else {
      names.back() += c;
    }
  }
  return names;
}

std::string append_pointer(std::string_view pointer, std::string_view name) {
  std::string result(pointer);
  result += '/';
  for (const char c : name) {
    if (c == '~') {
      result += "~0";
    } else if (c == '/') {
      result += "~1";
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace zhailu::schema
