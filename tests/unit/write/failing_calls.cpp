#include "failing_calls.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>

namespace zhailu::write::sample {
namespace {

std::string_view failing_call;
int uses_left = 0;

bool fails(std::string_view call) { return call == failing_call && --uses_left == 0; }

int with_error(int value) {
  errno = value;
  return -1;
}

}  // namespace

void fail_nth(std::string_view call, int n) {
  failing_call = call;
  uses_left = n;
}

bool end_failing() {
  failing_call = {};
  return uses_left <= 0;
}

}  // namespace zhailu::write::sample

extern "C" {

using zhailu::write::sample::fails;
using zhailu::write::sample::with_error;

int openat(int folder, const char* path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & O_CREAT) != 0) {
    va_list arguments;
    va_start(arguments, flags);
    mode = va_arg(arguments, mode_t);
    va_end(arguments);
  }
  if (fails("openat")) return with_error(EIO);
  return static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode));
}

// Half of the bytes at a time: a short write is no error.
ssize_t write(int descriptor, const void* bytes, size_t size) {
  if (fails("write")) return with_error(ENOSPC);
  return ::syscall(SYS_write, descriptor, bytes, size > 1 ? size / 2 : size);
}

// Not carried out: a test outlives no power cut, and they take most of its time.
int fsync(int /*descriptor*/) { return fails("fsync") ? with_error(EIO) : 0; }

int syncfs(int /*descriptor*/) noexcept { return fails("syncfs") ? with_error(EIO) : 0; }

int close(int descriptor) {
  const int result = static_cast<int>(::syscall(SYS_close, descriptor));
  return fails("close") ? with_error(EIO) : result;
}

int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
  if (fails("renameat")) return with_error(EIO);
  return static_cast<int>(::syscall(SYS_renameat2, from_folder, from, to_folder, to, 0));
}

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) noexcept {
  if (fails("linkat")) return with_error(EIO);
  return static_cast<int>(::syscall(SYS_linkat, from_folder, from, to_folder, to, flags));
}

int mkdirat(int folder, const char* path, mode_t mode) noexcept {
  if (fails("mkdirat")) return with_error(EIO);
  return static_cast<int>(::syscall(SYS_mkdirat, folder, path, mode));
}

int unlinkat(int folder, const char* path, int flags) noexcept {
  if (fails("unlinkat")) return with_error(EIO);
  return static_cast<int>(::syscall(SYS_unlinkat, folder, path, flags));
}

}  // extern "C"
