#pragma once

#include <cstddef>

#include "model/document.hpp"
#include "source/listing.hpp"
#include "zhailu/record.hpp"

namespace zhailu::source {

// The bytes of one document. Only regular files and standard input are read; a link is followed
// where the entry says so. Failure codes, stage "source": "vanished", "permission_denied",
// "not_a_file", "too_large" (not read), "changed" (while it was read), "read_error". Thread-safe,
// standard input excepted.
tl::expected<model::SourceDocument, DocumentFailure> read_source(const Entry& entry,
                                                                 std::size_t max_file_bytes);

}  // namespace zhailu::source
