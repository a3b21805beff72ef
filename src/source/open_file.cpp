#include "source/open_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <string_view>
#include <system_error>

namespace zhailu::source {

tl::unexpected<DocumentFailure> fail(const Entry& entry, std::string code, std::string message,
                                     std::size_t offset) {
  return tl::unexpected(
      DocumentFailure{entry.path, "source", std::move(code), std::move(message), offset});
}

tl::unexpected<DocumentFailure> fail_with(const Entry& entry, int cause, std::size_t offset) {
  const std::string_view code = cause == ENOENT                    ? "vanished"
                                : cause == EACCES                  ? "permission_denied"
                                : cause == ELOOP || cause == ENXIO ? "not_a_file"
                                                                   : "read_error";
  return fail(entry, std::string(code), std::generic_category().message(cause), offset);
}

tl::unexpected<DocumentFailure> too_large(const Entry& entry, std::size_t max_bytes) {
  return fail(entry, "too_large",
              fmt::format("over {} bytes; raise --max-file-bytes to read it", max_bytes));
}

tl::expected<OpenFile, DocumentFailure> open_file(const Entry& entry, std::size_t max_bytes) {
  const int links = entry.may_be_link ? 0 : O_NOFOLLOW;
  // O_NONBLOCK: a FIFO that took the file's place must not hold up the run.
  OpenFile opened{open_path(entry.file_path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | links),
                  {}};
  if (!opened.file.is_open()) return fail_with(entry, errno);
  if (::fstat(opened.file.number(), &opened.status) != 0) return fail_with(entry, errno);
  if (!S_ISREG(opened.status.st_mode)) return fail(entry, "not_a_file", "not a regular file");
  if (opened.size() > max_bytes) return too_large(entry, max_bytes);
  return opened;
}

}  // namespace zhailu::source
