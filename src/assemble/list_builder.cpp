#include "assemble/list_builder.hpp"

#include <algorithm>
#include <span>
#include <string>

#include "assemble/draft_merger.hpp"
#include "assemble/list_layout.hpp"

namespace zhailu::assemble {
namespace {

constexpr std::size_t kMaxItems = 200;

class ListBuilder {
 public:
  ListBuilder(std::vector<std::vector<Draft>>& drafts, const DocumentView& view,
              const DraftBuilder& builder)
      : drafts_(drafts), view_(view), builder_(builder), layout_(view), places_(drafts.size()) {}

  // `helpers`: types of mentions that say what an item is whose words are all that tells of it.
  void build(std::size_t type, std::size_t index, std::size_t item_type,
             std::span<const ruleset::TypeId> helpers) {
    helpers_ = helpers;
    std::vector<std::size_t> items = find_items(drafts_[type][index], item_type);
    if (items.empty()) drafts_[type][index].dropped = true;
    Draft& list = drafts_[type][index];  // again: an item may have been added to the same table
    const Draft given = announced(list, item_type);
    for (const std::size_t item : items) fill_empty(drafts_[item_type][item], given);
    list.items = std::move(items);
    list.item_type = static_cast<int>(item_type);
    check_count(list);
    drop_earlier(type, index);
  }

 private:
  // A list that a heading announces and a sentence under it once more is the sentence's.
  void drop_earlier(std::size_t type, std::size_t index) {
    const Draft& list = drafts_[type][index];
    for (std::size_t i = 0; i < index && !list.dropped; ++i) {
      Draft& earlier = drafts_[type][i];
      if (!earlier.dropped && earlier.items == list.items) earlier.dropped = true;
    }
  }

  using Place = std::pair<std::size_t, std::size_t>;  // where a mention begins, draft

  std::vector<std::size_t> find_items(const Draft& list, std::size_t item_type) {
    const model::Mention mention = view_.reader.mention(list.mention);
    const std::uint32_t rule = list.rule;
    const std::int32_t list_mention = list.mention;
    std::vector<std::size_t> items;
    if (mention.block < 0) return items;
    for (const ListItem& item : layout_.items(mention.block, mention.span.end)) {
      auto found = first_in(item_type, item.whole);
      if (!found && item.lead.empty()) continue;
      if (!found) found = add_item(item_type, item, list_mention, rule);
      Draft& draft = drafts_[item_type][*found];
      if (item.has_name && !item.lead.contains(draft.span)) set_name(draft, item.lead);
      add_once(items, *found);
    }
    if (items.empty()) items = behind(mention, item_type);
    return items;
  }

  // The items told in the sentence itself: 开展了三项活动：讲党课、…
  std::vector<std::size_t> behind(const model::Mention& mention, std::size_t item_type) {
    const Span<Normalized> block = view_.scopes.around(mention, ruleset::Where::kBlock);
    std::vector<std::size_t> items;
    const std::vector<Place>& all = places(item_type);
    auto at = std::lower_bound(all.begin(), all.end(), Place{mention.span.end, 0});
    for (; at != all.end() && at->first < block.end && items.size() < kMaxItems; ++at) {
      add_once(items, at->second);
    }
    return items;
  }

  static void add_once(std::vector<std::size_t>& items, std::size_t item) {
    if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
  }

  std::optional<std::size_t> first_in(std::size_t type, Span<Normalized> span) {
    const std::vector<Place>& all = places(type);
    const auto at = std::lower_bound(all.begin(), all.end(), Place{span.begin, 0});
    if (at == all.end() || at->first >= span.end) return std::nullopt;
    return at->second;
  }

  // Where the records of that type are told, in text order.
  const std::vector<Place>& places(std::size_t type) {
    std::vector<Place>& all = places_[type];
    if (!all.empty()) return all;
    for (std::size_t i = 0; i < drafts_[type].size(); ++i) {
      if (drafts_[type][i].dropped) continue;
      for (const std::int32_t mention : drafts_[type][i].mentions) {
        all.emplace_back(view_.reader.mention(mention).span.begin, i);
      }
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  std::size_t add_item(std::size_t type, const ListItem& item, std::int32_t list,
                       std::uint32_t rule) {
    Draft draft = builder_.empty(type);
    draft.mention = list;
    draft.span = item.lead;
    draft.rule = rule;
    add_helper(draft, item.lead);
    set_name(draft, item.lead);
    if (view_.fields[type].has_date()) draft.date = first_date(item.whole);
    drafts_[type].push_back(std::move(draft));
    return drafts_[type].size() - 1;
  }

  // 温一次入党誓词。当天上午，…重温入党誓词: the list's own word for it.
  // What the first helper in the lead words says of the item: its category.
  void add_helper(Draft& draft, Span<Normalized> lead) const {
    for (const ruleset::TypeId type : helpers_) {
      const std::vector<std::int32_t>& all = view_.index.outermost(type);
      const std::size_t at = view_.index.first_from(all, lead.begin);
      if (at == all.size() || view_.reader.mention(all[at]).span.begin >= lead.end) continue;
      unite(draft, builder_.build_part(draft.type, all[at]), view_.fields[draft.type]);
      return;
    }
  }

  void set_name(Draft& draft, Span<Normalized> words) const {
    const int name = view_.fields[draft.type].name_column();
    if (name < 0) return;
    draft.fields[static_cast<std::size_t>(name)] = {
        FieldValue{view_.value_text(words), words, -1, false, false}};
  }

  std::optional<DateField> first_date(Span<Normalized> span) const {
    const auto type = view_.pack.find_type("date");
    if (!type) return std::nullopt;
    const auto& dates = view_.index.outermost(*type);
    const std::size_t at = view_.index.first_from(dates, span.begin);
    if (at == dates.size() || view_.reader.mention(dates[at]).span.begin >= span.end) {
      return std::nullopt;
    }
    return builder_.date(dates[at]);
  }

  // What the announcement says of its items and not of itself: who announces.
  Draft announced(const Draft& list, std::size_t item_type) const {
    Draft given = builder_.build_part(item_type, list.mention);
    const RecordFields& fields = view_.fields[item_type];
    for (std::size_t i = 0; i < given.fields.size(); ++i) {
      const std::string& name = view_.pack.records[item_type].columns[i].name;
      const bool is_own = view_.fields[list.type].column(name) >= 0;
      if (is_own || static_cast<int>(i) == fields.name_column()) given.fields[i].clear();
    }
    return given;
  }

  static void fill_empty(Draft& item, const Draft& given) {
    for (std::size_t i = 0; i < given.fields.size(); ++i) {
      if (item.fields[i].empty()) item.fields[i] = given.fields[i];
    }
    if (!item.date) item.date = given.date;
  }

  void check_count(Draft& list) const {
    const int column = view_.fields[list.type].column("declared_count");
    if (column < 0) return;
    const auto& field = list.fields[static_cast<std::size_t>(column)];
    if (field.empty() || !field.front().value.is_integer()) return;
    const std::int64_t declared = field.front().value.integer();
    if (declared == static_cast<std::int64_t>(list.items.size())) return;
    list.warnings.push_back(
        {"count_mismatch", "declared_count", field.front().evidence,
         std::to_string(declared) + " declared, " + std::to_string(list.items.size()) + " found"});
  }

  std::vector<std::vector<Draft>>& drafts_;
  const DocumentView& view_;
  const DraftBuilder& builder_;
  ListLayout layout_;
  std::span<const ruleset::TypeId> helpers_;
  std::vector<std::vector<Place>> places_;  // by record type; filled when first asked
};

// The types of a list's items, the record's first; empty: it is no list.
std::span<const ruleset::TypeId> item_types_of(const Draft& draft, const DocumentView& view) {
  const ruleset::Rule* rule = view.reader.rule(view.reader.mention(draft.mention));
  if (rule == nullptr) return {};
  for (const ruleset::Slot& slot : rule->slots) {
    for (const ruleset::SlotSource& source : slot.sources) {
      if (source.from != ruleset::SlotFrom::kItems || source.types.empty()) continue;
      if (view.pack.types[source.types.front()].record >= 0) return source.types;
    }
  }
  return {};
}

}  // namespace

void build_lists(std::vector<std::vector<Draft>>& drafts, const DocumentView& view,
                 const DraftBuilder& builder) {
  ListBuilder lists(drafts, view, builder);
  for (std::size_t type = 0; type < drafts.size(); ++type) {
    const std::size_t count = drafts[type].size();
    for (std::size_t i = 0; i < count; ++i) {
      if (drafts[type][i].dropped) continue;
      const auto types = item_types_of(drafts[type][i], view);
      if (types.empty()) continue;
      const auto items = static_cast<std::size_t>(view.pack.types[types.front()].record);
      lists.build(type, i, items, types.subspan(1));
    }
  }
}

}  // namespace zhailu::assemble
