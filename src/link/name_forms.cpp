#include "link/name_forms.hpp"

#include <algorithm>
#include <optional>

#include "base/utf8.hpp"

namespace zhailu::link {
namespace {

constexpr std::size_t kLongestSuffix = 64;  // code points
constexpr std::size_t kLeastPlace = 2;      // the full name's beginning: 团县委 is no 县委
constexpr std::size_t kPlainSuffix = 5;     // so many code points need no unit at their head

class Collector {
 public:
  Collector(const model::Analysis& analysis, const ruleset::Pack& pack,
            const ruleset::RecordType& record)
      : analysis_(analysis), record_(record), reader_(analysis, pack) {
    alias_names_ = {pack.find_name("alias").value_or(ruleset::kNoName),
                    pack.find_name("aliases").value_or(ruleset::kNoName)};
    full_ = pack.find_name("full").value_or(ruleset::kNoName);
  }

  NameForms collect() {
    found_.form_of.assign(analysis_.mentions.size(), -1);
    for (std::size_t i = 0; i < analysis_.mentions.size(); ++i) {
      if (analysis_.mentions[i].type == record_.mention) add_mention(static_cast<std::int32_t>(i));
    }
    for (const model::Mention& mention : analysis_.mentions) add_aliases(mention);
    if (record_.merge.suffix) find_suffixes();
    return std::move(found_);
  }

 private:
  void add_mention(std::int32_t index) {
    const std::size_t form = form_at(reader_.value_span(index));
    found_.forms[form].mentions.push_back(index);
    found_.form_of[static_cast<std::size_t>(index)] = static_cast<std::int64_t>(form);
  }

  std::size_t form_at(Span<Normalized> span) {
    const std::string_view text = reader_.text(span);
    const auto [place, is_new] = by_text_.emplace(text, found_.forms.size());
    if (is_new) {
      NameForm form;
      form.text = text;
      form.length = base::count_code_points(text);
      form.first = span;
      form.same_as = place->second;
      found_.forms.push_back(std::move(form));
    }
    return place->second;
  }

  void add_aliases(const model::Mention& mention) {
    const bool possible =
        std::any_of(mention.captures.begin(), mention.captures.end(),
                    [&](const model::Capture& capture) { return is_alias(capture); });
    const auto full = possible ? full_form(mention) : std::nullopt;
    if (!full) return;
    for (const model::Capture& capture : mention.captures) {
      if (is_alias(capture)) unite(*full, alias_form(capture));
    }
  }

  [[nodiscard]] bool is_alias(const model::Capture& capture) const {
    return capture.name != ruleset::kNoName &&
           std::find(alias_names_.begin(), alias_names_.end(), capture.name) != alias_names_.end();
  }

  std::size_t alias_form(const model::Capture& capture) {
    return form_at(capture.mention >= 0 ? reader_.value_span(capture.mention) : capture.span);
  }

  // The form that the aliases of a mention belong to: its own, or that of what it calls `full`.
  std::optional<std::size_t> full_form(const model::Mention& mention) const {
    const auto at = static_cast<std::size_t>(&mention - analysis_.mentions.data());
    std::int64_t form = found_.form_of[at];
    const model::Capture* full = ruleset::MentionReader::capture(mention, full_);
    if (form < 0 && full != nullptr && full->mention >= 0) {
      form = found_.form_of[static_cast<std::size_t>(full->mention)];
    }
    return form < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(form));
  }

  void unite(std::size_t full, std::size_t alias) {
    const std::size_t a = found_.root(full);
    const std::size_t b = found_.root(alias);
    if (a != b) found_.forms[b].same_as = a;
  }

  void find_suffixes() {
    for (std::size_t form = 0; form < found_.forms.size(); ++form) find_suffixes_of(form);
  }

  void find_suffixes_of(std::size_t form) {
    const std::string_view text = found_.forms[form].text;
    const std::size_t length = found_.forms[form].length;
    std::size_t left = length;
    std::size_t at = 0;
    while (left > 2) {
      at += base::character_bytes(text[at]);
      --left;
      if (left > kLongestSuffix || length - left < kLeastPlace) continue;
      const auto shorter = by_text_.find(text.substr(at));
      if (shorter != by_text_.end() && may_stand_for(shorter->first, left)) {
        found_.forms[form].shorter.push_back(shorter->second);
        found_.forms[shorter->second].is_short = true;
      }
    }
  }

  [[nodiscard]] bool may_stand_for(std::string_view suffix, std::size_t length) const {
    if (length >= kPlainSuffix || !record_.merge.suffix_heads) return true;
    return record_.merge.suffix_heads->contains(suffix);
  }

  const model::Analysis& analysis_;
  const ruleset::RecordType& record_;
  ruleset::MentionReader reader_;
  std::vector<ruleset::NameId> alias_names_;
  ruleset::NameId full_ = ruleset::kNoName;
  std::unordered_map<std::string_view, std::size_t> by_text_;
  NameForms found_;
};

}  // namespace

std::size_t NameForms::root(std::size_t form) const {
  while (forms[form].same_as != form) form = forms[form].same_as;
  return form;
}

NameForms collect_name_forms(const model::Analysis& analysis, const ruleset::Pack& pack,
                             const ruleset::RecordType& record) {
  return Collector(analysis, pack, record).collect();
}

}  // namespace zhailu::link
