#include "cli/pack_option.hpp"

#include <cstdlib>
#include <filesystem>

namespace zhailu::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kVariable = "ZHAILU_RULES";
constexpr const char* kManifest = "pack.yaml";
constexpr const char* kShippedName = "shipped";

bool holds_pack(const fs::path& folder) {
  std::error_code ignored;  // what cannot be looked at is no pack
  return fs::is_regular_file(folder / kManifest, ignored);
}

// "" when there is none.
std::string shipped_pack() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const fs::path installed = program.parent_path().parent_path() / "share" / "zhailu" / "rules";
  if (holds_pack(installed)) return installed.string();
  for (fs::path at = program.parent_path();; at = at.parent_path()) {
    if (holds_pack(at / "rules")) return (at / "rules").string();
    if (at == at.root_path()) return {};
  }
}

tl::unexpected<Error> no_pack(const std::string& folder) {
  return failure("options.no_pack", "no pack of rules here: there is no pack.yaml",
                 "name the folder that holds it with --rules", {folder, 0, 0});
}

}  // namespace

void add_rules_option(CLI::App& app, std::string& folder) {
  app.add_option("--rules", folder,
                 "Folder with the rules (规则包); else $ZHAILU_RULES, else the shipped ones")
      ->type_name("PACK");
}

Result<PackPlace> find_pack(const std::string& given) {
  const std::string shipped = shipped_pack();
  std::string folder = given;
  if (const char* variable = std::getenv(kVariable); folder.empty() && variable != nullptr)
    folder = variable;
  if (folder == kShippedName && !holds_pack(folder)) folder.clear();
  if (folder.empty()) folder = shipped;
  if (folder.empty()) {
    return failure("options.no_pack", "the shipped rules are not beside the program",
                   "name a folder of rules with --rules");
  }
  if (!holds_pack(folder)) return no_pack(folder);
  return PackPlace{folder, shipped.empty() ? folder : shipped};
}

}  // namespace zhailu::cli
