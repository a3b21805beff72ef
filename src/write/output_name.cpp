#include "write/output_name.hpp"

#include <algorithm>
#include <vector>

#include "base/hash.hpp"
#include "base/utf8.hpp"

namespace zhailu::write {
namespace {

constexpr std::size_t kMaxComponentBytes = 255;  // NAME_MAX of the usual file systems
constexpr std::size_t kMaxPathBytes = 2000;  // well below PATH_MAX with any output folder before it
constexpr std::size_t kMaxFolders = 64;
constexpr std::string_view kSuffix = ".json";

std::string_view cut_to_bytes(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && !base::is_border(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

// Two dots and a name of nothing would leave the folder or be no name.
std::string harmless(std::string_view component) {
  return component == ".." ? "%2E%2E" : std::string(component);
}

std::string with_mark(std::string_view component, std::string_view mark, std::string_view suffix) {
  const std::size_t room = kMaxComponentBytes - 1 - mark.size() - suffix.size();
  std::string result(cut_to_bytes(component, room));
  result.append("~").append(mark).append(suffix);
  return result;
}

// Files end in .json, folders never do: that keeps the two apart. More ~ for a name that has some
// already keeps two folders apart.
std::string folder_component(std::string_view component) {
  std::string name = harmless(component);
  if (name.substr(0, name.find_last_not_of('~') + 1).ends_with(kSuffix)) name += '~';
  if (name.size() <= kMaxComponentBytes) return name;
  return with_mark(component, base::sha256_hex(component).substr(0, 16), {});
}

std::string file_component(std::string_view component, std::string_view document_id) {
  std::string name = harmless(component);
  if (!name.empty() && name.size() + kSuffix.size() <= kMaxComponentBytes) {
    return name.append(kSuffix);
  }
  return with_mark(name, document_id, kSuffix);
}

std::vector<std::string_view> components_of(std::string_view path) {
  std::vector<std::string_view> components;
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view component = path.substr(0, slash);
    if (!component.empty() && component != ".") components.push_back(component);
    if (slash == std::string_view::npos) return components;
    path.remove_prefix(slash + 1);
  }
}

std::string folders_of(std::string_view path, const std::vector<std::string_view>& components) {
  std::string result = "json/";
  if (path.starts_with('/')) result += "%2F/";
  for (std::size_t i = 0; i + 1 < components.size(); ++i) {
    result += folder_component(components[i]) + "/";
  }
  return result;
}

}  // namespace

std::string json_file_name_with_id(std::string_view path, std::string_view document_id) {
  const auto components = components_of(path);
  const std::string_view last = components.empty() ? std::string_view() : components.back();
  return "json/" + with_mark(harmless(last), document_id, kSuffix);
}

std::string json_file_name(std::string_view path, std::string_view document_id) {
  const auto components = components_of(path);
  if (components.empty() || components.size() > kMaxFolders || path.size() > kMaxPathBytes) {
    return json_file_name_with_id(path, document_id);
  }
  return folders_of(path, components) + file_component(components.back(), document_id);
}

}  // namespace zhailu::write
