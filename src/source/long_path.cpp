#include "source/long_path.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <string_view>

namespace zhailu::source {
namespace {

FileDescriptor open_at(int folder, const std::string& path, int flags) {
  while (true) {
    const int number = ::openat(folder, path.c_str(), flags);
    if (number >= 0 || errno != EINTR) return FileDescriptor(number);
  }
}

}  // namespace

FileDescriptor::~FileDescriptor() {
  if (number_ < 0) return;
  const int cause = errno;  // the caller may still ask why an open failed
  ::close(number_);
  errno = cause;
}

FileDescriptor open_path(const std::string& path, int flags) {
  std::string_view rest = path;
  FileDescriptor folder(-1);
  while (rest.size() >= PATH_MAX) {
    const std::size_t slash = rest.rfind('/', PATH_MAX - 2);
    if (slash == std::string_view::npos || slash == 0) break;
    const int base = folder.is_open() ? folder.number() : AT_FDCWD;
    folder = open_at(base, std::string(rest.substr(0, slash)), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (!folder.is_open()) return folder;
    rest.remove_prefix(std::min(rest.find_first_not_of('/', slash), rest.size()));
  }
  return open_at(folder.is_open() ? folder.number() : AT_FDCWD, std::string(rest), flags);
}

}  // namespace zhailu::source
