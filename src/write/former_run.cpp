#include "write/former_run.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "base/hash.hpp"

namespace zhailu::write {
namespace {

// A planted run.json must not make us remove files elsewhere.
bool is_name_of_ours(std::string_view name) {
  if (!name.ends_with(".json") && !name.ends_with(".jsonl") && !name.ends_with(".csv") &&
      !name.ends_with(".ics"))
    return false;
  if (name.find('\0') != std::string_view::npos) return false;
  if (name.find('/') != std::string_view::npos && !name.starts_with("json/")) return false;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string_view component = name.substr(begin, end - begin);
    if (component.empty() || component == "." || component == "..") return false;
    begin = end + 1;
  }
  return true;
}

// Follows the events of the parser; only members of the outermost object matter.
class FilesReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit FilesReader(const std::function<void(std::string_view)>& take) : take_(take) {}

  [[nodiscard]] bool is_ours() const { return is_ours_; }

  bool key(string_t& name) override {
    if (depth_ == 1) member_ = name;
    return true;
  }
  bool string(string_t& text) override {
    if (depth_ == 1 && member_ == "program") is_ours_ = text == "zhailu";
    if (depth_ == 2 && member_ == "files" && is_ours_ && is_name_of_ours(text)) take_(text);
    return true;
  }
  bool start_object(std::size_t) override { return deeper(); }
  bool end_object() override { return --depth_, true; }
  bool start_array(std::size_t) override { return deeper(); }
  bool end_array() override { return --depth_, true; }
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  bool deeper() { return ++depth_ < 32; }

  const std::function<void(std::string_view)>& take_;
  std::string member_;
  int depth_ = 0;
  bool is_ours_ = false;
};

std::uint64_t hash_of(std::string_view name) {
  const std::string hex = base::sha256_hex(name).substr(0, 16);
  std::uint64_t hash = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), hash, 16);
  return hash;
}

}  // namespace

bool read_files_of_run(int descriptor, const std::function<void(std::string_view)>& take) {
  const int copy = ::dup(descriptor);
  if (copy < 0) return false;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(::fdopen(copy, "r"), &std::fclose);
  if (!file) return ::close(copy), false;
  FilesReader reader(take);
  const bool parsed = nlohmann::json::sax_parse(file.get(), &reader);
  return parsed && reader.is_ours();
}

void FormerFiles::add(std::string_view name) { hashes_.push_back(hash_of(name)); }

void FormerFiles::finish() { std::sort(hashes_.begin(), hashes_.end()); }

bool FormerFiles::contains(std::string_view name) const {
  return std::binary_search(hashes_.begin(), hashes_.end(), hash_of(name));
}

}  // namespace zhailu::write
