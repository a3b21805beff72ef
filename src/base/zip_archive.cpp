#include "base/zip_archive.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <utility>

namespace zhailu::base {
namespace {

constexpr std::size_t kHarmlessBytes = std::size_t{1} << 20;

using Failed = tl::unexpected<ZipFailure>;

zip_t* zip_of(void* archive) { return static_cast<zip_t*>(archive); }

std::string text_of(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

ZipFailure failure_of(zip_error_t* error) {
  const int code = zip_error_code_zip(error);
  const bool locked =
      code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD || code == ZIP_ER_ENCRNOTSUPP;
  return {locked ? ZipFault::kEncrypted : ZipFault::kDamaged, zip_error_strerror(error)};
}

ZipFailure bomb(std::string message) { return {ZipFault::kBomb, std::move(message)}; }

bool is_link(zip_t* archive, std::uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return false;
  return system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16);
}

// Members that share their packed bytes claim more than any honest archive holds.
std::optional<ZipFailure> check_total(const std::vector<ZipMember>& members) {
  std::uint64_t unpacked = 0;
  std::uint64_t packed = 0;
  for (const ZipMember& member : members) {
    unpacked += std::min(member.unpacked_bytes, std::uint64_t{1} << 48);
    packed += std::min(member.packed_bytes, std::uint64_t{1} << 48);
  }
  if (unpacked <= kMaxUnpackedBytes || unpacked / kMaxUnpackedRatio <= packed) return std::nullopt;
  return bomb(fmt::format("{} bytes would become {}", packed, unpacked));
}

}  // namespace

void ZipArchive::Close::operator()(void* archive) const { zip_discard(zip_of(archive)); }

ZipArchive::ZipArchive(void* archive) : archive_(archive) {}

tl::expected<ZipArchive, ZipFailure> ZipArchive::open_bytes(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  ZipFailure failed;
  if (archive == nullptr) {
    failed = failure_of(&error);
    if (source != nullptr) zip_source_free(source);
  }
  zip_error_fini(&error);
  if (archive == nullptr) return Failed(std::move(failed));
  ZipArchive opened(archive);
  if (auto refused = opened.read_directory()) return Failed(std::move(*refused));
  return opened;
}

tl::expected<ZipArchive, ZipFailure> ZipArchive::open_file(int descriptor) {
  int code = 0;
  zip_t* archive = zip_fdopen(descriptor, 0, &code);
  if (archive == nullptr) {
    ::close(descriptor);
    return Failed(ZipFailure{ZipFault::kDamaged, text_of(code)});
  }
  ZipArchive opened(archive);
  if (auto refused = opened.read_directory()) return Failed(std::move(*refused));
  return opened;
}

std::optional<ZipFailure> ZipArchive::read_directory() {
  zip_t* archive = zip_of(archive_.get());
  const auto count =
      static_cast<std::uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(archive, 0), 0));
  if (count > kMaxZipMembers) {
    return ZipFailure{ZipFault::kTooMany,
                      fmt::format("{} members; at most {} are read", count, kMaxZipMembers)};
  }
  for (std::uint64_t index = 0; index < count; ++index) {
    zip_stat_t status;
    zip_stat_init(&status);
    const char* name = zip_get_name(archive, index, ZIP_FL_ENC_RAW);
    if (name == nullptr || zip_stat_index(archive, index, 0, &status) != 0) {
      return failure_of(zip_get_error(archive));
    }
    members_.push_back({name, status.size, status.comp_size, is_link(archive, index)});
  }
  return check_total(members_);
}

tl::expected<std::string, ZipFailure> ZipArchive::read(std::size_t index,
                                                       std::size_t max_bytes) const {
  constexpr std::size_t kStep = 64 * 1024;
  zip_t* archive = zip_of(archive_.get());
  const ZipMember& member = members_[index];
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(archive, index, 0),
                                                                &zip_fclose);
  if (file == nullptr) return Failed(failure_of(zip_get_error(archive)));
  std::string bytes;
  while (true) {
    const std::size_t size = bytes.size();
    bytes.resize(size + kStep);
    const zip_int64_t got = zip_fread(file.get(), bytes.data() + size, kStep);
    if (got < 0) return Failed(failure_of(zip_file_get_error(file.get())));
    bytes.resize(size + static_cast<std::size_t>(got));
    if (got == 0) break;
    if (bytes.size() > max_bytes)
      return Failed(bomb(fmt::format("it unpacks to over {} bytes", max_bytes)));
    if (bytes.size() > kHarmlessBytes && bytes.size() / kMaxUnpackedRatio > member.packed_bytes) {
      return Failed(bomb(fmt::format("it unpacks to over {} times its size", kMaxUnpackedRatio)));
    }
  }
  if (bytes.size() != member.unpacked_bytes) {
    return Failed(
        ZipFailure{ZipFault::kDamaged, "its size is not the one that the archive claims"});
  }
  return bytes;
}

}  // namespace zhailu::base
