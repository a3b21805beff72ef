#include "ruleset/pack_files.hpp"

#include "base/hash.hpp"

namespace zhailu::ruleset {

std::optional<std::string> PackFiles::bytes(const PackFile& file, std::size_t max_bytes) {
  if (file.path.empty()) return std::nullopt;  // the manifest's reader has said why
  auto bytes = read_pack_file(file, max_bytes);
  if (!bytes) {
    findings_.insert(findings_.end(), bytes.error().diagnostics.begin(),
                     bytes.error().diagnostics.end());
    return std::nullopt;
  }
  read_ += std::to_string(bytes->size()) + ":" + base::sha256_hex(*bytes) + "\n";
  return std::move(*bytes);
}

std::optional<Node> PackFiles::yaml(const PackFile& file) {
  const auto text = bytes(file, kMaxRuleBytes);
  if (!text) return std::nullopt;
  auto node = read_yaml(*text, file.shown);
  if (node) return std::move(*node);
  findings_.insert(findings_.end(), node.error().diagnostics.begin(),
                   node.error().diagnostics.end());
  return std::nullopt;
}

std::string PackFiles::hash() const { return base::sha256_hex(read_); }

}  // namespace zhailu::ruleset
