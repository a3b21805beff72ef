#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "zhailu/extractor.hpp"

// What each rule costs and gives over an archive.
namespace zhailu::authoring {

struct RuleProfile {
  std::string id;
  Place place;
  std::string phase;
  std::uint64_t candidates = 0;   // units of text in which it was looked for
  std::uint64_t hits = 0;         // finds
  std::uint64_t kept = 0;         // of them, those that no other find won against
  std::uint64_t nanoseconds = 0;  // of looking
};

struct Profile {
  std::size_t documents = 0;
  std::size_t failures = 0;
  std::vector<RuleProfile> rules;  // in the order of the pack
  [[nodiscard]] std::uint64_t nanoseconds() const;
};

// Runs the rules over the documents, one after the other, so that times are not disturbed. All but the times is the same in
// every run. `fail` gets what cannot be read. Errors: those of source::list_sources.
Result<Profile> profile_rules(const Extractor& extractor, const std::vector<std::string>& paths,
                              const std::function<void(const DocumentFailure&)>& fail);

// A table of the `top` dearest rules, then the rules that are never found, and those of which nothing or little is kept.
std::string as_text(const Profile& profile, std::size_t top);
// {documents, failures, nanoseconds, rules: [{rule, path, line, phase, candidates, hits, kept, nanoseconds}]}
std::string as_json(const Profile& profile);

}  // namespace zhailu::authoring
