#include "write/output_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <utility>

namespace zhailu::write {
namespace {

namespace fs = std::filesystem;

const std::string kStaging = ".zhailu-staging";
const std::string kCommitting = kStaging + "/committing";
const std::string kNewRoot = kStaging + "/new/";
const std::string kOldRoot = kStaging + "/old/";

std::string staged(std::string_view name) { return kNewRoot + std::string(name); }
std::string set_aside_path(std::string_view name) { return kOldRoot + std::string(name); }

int open_retrying(int folder, const std::string& path, int flags, mode_t mode = 0) {
  while (true) {
    const int descriptor = ::openat(folder, path.c_str(), flags | O_CLOEXEC, mode);
    if (descriptor >= 0 || errno != EINTR) return descriptor;
  }
}

Result<void> sync_descriptor(int descriptor, std::string_view name) {
  while (::fsync(descriptor) != 0) {
    if (errno != EINTR) return system_failure("output.sync", "sync", name, errno);
  }
  return {};
}

bool is_inside(const fs::path& inner, const fs::path& outer) {
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

}  // namespace

Result<void> check_output_place(const std::string& output, const std::vector<std::string>& inputs) {
  std::error_code ignored;
  const fs::path place = fs::weakly_canonical(output, ignored);
  for (const std::string& input : inputs) {
    if (!fs::is_directory(input, ignored)) continue;
    if (is_inside(place, fs::weakly_canonical(input, ignored))) {
      return failure("output.inside_input", "the output folder lies in the input folder " + input,
                     "choose a folder outside it with -o", Place{output, 0, 0});
    }
  }
  return {};
}

OutputFolder::OutputFolder(std::string directory, int descriptor, bool made)
    : directory_(std::move(directory)), descriptor_(descriptor), made_(made) {}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : directory_(std::move(other.directory_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      state_(std::exchange(other.state_, State::kDone)),
      made_(other.made_),
      many_files_(other.many_files_),
      has_former_(other.has_former_),
      former_(std::move(other.former_)),
      names_(std::move(other.names_)) {}

OutputFolder::~OutputFolder() {
  if (descriptor_ < 0) return;
  names_.reset();
  if (state_ == State::kStaging) remove_staging();
  if (state_ != State::kDone && made_) ::rmdir(directory_.c_str());
  ::close(descriptor_);
}

std::string OutputFolder::shown(std::string_view name) const {
  return (fs::path(directory_) / name).string();
}

bool OutputFolder::exists(const std::string& path) const {
  struct stat status {};
  return ::fstatat(descriptor_, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
}

// ---- Opening -----------------------------------------------------------------------------------

Result<OutputFolder> OutputFolder::open(const std::string& directory) {
  const bool made = ::mkdir(directory.c_str(), 0777) == 0;
  if (!made && errno == ENOENT) {
    return failure("output.missing_parent", "the folder that should hold it is missing",
                   "make it, or choose another folder with -o", Place{directory, 0, 0});
  }
  if (!made && errno != EEXIST) {
    return system_failure("output.folder", "make the folder", directory, errno);
  }
  const int descriptor = open_retrying(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY);
  if (descriptor < 0 && errno == ENOTDIR) {
    return failure("output.not_a_folder", "is no folder", "choose a folder with -o",
                   Place{directory, 0, 0});
  }
  if (descriptor < 0) return system_failure("output.folder", "open the folder", directory, errno);
  OutputFolder folder(directory, descriptor, made);
  auto ready = folder.lock()
                   .and_then([&] { return folder.recover(); })
                   .and_then([&] { return folder.read_former_run(); })
                   .and_then([&] { return folder.prepare_staging(); });
  if (!ready) return tl::unexpected(ready.error());
  return folder;
}

Result<void> OutputFolder::lock() const {
  while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) {
      return failure("output.locked", "another run writes there",
                     "wait for it, or choose another folder with -o", Place{directory_, 0, 0});
    }
    if (errno != EINTR)
      return system_failure("output.folder", "lock the folder", directory_, errno);
  }
  return {};
}

// A run that was killed leaves its staging folder. One that is not ours alone is not believed: its
// lists say which files to move.
Result<void> OutputFolder::recover() const {
  struct stat status {};
  if (::fstatat(descriptor_, kStaging.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return {};
  const bool is_ours = S_ISDIR(status.st_mode) && status.st_uid == ::geteuid() &&
                       (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
  if (!is_ours) {
    return failure("output.in_the_way", "stands in the way", "remove it",
                   Place{shown(kStaging), 0, 0});
  }
  if (exists(kCommitting)) {
    if (auto back = put_back(); !back) return back;
  }
  remove_staging();
  return {};
}

// A run.json that is a link is not ours: nothing is known of a former run then.
Result<bool> OutputFolder::for_each_former(
    const std::function<void(std::string_view)>& take) const {
  const int file = open_retrying(descriptor_, "run.json", O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0 && errno != ENOENT && errno != ELOOP) {
    return system_failure("output.folder", "read", shown("run.json"), errno);
  }
  if (file < 0) return false;
  const bool ours = read_files_of_run(file, take);
  ::close(file);
  return ours;
}

Result<void> OutputFolder::read_former_run() {
  auto ours = for_each_former([&](std::string_view name) { former_.add(name); });
  if (!ours) return tl::unexpected(ours.error());
  if (!*ours) former_ = {};
  former_.finish();
  has_former_ = *ours;
  return {};
}

Result<void> OutputFolder::prepare_staging() {
  for (const std::string& path : {kStaging, kStaging + "/new", kStaging + "/old"}) {
    if (::mkdirat(descriptor_, path.c_str(), 0700) != 0) {
      return system_failure("output.folder", "write into", directory_, errno);
    }
    state_ = State::kStaging;
  }
  auto names = open_new(kStaging + "/names", FileSink::Ending::kSync);
  if (!names) return tl::unexpected(names.error());
  names_ = std::move(*names);
  return {};
}

// ---- Staging -----------------------------------------------------------------------------------

Result<FileSink> OutputFolder::open_new(const std::string& path, FileSink::Ending ending) const {
  const int descriptor =
      open_retrying(descriptor_, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0666);
  if (descriptor < 0) return system_failure("output.write", "make", shown(path), errno);
  return FileSink(descriptor, shown(path), ending);
}

bool OutputFolder::is_taken(std::string_view name) const { return exists(staged(name)); }

// A link in the place of a folder would lead the files elsewhere.
Result<void> OutputFolder::check_parents(std::string_view name) const {
  for (std::size_t slash = name.find('/'); slash != std::string_view::npos;
       slash = name.find('/', slash + 1)) {
    const std::string parent(name.substr(0, slash));
    struct stat status {};
    if (::fstatat(descriptor_, parent.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return {};
    if (!S_ISDIR(status.st_mode)) {
      return failure("output.in_the_way", "is no folder and stands in the way",
                     "move it away, or choose another folder with -o", Place{shown(parent), 0, 0});
    }
  }
  return {};
}

Result<void> OutputFolder::check_not_foreign(std::string_view name) const {
  if (auto checked = check_parents(name); !checked) return checked;
  struct stat status {};
  const std::string path(name);
  if (::fstatat(descriptor_, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) return {};
    return system_failure("output.folder", "look at", shown(name), errno);
  }
  if (!S_ISDIR(status.st_mode) && former_.contains(name)) return {};
  return failure("output.foreign_file", "stands in the way and was not written by a former run",
                 "move it away, or choose another folder with -o", Place{shown(name), 0, 0});
}

Result<void> OutputFolder::make_parents(std::string_view root, std::string_view name) const {
  for (std::size_t slash = name.find('/'); slash != std::string_view::npos;
       slash = name.find('/', slash + 1)) {
    const std::string parent = std::string(root).append(name.substr(0, slash));
    if (::mkdirat(descriptor_, parent.c_str(), 0777) != 0 && errno != EEXIST) {
      return system_failure("output.write", "make the folder", shown(parent), errno);
    }
  }
  return {};
}

Result<FileSink> OutputFolder::create(std::string_view name, FileSink::Ending ending) {
  auto ready = check_not_foreign(name).and_then([&] { return make_parents(kNewRoot, name); });
  if (!ready) return tl::unexpected(ready.error());
  const int descriptor =
      open_retrying(descriptor_, staged(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0666);
  if (descriptor < 0 && errno == EEXIST) {
    return failure("output.name_taken", "two documents would be written there", {},
                   Place{shown(name), 0, 0});
  }
  if (descriptor < 0) return system_failure("output.write", "make", shown(name), errno);
  FileSink sink(descriptor, shown(name), ending);
  many_files_ = many_files_ || ending == FileSink::Ending::kClose;
  auto listed = names_->write(std::string(name) + '\0');
  if (!listed) return tl::unexpected(listed.error());
  return sink;
}

Result<std::string> OutputFolder::reserve(std::string_view name) {
  if (auto free = check_not_foreign(name); !free) return tl::unexpected(free.error());
  auto sink = open_new(staged(name), FileSink::Ending::kClose);
  if (!sink) return tl::unexpected(sink.error());
  if (auto closed = sink->finish(); !closed) return tl::unexpected(closed.error());
  return shown(staged(name));
}

Result<void> OutputFolder::keep(std::string_view name) {
  many_files_ = true;
  return names_->write(std::string(name) + '\0');
}

std::string OutputFolder::scratch() const { return shown(kStaging); }

Result<void> OutputFolder::for_each_in(
    std::string_view list, const std::function<Result<void>(std::string_view)>& take) const {
  const std::string path = shown(kStaging + "/" + std::string(list));
  std::ifstream file(path, std::ios::binary);
  for (std::string name; std::getline(file, name, '\0');) {
    if (auto taken = take(name); !taken) return taken;
  }
  if (!file.eof()) return system_failure("output.folder", "read", path, EIO);
  return {};
}

Result<void> OutputFolder::for_each_name(
    const std::function<Result<void>(std::string_view)>& take) {
  if (auto flushed = names_->flush(); !flushed) return flushed;
  return for_each_in("names", take);
}

// ---- Changing places ---------------------------------------------------------------------------

Result<void> OutputFolder::list_stale() {
  auto stale = open_new(kStaging + "/stale", FileSink::Ending::kSync);
  if (!stale) return tl::unexpected(stale.error());
  Result<void> listed;
  auto ours = for_each_former([&](std::string_view name) {
    if (listed && former_.contains(name) && !is_taken(name)) {
      listed = stale->write(std::string(name) + '\0');
    }
  });
  if (!ours) return tl::unexpected(ours.error());
  if (*ours != has_former_) {
    return failure("output.folder", "changed while this run wrote",
                   "let only one program write there", Place{shown("run.json"), 0, 0});
  }
  return listed.and_then([&] { return stale->finish(); });
}

Result<void> OutputFolder::mark_committing() const {
  auto mark = open_new(kCommitting, FileSink::Ending::kSync);
  if (!mark) return tl::unexpected(mark.error());
  if (auto finished = mark->finish(); !finished) return finished;
  const int staging = open_retrying(descriptor_, kStaging, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  if (staging < 0) return system_failure("output.folder", "open", shown(kStaging), errno);
  auto synced = sync_descriptor(staging, shown(kStaging));
  ::close(staging);
  return synced;
}

// A second name for the former file, so that its own place is never empty; where the file system
// has no links the file itself moves.
Result<void> OutputFolder::set_aside(std::string_view name) const {
  const std::string path(name);
  if (!exists(path)) return {};
  if (auto made = make_parents(kOldRoot, name); !made) return made;
  const std::string aside = set_aside_path(name);
  if (::linkat(descriptor_, path.c_str(), descriptor_, aside.c_str(), 0) == 0) return {};
  if (::renameat(descriptor_, path.c_str(), descriptor_, aside.c_str()) == 0) return {};
  return system_failure("output.rename", "set aside", shown(name), errno);
}

Result<void> OutputFolder::move_in(std::string_view name) const {
  auto ready = check_not_foreign(name).and_then([&] { return set_aside(name); }).and_then([&] {
    return make_parents({}, name);
  });
  if (!ready) return ready;
  const std::string path(name);
  if (::renameat(descriptor_, staged(name).c_str(), descriptor_, path.c_str()) == 0) return {};
  return system_failure("output.rename", "write", shown(name), errno);
}

// What someone has removed or turned into something else since is no longer ours.
Result<void> OutputFolder::take_away(std::string_view name) const {
  const std::string path(name);
  struct stat status {};
  if (!check_parents(name)) return {};
  if (::fstatat(descriptor_, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return {};
  if (!S_ISREG(status.st_mode)) return {};
  if (auto made = make_parents(kOldRoot, name); !made) return made;
  if (::renameat(descriptor_, path.c_str(), descriptor_, set_aside_path(name).c_str()) != 0) {
    return system_failure("output.rename", "remove", shown(name), errno);
  }
  remove_empty_parents(name);
  return {};
}

Result<void> OutputFolder::change_places() {
  return for_each_in("names", [&](std::string_view name) { return move_in(name); }).and_then([&] {
    return for_each_in("stale", [&](std::string_view name) { return take_away(name); });
  });
}

// Thousands of small files are made durable by one call; a sync of each would take minutes.
Result<void> OutputFolder::sync_files() const {
  if (many_files_ && ::syncfs(descriptor_) != 0) {
    return system_failure("output.sync", "sync", directory_, errno);
  }
  return {};
}

Result<void> OutputFolder::sync_folder() const {
  return sync_files().and_then([&] { return sync_descriptor(descriptor_, directory_); });
}

Result<void> OutputFolder::commit() {
  auto prepared = names_->finish()
                      .and_then([&] { return list_stale(); })
                      .and_then([&] { return sync_files(); })
                      .and_then([&] { return mark_committing(); });
  if (!prepared) return prepared;
  auto changed = change_places().and_then([&] { return sync_folder(); });
  if (changed && ::unlinkat(descriptor_, kCommitting.c_str(), 0) != 0) {
    changed = system_failure("output.rename", "finish", directory_, errno);
  }
  if (changed) {
    remove_staging();
    state_ = State::kDone;
  } else if (!put_back()) {
    state_ =
        State::kDone;  // the former files stay in the staging folder; the next run restores them
  }
  return changed;
}

// ---- Undoing -----------------------------------------------------------------------------------

// Each step may have been done or not, also by a process that was killed while it put back:
// what stands in new/ and old/ tells. See the header.
Result<void> OutputFolder::put_back(std::string_view name) const {
  const std::string path(name);
  const bool moved_in = !exists(staged(name));
  if (moved_in && ::renameat(descriptor_, path.c_str(), descriptor_, staged(name).c_str()) != 0) {
    return system_failure("output.rename", "take back", shown(name), errno);
  }
  if (exists(set_aside_path(name))) return restore(name);
  if (moved_in) remove_empty_parents(name);
  return {};
}

Result<void> OutputFolder::restore(std::string_view name) const {
  const std::string path(name);
  if (!exists(set_aside_path(name))) return {};
  if (auto made = make_parents({}, name); !made) return made;
  if (::renameat(descriptor_, set_aside_path(name).c_str(), descriptor_, path.c_str()) != 0) {
    return system_failure("output.rename", "restore", shown(name), errno);
  }
  return {};
}

// The mark goes last: as long as it stands, old/ may hold the only copy of a former file.
Result<void> OutputFolder::put_back() const {
  auto back =
      for_each_in("names", [&](std::string_view name) { return put_back(name); })
          .and_then([&] {
            return for_each_in("stale", [&](std::string_view name) { return restore(name); });
          })
          .and_then([&] { return sync_folder(); });
  if (back && ::unlinkat(descriptor_, kCommitting.c_str(), 0) != 0) {
    return system_failure("output.rename", "remove", shown(kCommitting), errno);
  }
  return back;
}

void OutputFolder::remove_staging() const {
  std::error_code ignored;  // what stays is removed by the next run
  fs::remove_all(fs::path(directory_) / kStaging, ignored);
}

void OutputFolder::remove_empty_parents(std::string_view name) const {
  for (std::size_t slash = name.rfind('/'); slash != std::string_view::npos && slash > 0;
       slash = name.rfind('/', slash - 1)) {
    const std::string parent(name.substr(0, slash));
    if (::unlinkat(descriptor_, parent.c_str(), AT_REMOVEDIR) != 0) return;
  }
}

}  // namespace zhailu::write
