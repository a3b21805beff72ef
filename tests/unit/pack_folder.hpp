#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

#include "ruleset/pack_loader.hpp"

namespace zhailu::test {

// A rule pack in a folder of its own, which is gone with the object. It has the smallest layout.
class PackFolder {
 public:
  explicit PackFolder(const std::string& name = "pack") {
    std::string pattern = (std::filesystem::temp_directory_path() / "zhailu-pack-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    parent_ = pattern;
    folder_ = parent_ / name;
    write("layout.yaml", file_text(ZHAILU_ROOT "/tests/packs/tiny/layout.yaml"));
  }
  PackFolder(const PackFolder&) = delete;
  PackFolder& operator=(const PackFolder&) = delete;
  ~PackFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(parent_, ignored);
  }

  PackFolder& write(const std::string& name, std::string_view text) {
    const std::filesystem::path path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return *this;
  }
  // Replaces the first `from` of that file, which must be there.
  PackFolder& edit(const std::string& name, std::string_view from, std::string_view to) {
    std::string text = read(name);
    const std::size_t at = text.find(from);
    if (at == std::string::npos)
      throw std::runtime_error(name + " does not hold " + std::string(from));
    return write(name, text.replace(at, from.size(), to));
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    return file_text((folder_ / name).string());
  }
  [[nodiscard]] std::string path() const { return folder_.string(); }

  [[nodiscard]] Result<ruleset::LoadedPack> load(const std::string& shipped = {}) const {
    return ruleset::load_pack(path(), shipped);
  }
  // The pack; throws with all its errors.
  [[nodiscard]] ruleset::Pack pack(const std::string& shipped = {}) const {
    auto loaded = load(shipped);
    const Diagnostics& findings = loaded ? loaded->findings : loaded.error().diagnostics;
    std::string errors;
    for (const Diagnostic& one : findings) {
      if (one.severity == Severity::kError) errors += format_diagnostic(one) + "\n";
    }
    if (!errors.empty()) throw std::runtime_error(errors);
    return std::move(loaded->pack);
  }

  static std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::filesystem::path parent_;
  std::filesystem::path folder_;
};

}  // namespace zhailu::test
