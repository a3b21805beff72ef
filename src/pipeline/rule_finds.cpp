#include "pipeline/rule_finds.hpp"

#include <algorithm>

#include "assemble/assembler.hpp"
#include "base/utf8.hpp"
#include "pipeline/pipeline.hpp"
#include "resolve/calendar.hpp"
#include "ruleset/mention_reader.hpp"

namespace zhailu::pipeline {
namespace {

std::optional<model::BlockKind> block_kind(const std::optional<std::string>& name) {
  for (int kind = 0; name && kind < model::kBlockKinds; ++kind) {
    if (model::block_kind_name(static_cast<model::BlockKind>(kind)) == *name) return static_cast<model::BlockKind>(kind);
  }
  return std::nullopt;
}

class FindReader {
 public:
  FindReader(const model::Analysis& analysis, const ruleset::Pack& pack)
      : analysis_(analysis), pack_(pack), reader_(analysis, pack) {
    records_ = assemble::assemble(analysis, pack, {"d0", false, false, count_of}).value;
  }

  RuleFind read(const model::Mention& mention) const {
    const std::string& rule = pack_.rules[mention.rule].id;
    RuleFind find{rule, value_text(mention.span), Value(Value::Object{})};
    add_record(mention, find.fields);
    Value captured;  // names that this mention's captures brought in
    for (const model::Capture& capture : mention.captures) add_capture(capture, find.fields, captured);
    for (const ruleset::Attribute& one : pack_.rules[mention.rule].set) {
      if (find.fields.find(pack_.names[one.name]) == nullptr) find.fields.set(pack_.names[one.name], one.value);
    }
    find.fields.set("text", find.text);
    return find;
  }

 private:
  std::string value_text(Span<Normalized> span) const {
    const model::TextMap& map = analysis_.normalized.map;
    return map.value_text(analysis_.decoded.text, map.to_decoded(span));
  }

  // Fields of the record itself win over the mention's raw captures.
  void add_record(const model::Mention& mention, Value& fields) const {
    const int record = pack_.types[mention.type].record;
    if (record < 0) return;
    const Value* list = records_.find(pack_.records[static_cast<std::size_t>(record)].collection);
    if (list == nullptr) return;
    const Span<Decoded> decoded = analysis_.normalized.map.to_decoded(mention.span);
    const std::string_view text = analysis_.decoded.text;
    const std::size_t begin = base::count_code_points(text.substr(0, decoded.begin));
    const std::size_t end = begin + base::count_code_points(slice(text, decoded));
    for (const Value& one : list->array()) {
      if (!covers(one, begin, end)) continue;
      for (const auto& [name, value] : one.object()) fields.set(name, value);
      return;
    }
  }

  static bool covers(const Value& record, std::size_t begin, std::size_t end) {
    const auto same = [&](const Value& span) {
      return span.is_array() && span.array().size() == 2 && span.array()[0] == Value(begin) && span.array()[1] == Value(end);
    };
    if (const Value* span = record.find("span"); span != nullptr && same(*span)) return true;
    const Value* mentions = record.find("mentions");
    return mentions != nullptr && mentions->is_array() && std::any_of(mentions->array().begin(), mentions->array().end(), same);
  }

  // Repeated captures of one name make a list.
  void add_capture(const model::Capture& capture, Value& fields, Value& captured) const {
    const std::string& name = pack_.names[capture.name];
    const Span<Normalized> span = capture.mention >= 0 ? reader_.value_span(capture.mention) : capture.span;
    Value text = value_text(span);
    const Value* known = fields.find(name);
    if (known == nullptr || known->is_null()) {
      fields.set(name, std::move(text));
    } else if (captured.find(name) != nullptr && known->is_text()) {
      fields.set(name, Value::Array{*known, std::move(text)});
    } else if (captured.find(name) != nullptr && known->is_array()) {
      fields.find(name)->array().push_back(std::move(text));
    }
    if (known == nullptr) captured.set(name, true);
  }

  const model::Analysis& analysis_;
  const ruleset::Pack& pack_;
  ruleset::MentionReader reader_;
  Value records_;
};

}  // namespace

std::vector<RuleFind> rule_finds(const ruleset::Pack& pack, const Extractor::RuleTestCase& test) {
  const auto reference = test.reference_date ? resolve::parse_iso(*test.reference_date) : std::nullopt;
  const model::BlockKind kind = block_kind(test.block).value_or(model::BlockKind::kParagraph);
  const model::Analysis analysis = analyze_block(test.text, kind, pack, reference);
  const FindReader reader(analysis, pack);
  std::vector<RuleFind> finds;
  for (const model::Mention& mention : analysis.mentions) {
    if ((mention.rule & ruleset::kLexiconRule) != 0 || pack.rules[mention.rule].id != test.rule) continue;
    finds.push_back(reader.read(mention));
  }
  return finds;
}

}  // namespace zhailu::pipeline
