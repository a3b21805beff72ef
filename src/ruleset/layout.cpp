#include "ruleset/layout.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>

#include "base/fold.hpp"
#include "base/simplified.hpp"
#include "base/utf8.hpp"

namespace zhailu::ruleset {
namespace {

// Literals take the form that they have in normalized text. ASCII is left alone: it is syntax.
std::string folded_pattern(std::string_view pattern) {
  constexpr std::string_view kSpecial = R"(\.+*?()|[]{}^$-)";
  std::string folded;
  folded.reserve(pattern.size());
  for (std::size_t at = 0; at < pattern.size();) {
    const char32_t written = base::next_code_point(pattern, at);
    const char32_t c = written < 0x80 ? written : base::literal_form(written);
    const bool literal = c < 0x80 && c != written;
    if (literal && kSpecial.find(static_cast<char>(c)) != std::string_view::npos) folded += '\\';
    base::append_code_point(folded, c);
  }
  return folded;
}

class LayoutReader {
 public:
  explicit LayoutReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  Layout read(const Node& node) {
    static constexpr std::array<std::string_view, 12> kKeys = {
        "steps",    "blanks", "marks",    "gap_columns", "running", "join",
        "headline", "title",  "subtitle", "author",      "kinds",   "look_alikes"};
    if (!check_keys(node, kKeys, diagnostics_)) return {};
    Layout layout;
    if (const Node* steps = node.find("steps")) read_steps(*steps, layout.steps);
    if (const Node* blanks = node.find("blanks")) read_blanks(*blanks, layout.blanks);
    if (const Node* marks = node.find("marks")) read_marks(*marks, layout.marks);
    if (const Node* columns = node.find("gap_columns")) layout.gap_columns = number(*columns);
    if (const Node* running = node.find("running")) {
      read_numbers(*running, {{"min_chars", &layout.running.min_characters},
                              {"min_chars_clause", &layout.running.min_characters_clause}});
    }
    if (const Node* join = node.find("join")) {
      read_numbers(*join, {{"min_chars", &layout.join.min_characters}});
    }
    if (const Node* headline = node.find("headline")) {
      read_numbers(*headline, {{"max_chars", &layout.headline.max_characters},
                               {"min_title", &layout.headline.min_title},
                               {"max_run", &layout.headline.max_run}});
    }
    if (const Node* title = node.find("title")) layout.title = pattern(*title);
    if (const Node* subtitle = node.find("subtitle")) layout.subtitle = pattern(*subtitle);
    if (const Node* author = node.find("author")) layout.author = pattern(*author);
    if (const Node* kinds = node.find("kinds")) read_kinds(*kinds, layout.kinds);
    if (const Node* all = node.find("look_alikes")) read_look_alikes(*all, layout.look_alikes);
    layout.prepare();
    return layout;
  }

 private:
  template <class Target>
  struct Entry {
    std::string_view key;
    Target* target;
  };

  template <class Target>
  bool check(const Node& node, const std::vector<Entry<Target>>& entries) {
    std::vector<std::string_view> keys;
    for (const auto& entry : entries) keys.push_back(entry.key);
    return check_keys(node, keys, diagnostics_);
  }

  void read_steps(const Node& node, Layout::Steps& steps) {
    const std::vector<Entry<bool>> entries = {{"fold", &steps.fold},
                                              {"quotes", &steps.quotes},
                                              {"blanks", &steps.blanks},
                                              {"join", &steps.join},
                                              {"page_matter", &steps.page_matter},
                                              {"watermark", &steps.watermark},
                                              {"traditional", &steps.traditional},
                                              {"invisible", &steps.invisible},
                                              {"look_alikes", &steps.look_alikes}};
    if (!check(node, entries)) return;
    for (const auto& entry : entries) {
      if (const Node* value = node.find(entry.key)) *entry.target = flag(*value);
    }
  }

  void read_blanks(const Node& node, Layout::Blanks& blanks) {
    read_sets(node, {{"before_number", &blanks.before_number},
                     {"after_number", &blanks.after_number},
                     {"numerals", &blanks.numerals},
                     {"surnames", &blanks.surnames},
                     {"before_name", &blanks.before_name},
                     {"after_name", &blanks.after_name}});
  }

  void read_marks(const Node& node, Layout::Marks& marks) {
    read_sets(node, {{"full_stop", &marks.full_stop},
                     {"sentence_end", &marks.sentence_end},
                     {"clause", &marks.clause},
                     {"comma", &marks.comma},
                     {"opening", &marks.opening},
                     {"closing", &marks.closing}});
  }

  void read_sets(const Node& node, const std::vector<Entry<CharacterSet>>& entries) {
    if (!check(node, entries)) return;
    for (const auto& entry : entries) {
      if (const Node* value = node.find(entry.key))
        entry.target->add(base::fold_text(text(*value)));
    }
  }

  void read_numbers(const Node& node, const std::vector<Entry<std::size_t>>& entries) {
    if (!check(node, entries)) return;
    for (const auto& entry : entries) {
      if (const Node* value = node.find(entry.key)) *entry.target = number(*value);
    }
  }

  void read_look_alikes(const Node& node, std::vector<LookAlike>& look_alikes) {
    if (node.kind != Node::Kind::kSequence) {
      return complain(node, "wrong_type", "`look_alikes` is a list");
    }
    for (const Node& item : node.items) look_alikes.push_back(read_look_alike(item));
  }

  // The shape is tried on the text as it was written, so it is not folded.
  LookAlike read_look_alike(const Node& node) {
    static constexpr std::array<std::string_view, 3> kKeys = {"find", "from", "to"};
    LookAlike look_alike;
    if (!check_keys(node, kKeys, diagnostics_)) return look_alike;
    const Node* find = node.find("find");
    const Node* from = node.find("from");
    const Node* to = node.find("to");
    if (find == nullptr || from == nullptr || to == nullptr) {
      complain(node, "missing_key", "look-alikes need `find`, `from` and `to`");
      return look_alike;
    }
    look_alike.find = compiled(text(*find), find->place);
    if (look_alike.find && (look_alike.find->group_count() == 0 || look_alike.find->contains(""))) {
      complain(*find, "no_group",
               "the shape needs a group around what may change, and may not match nothing");
      look_alike.find.reset();
    }
    read_signs(*to, text(*from), text(*to), look_alike.signs);
    return look_alike;
  }

  void read_signs(const Node& node, const std::string& from, const std::string& to,
                  std::map<char32_t, char32_t>& signs) {
    if (base::count_code_points(from) != base::count_code_points(to)) {
      return complain(node, "wrong_length", "`from` and `to` have as many characters");
    }
    for (std::size_t a = 0, b = 0; a < from.size();) {
      const char32_t sign = base::next_code_point(from, a);
      signs[sign] = base::next_code_point(to, b);
    }
  }

  void read_kinds(const Node& node, std::vector<LineKind>& kinds) {
    if (node.kind != Node::Kind::kSequence)
      return complain(node, "wrong_type", "`kinds` is a list");
    std::set<std::string> ids;
    for (const Node& item : node.items) {
      LineKind kind = read_kind(item);
      if (!ids.insert(kind.id).second) {
        complain(item, "duplicate_id", say("two line kinds are named '{}'", kind.id));
      }
      kinds.push_back(std::move(kind));
    }
  }

  LineKind read_kind(const Node& node) {
    static constexpr std::array<std::string_view, 15> kKeys = {
        "id",    "block",     "remove",    "find",          "unless",
        "zone",  "min_chars", "max_chars", "indent",        "gaps",
        "level", "continues", "hanging",   "opens_article", "alone"};
    LineKind kind;
    if (!check_keys(node, kKeys, diagnostics_)) return kind;
    if (const Node* id = node.find("id")) kind.id = text(*id);
    if (kind.id.empty()) complain(node, "missing_key", "a line kind has no id");
    read_role(node, kind);
    if (const Node* find = node.find("find")) kind.find = pattern(*find);
    if (const Node* unless = node.find("unless")) kind.unless = pattern(*unless);
    if (const Node* zone = node.find("zone")) kind.zones = zones(*zone);
    if (const Node* value = node.find("min_chars")) kind.min_characters = number(*value);
    if (const Node* value = node.find("max_chars")) kind.max_characters = number(*value);
    if (const Node* value = node.find("indent")) kind.min_indent = number(*value);
    if (const Node* value = node.find("gaps")) kind.min_gaps = number(*value);
    if (const Node* value = node.find("level")) kind.level = static_cast<int>(number(*value));
    if (const Node* value = node.find("alone")) kind.alone = flag(*value);
    if (const Node* value = node.find("continues")) kind.continues = flag(*value);
    if (const Node* value = node.find("hanging")) kind.hanging = flag(*value);
    if (const Node* value = node.find("opens_article")) kind.opens_article = flag(*value);
    return kind;
  }

  void read_role(const Node& node, LineKind& kind) {
    const Node* block = node.find("block");
    const Node* remove = node.find("remove");
    if ((block == nullptr) == (remove == nullptr)) {
      return complain(node, "missing_key", "a line kind has either `block` or `remove`");
    }
    if (block != nullptr) {
      kind.block = block_kind(*block);
    } else if (const std::string what = text(*remove); what == "page_matter") {
      kind.role = LineKind::Role::kPageMatter;
    } else if (what == "watermark") {
      kind.role = LineKind::Role::kWatermark;
    } else {
      complain(*remove, "unknown_word",
               say("`remove` is page_matter or watermark, not '{}'", what));
    }
  }

  model::BlockKind block_kind(const Node& node) {
    const std::string name = text(node);
    for (int i = 0; i < model::kBlockKinds; ++i) {
      const auto kind = static_cast<model::BlockKind>(i);
      if (model::block_kind_name(kind) == name) return kind;
    }
    complain(node, "unknown_word", say("there is no block kind '{}'", name));
    return model::BlockKind::kParagraph;
  }

  std::uint8_t zones(const Node& node) {
    unsigned bits = 0;
    if (node.kind == Node::Kind::kSequence) {
      for (const Node& item : node.items) bits |= zone(item);
    } else {
      bits = zone(node);
    }
    return static_cast<std::uint8_t>(bits);
  }

  unsigned zone(const Node& node) {
    const std::string name = text(node);
    if (name == "top") return static_cast<unsigned>(Zone::kTop);
    if (name == "body") return static_cast<unsigned>(Zone::kBody);
    if (name == "bottom") return static_cast<unsigned>(Zone::kBottom);
    complain(node, "unknown_word", say("a zone is top, body or bottom, not '{}'", name));
    return kAnyZone;
  }

  std::optional<base::Pattern> pattern(const Node& node) {
    const auto written = as_text(node, diagnostics_);
    return written ? compiled(folded_pattern(*written), node.place) : std::nullopt;
  }

  std::optional<base::Pattern> compiled(std::string_view expression, const Place& place) {
    auto pattern = base::Pattern::compile(expression);
    if (pattern) return std::move(*pattern);
    for (Diagnostic& diagnostic : pattern.error().diagnostics) {
      diagnostic.place = place;
      diagnostics_.push_back(std::move(diagnostic));
    }
    return std::nullopt;
  }

  std::string text(const Node& node) { return as_text(node, diagnostics_).value_or(""); }
  bool flag(const Node& node) { return as_boolean(node, diagnostics_).value_or(false); }

  std::size_t number(const Node& node) {
    const std::int64_t value = as_integer(node, diagnostics_).value_or(0);
    if (value >= 0) return static_cast<std::size_t>(value);
    complain(node, "wrong_type", "this number must not be negative");
    return 0;
  }

  void complain(const Node& node, const std::string& code, Wording message) {
    diagnostics_.push_back(
        {Severity::kError, "ruleset." + code, std::move(message), {}, node.place});
  }

  Diagnostics& diagnostics_;
};

constexpr std::array kZones = {Zone::kTop, Zone::kBody, Zone::kBottom};

std::size_t zone_index(Zone zone) {
  return static_cast<std::size_t>(std::ranges::find(kZones, zone) - kZones.begin());
}

// Lines of so many characters at most are looked at together.
constexpr std::array<std::size_t, 4> kStages = {40, 80, 160, static_cast<std::size_t>(-1)};

// The alternatives of an expression outside of any group: ^报：|会员(?:群|资料) → ^报：, 会员(?:群|资料).
std::vector<std::string> alternatives_of(std::string_view expression) {
  std::vector<std::string> alternatives(1);
  int depth = 0;
  bool in_class = false;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (c == '|' && depth == 0 && !in_class) {
      alternatives.emplace_back();
      continue;
    }
    alternatives.back() += c;
    if (c == '\\' && i + 1 < expression.size()) {
      alternatives.back() += expression[++i];
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      --depth;
    }
  }
  return alternatives;
}

void add_alternatives(std::string_view expression, std::string& starts, std::string& others) {
  // A flag at the front is for all alternatives, so they stay together.
  const bool flagged = expression.starts_with("(?i");
  for (const std::string& alternative :
       flagged ? std::vector{std::string(expression)} : alternatives_of(expression)) {
    const bool anchored = alternative.starts_with('^');
    std::string& target = anchored ? starts : others;
    target += (target.empty() ? "(?:" : "|(?:") + alternative.substr(anchored ? 1 : 0) + ")";
  }
}

// The expressions are compiled already, so together they only may be too large; that limit is for
// patterns by hand.
std::optional<base::Pattern> union_of(const std::string& expression) {
  auto pattern = base::Pattern::compile(expression, {std::size_t{1} << 22, 1'000'000});
  assert(pattern && "a union of patterns that compiled");
  return pattern ? std::optional(std::move(*pattern)) : std::nullopt;
}

// The longest line of the stage before.
std::size_t stage_floor(std::size_t max_characters) {
  const auto* stage = std::ranges::find(kStages, max_characters);
  return stage == kStages.begin() ? 0 : *std::prev(stage);
}

bool fits(const LineKind& kind, std::string_view text, const LineTraits& traits) {
  return traits.characters >= kind.min_characters && traits.characters <= kind.max_characters &&
         (kind.zones & static_cast<std::uint8_t>(traits.zone)) != 0 &&
         traits.indent_columns >= kind.min_indent && traits.wide_gaps >= kind.min_gaps &&
         (!kind.alone || traits.alone) && (!kind.find || kind.find->contains(text)) &&
         !(kind.unless && kind.unless->contains(text));
}

}  // namespace

void CharacterSet::add(std::string_view characters) {
  for (std::size_t at = 0; at < characters.size();) {
    const char32_t c = base::next_code_point(characters, at);
    if (c <= U' ' || c >= 0x10000) continue;
    if (words_.empty()) words_.resize(0x10000 / 64);
    words_[c >> 6] |= std::uint64_t{1} << (c & 63);
  }
}

int Layout::kind_of(std::string_view text, const LineTraits& traits) const {
  if (!stages_) return -1;  // no kinds at all
  const auto stage = std::ranges::find_if(
      *stages_, [&](const Stage& one) { return traits.characters <= one.max_characters; });
  const std::size_t zone = zone_index(traits.zone);
  const auto& starts = stage->starts[zone];
  const auto& others = stage->others[zone];
  const bool may_match = (starts && starts->contains(text)) || (others && others->contains(text));
  for (const int i : stage->kinds[zone]) {
    const LineKind& kind = kinds[static_cast<std::size_t>(i)];
    if ((may_match || !kind.find) && fits(kind, text, traits)) return i;
  }
  return -1;
}

void Layout::prepare() {
  auto stages = std::make_shared<std::vector<Stage>>();
  for (const std::size_t max_characters : kStages) {
    Stage& stage = stages->emplace_back();
    stage.max_characters = max_characters;
    for (std::size_t zone = 0; zone < kZones.size(); ++zone) {
      std::string starts;
      std::string others;
      for (std::size_t i = 0; i < kinds.size(); ++i) {
        const bool zoned = (kinds[i].zones & static_cast<std::uint8_t>(kZones[zone])) != 0;
        if (!zoned || kinds[i].max_characters <= stage_floor(max_characters)) continue;
        stage.kinds[zone].push_back(static_cast<int>(i));
        if (kinds[i].find) add_alternatives(kinds[i].find->expression(), starts, others);
      }
      // An expression of which every alternative begins with ^ is given up at the first character.
      if (!starts.empty()) stage.starts[zone] = union_of("^(?:" + starts + ")");
      if (!others.empty()) stage.others[zone] = union_of(others);
    }
  }
  stages_ = std::move(stages);
}

Layout read_layout(const Node& node, Diagnostics& diagnostics) {
  return LayoutReader(diagnostics).read(node);
}

}  // namespace zhailu::ruleset
