#include "ruleset/rule_reader.hpp"

#include <algorithm>
#include <array>

#include "base/nearest.hpp"

namespace zhailu::ruleset {
namespace {

constexpr std::array<std::string_view, 27> kRuleKeys = {
    "id", "make", "find", "sequence", "lookup", "remember", "unit", "in", "not_in", "before",
    "after", "not_before", "not_after", "inside", "not_inside", "near", "not_near", "retry",
    "span", "priority", "keep", "remove", "set", "resolve", "slots", "attach", "tests"};
constexpr std::array<std::string_view, 5> kSequenceKeys = {"start", "item", "separator", "end", "min"};
constexpr std::array<std::string_view, 3> kNearKeys = {"words", "within", "side"};
constexpr std::array<std::string_view, 11> kSlotKeys = {"type", "text", "from", "where", "side", "pick",
                                                       "within", "before", "after", "not_type", "needed"};
constexpr std::array<std::string_view, 4> kAttachKeys = {"to", "where", "side", "status"};
constexpr std::array<std::string_view, 2> kRememberKeys = {"lexicon", "capture"};
constexpr std::array<std::string_view, 4> kTestKeys = {"text", "reference_date", "block", "expect"};

template <class T>
struct Word {
  std::string_view text;
  T value;
};
constexpr std::array<Word<Where>, 8> kWheres = {{{"find", Where::kFind}, {"clause", Where::kClause},
    {"sentence", Where::kSentence}, {"block", Where::kBlock}, {"heading", Where::kHeading},
    {"section", Where::kSection}, {"article", Where::kArticle}, {"document", Where::kDocument}}};
constexpr std::array<Word<Side>, 4> kSides = {{{"left", Side::kLeft}, {"right", Side::kRight},
    {"both", Side::kBoth}, {"any", Side::kBoth}}};
constexpr std::array<Word<Pick>, 4> kPicks = {{{"nearest", Pick::kNearest}, {"first", Pick::kFirst},
    {"last", Pick::kLast}, {"all", Pick::kAll}}};
constexpr std::array<Word<SlotFrom>, 5> kFroms = {{{"subject", SlotFrom::kSubject},
    {"issuer", SlotFrom::kIssuer}, {"heading", SlotFrom::kHeading}, {"items", SlotFrom::kItems},
    {"inherit", SlotFrom::kInherit}}};
constexpr std::array<Word<Resolver>, 2> kResolvers = {{{"date", Resolver::kDate}, {"count", Resolver::kCount}}};

class RuleReader {
 public:
  RuleReader(const RuleScope& scope, Diagnostics& diagnostics) : scope_(scope), diagnostics_(diagnostics) {
    rule_.block_kinds = ((1u << model::kBlockKinds) - 1) & ~(1u << static_cast<int>(model::BlockKind::kNoise));
  }

  Rule read(const Node& node) {
    rule_.place = node.place;
    if (node.kind != Node::Kind::kMapping) {
      error("ruleset.wrong_type", "a rule is a mapping", "begin it with `- id:`", node.place);
      return rule_;
    }
    if (const Node* id = node.find("id")) rule_.id = text(*id);
    if (rule_.id.empty()) error("ruleset.no_id", "a rule without `id`", "give it one: area.what.how", node.place);
    check_keys(node, kRuleKeys, diagnostics_);
    for (const auto& [key, value] : node.members) read_key(key.scalar, value);
    read_patterns(node);
    if (const Node* slots = node.find("slots")) read_slots(*slots);
    return std::move(rule_);
  }

 private:
  void error(std::string code, std::string message, std::string hint, const Place& place) {
    if (!rule_.id.empty()) message = "rule " + rule_.id + ": " + message;
    diagnostics_.push_back({Severity::kError, std::move(code), std::move(message), std::move(hint), place});
  }

  std::string text(const Node& node) { return as_text(node, diagnostics_).value_or(""); }

  NameId intern(std::string_view name) { return scope_.view.intern(name); }

  std::vector<std::string> texts(const Node& node) {
    std::vector<std::string> all;
    if (node.kind == Node::Kind::kSequence) {
      for (const Node& item : node.items) all.push_back(text(item));
    } else {
      all.push_back(text(node));
    }
    return all;
  }

  // A pattern, or a list of which any may match.
  std::string alternatives(const Node& node) {
    std::string all;
    for (const std::string& one : texts(node)) all += (all.empty() ? "" : "|") + one;
    return all;
  }

  template <class T, std::size_t N>
  T choose(const Node& node, const std::array<Word<T>, N>& words, T otherwise) {
    const std::string given = text(node);
    std::string known;
    for (const Word<T>& word : words) {
      if (word.text == given) return word.value;
      known += (known.empty() ? "" : ", ") + std::string(word.text);
    }
    error("ruleset.unknown_word", "'" + given + "' is not known here", "one of: " + known, node.place);
    return otherwise;
  }

  std::vector<TypeId> types(const Node& node) {
    std::vector<TypeId> all;
    for (const std::string& name : texts(node)) {
      if (const auto type = scope_.pack->find_type(name)) {
        all.push_back(*type);
      } else {
        unknown_type(name, node.place);
      }
    }
    return all;
  }

  void unknown_type(const std::string& name, const Place& place) {
    std::vector<std::string_view> known;
    for (const MentionType& type : scope_.pack->types) known.push_back(type.name);
    const auto near = base::nearest(name, known);
    error("ruleset.unknown_type", "no rule or lexicon makes '" + name + "'",
          near ? "did you mean '" + *near + "'?" : "name a type that some rule makes", place);
  }

  void read_key(const std::string& key, const Node& value) {
    if (key == "make") read_make(value);
    if (key == "unit") rule_.block_unit = choose<bool>(value, std::array<Word<bool>, 2>{{{"sentence", false}, {"block", true}}}, false);
    if (key == "in") rule_.block_kinds = block_kinds(value);
    if (key == "not_in") rule_.block_kinds &= ~block_kinds(value);
    if (key == "inside" || key == "not_inside") read_inside(value, key == "inside");
    if (key == "near" || key == "not_near") read_near(value, key == "near");
    if (key == "retry") rule_.retry_shorter = choose<bool>(value, std::array<Word<bool>, 1>{{{"shorter", true}}}, false);
    if (key == "span") rule_.span = intern(text(value));
    if (key == "priority") rule_.priority = static_cast<int>(as_integer(value, diagnostics_).value_or(0));
    if (key == "keep") rule_.keep = as_boolean(value, diagnostics_).value_or(false);
    if (key == "remove") rule_.remove = types(value);
    if (key == "set") read_set(value);
    if (key == "resolve") rule_.resolver = choose(value, kResolvers, Resolver::kNone);
    if (key == "attach") read_attach(value);
    if (key == "remember") read_remember(value);
    if (key == "lookup") rule_.lookup = document_lexicon(text(value));
    if (key == "tests") read_tests(value);
  }

  void read_make(const Node& value) {
    const std::string name = text(value);
    rule_.make = scope_.pack->find_type(name);
  }

  std::uint32_t block_kinds(const Node& node) {
    std::uint32_t kinds = 0;
    for (const std::string& name : texts(node)) {
      bool found = false;
      for (int kind = 0; kind < model::kBlockKinds; ++kind) {
        if (model::block_kind_name(static_cast<model::BlockKind>(kind)) != name) continue;
        kinds |= 1u << kind;
        found = true;
      }
      if (!found) error("ruleset.unknown_block", "'" + name + "' is no kind of block", "see `in` in rules/README.md", node.place);
    }
    return kinds;
  }

  void read_inside(const Node& node, bool wanted) {
    InsideGuard guard;
    guard.wanted = wanted;
    for (const std::string& name : texts(node)) {
      if (name == "quotation") {
        guard.quotation = true;
      } else if (const auto type = scope_.pack->find_type(name)) {
        guard.types.push_back(*type);
      } else {
        unknown_type(name, node.place);
      }
    }
    rule_.inside.push_back(std::move(guard));
  }

  void read_near(const Node& node, bool wanted) {
    check_keys(node, kNearKeys, diagnostics_);
    NearGuard guard;
    guard.wanted = wanted;
    const Node* words = node.find("words");
    const Node* within = node.find("within");
    if (words == nullptr || within == nullptr) {
      error("ruleset.near", "near needs `words` and `within`", "near: {words: [要求], within: 12, side: left}", node.place);
      return;
    }
    guard.within = static_cast<std::size_t>(std::max<std::int64_t>(as_integer(*within, diagnostics_).value_or(0), 0));
    if (const Node* side = node.find("side")) {
      const Side where = choose(*side, kSides, Side::kBoth);
      guard.left = where != Side::kRight;
      guard.right = where != Side::kLeft;
    }
    auto pattern = translate_plain(alternatives(*words), scope_.view, "", "", words->place, diagnostics_);
    if (!pattern) return;
    guard.words = std::move(*pattern);
    rule_.near.push_back(std::move(guard));
  }

  void read_set(const Node& node) {
    for (const auto& [key, value] : node.members) {
      rule_.set.push_back({intern(key.scalar), text(value)});
    }
  }

  void read_attach(const Node& node) {
    check_keys(node, kAttachKeys, diagnostics_);
    Attach attach;
    if (const Node* to = node.find("to")) attach.to = types(*to);
    if (attach.to.empty()) error("ruleset.attach", "attach without `to`", "name the record types", node.place);
    if (const Node* where = node.find("where")) attach.where = choose(*where, kWheres, Where::kSentence);
    if (const Node* side = node.find("side")) attach.side = choose(*side, kSides, Side::kBoth);
    if (const Node* status = node.find("status")) attach.status = text(*status);
    rule_.attach = std::move(attach);
  }

  NameId document_lexicon(const std::string& name) {
    const NameId id = intern(name);
    scope_.document_lexicons->emplace(name, id);
    return id;
  }

  void read_remember(const Node& node) {
    if (node.kind == Node::Kind::kScalar) {
      rule_.remember = document_lexicon(text(node));
      return;
    }
    check_keys(node, kRememberKeys, diagnostics_);
    if (const Node* lexicon = node.find("lexicon")) rule_.remember = document_lexicon(text(*lexicon));
    if (const Node* capture = node.find("capture")) rule_.remember_capture = intern(text(*capture));
  }

  void read_tests(const Node& node) {
    for (const Node& item : node.items) {
      check_keys(item, kTestKeys, diagnostics_);
      RuleTest test;
      test.place = item.place;
      if (const Node* words = item.find("text")) test.text = text(*words);
      if (const Node* day = item.find("reference_date")) test.reference_date = text(*day);
      if (const Node* block = item.find("block")) {
        const std::uint32_t kinds = block_kinds(*block);
        for (int kind = 0; kind < model::kBlockKinds; ++kind) {
          if (kinds == 1u << kind) test.block = static_cast<model::BlockKind>(kind);
        }
      }
      read_expectation(item, test);
      rule_.tests.push_back(std::move(test));
    }
  }

  void read_expectation(const Node& item, RuleTest& test) {
    const Node* expect = item.find("expect");
    if (expect == nullptr || test.text.empty()) {
      error("ruleset.test", "a test needs `text` and `expect`", "expect: none, or the fields", item.place);
      return;
    }
    if (expect->kind == Node::Kind::kScalar) {
      test.none = expect->scalar == "none";
      if (!test.none) error("ruleset.test", "expect is `none`, a mapping or a list of mappings", "", expect->place);
    } else if (expect->kind == Node::Kind::kSequence) {
      for (const Node& one : expect->items) test.expect.push_back(node_value(one));
    } else {
      test.expect.push_back(node_value(*expect));
    }
  }

  // ---- patterns
  void read_patterns(const Node& node) {
    const Node* find = node.find("find");
    const Node* sequence = node.find("sequence");
    const int ways = (find != nullptr) + (sequence != nullptr) + (node.find("lookup") != nullptr);
    if (ways != 1) {
      error("ruleset.find", "a rule has just one of `find`, `sequence`, `lookup`", "", node.place);
      return;
    }
    if (!rule_.make && rule_.remove.empty()) {
      error("ruleset.make", "a rule needs `make`", "name the mention type that a find becomes", node.place);
    }
    if (find != nullptr) read_find(node, *find);
    if (sequence != nullptr) read_sequence(*sequence);
    if (const Node* guard = node.find("not_before")) {
      rule_.not_before = translate_plain(alternatives(*guard), scope_.view, "", "$", guard->place, diagnostics_);
    }
    if (const Node* guard = node.find("not_after")) {
      rule_.not_after = translate_plain(alternatives(*guard), scope_.view, "^", "", guard->place, diagnostics_);
    }
  }

  void read_find(const Node& node, const Node& find) {
    PatternParts parts;
    parts.find = text(find);
    if (const Node* before = node.find("before")) parts.before = alternatives(*before);
    if (const Node* after = node.find("after")) parts.after = alternatives(*after);
    const std::size_t known = diagnostics_.size();
    rule_.find = translate(parts, scope_.view, find.place, diagnostics_);
    for (std::size_t i = known; i < diagnostics_.size(); ++i) {
      diagnostics_[i].message = "rule " + rule_.id + ": " + diagnostics_[i].message;
    }
    if (rule_.find && parts.before.empty() && rule_.find->pattern.matches_all("")) {
      error("regex.matches_empty", "the pattern matches the empty text", "make one part of it obligatory", find.place);
    }
  }

  void read_sequence(const Node& node) {
    check_keys(node, kSequenceKeys, diagnostics_);
    const Node* item = node.find("item");
    const Node* separator = node.find("separator");
    if (item == nullptr || separator == nullptr) {
      error("ruleset.sequence", "a sequence needs `item` and `separator`", "", node.place);
      return;
    }
    Sequence sequence;
    if (const Node* start = node.find("start")) {
      sequence.start = translate({"", text(*start), ""}, scope_.view, start->place, diagnostics_);
    }
    std::string context = "(?:" + text(*separator) + ")";
    const Node* end = node.find("end");
    context += end != nullptr ? "|(?:" + alternatives(*end) + ")" : "|{end}|";
    auto compiled = translate({"", text(*item), context}, scope_.view, item->place, diagnostics_);
    auto between = translate_plain(text(*separator), scope_.view, "", "", separator->place, diagnostics_);
    if (end != nullptr) sequence.end = translate_plain(alternatives(*end), scope_.view, "", "", end->place, diagnostics_);
    if (const Node* min = node.find("min")) {
      sequence.min = static_cast<std::size_t>(std::max<std::int64_t>(as_integer(*min, diagnostics_).value_or(2), 1));
    }
    auto probe = translate({"", probe_text(node, sequence.min), ""}, scope_.view, node.place, diagnostics_);
    if (!compiled || !between || !probe) return;
    sequence.probe = probe->pattern;
    sequence.item = std::move(*compiled);
    sequence.separator = std::move(*between);
    rule_.sequence = std::move(sequence);
  }

  // Two items tell a sequence; more would only make the probe larger.
  std::string probe_text(const Node& node, std::size_t min) {
    const Node* start = node.find("start");
    const std::string item = "(?:" + text(*node.find("item")) + ")";
    std::string probe = start != nullptr ? "(?:" + text(*start) + ")" + item : item;
    if (min >= 2) probe += "(?:" + text(*node.find("separator")) + ")" + item;
    return probe;
  }

  // ---- slots
  void read_slots(const Node& node) {
    for (const auto& [key, value] : node.members) {
      Slot slot;
      slot.field = intern(key.scalar);
      if (value.kind == Node::Kind::kSequence) {
        for (const Node& source : value.items) slot.sources.push_back(read_source(source));
      } else {
        slot.sources.push_back(read_source(value));
      }
      rule_.slots.push_back(std::move(slot));
    }
  }

  SlotSource read_source(const Node& node) {
    SlotSource source;
    check_keys(node, kSlotKeys, diagnostics_);
    const Node* type = node.find("type");
    const Node* pattern = node.find("text");
    const Node* from = node.find("from");
    if (type == nullptr && pattern == nullptr && from == nullptr) {
      error("ruleset.slot", "a slot needs `type`, `text` or `from`", "", node.place);
    }
    if (type != nullptr) source.types = types(*type);
    if (pattern != nullptr) {
      source.from = SlotFrom::kText;
      source.text = translate_text(*pattern);
    }
    if (from != nullptr) source.from = choose(*from, kFroms, SlotFrom::kMention);
    read_reach(node, source);
    return source;
  }

  // A slot's text pattern keeps the name of its group `value` (PatternScope::keep_names).
  std::optional<base::Pattern> translate_text(const Node& node) {
    auto view = translate({"", text(node), ""}, scope_.plain, node.place, diagnostics_);
    if (!view) return std::nullopt;
    const bool has_value = std::any_of(view->groups.begin(), view->groups.end(), [&](const Group& group) {
      return group.name != kNoName && scope_.pack->names[group.name] == "value";
    });
    if (!has_value) error("ruleset.slot", "a slot's `text` needs a capture (?P<value>…)", "", node.place);
    return view->pattern;
  }

  void read_reach(const Node& node, SlotSource& source) {
    if (const Node* where = node.find("where")) source.where = choose(*where, kWheres, Where::kSentence);
    if (const Node* side = node.find("side")) source.side = choose(*side, kSides, Side::kBoth);
    if (const Node* pick = node.find("pick")) source.pick = choose(*pick, kPicks, Pick::kNearest);
    if (const Node* within = node.find("within")) {
      source.within = static_cast<std::size_t>(std::max<std::int64_t>(as_integer(*within, diagnostics_).value_or(0), 0));
    }
    if (const Node* before = node.find("before")) {
      source.before = translate_plain(alternatives(*before), scope_.plain, "", "$", before->place, diagnostics_);
    }
    if (const Node* after = node.find("after")) {
      source.after = translate_plain(alternatives(*after), scope_.plain, "^", "", after->place, diagnostics_);
    }
    if (const Node* outside = node.find("not_type")) source.not_types = types(*outside);
    if (const Node* needed = node.find("needed")) source.needed = as_boolean(*needed, diagnostics_).value_or(false);
  }

  const RuleScope& scope_;
  Diagnostics& diagnostics_;
  Rule rule_;
};

}  // namespace

std::span<const std::string_view> rule_keys() { return kRuleKeys; }

Rule read_rule(const Node& node, const RuleScope& scope, Diagnostics& diagnostics) {
  return RuleReader(scope, diagnostics).read(node);
}

Value node_value(const Node& node) {
  if (node.kind == Node::Kind::kSequence) {
    Value::Array items;
    for (const Node& item : node.items) items.push_back(node_value(item));
    return items;
  }
  if (node.kind == Node::Kind::kMapping) {
    Value::Object members;
    for (const auto& [key, value] : node.members) members.emplace_back(key.scalar, node_value(value));
    return members;
  }
  if (node.quoted) return node.scalar;
  if (node.scalar == "null" || node.scalar.empty()) return nullptr;
  if (node.scalar == "true" || node.scalar == "false") return node.scalar == "true";
  const bool digits = std::all_of(node.scalar.begin(), node.scalar.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && node.scalar.size() < 10) return static_cast<std::int64_t>(std::stoll(node.scalar));
  return node.scalar;
}

}  // namespace zhailu::ruleset
