#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <string>
#include <tl/expected.hpp>

#include "source/listing.hpp"
#include "source/long_path.hpp"
#include "zhailu/record.hpp"

namespace zhailu::source {

// A failure of stage "source" for the entry.
tl::unexpected<DocumentFailure> fail(const Entry& entry, std::string code, std::string message,
                                     std::size_t offset = 0);
// … with the code and message of an errno.
tl::unexpected<DocumentFailure> fail_with(const Entry& entry, int cause, std::size_t offset = 0);
tl::unexpected<DocumentFailure> too_large(const Entry& entry, std::size_t max_bytes);

// An entry's file, open for reading, and its status then.
struct OpenFile {
  FileDescriptor file;
  struct stat status {};
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(status.st_size); }
};

// Only regular files of at most max_bytes. Failure codes as in reading.hpp.
tl::expected<OpenFile, DocumentFailure> open_file(const Entry& entry, std::size_t max_bytes);

}  // namespace zhailu::source
