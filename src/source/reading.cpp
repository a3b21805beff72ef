#include "source/reading.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "source/long_path.hpp"

namespace zhailu::source {
namespace {

using Failed = tl::unexpected<DocumentFailure>;
using Bytes = tl::expected<std::string, DocumentFailure>;

Failed fail(const Entry& entry, std::string code, std::string message, std::size_t offset = 0) {
  return Failed(DocumentFailure{entry.path, "source", std::move(code), std::move(message), offset});
}

Failed fail_with(const Entry& entry, int cause, std::size_t offset = 0) {
  const std::string_view code = cause == ENOENT                    ? "vanished"
                                : cause == EACCES                  ? "permission_denied"
                                : cause == ELOOP || cause == ENXIO ? "not_a_file"
                                                                   : "read_error";
  return fail(entry, std::string(code), std::generic_category().message(cause), offset);
}

Failed too_large(const Entry& entry, std::size_t max_bytes) {
  return fail(entry, "too_large",
              fmt::format("over {} bytes; raise --max-file-bytes to read it", max_bytes));
}

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
  const int links = entry.may_be_link ? 0 : O_NOFOLLOW;
  // O_NONBLOCK: a FIFO that took the file's place must not hold up the run.
  const FileDescriptor file =
      open_path(entry.file_path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | links);
  if (!file.is_open()) return fail_with(entry, errno);
  struct stat before {};
  if (::fstat(file.number(), &before) != 0) return fail_with(entry, errno);
  if (!S_ISREG(before.st_mode)) return fail(entry, "not_a_file", "not a regular file");
  const auto size = static_cast<std::size_t>(before.st_size);
  if (size > max_bytes) return too_large(entry, max_bytes);
  Bytes bytes = read_to_end(entry, file.number(), size, max_bytes);
  if (!bytes) return bytes;
  struct stat after {};
  if (::fstat(file.number(), &after) != 0) return fail_with(entry, errno);
  if (!is_unchanged(before, after) || bytes->size() < size) {
    return fail(entry, "changed", "the file changed while it was read");
  }
  return bytes;
}

}  // namespace

tl::expected<model::SourceDocument, DocumentFailure> read_source(const Entry& entry,
                                                                 std::size_t max_file_bytes) {
  Bytes bytes = entry.file_path == "-" ? read_to_end(entry, STDIN_FILENO, 0, max_file_bytes)
                                       : read_file(entry, max_file_bytes);
  if (!bytes) return Failed(bytes.error());
  return model::SourceDocument{entry.path, entry.file_path, std::move(*bytes)};
}

}  // namespace zhailu::source
