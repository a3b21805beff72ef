#include "link/date_parts.hpp"

#include <string>
#include <string_view>

namespace zhailu::link {
namespace {

constexpr int kDepth = 4;
constexpr const char* kEndPrefix = "end_";

class Collector {
 public:
  Collector(const ruleset::MentionReader& reader, const ruleset::Pack& pack)
      : reader_(reader), pack_(pack) {}

  void add(std::int32_t index, const std::string& prefix, int depth) {
    const model::Mention& mention = reader_.mention(index);
    for (const model::Capture& capture : mention.captures) {
      add_capture(capture, index, prefix, depth);
    }
    add_attributes(reader_.attributes(mention), prefix);
  }
  model::DateParts take() { return std::move(parts_); }

 private:
  void add_capture(const model::Capture& capture, std::int32_t owner, const std::string& prefix,
                   int depth) {
    add_field(prefix, capture.name, reader_.text(capture.span));
    // What a word says of the second point of a range belongs there too: {part:end_part}.
    const std::string inner = prefix.empty() && belongs_to_end(capture.name) ? kEndPrefix : prefix;
    add_attributes(reader_.attributes(capture), inner);
    if (capture.mention < 0 || capture.mention == owner || depth == kDepth) return;
    add(capture.mention, inner, depth + 1);
  }

  [[nodiscard]] bool belongs_to_end(ruleset::NameId name) const {
    if (name == ruleset::kNoName) return false;
    return pack_.names[name] == "end" || pack_.names[name].starts_with(kEndPrefix);
  }

  void add_attributes(const std::vector<ruleset::Attribute>& attributes,
                      const std::string& prefix) {
    for (const ruleset::Attribute& one : attributes) add_field(prefix, one.name, one.value);
  }

  void add_field(const std::string& prefix, ruleset::NameId name, std::string_view text) {
    if (name == ruleset::kNoName || pack_.names[name].starts_with('_')) return;
    parts_.fields.emplace_back(prefix + pack_.names[name], text);
  }

  const ruleset::MentionReader& reader_;
  const ruleset::Pack& pack_;
  model::DateParts parts_;
};

}  // namespace

model::DateParts date_parts(const ruleset::MentionReader& reader, const ruleset::Pack& pack,
                            std::int32_t mention) {
  Collector collector(reader, pack);
  collector.add(mention, {}, 0);
  return collector.take();
}

}  // namespace zhailu::link
