#include "authoring/profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "authoring/document_run.hpp"
#include "decode/decode.hpp"
#include "match/trace.hpp"
#include "pipeline/loaded_pack.hpp"
#include "pipeline/pipeline.hpp"
#include "write/json_emitter.hpp"

namespace zhailu::authoring {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kRare = 2;  // kept so often or less, a rule is called rare

// Counts and times the rules.
class Profiler : public match::Trace {
 public:
  explicit Profiler(std::vector<RuleProfile>& rules) : rules_(rules) {}

  void begin_search(std::uint32_t /*rule*/) override { begun_ = Clock::now(); }
  void end_search(std::uint32_t rule, std::size_t finds) override {
    const auto spent = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begun_);
    rules_[rule].nanoseconds += static_cast<std::uint64_t>(spent.count());
    ++rules_[rule].candidates;
    rules_[rule].hits += finds;
  }
  void kept(const match::PhaseText& /*text*/, int /*block*/,
            const std::vector<match::Find>& finds) override {
    for (const match::Find& find : finds) ++rules_[find.rule].kept;
  }

 private:
  std::vector<RuleProfile>& rules_;
  Clock::time_point begun_;
};

std::vector<RuleProfile> rules_of(const ruleset::Pack& pack) {
  std::vector<RuleProfile> rules;
  for (const ruleset::Rule& rule : pack.rules)
    rules.push_back({rule.id, rule.place, {}, 0, 0, 0, 0});
  for (const ruleset::Phase& phase : pack.phases) {
    for (const std::uint32_t rule : phase.rules) rules[rule].phase = phase.id;
  }
  return rules;
}

std::string named(const RuleProfile& rule) {
  return fmt::format("{}  {}:{}", rule.id, rule.place.path, rule.place.line);
}

std::string dearest(const Profile& profile, std::size_t top) {
  std::vector<const RuleProfile*> order;
  for (const RuleProfile& rule : profile.rules) order.push_back(&rule);
  std::stable_sort(order.begin(), order.end(), [](const RuleProfile* a, const RuleProfile* b) {
    return a->nanoseconds > b->nanoseconds;
  });
  const double all = std::max(1.0, static_cast<double>(profile.nanoseconds()));
  std::string text = "    ms  share  candidates     hits     kept  rule\n";
  for (std::size_t i = 0; i < std::min(top, order.size()); ++i) {
    const RuleProfile& one = *order[i];
    text += fmt::format("{:>6.1f}  {:>4.1f}%  {:>10}  {:>7}  {:>7}  {}\n",
                        static_cast<double>(one.nanoseconds) / 1e6,
                        100.0 * static_cast<double>(one.nanoseconds) / all, one.candidates,
                        one.hits, one.kept, named(one));
  }
  return text;
}

std::string listed(const Profile& profile, const std::string& title,
                   const std::function<bool(const RuleProfile&)>& belongs) {
  std::string lines;
  std::size_t count = 0;
  for (const RuleProfile& rule : profile.rules) {
    if (!belongs(rule)) continue;
    ++count;
    lines += "  " + named(rule) + "\n";
  }
  return count == 0 ? std::string() : fmt::format("\n{} ({}):\n{}", title, count, lines);
}

}  // namespace

std::uint64_t Profile::nanoseconds() const {
  std::uint64_t sum = 0;
  for (const RuleProfile& rule : rules) sum += rule.nanoseconds;
  return sum;
}

Result<Profile> profile_rules(const Extractor& extractor, const std::vector<std::string>& paths,
                              const std::function<void(const DocumentFailure&)>& fail) {
  const ruleset::Pack& pack = extractor.loaded().pack;
  Profile profile;
  profile.rules = rules_of(pack);
  Profiler profiler(profile.rules);
  const auto count_failure = [&](const DocumentFailure& failure) {
    ++profile.failures;
    fail(failure);
  };
  const auto work = [&](const DocumentInput& input) -> std::function<void()> {
    auto decoded = decode::decode({input.path, input.path, input.bytes}, {});
    if (!decoded) return [&, failure = decoded.error()] { count_failure(failure); };
    pipeline::analyze(input.path, std::move(*decoded), pack, std::nullopt, &profiler);
    return [&] { ++profile.documents; };
  };
  if (auto done = for_each_document({paths, 1}, work, count_failure); !done)
    return tl::unexpected(done.error());
  return profile;
}

std::string as_text(const Profile& profile, std::size_t top) {
  std::string text = dearest(profile, top);
  text += listed(profile, "never looked for: none of their words stands in these documents",
                 [](const RuleProfile& rule) { return rule.candidates == 0; });
  text += listed(profile, "looked for, never found",
                 [](const RuleProfile& rule) { return rule.candidates > 0 && rule.hits == 0; });
  text += listed(profile, "found, and always lost to another rule",
                 [](const RuleProfile& rule) { return rule.hits > 0 && rule.kept == 0; });
  text += listed(profile, fmt::format("kept {} times or less", kRare),
                 [](const RuleProfile& rule) { return rule.kept > 0 && rule.kept <= kRare; });
  return text + fmt::format("\n{} document{}, {} rules, {:.1f} ms\n", profile.documents,
                            profile.documents == 1 ? "" : "s", profile.rules.size(),
                            static_cast<double>(profile.nanoseconds()) / 1e6);
}

std::string as_json(const Profile& profile) {
  const auto number = [](std::uint64_t value) { return Value(static_cast<std::size_t>(value)); };
  Value::Array rules;
  for (const RuleProfile& one : profile.rules) {
    rules.push_back(Value::Object{{"rule", one.id},
                                  {"path", one.place.path},
                                  {"line", one.place.line},
                                  {"phase", one.phase},
                                  {"candidates", number(one.candidates)},
                                  {"hits", number(one.hits)},
                                  {"kept", number(one.kept)},
                                  {"nanoseconds", number(one.nanoseconds)}});
  }
  const Value value = Value::Object{{"documents", profile.documents},
                                    {"failures", profile.failures},
                                    {"nanoseconds", number(profile.nanoseconds())},
                                    {"rules", std::move(rules)}};
  return write::to_json(value, write::JsonLayout::kReadable) + "\n";
}

}  // namespace zhailu::authoring
