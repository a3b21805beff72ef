#include "write/file_sink.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace zhailu::write {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

std::string hint_for(int errno_value) {
  switch (errno_value) {
    case ENOSPC:
    case EDQUOT:
      return "free some space or choose another folder with -o";
    case EFBIG:
      return "raise the limit of file size (ulimit -f)";
    case EACCES:
    case EPERM:
    case EROFS:
      return "choose a folder that you may write to with -o";
    default:
      return {};
  }
}

}  // namespace

tl::unexpected<Error> system_failure(std::string code, std::string_view doing,
                                     std::string_view name, int errno_value) {
  std::string message = "cannot ";
  message.append(doing).append(": ").append(std::strerror(errno_value));
  return failure(std::move(code), std::move(message), hint_for(errno_value),
                 Place{std::string(name), 0, 0});
}

FileSink::FileSink(int descriptor, std::string name, Ending ending)
    : descriptor_(descriptor), name_(std::move(name)), ending_(ending) {}

FileSink::FileSink(FileSink&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      ending_(other.ending_),
      buffer_(std::move(other.buffer_)) {}

FileSink& FileSink::operator=(FileSink&& other) noexcept {
  if (this == &other) return *this;
  release();
  descriptor_ = std::exchange(other.descriptor_, -1);
  name_ = std::move(other.name_);
  ending_ = other.ending_;
  buffer_ = std::move(other.buffer_);
  return *this;
}

FileSink::~FileSink() { release(); }

void FileSink::release() {
  if (descriptor_ >= 0 && ending_ != Ending::kKeepOpen) ::close(descriptor_);
  descriptor_ = -1;
}

Result<void> FileSink::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() < kBufferBytes) {
    buffer_ += bytes;
    return {};
  }
  if (auto flushed = flush(); !flushed) return flushed;
  return write_through(bytes);
}

Result<void> FileSink::flush() {
  auto written = write_through(buffer_);
  buffer_.clear();
  return written;
}

Result<void> FileSink::write_through(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EPIPE) {
      return system_failure("output.pipe_closed", "write", name_, errno);
    } else if (errno != EINTR) {
      return system_failure("output.write", "write", name_, errno);
    }
  }
  return {};
}

Result<void> FileSink::sync() {
  while (::fsync(descriptor_) != 0) {
    if (errno != EINTR) return system_failure("output.sync", "sync", name_, errno);
  }
  return {};
}

// After EINTR the descriptor is closed on Linux; a second try could close someone else's.
Result<void> FileSink::close() {
  if (::close(std::exchange(descriptor_, -1)) != 0 && errno != EINTR) {
    return system_failure("output.close", "close", name_, errno);
  }
  return {};
}

Result<void> FileSink::finish() {
  if (auto flushed = flush(); !flushed) return flushed;
  if (ending_ == Ending::kKeepOpen) return {};
  if (ending_ == Ending::kSync) {
    if (auto synced = sync(); !synced) return synced;
  }
  return close();
}

}  // namespace zhailu::write
