#include "assemble/rule_finds.hpp"

#include <utility>

#include "assemble/draft_tables.hpp"
#include "assemble/list_builder.hpp"
#include "assemble/record_writer.hpp"

namespace zhailu::assemble {
namespace {

class Finder {
 public:
  Finder(const DocumentView& view, const ValueReader& values)
      : view_(view), values_(values), builder_(view, values), writer_(view, false) {}

  std::vector<RuleFound> find(std::uint32_t rule) const {
    const auto type = view_.pack.rules[rule].make;
    if (!type) return {};
    const int record = view_.pack.types[*type].record;
    return record < 0 ? helpers(rule) : records(rule, static_cast<std::size_t>(record));
  }

 private:
  [[nodiscard]] std::vector<RuleFound> records(std::uint32_t rule, std::size_t type) const {
    std::vector<std::vector<Draft>> tables = draft_tables(view_, builder_);
    build_lists(tables, view_, builder_);
    std::vector<RuleFound> found;
    for (const Draft& draft : tables[type]) {
      const bool is_wanted = draft.rule == rule && !draft.mentions.empty();
      if (!is_wanted) continue;
      found.push_back({view_.value_text(draft.span),
                       writer_.record(draft, {}, item_names(tables, draft))});
    }
    return found;
  }

  [[nodiscard]] std::vector<std::string> item_names(const std::vector<std::vector<Draft>>& tables,
                                                    const Draft& draft) const {
    std::vector<std::string> names;
    for (const std::size_t item : draft.items) {
      const auto type = static_cast<std::size_t>(draft.item_type);
      const int column = view_.fields[type].name_column();
      if (column < 0) continue;
      const auto& field = tables[type][item].fields[static_cast<std::size_t>(column)];
      if (!field.empty() && field.front().value.is_text()) names.push_back(field.front().value.text());
    }
    return names;
  }

  [[nodiscard]] std::vector<RuleFound> helpers(std::uint32_t rule) const {
    std::vector<RuleFound> found;
    for (const model::Mention& mention : view_.analysis.mentions) {
      if (mention.rule == rule) found.push_back({view_.value_text(mention.span), fields(mention)});
    }
    return found;
  }

  [[nodiscard]] Value fields(const model::Mention& mention) const {
    Value fields = Value::Object{};
    std::vector<DraftWarning> ignored;
    for (const model::Capture& capture : mention.captures) {
      if (capture.name == ruleset::kNoName) continue;
      const auto value = values_.read({capture.span, capture.mention}, ruleset::FieldKind::kText,
                                      false, {}, ignored);
      if (value) add(fields, view_.pack.names[capture.name], value->value);
    }
    for (const ruleset::Attribute& one : view_.reader.attributes(mention)) {
      add(fields, view_.pack.names[one.name], one.value);
    }
    return fields;
  }

  static void add(Value& fields, const std::string& name, Value value) {
    Value* known = fields.find(name);
    if (known == nullptr) {
      fields.set(name, std::move(value));
    } else if (known->is_array()) {
      known->array().push_back(std::move(value));
    } else {
      Value both = Value::Array{*known, std::move(value)};
      fields.set(name, std::move(both));
    }
  }

  const DocumentView& view_;
  const ValueReader& values_;
  DraftBuilder builder_;
  RecordWriter writer_;
};

}  // namespace

std::vector<RuleFound> rule_finds(const model::Analysis& analysis, const ruleset::Pack& pack,
                                  std::uint32_t rule, const AssembleOptions& options) {
  const DocumentView view(analysis, pack);
  const ValueReader values(view, options.count);
  return Finder(view, values).find(rule);
}

}  // namespace zhailu::assemble
