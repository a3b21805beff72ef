#include "authoring/trigger_words.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

#include "authoring/pattern_items.hpp"
#include "authoring/shown_view.hpp"
#include "base/utf8.hpp"

namespace zhailu::authoring {
namespace {

constexpr std::size_t kShortest = 2;  // characters; 会 alone is in too many words

using Words = std::set<std::string>;

bool is_han_text(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!base::is_han(base::next_code_point(text, at))) return false;
  }
  return !text.empty();
}

std::size_t shortest(const Words& words) {
  std::size_t least = SIZE_MAX;
  for (const std::string& word : words) least = std::min(least, base::count_code_points(word));
  return least;
}

class TriggerFinder {
 public:
  explicit TriggerFinder(const ruleset::Pack& pack) : pack_(pack) {
    for (const ruleset::RecordType& record : pack.records) records_.insert(record.mention);
  }

  // Of each alternative of its pattern the words of which one must stand there; nothing: there are none.
  std::optional<Words> of_rule(const ruleset::Rule& rule) {
    if (!rule.find && !rule.sequence) return std::nullopt;
    const ruleset::ViewPattern* pattern = rule.find ? &*rule.find : nullptr;
    Capture capture{pattern, rule.span, 0};
    if (capture.name == ruleset::kNoName)
      capture.name = pack_.find_name("name").value_or(ruleset::kNoName);
    const auto whole = split_pattern(pattern != nullptr ? pattern->pattern.expression()
                                                        : rule.sequence->probe.expression());
    // What the record is called tells best what it is; a name without words leaves the rest without meaning.
    Words named;
    if (add_captured(whole, capture, named))
      return named.empty() ? std::nullopt : std::optional(std::move(named));
    return of_branches(whole);
  }

 private:
  // The capture that names what is found.
  struct Capture {
    const ruleset::ViewPattern* pattern = nullptr;
    ruleset::NameId name = ruleset::kNoName;
    std::size_t group = 0;  // capturing groups that were passed
  };

  // Adds the words of the groups that are that capture; false: there is none.
  bool add_captured(const std::vector<PatternBranch>& branches, Capture& capture, Words& words) {
    bool any = false;
    for (const PatternBranch& branch : branches) {
      for (const PatternItem& item : branch) {
        if (item.branches.empty()) continue;
        const bool captures = !item.text.starts_with("(?");
        const std::size_t group = captures ? capture.group++ : capture.group;
        any = add_captured(item.branches, capture, words) || any;
        if (!captures || capture.pattern == nullptr || group >= capture.pattern->groups.size() ||
            capture.pattern->groups[group].name != capture.name || capture.name == ruleset::kNoName)
          continue;
        any = true;
        if (const auto found = of_branches(item.branches))
          words.insert(found->begin(), found->end());
      }
    }
    return any;
  }

  std::optional<Words> of_branches(const std::vector<PatternBranch>& branches) {
    Words all;
    for (const PatternBranch& branch : branches) {
      if (const auto words = of_branch(branch)) all.insert(words->begin(), words->end());
    }
    return all.empty() ? std::nullopt : std::optional(std::move(all));
  }

  // The most telling item: that whose shortest word is longest; of equal ones what is written there goes before
  // helpers, and a later one before an earlier one: Chinese puts the head last.
  std::optional<Words> of_branch(const PatternBranch& branch) {
    std::optional<Words> best;
    bool best_written = false;
    const auto take = [&](std::optional<Words> words, bool is_written) {
      if (!words || words->empty()) return;
      const std::size_t known = best ? shortest(*best) : 0;
      if (shortest(*words) < known || (shortest(*words) == known && best_written && !is_written))
        return;
      best = std::move(words);
      best_written = is_written;
    };
    std::string run;
    for (const PatternItem& item : branch) {
      if (item.is_literal()) {
        run += literal_text(item.text);
        continue;
      }
      take(of_word(run), true);
      run.clear();
      if (item.needed()) take(of_item(item), symbols_in(item.text).empty());
    }
    take(of_word(run), true);
    return best;
  }

  static std::optional<Words> of_word(const std::string& word) {
    if (!is_han_text(word) || base::count_code_points(word) < kShortest) return std::nullopt;
    return Words{word};
  }

  std::optional<Words> of_item(const PatternItem& item) {
    if (!item.branches.empty()) return of_branches(item.branches);
    const auto symbols = symbols_in(item.text);
    const bool only_symbols = !symbols.empty() && !item.text.starts_with("[^") &&
                              std::none_of(item.text.begin(), item.text.end(), [](char c) {
                                return static_cast<unsigned char>(c) >= 0x80;
                              });
    if (!only_symbols) return std::nullopt;
    Words all;
    for (const char32_t symbol : symbols) {
      const auto words = of_symbol(symbol);
      if (!words) return std::nullopt;
      all.insert(words->begin(), words->end());
    }
    return all;
  }

  std::optional<Words> of_symbol(char32_t symbol) {
    if (symbol < ruleset::kFirstWordSymbol)
      return of_type(static_cast<ruleset::TypeId>(symbol - ruleset::kFirstSymbol));
    return of_list(pack_.lexicons[static_cast<std::size_t>(symbol - ruleset::kFirstWordSymbol)]);
  }

  static std::optional<Words> of_list(const ruleset::Lexicon& list) {
    Words words;
    for (const ruleset::LexiconEntry& entry : list.entries) {
      if (!entry.blocking && is_han_text(entry.text) &&
          base::count_code_points(entry.text) >= kShortest)
        words.insert(entry.text);
    }
    return words.empty() ? std::nullopt : std::optional(std::move(words));
  }

  // Of a helper the words of its rules; a date, a person or another record is no word.
  std::optional<Words> of_type(ruleset::TypeId type) {
    if (records_.count(type) != 0) return std::nullopt;
    const auto known = types_.find(type);
    if (known != types_.end()) return known->second;
    types_[type] = std::nullopt;  // a type that needs itself
    Words all;
    for (const ruleset::Rule& rule : pack_.rules) {
      if (rule.make != type) continue;
      if (const auto words = of_rule(rule)) all.insert(words->begin(), words->end());
    }
    if (!all.empty()) types_[type] = all;
    return types_[type];
  }

  const ruleset::Pack& pack_;
  std::set<ruleset::TypeId> records_;
  std::map<ruleset::TypeId, std::optional<Words>> types_;
};

}  // namespace

std::vector<std::size_t> event_types(const ruleset::Pack& pack) {
  std::set<ruleset::TypeId> dates;
  for (const ruleset::Rule& rule : pack.rules) {
    if (rule.resolver == ruleset::Resolver::kDate && rule.make) dates.insert(*rule.make);
  }
  std::vector<std::size_t> types;
  for (std::size_t i = 0; i < pack.records.size(); ++i) {
    const ruleset::RecordType& record = pack.records[i];
    const bool entity =
        record.merge.by != ruleset::kNoName && record.merge.where == ruleset::Where::kDocument;
    if (!entity && dates.count(record.mention) == 0) types.push_back(i);
  }
  return types;
}

std::vector<std::string> trigger_words(const ruleset::Pack& pack) {
  std::set<ruleset::TypeId> wanted;
  for (const std::size_t type : event_types(pack)) wanted.insert(pack.records[type].mention);
  TriggerFinder finder(pack);
  Words all;
  for (const ruleset::Rule& rule : pack.rules) {
    if (!rule.make || wanted.count(*rule.make) == 0) continue;
    if (const auto words = finder.of_rule(rule)) all.insert(words->begin(), words->end());
  }
  return {all.begin(), all.end()};
}

}  // namespace zhailu::authoring
