#pragma once

#include <string>
#include <utility>

namespace zhailu::source {

// An open file; closed at the end of its life.
class FileDescriptor {
 public:
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~FileDescriptor();

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

// open(2), retried after a signal, also for paths longer than PATH_MAX (folders nested 4,096 deep
// are walked in pieces). errno tells the cause when the result is not open.
FileDescriptor open_path(const std::string& path, int flags);

}  // namespace zhailu::source
