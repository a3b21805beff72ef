#include "ruleset/macro_reader.hpp"

#include <algorithm>

#include "ruleset/pattern_lint.hpp"
#include "ruleset/symbol_reference.hpp"

namespace zhailu::ruleset {
namespace {

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_name_char);
}

// `a` and `b` of `name(a, b)`.
std::vector<std::string> parameters_of(std::string_view key) {
  std::vector<std::string> names;
  const std::size_t paren = key.find('(');
  if (paren == std::string_view::npos) return names;
  std::string name;
  for (const char c : key.substr(paren + 1)) {
    if (c == ',' || c == ')') {
      names.push_back(std::move(name));
      name.clear();
    } else if (c != ' ') {
      name += c;
    }
  }
  return names;
}

class MacroReader {
 public:
  explicit MacroReader(Diagnostics& findings) : findings_(findings) {}

  void read(const Node& node, std::size_t layer) {
    if (node.kind != Node::Kind::kMapping) {
      return error("ruleset.wrong_type", "a macro file is a mapping",
                   "write each macro as name: 'pattern'", node.place);
    }
    for (const auto& [key, value] : node.members) add(key, value, layer);
  }

  Macros macros;

 private:
  void error(std::string code, Wording message, Wording hint, const Place& place) {
    findings_.push_back(
        {Severity::kError, std::move(code), std::move(message), std::move(hint), place});
  }

  void add(const Node& key, const Node& value, std::size_t layer) {
    const std::string name = key.scalar.substr(0, key.scalar.find('('));
    Macro macro{parameters_of(key.scalar), as_text(value, findings_).value_or(""), key.place,
                false};
    lint_pattern(macro.body, value.double_quoted, value.place, findings_);
    const bool good = is_name(name) &&
                      std::all_of(macro.parameters.begin(), macro.parameters.end(), is_name) &&
                      (key.scalar == name || key.scalar.ends_with(')'));
    if (!good) {
      return error("ruleset.macro", say("'{}' is no name of a macro", key.scalar),
                   "name or name(a, b), of small letters, digits and _", key.place);
    }
    const auto known = macros.find(name);
    if (known != macros.end() && layers_[name] == layer) {
      const Place& first = known->second.place;
      return error(
          "ruleset.macro",
          say("two macros are called '{}'; the first is at {}:{}", name, first.path, first.line),
          "give each its own name", key.place);
    }
    layers_[name] = layer;
    macros.insert_or_assign(name, std::move(macro));
  }

  Diagnostics& findings_;
  std::map<std::string, std::size_t> layers_;
};

}  // namespace

Macros read_macros(const std::vector<PackFile>& files, PackFiles& reader, Diagnostics& findings) {
  MacroReader macros(findings);
  for (const PackFile& file : files) {
    if (const auto node = reader.yaml(file)) macros.read(*node, file.layer);
  }
  return std::move(macros.macros);
}

}  // namespace zhailu::ruleset
