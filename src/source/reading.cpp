#include "source/reading.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "source/open_file.hpp"
#include "source/zip_members.hpp"

namespace zhailu::source {
namespace {

using Failed = tl::unexpected<DocumentFailure>;
using Bytes = tl::expected<std::string, DocumentFailure>;

// Up to max_bytes; a byte more is a failure. A short read is not the end: only 0 is.
Bytes read_to_end(const Entry& entry, int file, std::size_t expected_bytes, std::size_t max_bytes) {
  constexpr std::size_t kStep = 64 * 1024;
  std::string bytes;
  bytes.resize(std::min(expected_bytes, max_bytes) + 1);
  std::size_t size = 0;
  while (true) {
    if (size == bytes.size()) bytes.resize(size + std::max(kStep, size / 2));
    const ssize_t got = ::read(file, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail_with(entry, errno, size);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
    if (size > max_bytes) return too_large(entry, max_bytes);
  }
  bytes.resize(size);
  return bytes;
}

bool is_unchanged(const struct stat& before, const struct stat& after) {
  return before.st_size == after.st_size && before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
         before.st_mtim.tv_nsec == after.st_mtim.tv_nsec;
}

Bytes read_file(const Entry& entry, std::size_t max_bytes) {
  const auto opened = open_file(entry, max_bytes);
  if (!opened) return Failed(opened.error());
  Bytes bytes = read_to_end(entry, opened->file.number(), opened->size(), max_bytes);
  if (!bytes) return bytes;
  struct stat after {};
  if (::fstat(opened->file.number(), &after) != 0) return fail_with(entry, errno);
  if (!is_unchanged(opened->status, after) || bytes->size() < opened->size()) {
    return fail(entry, "changed", "the file changed while it was read");
  }
  return bytes;
}

}  // namespace

tl::expected<model::SourceDocument, DocumentFailure> read_source(const Entry& entry,
                                                                 std::size_t max_file_bytes) {
  if (entry.member) return read_member(entry, max_file_bytes);
  Bytes bytes = entry.file_path == "-" ? read_to_end(entry, STDIN_FILENO, 0, max_file_bytes)
                                       : read_file(entry, max_file_bytes);
  if (!bytes) return Failed(bytes.error());
  return model::SourceDocument{entry.path, entry.file_path, std::move(*bytes)};
}

}  // namespace zhailu::source
