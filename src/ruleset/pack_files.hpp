#pragma once

#include <optional>
#include <string>

#include "ruleset/manifest.hpp"
#include "ruleset/yaml_reader.hpp"
#include "zhailu/diagnostic.hpp"

namespace zhailu::ruleset {

inline constexpr std::size_t kMaxRuleBytes = std::size_t{4} << 20;
inline constexpr std::size_t kMaxLexiconBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxSchemaBytes = std::size_t{4} << 20;

// Reads the files of a pack; what is wrong goes to the findings. Every byte goes into the hash.
class PackFiles {
 public:
  explicit PackFiles(Diagnostics& findings) : findings_(findings) {}

  std::optional<std::string> bytes(const PackFile& file, std::size_t max_bytes);
  std::optional<Node> yaml(const PackFile& file);
  // SHA-256 over all that was read, in the order of reading; 64 hex digits.
  [[nodiscard]] std::string hash() const;

 private:
  Diagnostics& findings_;
  std::string read_;  // size and hash of each file
};

}  // namespace zhailu::ruleset
