#include "assemble/draft_merger.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>

#include "base/utf8.hpp"

namespace zhailu::assemble {
namespace {

constexpr std::size_t kLookBack = 24;
constexpr std::size_t kHeadline = 10;  // code points of a name that may be another one's short form
constexpr std::size_t kOwnName = 8;  // characters; a shorter name (讲党课) is that of many doings

bool holds(const std::string& a, const std::string& b) {
  return a.find(b) != std::string::npos || b.find(a) != std::string::npos;
}

// A headline leaves words out: 人居环境整治“百日攻坚”动员会 of 农村人居环境整治“百日攻坚”行动动员会. What it leaves out are words of
// two characters and more, so that 十三届一次 is not taken for 十三届十一次.
bool is_shortened(const std::string& headline, const std::string& name) {
  if (base::count_code_points(headline) < kHeadline) return false;
  std::size_t at = 0;
  bool left_out = false;
  for (std::size_t in_name = 0; in_name < name.size();) {
    std::size_t next = at;
    const char32_t wanted = at < headline.size() ? base::next_code_point(headline, next) : 0;
    if (base::next_code_point(name, in_name) == wanted) {
      at = next;
      left_out = false;
    } else if (!left_out) {
      if (in_name == name.size()) return false;
      base::next_code_point(name, in_name);
      left_out = true;
    }
  }
  return at == headline.size() && !left_out;
}

bool share_a_value(const FieldValue& a, const FieldValue& b) {
  if (a.entity >= 0 && a.entity == b.entity) return true;
  if (a.value.is_text() && b.value.is_text()) return holds(a.value.text(), b.value.text());
  return a.value == b.value;
}

bool have_common(const std::vector<FieldValue>& a, const std::vector<FieldValue>& b) {
  return std::any_of(a.begin(), a.end(), [&](const FieldValue& one) {
    return std::any_of(b.begin(), b.end(),
                       [&](const FieldValue& other) { return share_a_value(one, other); });
  });
}

// Days as ISO text compare like days.
bool dates_contradict(const std::optional<DateField>& a, const std::optional<DateField>& b) {
  if (!a || !b || a->start.is_null() || b->start.is_null()) return false;
  return a->end.text() < b->start.text() || b->end.text() < a->start.text();
}

// Merges the drafts of one type.
class Merger {
 public:
  Merger(std::vector<Draft>& drafts, const DocumentView& view)
      : drafts_(drafts),
        view_(view),
        fields_(view.fields[drafts.front().type]),
        policy_(view.pack.records[drafts.front().type].merge),
        by_(fields_.column(policy_.by)) {
    aliases_ = fields_.column("aliases");
    status_ = fields_.column("status");
  }

  void run() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (drafts_[i].dropped || name(drafts_[i]) == nullptr) continue;
      const auto scope =
          view_.scopes.number(view_.reader.mention(drafts_[i].mention), policy_.where);
      const auto other = find_other(scope, i);
      const std::string written = *name(drafts_[i]);
      if (other) absorb(*other, i);
      if (!other) recent_[scope].push_back(i);
      same_name_[{scope, written}] = other.value_or(i);
    }
  }

 private:
  const std::string* name(const Draft& draft) const {
    if (by_ < 0) return nullptr;
    const auto& field = draft.fields[static_cast<std::size_t>(by_)];
    if (field.empty() || !field.front().value.is_text()) return nullptr;
    return &field.front().value.text();
  }

  std::optional<std::size_t> find_other(std::int64_t scope, std::size_t draft) const {
    const auto same = same_name_.find({scope, *name(drafts_[draft])});
    if (same != same_name_.end() && !contradict(drafts_[same->second], drafts_[draft])) {
      return same->second;
    }
    const auto recent = recent_.find(scope);
    if (recent == recent_.end()) return std::nullopt;
    const auto& all = recent->second;
    for (std::size_t i = all.size(), tries = 0; i > 0 && tries < kLookBack; --i, ++tries) {
      const Draft& other = drafts_[all[i - 1]];
      const bool alike = are_alike(*name(other), *name(drafts_[draft]));
      if (alike && !contradict(other, drafts_[draft])) return all[i - 1];
    }
    return std::nullopt;
  }

  bool are_alike(const std::string& a, const std::string& b) const {
    if (holds(a, b)) return true;
    if (policy_.where != ruleset::Where::kArticle) return false;
    return is_shortened(a, b) || is_shortened(b, a);
  }

  bool contradict(const Draft& a, const Draft& b) const {
    if (dates_contradict(a.date, b.date) || is_of_another_block(a, b)) return true;
    return std::any_of(policy_.distinct.begin(), policy_.distinct.end(), [&](ruleset::NameId name) {
      const int column = fields_.column(name);
      if (column < 0) return false;
      const auto& left = a.fields[static_cast<std::size_t>(column)];
      const auto& right = b.fields[static_cast<std::size_t>(column)];
      return !left.empty() && !right.empty() && !have_common(left, right);
    });
  }

  // Paragraphs of a section tell of several bodies that each 重温入党誓词: a common name is no proof.
  bool is_of_another_block(const Draft& a, const Draft& b) const {
    if (policy_.where != ruleset::Where::kSection) return false;
    const bool common =
        std::min(base::count_code_points(*name(a)), base::count_code_points(*name(b))) < kOwnName;
    return common && block_of(a) != block_of(b);
  }
  int block_of(const Draft& draft) const { return view_.reader.mention(draft.mention).block; }

  // The earlier draft keeps its index, whichever of the two keeps its place in the text.
  void absorb(std::size_t earlier, std::size_t later) {
    Draft& whole = drafts_[earlier];
    Draft& part = drafts_[later];
    if (is_weak(whole) && !is_weak(part)) std::swap(whole, part);
    keep_longer_name(whole, part);
    unite(whole, part, fields_);
    std::sort(whole.mentions.begin(), whole.mentions.end());
    part.dropped = true;
    whole.dropped = false;
  }

  bool is_weak(const Draft& draft) const {
    constexpr std::array<std::string_view, 2> kWeak = {"mentioned", "planned"};
    if (status_ < 0) return false;
    const auto& field = draft.fields[static_cast<std::size_t>(status_)];
    if (field.empty() || !field.front().value.is_text()) return true;
    return std::find(kWeak.begin(), kWeak.end(), field.front().value.text()) != kWeak.end();
  }

  void keep_longer_name(Draft& whole, Draft& part) {
    auto& kept = whole.fields[static_cast<std::size_t>(by_)];
    auto& other = part.fields[static_cast<std::size_t>(by_)];
    if (other.front().value.text().size() > kept.front().value.text().size())
      std::swap(kept, other);
    if (aliases_ < 0 || other.front().value == kept.front().value) return;
    add_to_list(whole.fields[static_cast<std::size_t>(aliases_)], other.front());
  }

  std::vector<Draft>& drafts_;
  const DocumentView& view_;
  const RecordFields& fields_;
  const ruleset::MergePolicy& policy_;
  int by_;
  int aliases_ = -1;
  int status_ = -1;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> recent_;  // by scope, in text order
  std::map<std::pair<std::int64_t, std::string>, std::size_t> same_name_;
};

// Gives the united drafts of one type what only the whole entity tells.
class EntityNamer {
 public:
  EntityNamer(const DocumentView& view, std::size_t type)
      : view_(view), fields_(view.fields[type]) {
    by_ = fields_.column(view.pack.records[type].merge.by);
    aliases_ = fields_.column("aliases");
  }

  // Single values are those of the mention that names it in full, `named`; what a rule sets for a
  // shorter form (level: short) is not said of the whole.
  void take_singles(Draft& draft, const std::vector<std::vector<FieldValue>>& named) const {
    for (std::size_t i = 0; i < named.size(); ++i) {
      const int column = static_cast<int>(i);
      if (fields_.is_list(column) || fields_.basis(column) >= 0 || is_basis(column)) continue;
      if (fields_.kind(column) == ruleset::FieldKind::kBoolean) continue;  // once true, true: 李××
      if (!named[i].empty()) {
        draft.fields[i] = named[i];
      } else if (!draft.fields[i].empty() && draft.fields[i].front().from_set) {
        draft.fields[i].clear();
      }
    }
  }

  void take_names(Draft& draft, std::int32_t entity_index) const {
    const auto& entity = view_.analysis.links.entities[static_cast<std::size_t>(entity_index)];
    if (by_ >= 0) {
      draft.fields[static_cast<std::size_t>(by_)] = {text(view_.reader.value_span(entity.name))};
    }
    if (aliases_ < 0) return;
    auto& aliases = draft.fields[static_cast<std::size_t>(aliases_)];
    aliases.clear();
    for (const Span<Normalized> alias : entity.aliases) add_to_list(aliases, text(alias));
  }

 private:
  [[nodiscard]] FieldValue text(Span<Normalized> span) const {
    return {view_.value_text(span), span, -1, false, false};
  }
  [[nodiscard]] bool is_basis(int column) const {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (fields_.basis(static_cast<int>(i)) == column) return true;
    }
    return false;
  }

  const DocumentView& view_;
  const RecordFields& fields_;
  int by_ = -1;
  int aliases_ = -1;
};

std::int32_t name_of(const DocumentView& view, std::int32_t entity) {
  return view.analysis.links.entities[static_cast<std::size_t>(entity)].name;
}

}  // namespace

void unite(Draft& whole, const Draft& part, const RecordFields& fields) {
  for (std::size_t i = 0; i < part.fields.size(); ++i) {
    const int column = static_cast<int>(i);
    if (fields.is_list(column)) {
      for (const FieldValue& value : part.fields[i]) add_to_list(whole.fields[i], value);
      continue;
    }
    if (part.fields[i].empty()) continue;
    const int basis = fields.basis(column);
    const bool better = basis >= 0 && !whole.fields[i].empty() &&
                        whole.fields[i].front().inferred && !part.fields[i].front().inferred;
    if (better) {
      whole.fields[i] = part.fields[i];
      whole.fields[static_cast<std::size_t>(basis)] = part.fields[static_cast<std::size_t>(basis)];
    }
    fill_single(whole.fields[i], part.fields[i].front());
  }
  if (!whole.date) whole.date = part.date;
  whole.warnings.insert(whole.warnings.end(), part.warnings.begin(), part.warnings.end());
  whole.mentions.insert(whole.mentions.end(), part.mentions.begin(), part.mentions.end());
}

std::vector<Draft> unite_entities(std::vector<Draft> drafts, const DocumentView& view) {
  if (drafts.empty()) return drafts;
  const std::size_t type = drafts.front().type;
  const EntityNamer namer(view, type);
  std::vector<Draft> united;
  std::unordered_map<std::int32_t, std::size_t> place;
  std::unordered_map<std::int32_t, std::vector<std::vector<FieldValue>>> named;
  for (Draft& draft : drafts) {
    const std::int32_t entity = view.entity_of(draft.mention);
    if (entity >= 0 && name_of(view, entity) == draft.mention) named[entity] = draft.fields;
    const auto known = entity < 0 ? place.end() : place.find(entity);
    if (known != place.end()) {
      unite(united[known->second], draft, view.fields[type]);
      continue;
    }
    if (entity >= 0) place.emplace(entity, united.size());
    united.push_back(std::move(draft));
  }
  for (const auto& [entity, at] : place) {
    const auto fields = named.find(entity);
    if (fields != named.end()) namer.take_singles(united[at], fields->second);
    namer.take_names(united[at], entity);
  }
  return united;
}

void merge_drafts(std::vector<Draft>& drafts, const DocumentView& view) {
  if (!drafts.empty()) Merger(drafts, view).run();
}

}  // namespace zhailu::assemble
