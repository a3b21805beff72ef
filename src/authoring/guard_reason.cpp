#include "authoring/guard_reason.hpp"

#include <fmt/format.h>

#include "authoring/shown_view.hpp"

namespace zhailu::authoring {
namespace {

using Kind = match::FailedGuard::Kind;

std::string side_of(const ruleset::NearGuard& guard) {
  if (guard.left && guard.right) return "";
  return guard.left ? " to the left" : " to the right";
}

std::string names_of(const ruleset::InsideGuard& guard, const ruleset::Pack& pack) {
  std::string names = guard.quotation ? "quotation" : "";
  for (const ruleset::TypeId type : guard.types)
    names += (names.empty() ? "" : ", ") + pack.types[type].name;
  return names;
}

// The one of its types in which the find lies.
std::string holder_of(const match::PhaseText& text, const ruleset::InsideGuard& guard,
                      Span<Normalized> find) {
  for (const ruleset::TypeId type : guard.types) {
    if (text.mention_spans.inside(find, type))
      return "a mention of type " + text.pack.types[type].name;
  }
  return "a quotation";
}

}  // namespace

std::string guard_reason(const match::PhaseText& text, const ruleset::Rule& rule,
                         Span<PhaseView> unit, Span<PhaseView> span) {
  const auto failed = match::failed_guard(text, rule, unit, span);
  if (!failed) return "a guard";
  const std::string words = shown_view(text, failed->words);
  switch (failed->kind) {
    case Kind::kNotBefore:
      return fmt::format("not_before: “{}” stands directly before it", words);
    case Kind::kNotAfter:
      return fmt::format("not_after: “{}” stands directly behind it", words);
    case Kind::kNear:
      return fmt::format("near: none of its words stands within {} characters{}",
                         rule.near[failed->index].within, side_of(rule.near[failed->index]));
    case Kind::kNotNear:
      return fmt::format("not_near: “{}” stands within {} characters{}", words,
                         rule.near[failed->index].within, side_of(rule.near[failed->index]));
    case Kind::kInside:
      return fmt::format("inside: it does not lie inside {}",
                         names_of(rule.inside[failed->index], text.pack));
    case Kind::kNotInside:
      return fmt::format(
          "not_inside: it lies inside {}",
          holder_of(text, rule.inside[failed->index], text.view.to_normalized(span)));
  }
  return "a guard";
}

}  // namespace zhailu::authoring
