#pragma once

#include <string>
#include <string_view>

#include "zhailu/result.hpp"

namespace zhailu::write {

// The error for a failed call of the system: `code`, place `name`, "cannot <doing>: <reason>" and what
// to do about it where that is plain.
tl::unexpected<Error> system_failure(std::string code, std::string_view doing,
                                     std::string_view name, int errno_value);

// Bytes on their way to an open file. Every call of the system is checked, short writes and EINTR
// are gone on with.
//
// Errors: "output.write", "output.sync", "output.close"; "output.pipe_closed" when the reader of a
// pipe is gone (the program must ignore SIGPIPE; it says nothing then, but does not end with 0).
class FileSink {
 public:
  enum class Ending {
    kSync,      // finish() makes the bytes durable and closes
    kClose,     // finish() closes; the caller makes many files durable at once
    kKeepOpen,  // finish() only writes: the descriptor belongs to someone else (standard output)
  };

  // `name` stands in messages.
  FileSink(int descriptor, std::string name, Ending ending);
  FileSink(FileSink&& other) noexcept;
  FileSink& operator=(FileSink&& other) noexcept;
  // Closes what was not finished; bytes that were not written yet are lost.
  ~FileSink();

  Result<void> write(std::string_view bytes);
  Result<void> flush();
  Result<void> finish();

  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  Result<void> write_through(std::string_view bytes);
  Result<void> sync();
  Result<void> close();
  void release();

  int descriptor_ = -1;
  std::string name_;
  Ending ending_ = Ending::kClose;
  std::string buffer_;
};

}  // namespace zhailu::write
