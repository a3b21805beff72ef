#include "link/reference_date.hpp"

#include <algorithm>

#include "link/written_day.hpp"
#include "ruleset/mention_reader.hpp"

namespace zhailu::link {
namespace {

using model::BlockKind;

std::optional<model::Day> meta_day(const model::PageData& page, const std::string& name) {
  for (const auto& [key, content] : page.meta) {
    if (key != name) continue;
    if (const auto day = find_written_day(content)) return day;
  }
  return std::nullopt;
}

class Finder {
 public:
  Finder(const model::Analysis& analysis, const ruleset::Pack& pack,
         const std::vector<std::int32_t>& dates)
      : analysis_(analysis), pack_(pack), reader_(analysis, pack), dates_(dates) {}

  ReferenceDate find(std::optional<model::Day> user) const {
    if (user) return {user, "user"};
    if (analysis_.page_date) return {analysis_.page_date, "published"};
    if (const auto found = captured_publication()) return *found;
    if (const auto day = first_in({BlockKind::kMasthead, BlockKind::kIssue}))
      return {day, "masthead"};
    if (const auto day = first_in({BlockKind::kSignature})) return {day, "signature"};
    if (const auto day = find_written_day(analysis_.path)) return {day, "file_name"};
    if (const auto day = newest_in_text()) return {day, "text"};
    return {};
  }

 private:
  // What stands in the masthead or the signature is called by that name, also when a rule took it
  // for the date of publication.
  std::optional<ReferenceDate> captured_publication() const {
    const auto published = pack_.find_name("published");
    if (!pack_.document_type || !published) return std::nullopt;
    for (const model::Mention& mention : analysis_.mentions) {
      if (mention.type != *pack_.document_type) continue;
      const model::Capture* capture = ruleset::MentionReader::capture(mention, *published);
      if (capture == nullptr || capture->mention < 0) continue;
      if (const auto day = full_day(capture->mention)) return ReferenceDate{day, basis_of(mention)};
    }
    return std::nullopt;
  }

  std::string basis_of(const model::Mention& mention) const {
    const BlockKind kind = kind_of(mention);
    if (kind == BlockKind::kMasthead || kind == BlockKind::kIssue) return "masthead";
    return kind == BlockKind::kSignature ? "signature" : "published";
  }

  BlockKind kind_of(const model::Mention& mention) const {
    if (mention.block < 0) return BlockKind::kParagraph;
    return analysis_.segments.blocks[static_cast<std::size_t>(mention.block)].kind;
  }

  std::optional<model::Day> first_in(std::initializer_list<BlockKind> kinds) const {
    for (const std::int32_t index : dates_) {
      const BlockKind kind = kind_of(reader_.mention(index));
      if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) continue;
      if (const auto day = full_day(index)) return day;
    }
    return std::nullopt;
  }

  std::optional<model::Day> newest_in_text() const {
    const ruleset::NameId deadline = pack_.find_name("deadline").value_or(ruleset::kNoName);
    std::optional<model::Day> newest;
    for (const std::int32_t index : dates_) {
      const auto day = full_day(index);
      if (!day || reader_.attribute(reader_.mention(index), deadline) != nullptr) continue;
      if (!newest || *newest < *day) newest = day;
    }
    return newest;
  }

  std::optional<model::Day> full_day(std::int32_t index) const {
    const auto found = analysis_.dates.find(index);
    if (found == analysis_.dates.end()) return std::nullopt;
    const model::DateValue& value = found->second;
    if (value.basis != "explicit" || !value.start || value.start != value.end) return std::nullopt;
    return value.start;
  }

  const model::Analysis& analysis_;
  const ruleset::Pack& pack_;
  ruleset::MentionReader reader_;
  const std::vector<std::int32_t>& dates_;
};

}  // namespace

std::optional<model::Day> find_page_date(const model::Analysis& analysis,
                                         const ruleset::Pack& pack) {
  for (const ruleset::PageField& field : pack.page) {
    if (field.field != "published") continue;
    for (const std::string& name : field.names) {
      if (const auto day = meta_day(analysis.decoded.page, name)) return day;
    }
  }
  return std::nullopt;
}

ReferenceDate find_reference_date(const model::Analysis& analysis, const ruleset::Pack& pack,
                                  const std::vector<std::int32_t>& dates,
                                  std::optional<model::Day> user) {
  return Finder(analysis, pack, dates).find(user);
}

}  // namespace zhailu::link
