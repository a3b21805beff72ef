#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace zhailu::write {

// Reads the member `files` of a run.json that zhailu wrote, one name after the other, without
// keeping the file. False when it is no run.json of ours (other text, no "program": "zhailu").
// Names that could lead out of the folder or that we never write are left out.
// `descriptor` is read from its current place to its end and stays open.
bool read_files_of_run(int descriptor, const std::function<void(std::string_view)>& take);

// The files that a former run left in a folder, eight bytes each.
class FormerFiles {
 public:
  void add(std::string_view name);
  void finish();  // after the last add
  [[nodiscard]] bool contains(std::string_view name) const;

 private:
  std::vector<std::uint64_t> hashes_;
};

}  // namespace zhailu::write
