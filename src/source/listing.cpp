#include "source/listing.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "source/long_path.hpp"
#include "source/reading.hpp"
#include "source/record_path.hpp"
#include "source/zip_members.hpp"

namespace zhailu::source {
namespace {

std::string cause_text(int cause) { return std::generic_category().message(cause); }

// `.txt` of a.txt. Dates are no suffix: 简报2020.7.1 and 通知（2020.7.1） have none.
std::string_view suffix_of(std::string_view name) {
  constexpr std::size_t kLongest = 9;
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.size() - dot > kLongest) return {};
  bool letter = false;
  for (const char c : name.substr(dot + 1)) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_other = (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '~';
    if (!is_letter && !is_other) return {};
    letter |= is_letter;
  }
  return letter ? name.substr(dot) : std::string_view{};
}

std::string lower_suffix(std::string_view name) {
  std::string suffix(suffix_of(name));
  for (char& c : suffix) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return suffix;
}

bool is_document_name(std::string_view name) {
  const std::string suffix = lower_suffix(name);
  if (suffix.empty()) return !name.starts_with('.');
  for (std::string_view rest = kSuffixes; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == suffix) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

bool is_archive_name(std::string_view name) { return lower_suffix(name) == ".zip"; }

std::string base_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

// What cannot hold a document; empty for files and folders.
std::string_view special_kind(mode_t mode) {
  if (S_ISREG(mode) || S_ISDIR(mode)) return {};
  if (S_ISFIFO(mode)) return "FIFO";
  if (S_ISSOCK(mode)) return "socket";
  return "device";
}

std::string resolved(const std::string& path) {
  const std::unique_ptr<char, decltype(&free)> real(realpath(path.c_str(), nullptr), &free);
  return real == nullptr ? std::string{} : std::string(real.get());
}

struct CloseFolder {
  void operator()(DIR* stream) const { ::closedir(stream); }
};
using FolderStream = std::unique_ptr<DIR, CloseFolder>;

struct Folder {
  std::string file_path;
  std::string prefix;  // of the record paths: empty or ending in `/`
};

class Lister {
 public:
  explicit Lister(const SourceRequest& request) : request_(request) {}

  Result<Listing> run() {
    if (request_.paths.empty() && !request_.files_from) {
      return failure("source.no_input", "no input",
                     "name files or folders, or - for standard input");
    }
    for (const std::string& path : request_.paths) {
      if (const Result<void> added = add_argument(path); !added) {
        return tl::unexpected<Error>(added.error());
      }
    }
    if (request_.files_from) {
      if (const Result<void> added = add_list(*request_.files_from); !added) {
        return tl::unexpected<Error>(added.error());
      }
    }
    return finished();
  }

 private:
  void skip(std::string path, std::string_view reason) {
    listing_.skipped.push_back({std::move(path), std::string(reason)});
  }

  void fail(std::string path, std::string code, std::string message) {
    listing_.failures.push_back(
        {std::move(path), "source", std::move(code), std::move(message), 0});
  }

  // errno after a failed stat of something that is named: what is no fault of the list.
  bool skip_broken_link(const std::string& file_path, const std::string& path, int cause) {
    struct stat link {};
    if (cause == ELOOP) {
      skip(path, "link loop");
      return true;
    }
    if (cause != ENOENT || ::lstat(file_path.c_str(), &link) != 0) return false;
    skip(path, "dangling link");
    return true;
  }

  Result<void> add_argument(const std::string& argument) {
    if (argument == "-") {
      listing_.documents.push_back({"-", "-", true, false});
      return {};
    }
    const std::string path = record_path(base_name(argument));
    struct stat status {};
    if (::stat(argument.c_str(), &status) != 0) {
      const int cause = errno;
      if (skip_broken_link(argument, path, cause)) return {};
      if (cause == ENOENT || cause == ENOTDIR) {
        return failure("source.missing", fmt::format("'{}' is not there", record_path(argument)),
                       "check the path");
      }
      fail(path, cause == EACCES ? "permission_denied" : "read_error", cause_text(cause));
      return {};
    }
    add_named(argument, path, "", status.st_mode);
    return {};
  }

  void add_named(const std::string& file_path, const std::string& path, const std::string& prefix,
                 mode_t mode) {
    if (const std::string_view kind = special_kind(mode); !kind.empty()) {
      skip(path, kind);
    } else if (S_ISDIR(mode)) {
      walk({file_path, prefix});
    } else {
      add_document({file_path, path, true, true});
    }
  }

  void add_document(Entry entry) {
    if (!is_archive_name(entry.path)) return listing_.documents.push_back(std::move(entry));
    const auto members = zip_members(entry, request_.max_file_bytes);
    if (!members) return listing_.failures.push_back(members.error());
    if (!*members) return listing_.documents.push_back(std::move(entry));
    std::set<std::string_view> taken;
    for (const Member& member : **members) {
      if (taken.insert(member.path).second) {
        add_member(entry, member);
      } else {
        fail(member.path, "duplicate_member", "the archive holds two members of this name");
      }
    }
  }

  // As a file in a folder, only that it may not be an archive.
  void add_member(Entry entry, const Member& member) {
    const std::string_view inside = std::string_view(member.path).substr(entry.path.size());
    if (member.is_link) return skip(member.path, "symbolic link");
    if (inside.find("/.") < inside.rfind('/') || inside.starts_with("/__MACOSX/")) {
      return skip(member.path, "hidden folder");
    }
    if (is_archive_name(inside)) {
      return fail(member.path, "nested_archive",
                  "an archive inside an archive is not opened; unpack it first");
    }
    if (!is_document_name(inside.substr(inside.rfind('/') + 1))) return skip(member.path, "suffix");
    entry.path = member.path;
    entry.member = member.index;
    listing_.documents.push_back(std::move(entry));
  }

  Result<void> add_list(const std::string& list_path) {
    const auto list =
        read_source({list_path, record_path(list_path), true, true}, request_.max_file_bytes);
    if (!list) {
      const std::string code =
          list.error().code == "too_large" ? "source.list_too_large" : "source.list_unreadable";
      return failure(
          code, fmt::format("list of paths '{}': {}", record_path(list_path), list.error().message),
          "give a file with one path a line");
    }
    std::string_view rest = list->bytes;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (!line.empty()) add_line(std::string(line));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
  }

  // A line that leads nowhere is the fault of one document, not of the run.
  void add_line(const std::string& line) {
    const std::string path = record_path(line);
    if (line.find('\0') != std::string::npos) return fail(path, "not_found", "a NUL in the path");
    struct stat status {};
    if (::stat(line.c_str(), &status) == 0) {
      const std::string prefix = path.ends_with('/') ? path : path + "/";
      return add_named(line, path, prefix, status.st_mode);
    }
    const int cause = errno;
    if (skip_broken_link(line, path, cause)) return;
    const std::string_view code = cause == EACCES   ? "permission_denied"
                                  : cause == ENOENT ? "not_found"
                                                    : "read_error";
    fail(path, std::string(code), cause_text(cause));
  }

  // Without recursion: an archive may be 4,096 folders deep.
  void walk(Folder root) {
    root_ = request_.follow_links ? resolved(root.file_path) : std::string{};
    visited_.clear();
    std::vector<Folder> waiting = {std::move(root)};
    while (!waiting.empty()) {
      const Folder folder = std::move(waiting.back());
      waiting.pop_back();
      read_folder(folder, waiting);
    }
  }

  void read_folder(const Folder& folder, std::vector<Folder>& waiting) {
    const std::string shown =
        folder.prefix.empty() ? "." : folder.prefix.substr(0, folder.prefix.size() - 1);
    FileDescriptor descriptor =
        open_path(folder.file_path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
    if (!descriptor.is_open()) {
      const int cause = errno;
      const std::string_view code = cause == EACCES   ? "permission_denied"
                                    : cause == ENOENT ? "vanished"
                                                      : "read_error";
      return fail(shown, std::string(code), cause_text(cause));
    }
    if (is_visited(descriptor)) return skip(shown, "link loop");
    const FolderStream stream(::fdopendir(descriptor.number()));
    if (stream == nullptr) return fail(shown, "read_error", cause_text(errno));
    descriptor.release();
    read_names(stream.get(), folder, waiting);
    if (errno != 0) fail(shown, "read_error", cause_text(errno));
  }

  // Leaves errno 0 when all names were read.
  void read_names(DIR* stream, const Folder& folder, std::vector<Folder>& waiting) {
    for (errno = 0; const dirent* item = ::readdir(stream); errno = 0) {
      const std::string name = item->d_name;
      if (name != "." && name != "..") add_item(::dirfd(stream), folder, name, waiting);
    }
  }

  bool is_visited(const FileDescriptor& folder) {
    struct stat status {};
    if (!request_.follow_links || ::fstat(folder.number(), &status) != 0) return false;
    return !visited_.insert({status.st_dev, status.st_ino}).second;
  }

  void add_item(int folder_number, const Folder& folder, const std::string& name,
                std::vector<Folder>& waiting) {
    const std::string file_path =
        folder.file_path + (folder.file_path.ends_with('/') ? "" : "/") + name;
    const std::string path = folder.prefix + record_path(name);
    struct stat status {};
    if (::fstatat(folder_number, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
      return fail(path, errno == ENOENT ? "vanished" : "read_error", cause_text(errno));
    }
    const bool link = S_ISLNK(status.st_mode);
    if (link && !follow(folder_number, name, file_path, path, status)) return;
    if (const std::string_view kind = special_kind(status.st_mode); !kind.empty()) {
      return skip(path, kind);
    }
    if (S_ISDIR(status.st_mode)) {
      if (name.front() == '.') return skip(path, "hidden folder");
      waiting.push_back({file_path, path + "/"});
    } else if (is_wanted(name, path)) {
      add_document({file_path, path, false, link});
    } else {
      skip(path, "suffix");
    }
  }

  // Puts the status of a link's target into `status`, or skips the link.
  bool follow(int folder_number, const std::string& name, const std::string& file_path,
              const std::string& path, struct stat& status) {
    std::string_view reason;
    if (::fstatat(folder_number, name.c_str(), &status, 0) != 0) {
      reason = errno == ELOOP ? "link loop" : "dangling link";
    } else if (!request_.follow_links) {
      reason = "symbolic link";
    } else if (const std::string target = resolved(file_path);
               target != root_ && !target.starts_with(root_ == "/" ? root_ : root_ + "/")) {
      reason = "symbolic link out of the folder";
    }
    if (!reason.empty()) skip(path, reason);
    return reason.empty();
  }

  [[nodiscard]] bool is_wanted(const std::string& name, const std::string& path) const {
    if (request_.include_globs.empty()) return is_document_name(name);
    return std::any_of(request_.include_globs.begin(), request_.include_globs.end(),
                       [&](const std::string& glob) {
                         const bool whole = glob.find('/') != std::string::npos;
                         const std::string& text = whole ? path : name;
                         return ::fnmatch(glob.c_str(), text.c_str(), FNM_PATHNAME) == 0;
                       });
  }

  Result<Listing> finished() {
    const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
    std::sort(listing_.documents.begin(), listing_.documents.end(), by_path);
    std::sort(listing_.skipped.begin(), listing_.skipped.end(), by_path);
    std::sort(listing_.failures.begin(), listing_.failures.end(), by_path);
    const auto same =
        std::adjacent_find(listing_.documents.begin(), listing_.documents.end(),
                           [](const Entry& a, const Entry& b) { return a.path == b.path; });
    if (same != listing_.documents.end()) {
      const auto names =
          std::minmax({record_path(same->file_path), record_path((same + 1)->file_path)});
      return failure("source.same_path",
                     fmt::format("'{}' and '{}' would both be recorded as '{}'", names.first,
                                 names.second, same->path),
                     "name a folder above both, or use --files-from");
    }
    if (listing_.documents.empty() && listing_.failures.empty()) return nothing_to_read();
    return std::move(listing_);
  }

  [[nodiscard]] tl::unexpected<Error> nothing_to_read() const {
    return failure("source.nothing_to_read",
                   fmt::format("nothing to read; {} files skipped", listing_.skipped.size()),
                   fmt::format("folders are read for {} and names without a suffix; choose others "
                               "with --include",
                               kSuffixes));
  }

  const SourceRequest& request_;
  Listing listing_;
  std::string root_;                           // of the walk, only when links are followed
  std::set<std::pair<dev_t, ino_t>> visited_;  // folders of the walk, likewise
};

}  // namespace

Result<Listing> list_sources(const SourceRequest& request) { return Lister(request).run(); }

}  // namespace zhailu::source
