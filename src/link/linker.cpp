#include "link/linker.hpp"

#include "link/body_linker.hpp"
#include "link/date_linker.hpp"
#include "link/entity_linker.hpp"
#include "ruleset/mention_reader.hpp"

namespace zhailu::link {
namespace {

void link_counts(model::Analysis& analysis, const ruleset::Pack& pack,
                 const CountResolver& resolve) {
  const std::vector<bool> wanted = types_resolved_as(pack, ruleset::Resolver::kCount);
  const ruleset::MentionReader reader(analysis, pack);
  const ruleset::NameId number = pack.find_name("number").value_or(ruleset::kNoName);
  for (std::size_t i = 0; i < analysis.mentions.size(); ++i) {
    const model::Mention& mention = analysis.mentions[i];
    if (!wanted[mention.type]) continue;
    const model::Capture* captured = ruleset::MentionReader::capture(mention, number);
    const auto span = captured != nullptr ? captured->span : mention.span;
    if (const auto value = resolve(reader.text(span))) {
      analysis.counts.emplace(static_cast<std::int32_t>(i), *value);
    }
  }
}

}  // namespace

void link(model::Analysis& analysis, const ruleset::Pack& pack, const Resolvers& resolvers,
          std::optional<model::Day> reference_date) {
  link_dates(analysis, pack, resolvers.date, reference_date);
  link_counts(analysis, pack, resolvers.count);
  link_entities(analysis, pack);
  link_bodies(analysis, pack);
}

}  // namespace zhailu::link
