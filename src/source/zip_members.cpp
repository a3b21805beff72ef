#include "source/zip_members.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

#include "base/zip_archive.hpp"
#include "source/member_path.hpp"
#include "source/open_file.hpp"

namespace zhailu::source {
namespace {

using Failed = tl::unexpected<DocumentFailure>;

// An empty archive begins with the end of its directory.
bool is_zip(const FileDescriptor& file) {
  std::array<char, 4> head{};
  if (::pread(file.number(), head.data(), head.size(), 0) != static_cast<ssize_t>(head.size()))
    return false;
  const std::string_view start(head.data(), head.size());
  return start == "PK\3\4" || start == "PK\5\6";
}

// Parts that every Office or OpenDocument file has.
bool is_office_document(const base::ZipArchive& archive) {
  return std::any_of(
      archive.members().begin(), archive.members().end(), [](const base::ZipMember& member) {
        return member.name == "[Content_Types].xml" || member.name == "META-INF/manifest.xml";
      });
}

Failed fail_with(const Entry& entry, const base::ZipFailure& failure) {
  switch (failure.fault) {
    case base::ZipFault::kEncrypted:
      return fail(entry, "encrypted", "locked by a password");
    case base::ZipFault::kBomb:
      return fail(entry, "zip_bomb", "not unpacked: " + failure.message);
    case base::ZipFault::kTooMany:
      return fail(entry, "too_many_members", "not read: " + failure.message);
    default:
      return fail(entry, "corrupt_zip", "the zip archive is damaged: " + failure.message);
  }
}

std::string shown_path(const std::string& archive_path, const base::ZipMember& member) {
  return archive_path + "/" + member_path(member.name);
}

}  // namespace

tl::expected<std::optional<std::vector<Member>>, DocumentFailure> zip_members(
    const Entry& entry, std::size_t max_file_bytes) {
  auto opened = open_file(entry, max_file_bytes);
  if (!opened) return Failed(opened.error());
  if (!is_zip(opened->file)) return std::nullopt;
  const auto archive = base::ZipArchive::open_file(opened->file.release());
  if (!archive) return fail_with(entry, archive.error());
  if (is_office_document(*archive)) return std::nullopt;
  std::vector<Member> members;
  for (std::size_t i = 0; i < archive->members().size(); ++i) {
    const base::ZipMember& member = archive->members()[i];
    const std::string path = shown_path(entry.path, member);
    if (!path.ends_with('/')) members.push_back({i, path, member.is_link});
  }
  return members;
}

tl::expected<model::SourceDocument, DocumentFailure> read_member(const Entry& entry,
                                                                 std::size_t max_file_bytes) {
  auto opened = open_file(entry, max_file_bytes);
  if (!opened) return Failed(opened.error());
  const auto archive = base::ZipArchive::open_file(opened->file.release());
  if (!archive) return fail_with(entry, archive.error());
  const std::size_t index = *entry.member;
  const auto& members = archive->members();
  if (index >= members.size() || !entry.path.ends_with("/" + member_path(members[index].name))) {
    return fail(entry, "changed", "the archive changed since it was listed");
  }
  auto bytes = archive->read(index, std::min(base::kMaxUnpackedBytes, max_file_bytes));
  if (!bytes) return fail_with(entry, bytes.error());
  return model::SourceDocument{entry.path, entry.file_path, std::move(*bytes)};
}

}  // namespace zhailu::source
