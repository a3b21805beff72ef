#include "base/required_literals.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <unordered_set>

#include "base/utf8.hpp"

// Of each part of an expression: all texts that it matches, while they are few, or its ways.
namespace zhailu::base {
namespace {

constexpr std::size_t kMaxProduct = 64;   // texts of a sequence, multiplied out
constexpr std::size_t kMaxClause = 2048;  // literals of one clause
constexpr std::size_t kMaxClass = 40;     // characters of a class, listed

using Texts = std::set<std::string>;

// How often texts of the genre satisfy a literal, roughly: a mark, a digit or a mention stands in
// every other sentence, a Han character in one of ten.
double frequency(std::string_view literal) {
  std::size_t han = 0;
  for (std::size_t at = 0; at < literal.size();) {
    if (is_han(next_code_point(literal, at))) ++han;
  }
  if (han == 0) return 8;
  return han == 1 ? 1 : han == 2 ? 0.15 : 0.03;
}

double frequency(const Clause& clause) {
  double sum = 0;
  for (const std::string& literal : clause) sum += frequency(literal);
  return sum;
}

// A text that holds a longer literal holds a shorter one within it.
Clause without_longer(const Texts& texts) {
  std::unordered_set<std::string_view> all(texts.begin(), texts.end());
  Clause kept;
  for (const std::string_view text : texts) {
    bool holds_other = false;
    for (std::size_t begin = 0; begin < text.size() && !holds_other; ++begin) {
      for (std::size_t size = 1; begin + size <= text.size() && !holds_other; ++size) {
        holds_other = size < text.size() && all.contains(text.substr(begin, size));
      }
    }
    if (!holds_other) kept.emplace_back(text);
  }
  return kept;
}

// What is known of the matches of a part.
struct Part {
  std::optional<Texts> texts = Texts{""};  // all of them
  std::vector<Way> ways{Way{}};            // without `texts`
};

std::vector<Way> ways_of(const Part& part) {
  if (!part.texts) return part.ways;
  if (part.texts->contains("") || part.texts->size() > kMaxClause) return {Way{}};
  return {Way{without_longer(*part.texts)}};
}

// One way of one clause that every way satisfies, or of none.
Way blunted(const std::vector<Way>& ways) {
  if (ways.size() == 1) return ways[0];
  Texts united;
  for (const Way& way : ways) {
    if (way.empty()) return {};
    const Clause& best =
        *std::ranges::min_element(way, {}, [](const Clause& one) { return frequency(one); });
    united.insert(best.begin(), best.end());
  }
  return united.size() > kMaxClause ? Way{} : Way{without_longer(united)};
}

std::vector<Way> multiplied(const std::vector<Way>& left, const std::vector<Way>& right) {
  std::vector<Way> ways;
  for (const Way& one : left) {
    for (const Way& other : right) {
      ways.push_back(one);
      ways.back().insert(ways.back().end(), other.begin(), other.end());
    }
  }
  return ways;
}

// Parts that follow one another.
class Row {
 public:
  void add(const Part& part) {
    if (part.texts && open_.size() * part.texts->size() <= kMaxProduct)
      return multiply(*part.texts);
    close();
    if (part.texts) {
      open_ = *part.texts;
    } else {
      add_ways(part.ways);
    }
  }

  Part finish() {
    if (whole_) return {std::move(open_), {}};
    close();
    return {std::nullopt, std::move(ways_)};
  }

 private:
  void multiply(const Texts& texts) {
    Texts product;
    for (const std::string& left : open_) {
      for (const std::string& right : texts) product.insert(left + right);
    }
    open_ = std::move(product);
  }

  // What was multiplied out so far becomes a clause.
  void close() {
    if (open_ == Texts{""}) return;
    add_ways(ways_of({std::move(open_), {}}));
    open_ = {""};
  }

  void add_ways(const std::vector<Way>& ways) {
    whole_ = false;
    if (ways_.size() * ways.size() <= kMaxWays) {
      ways_ = multiplied(ways_, ways);
    } else if (ways_.size() < ways.size()) {
      ways_ = multiplied({blunted(ways_)}, ways);
    } else {
      ways_ = multiplied(ways_, {blunted(ways)});
    }
  }

  Texts open_{""};
  std::vector<Way> ways_{Way{}};
  bool whole_ = true;
};

Part either(const std::vector<Part>& branches) {
  if (branches.size() == 1) return branches[0];
  Part all{Texts{}, {}};
  for (const Part& one : branches) {
    if (all.texts && one.texts && all.texts->size() + one.texts->size() <= kMaxClause) {
      all.texts->insert(one.texts->begin(), one.texts->end());
    } else {
      all.texts.reset();
    }
  }
  if (all.texts) return all;
  for (const Part& one : branches) {
    const std::vector<Way> ways = ways_of(one);
    all.ways.insert(all.ways.end(), ways.begin(), ways.end());
  }
  const bool open = std::ranges::any_of(all.ways, [](const Way& way) { return way.empty(); });
  if (open || all.ways.size() > kMaxWays) all.ways = {blunted(all.ways)};
  return all;
}

Part part_of(const Expression& expression);

std::vector<Part> parts_of(const std::vector<Expression>& expressions) {
  std::vector<Part> parts;
  std::ranges::transform(expressions, std::back_inserter(parts), part_of);
  return parts;
}

Part of_set(const CharacterSet& set) {
  if (count(set) > kMaxClass) return {std::nullopt, {Way{}}};
  Part part{Texts{}, {}};
  for (const auto& [first, last] : set) {
    for (char32_t c = first; c <= last; ++c) {
      std::string text;
      append_code_point(text, c);
      part.texts->insert(std::move(text));
    }
  }
  return part;
}

Part of_sequence(const std::vector<Expression>& expressions) {
  Row row;
  for (const Part& part : parts_of(expressions)) row.add(part);
  return row.finish();
}

Part of_repeat(const Expression& repeat) {
  Part part = part_of(repeat.parts[0]);
  if (repeat.most != 1) {
    part.ways = ways_of(part);
    part.texts.reset();
  }
  if (repeat.least > 0) return part;
  if (!part.texts || part.texts->size() >= kMaxProduct) return {std::nullopt, {Way{}}};
  part.texts->insert("");
  return part;
}

Part part_of(const Expression& expression) {
  switch (expression.kind) {
    case Expression::Kind::kAnchor:
      return {};
    case Expression::Kind::kSet:
      return of_set(expression.set);
    case Expression::Kind::kRepeat:
      return of_repeat(expression);
    case Expression::Kind::kChoice:
      return either(parts_of(expression.parts));
    default:
      return of_sequence(expression.parts);
  }
}

}  // namespace

std::vector<Way> required_literals(const Expression& expression) {
  std::vector<Way> ways = ways_of(part_of(expression));
  for (Way& way : ways) {
    std::ranges::stable_sort(way, {}, [](const Clause& one) { return frequency(one); });
    if (way.size() > kMaxClauses) way.resize(kMaxClauses);
    if (way.empty()) return {Way{}};
  }
  return ways;
}

}  // namespace zhailu::base
