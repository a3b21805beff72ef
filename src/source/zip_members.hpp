#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "model/document.hpp"
#include "source/listing.hpp"
#include "zhailu/record.hpp"

// The members of zip archives as documents of their own: 简报.zip/2020/第1期.docx. Nothing is unpacked to disk.
namespace zhailu::source {

struct Member {
  std::size_t index = 0;
  std::string path;  // member_path.hpp, behind the archive's path
  bool is_link = false;
};

// The members in the archive's order, folders left out. None (no failure) for a file that is no archive of files:
// not a zip by its content, or an Office document whatever its name. Failure codes, stage "source": those of
// reading.hpp, "corrupt_zip", "zip_bomb", "too_many_members".
tl::expected<std::optional<std::vector<Member>>, DocumentFailure> zip_members(
    const Entry& archive, std::size_t max_file_bytes);

// The bytes of the entry's member. Failure codes also "encrypted", "zip_bomb" (over 64 MiB or 200 times its packed
// size), "changed" (the archive is another one than was listed). Thread-safe.
tl::expected<model::SourceDocument, DocumentFailure> read_member(const Entry& entry,
                                                                 std::size_t max_file_bytes);

}  // namespace zhailu::source
