#include "authoring/record_matching.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <tuple>

namespace zhailu::authoring {
namespace {

struct Stretch {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

Stretch stretch_of(const Value& record) {
  const Value* span = record.find("span");
  if (span == nullptr || !span->is_array() || span->array().size() != 2) return {};
  return {span->array()[0].integer(), span->array()[1].integer()};
}

std::int64_t overlap_of(const Value& a, const Value& b) {
  const Stretch left = stretch_of(a);
  const Stretch right = stretch_of(b);
  return std::min(left.end, right.end) - std::max(left.begin, right.begin);
}

bool same_member(const Value& a, const Value& b, std::string_view name) {
  const Value* left = a.find(name);
  const Value* right = b.find(name);
  return left != nullptr && right != nullptr && *left == *right;
}

bool share_a_mention(const Value& a, const Value& b) {
  const Value* left = a.find("mentions");
  const Value* right = b.find("mentions");
  if (left == nullptr || right == nullptr || !left->is_array() || !right->is_array()) return false;
  return std::any_of(left->array().begin(), left->array().end(), [&](const Value& one) {
    return std::find(right->array().begin(), right->array().end(), one) != right->array().end();
  });
}

class Matching {
 public:
  Matching(const Value::Array& before, const Value::Array& after)
      : before_(before), after_(after), partner_(before.size()), taken_(after.size(), false) {}

  // The many that did not change, without looking at each with each.
  void pass_exact() {
    std::map<std::tuple<std::int64_t, std::int64_t, std::string>, std::size_t> places;
    for (std::size_t j = after_.size(); j-- > 0;) places[key_of(after_[j])] = j;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      const auto found = places.find(key_of(before_[i]));
      if (found == places.end() || taken_[found->second]) continue;
      partner_[i] = found->second;
      taken_[found->second] = true;
    }
  }

  using Fit = std::function<std::int64_t(const Value&, const Value&)>;  // above 0: they may be one

  // Gives each record that has none the free partner that fits best, the first of equal ones.
  void pass(const Fit& fit) {
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (partner_[i]) continue;
      std::int64_t best = 0;
      for (std::size_t j = 0; j < after_.size(); ++j) {
        const std::int64_t how = taken_[j] ? 0 : fit(before_[i], after_[j]);
        if (how <= best) continue;
        best = how;
        partner_[i] = j;
      }
      if (partner_[i]) taken_[*partner_[i]] = true;
    }
  }

  [[nodiscard]] std::vector<RecordPair> pairs() const {
    std::vector<RecordPair> all;
    for (std::size_t i = 0; i < before_.size(); ++i) all.push_back({i, partner_[i]});
    for (std::size_t j = 0; j < after_.size(); ++j) {
      if (!taken_[j]) all.push_back({std::nullopt, j});
    }
    const auto begin = [&](const RecordPair& pair) {
      return stretch_of(pair.after ? after_[*pair.after] : before_[*pair.before]).begin;
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const RecordPair& a, const RecordPair& b) { return begin(a) < begin(b); });
    return all;
  }

 private:
  static std::tuple<std::int64_t, std::int64_t, std::string> key_of(const Value& record) {
    const Stretch stretch = stretch_of(record);
    const Value* rule = record.find("rule");
    return {stretch.begin, stretch.end, rule != nullptr && rule->is_text() ? rule->text() : ""};
  }

  const Value::Array& before_;
  const Value::Array& after_;
  std::vector<std::optional<std::size_t>> partner_;  // by record before
  std::vector<bool> taken_;                          // by record after
};

}  // namespace

std::vector<RecordPair> match_records(const Value::Array& before, const Value::Array& after) {
  Matching matching(before, after);
  matching.pass_exact();
  matching.pass([](const Value& a, const Value& b) { return same_member(a, b, "span") ? 1 : 0; });
  matching.pass([](const Value& a, const Value& b) { return share_a_mention(a, b) ? 1 : 0; });
  matching.pass(overlap_of);
  return matching.pairs();
}

}  // namespace zhailu::authoring
