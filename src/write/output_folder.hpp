#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "write/file_sink.hpp"
#include "write/former_run.hpp"
#include "zhailu/result.hpp"

namespace zhailu::write {

// Error "output.inside_input" when `output` is one of the folders `inputs` or lies below one (links
// and .. resolved; neither has to exist): the next run would read what this one wrote.
Result<void> check_output_place(const std::string& output, const std::vector<std::string>& inputs);

// A folder that a run fills whole or not at all.
//
//   DIR/.zhailu-staging/new/…    files while they are written; the folder is ours alone (0700)
//   DIR/.zhailu-staging/old/…    at commit: what they replaced, to be put back if a step fails
//   DIR/.zhailu-staging/names    what this run wrote, ended by NUL each; `stale` what it takes away
//   DIR/.zhailu-staging/committing   stands while files change places
//
// Whoever opens a folder in which `committing` stands (the process before was killed) first puts
// the former files back. A file of DIR that the last run.json does not list is foreign: it is never
// replaced or removed. The memory used is eight bytes for each file of the former run.
//
// Errors (all are "the environment", exit code 3): output.missing_parent, output.not_a_folder,
// output.folder (cannot be opened or made), output.locked (another run writes there),
// output.foreign_file, output.in_the_way, output.name_taken, output.rename, and those of FileSink.
class OutputFolder {
 public:
  // Makes the folder when only it is missing, locks it, tidies up after a killed run.
  static Result<OutputFolder> open(const std::string& directory);

  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;
  // Without commit(): everything staged is removed, and the folder too if this run made it.
  ~OutputFolder();

  // A new file that will be DIR/`name` (relative, with / between folders) after commit().
  // Tables are made durable one by one; `ending` kClose leaves that to commit().
  Result<FileSink> create(std::string_view name, FileSink::Ending ending = FileSink::Ending::kSync);
  // The path of a new, empty file for a library that opens files by itself. It takes its place at
  // commit() only when keep() was called for it, else it goes.
  Result<std::string> reserve(std::string_view name);
  Result<void> keep(std::string_view name);
  // A folder on the same disk for files that nobody will miss.
  [[nodiscard]] std::string scratch() const;
  [[nodiscard]] bool is_taken(std::string_view name) const;

  // Every name that was created so far, in that order.
  Result<void> for_each_name(const std::function<Result<void>(std::string_view)>& take);

  // Moves all files to their places and removes those of a former run that were not written again.
  // Every sink must be finished. On an error all is as it was before.
  Result<void> commit();

 private:
  OutputFolder(std::string directory, int descriptor, bool made);

  Result<void> lock() const;
  Result<void> recover() const;
  Result<bool> for_each_former(const std::function<void(std::string_view)>& take) const;
  Result<void> read_former_run();
  Result<void> prepare_staging();
  Result<void> check_parents(std::string_view name) const;
  Result<void> check_not_foreign(std::string_view name) const;
  Result<void> make_parents(std::string_view root, std::string_view name) const;
  Result<FileSink> open_new(const std::string& path, FileSink::Ending ending) const;
  Result<void> list_stale();
  Result<void> mark_committing() const;
  Result<void> change_places();
  Result<void> set_aside(std::string_view name) const;
  Result<void> move_in(std::string_view name) const;
  Result<void> take_away(std::string_view name) const;
  Result<void> sync_files() const;
  Result<void> sync_folder() const;
  Result<void> for_each_in(std::string_view list,
                           const std::function<Result<void>(std::string_view)>& take) const;
  Result<void> put_back() const;
  Result<void> put_back(std::string_view name) const;
  Result<void> restore(std::string_view name) const;
  void remove_staging() const;
  void remove_empty_parents(std::string_view name) const;
  [[nodiscard]] bool exists(const std::string& path) const;
  [[nodiscard]] std::string shown(std::string_view name) const;

  std::string directory_;
  int descriptor_ = -1;
  enum class State { kOpened, kStaging, kDone };
  State state_ = State::kOpened;
  bool made_ = false;        // the folder itself is of this run
  bool many_files_ = false;  // some were closed without a sync of their own
  bool has_former_ = false;  // a run.json of ours stands there
  FormerFiles former_;
  std::optional<FileSink> names_;
};

}  // namespace zhailu::write
