#include "ruleset/rule_reader.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "ruleset/field_checks.hpp"
#include "ruleset/key_tables.hpp"
#include "ruleset/rule_test_reader.hpp"
#include "ruleset/slot_reader.hpp"

namespace zhailu::ruleset {
namespace {

constexpr std::int64_t kMaxPriority = 1000;

constexpr std::array<Choice<bool>, 2> kUnits = {{{"sentence", false}, {"block", true}}};
constexpr std::array<Choice<bool>, 1> kRetries = {{{"shorter", true}}};
constexpr std::array<Choice<Resolver>, 2> kResolvers = {
    {{"date", Resolver::kDate}, {"count", Resolver::kCount}}};

class RuleReader {
 public:
  RuleReader(const RuleScope& scope, Diagnostics& diagnostics)
      : scope_(scope), diagnostics_(diagnostics), reader_(scope, diagnostics) {}

  Rule read(const Node& node) {
    rule_.place = node.place;
    if (node.kind != Node::Kind::kMapping) {
      reader_.error("ruleset.wrong_type", "a rule is a mapping", "begin it with `- id:`",
                    node.place);
      return rule_;
    }
    const std::size_t known = diagnostics_.size();
    if (const Node* id = node.find("id")) rule_.id = reader_.text(*id);
    if (rule_.id.empty())
      reader_.error("ruleset.no_id", "a rule without `id`", "give it one: area.what.how",
                    node.place);
    check_keys(node, rule_keys(), diagnostics_);
    read_block_kinds(node);
    for (const auto& [key, value] : node.members) read_key(key.scalar, value);
    read_way(node);
    check_captures(node);
    check_fields(rule_, node, *scope_.pack, diagnostics_);
    if (!rule_.id.empty()) name_the_rule(known);
    return std::move(rule_);
  }

 private:
  void name_the_rule(std::size_t from) {
    for (std::size_t i = from; i < diagnostics_.size(); ++i) {
      diagnostics_[i].rule = rule_.id;
    }
  }

  void read_block_kinds(const Node& node) {
    rule_.block_kinds =
        ((1u << model::kBlockKinds) - 1) & ~(1u << static_cast<int>(model::BlockKind::kNoise));
    if (const Node* in = node.find("in")) rule_.block_kinds = reader_.block_kinds(*in);
    if (const Node* outside = node.find("not_in"))
      rule_.block_kinds &= ~reader_.block_kinds(*outside);
    if (rule_.block_kinds == 0) {
      reader_.error("ruleset.never_matches", "`in` and `not_in` leave no kind of block",
                    "take one of them out", node.place);
    }
  }

  void read_key(const std::string& key, const Node& value) {
    if (key == "make") rule_.make = scope_.pack->find_type(reader_.text(value));
    if (key == "unit") rule_.block_unit = reader_.choose(value, kUnits, false);
    if (key == "not_before") rule_.not_before = reader_.guard(value, scope_.view, "", "$");
    if (key == "not_after") rule_.not_after = reader_.guard(value, scope_.view, "^", "");
    if (key == "inside" || key == "not_inside") read_inside(value, key == "inside");
    if (key == "near" || key == "not_near") read_near(value, key == "near");
    if (key == "retry") rule_.retry_shorter = reader_.choose(value, kRetries, false);
    if (key == "span") rule_.span = reader_.name(value);
    if (key == "priority") rule_.priority = priority(value);
    if (key == "keep") rule_.keep = reader_.boolean(value);
    if (key == "remove") rule_.remove = reader_.earlier_types(value);
    if (key == "set") read_set(value);
    if (key == "resolve") rule_.resolver = reader_.choose(value, kResolvers, Resolver::kNone);
    if (key == "slots") rule_.slots = read_slots(value, reader_);
    if (key == "attach") rule_.attach = read_attach(value, reader_);
    if (key == "remember") read_remember(value);
    if (key == "lookup") read_lookup(value);
    if (key == "tests") rule_.tests = read_rule_tests(value, reader_);
  }

  int priority(const Node& node) {
    const std::int64_t number = as_integer(node, diagnostics_).value_or(0);
    if (number >= -kMaxPriority && number <= kMaxPriority) return static_cast<int>(number);
    reader_.error("ruleset.wrong_type",
                  say("a number from -1000 to 1000 expected, not {}", node.scalar), "", node.place);
    return 0;
  }

  void read_inside(const Node& node, bool wanted) {
    InsideGuard guard;
    guard.wanted = wanted;
    Node types = node;
    const auto is_quotation = [](const Node& one) { return one.scalar == "quotation"; };
    guard.quotation = is_quotation(node) || std::erase_if(types.items, is_quotation) > 0;
    if (!is_quotation(node) && !(guard.quotation && types.items.empty()))
      guard.types = reader_.earlier_types(types);
    rule_.inside.push_back(std::move(guard));
  }

  void read_near(const Node& node, bool wanted) {
    if (!check_keys(node, near_keys(), diagnostics_)) return;
    NearGuard guard;
    guard.wanted = wanted;
    const Node* words = node.find("words");
    const Node* within = node.find("within");
    if (words == nullptr || within == nullptr) {
      reader_.error("ruleset.near", "near needs `words` and `within`",
                    "near: {words: [要求], within: 12, side: left}", node.place);
      return;
    }
    guard.within = reader_.count(*within);
    if (const Node* side = node.find("side")) {
      const Side where = reader_.choose(*side, kSides, Side::kBoth);
      guard.left = where != Side::kRight;
      guard.right = where != Side::kLeft;
    }
    auto pattern = reader_.guard(*words, scope_.view, "", "");
    if (!pattern) return;
    guard.words = std::move(*pattern);
    rule_.near.push_back(std::move(guard));
  }

  void read_set(const Node& node) {
    if (!reader_.is_mapping(node)) return;
    for (const auto& [key, value] : node.members) {
      rule_.set.push_back({reader_.intern(key.scalar), reader_.text(value)});
    }
  }

  void read_remember(const Node& node) {
    if (node.kind == Node::Kind::kScalar) {
      rule_.remember = reader_.name(node);
      return;
    }
    check_keys(node, remember_keys(), diagnostics_);
    const Node* lexicon = node.find("lexicon");
    if (lexicon == nullptr) {
      return reader_.error("ruleset.remember", "remember without `lexicon`",
                           "remember: {lexicon: names, capture: name}", node.place);
    }
    rule_.remember = reader_.name(*lexicon);
    if (const Node* capture = node.find("capture")) rule_.remember_capture = reader_.name(*capture);
  }

  void read_lookup(const Node& node) {
    rule_.lookup = reader_.name(node);
    if (scope_.remembered->count(*rule_.lookup) != 0) return;
    std::vector<std::string_view> known;
    for (const NameId id : *scope_.remembered) known.push_back(scope_.pack->names[id]);
    reader_.error("ruleset.unknown_lexicon",
                  say("no rule of an earlier phase remembers '{}'", node.scalar),
                  base::did_you_mean(node.scalar, known, "let a rule `remember` it"), node.place);
  }

  // ---- what is found
  void read_way(const Node& node) {
    const Node* find = node.find("find");
    const Node* sequence = node.find("sequence");
    const Node* lookup = node.find("lookup");
    const int ways = (find != nullptr) + (sequence != nullptr) + (lookup != nullptr);
    if (ways != 1) {
      reader_.error("ruleset.find", "a rule has just one of `find`, `sequence`, `lookup`",
                    "make two rules of it", node.place);
    }
    if (node.find("make") == nullptr && node.find("remove") == nullptr) {
      reader_.error("ruleset.make", "a rule needs `make`",
                    "name the mention type that a find becomes", node.place);
    }
    if (ways != 1) return;
    if (find != nullptr) return read_find(node, *find);
    refuse_keys(node, {"before", "after"});
    if (sequence == nullptr) return refuse_keys(node, {"span"});
    refuse_keys(node, {"retry"});
    read_sequence(*sequence);
  }

  void refuse_keys(const Node& node, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
      if (const Node* value = node.find(key)) {
        reader_.error("ruleset.needs_find", say("`{}` goes with `find` alone", key),
                      "use not_before, not_after or near", value->place);
      }
    }
  }

  void read_find(const Node& node, const Node& find) {
    PatternParts parts;
    parts.find = reader_.pattern(find);
    if (const Node* before = node.find("before")) parts.before = reader_.patterns(*before);
    if (const Node* after = node.find("after")) parts.after = reader_.patterns(*after);
    rule_.find = translate(parts, scope_.view, diagnostics_);
    rule_.text = {joined(parts.before), parts.find.text, joined(parts.after)};
  }

  static std::string joined(const Alternatives& patterns) {
    std::string all;
    for (const PatternText& one : patterns) all += (all.empty() ? "" : "|") + one.text;
    return all;
  }

  void read_sequence(const Node& node) {
    if (!check_keys(node, sequence_keys(), diagnostics_)) return;
    const Node* item = node.find("item");
    const Node* separator = node.find("separator");
    if (item == nullptr || separator == nullptr) {
      return reader_.error("ruleset.sequence", "a sequence needs `item` and `separator`", "",
                           node.place);
    }
    Sequence sequence;
    const PatternText one = reader_.pattern(*item);
    const PatternText between = reader_.pattern(*separator);
    Alternatives context = {between};
    if (const Node* end = node.find("end")) {
      const Alternatives ends = reader_.patterns(*end);
      context.insert(context.end(), ends.begin(), ends.end());
      sequence.end = translate_plain(ends, scope_.view, "", "", diagnostics_);
    } else {
      context.push_back({"", node.place});  // anything may follow the last item
    }
    if (const Node* min = node.find("min"))
      sequence.min = std::max<std::size_t>(reader_.count(*min), 1);
    auto compiled = translate({{}, one, context}, scope_.view, diagnostics_);
    auto divider = translate_plain({between}, scope_.view, "", "", diagnostics_);
    if (!compiled || !divider) return;
    if (!read_start(node, one, between, sequence)) return;
    sequence.item = std::move(*compiled);
    sequence.separator = std::move(*divider);
    rule_.sequence = std::move(sequence);
  }

  // The start, and the probe: two items tell a sequence; more would only make it larger.
  bool read_start(const Node& node, const PatternText& item, const PatternText& separator,
                  Sequence& sequence) {
    std::string probe = "(?:" + item.text + ")";
    if (sequence.min >= 2) probe += "(?:" + separator.text + ")(?:" + item.text + ")";
    if (const Node* start = node.find("start")) {
      const PatternText text = reader_.pattern(*start);
      sequence.start = translate({{}, text, {}, true}, scope_.view, diagnostics_);
      if (!sequence.start) return false;
      probe = "(?:" + text.text + ")" + probe;
    }
    auto compiled = translate({{}, {probe, node.place}, {}}, scope_.view, diagnostics_);
    rule_.text.find = std::move(probe);
    if (compiled) sequence.probe = std::move(compiled->pattern);
    return compiled.has_value();
  }

  // What `span` and `remember` name must be captured.
  void check_captures(const Node& node) {
    if (!rule_.find && !rule_.sequence) return;
    std::vector<std::string_view> known;
    const auto add = [&](const std::vector<Group>& groups) {
      for (const Group& group : groups) {
        if (group.name != kNoName) known.push_back(scope_.pack->names[group.name]);
      }
    };
    if (rule_.find) add(rule_.find->groups);
    if (rule_.sequence) add(rule_.sequence->item.groups);
    if (rule_.sequence && rule_.sequence->start) add(rule_.sequence->start->groups);
    check_capture(node.find("span"), rule_.span, known);
    check_capture(node.find("remember"), rule_.remember_capture, known);
  }

  void check_capture(const Node* node, NameId name, const std::vector<std::string_view>& known) {
    if (node == nullptr || name == kNoName) return;
    const std::string& text = scope_.pack->names[name];
    if (std::find(known.begin(), known.end(), text) != known.end()) return;
    reader_.error("ruleset.unknown_capture", say("nothing is captured as '{}'", text),
                  base::did_you_mean(text, known, "capture it in the pattern"), node->place);
  }

  const RuleScope& scope_;
  Diagnostics& diagnostics_;
  FieldReader reader_;
  Rule rule_;
};

}  // namespace

Rule read_rule(const Node& node, const RuleScope& scope, Diagnostics& diagnostics) {
  return RuleReader(scope, diagnostics).read(node);
}

}  // namespace zhailu::ruleset
