#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

// A zip archive, read into memory member by member; nothing is ever written to disk. Limits keep a small file
// from becoming a large one (FAULTS 31, 34).
namespace zhailu::base {

inline constexpr std::size_t kMaxZipMembers = 4096;
inline constexpr std::size_t kMaxUnpackedBytes = std::size_t{64} << 20;  // of one member
inline constexpr std::uint64_t kMaxUnpackedRatio = 200;  // unpacked to packed, beyond 1 MiB

enum class ZipFault : std::uint8_t { kDamaged, kEncrypted, kBomb, kTooMany };

struct ZipFailure {
  ZipFault fault = ZipFault::kDamaged;
  std::string message;
};

struct ZipMember {
  std::string name;                  // as stored: any bytes, `/` at the end of a folder
  std::uint64_t unpacked_bytes = 0;  // as the archive claims; `read` does not trust it
  std::uint64_t packed_bytes = 0;
  bool is_link = false;
};

class ZipArchive {
 public:
  // `bytes` must outlive the archive.
  static tl::expected<ZipArchive, ZipFailure> open_bytes(std::string_view bytes);
  // Takes the open file over, also when it fails.
  static tl::expected<ZipArchive, ZipFailure> open_file(int descriptor);

  // In the order of the archive's directory; names may repeat.
  [[nodiscard]] const std::vector<ZipMember>& members() const { return members_; }

  // The whole of a member, its checksum checked. Stops at the limits, whatever sizes are claimed.
  [[nodiscard]] tl::expected<std::string, ZipFailure> read(
      std::size_t index, std::size_t max_bytes = kMaxUnpackedBytes) const;

 private:
  struct Close {
    void operator()(void* archive) const;
  };
  explicit ZipArchive(void* archive);
  std::optional<ZipFailure> read_directory();

  std::unique_ptr<void, Close> archive_;
  std::vector<ZipMember> members_;
};

}  // namespace zhailu::base
