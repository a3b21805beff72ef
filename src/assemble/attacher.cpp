#include "assemble/attacher.hpp"

#include <algorithm>

#include "assemble/draft_merger.hpp"

namespace zhailu::assemble {
namespace {

using ruleset::Where;

constexpr std::size_t kMaxTries = 64;

class Attacher {
 public:
  Attacher(std::vector<std::vector<Draft>>& drafts, const DocumentView& view,
           const DraftBuilder& builder)
      : drafts_(drafts), view_(view), builder_(builder) {}

  void attach(std::int32_t index, const ruleset::Attach& attach) {
    const model::Mention& helper = view_.reader.mention(index);
    Draft* target = in_sentence(helper, attach);
    if (target == nullptr && attach.where != Where::kSentence) target = before(helper, attach);
    if (target == nullptr) return;
    const Draft part = builder_.build_part(target->type, index);
    unite(*target, part, view_.fields[target->type]);
  }

 private:
  Draft* in_sentence(const model::Mention& helper, const ruleset::Attach& attach) {
    const Span<Normalized> scope = view_.scopes.around(helper, Where::kSentence);
    Draft* left = nullptr;
    Draft* right = nullptr;
    for (const ruleset::TypeId type : attach.to) {
      if (attach.side != ruleset::Side::kRight)
        left = later(left, last_before(helper, type, scope, attach));
      if (attach.side != ruleset::Side::kLeft)
        right = earlier(right, first_behind(helper, type, scope, attach));
    }
    return left != nullptr ? left : right;
  }

  Draft* before(const model::Mention& helper, const ruleset::Attach& attach) {
    Draft* found = nullptr;
    for (const ruleset::TypeId type : attach.to) {
      const Span<Normalized> scope = view_.scopes.around(helper, attach.where);
      found = later(found, last_before(helper, type, scope, attach));
    }
    return found;
  }

  std::vector<Draft>* of_type(ruleset::TypeId type) {
    const int record = view_.pack.types[type].record;
    return record < 0 ? nullptr : &drafts_[static_cast<std::size_t>(record)];
  }

  // The record nearest to the left: one that begins where the helper does counts as left.
  Draft* last_before(const model::Mention& helper, ruleset::TypeId type, Span<Normalized> scope,
                     const ruleset::Attach& attach) {
    std::vector<Draft>* all = of_type(type);
    if (all == nullptr) return nullptr;
    auto at = first_from(*all, helper.span.begin + 1);
    for (std::size_t tries = 0; at != all->begin() && tries < kMaxTries; ++tries) {
      --at;
      if (at->span.begin < scope.begin) return nullptr;
      if (fits(*at, attach)) return &*at;
    }
    return nullptr;
  }

  Draft* first_behind(const model::Mention& helper, ruleset::TypeId type, Span<Normalized> scope,
                      const ruleset::Attach& attach) {
    std::vector<Draft>* all = of_type(type);
    if (all == nullptr) return nullptr;
    auto at = first_from(*all, helper.span.begin + 1);
    for (std::size_t tries = 0; at != all->end() && tries < kMaxTries; ++at, ++tries) {
      if (at->span.begin >= scope.end) return nullptr;
      if (fits(*at, attach)) return &*at;
    }
    return nullptr;
  }

  static std::vector<Draft>::iterator first_from(std::vector<Draft>& drafts, std::size_t byte) {
    return std::lower_bound(
        drafts.begin(), drafts.end(), byte,
        [](const Draft& draft, std::size_t limit) { return draft.span.begin < limit; });
  }

  [[nodiscard]] bool fits(const Draft& draft, const ruleset::Attach& attach) const {
    if (draft.dropped) return false;
    if (!attach.status) return true;
    const int column = view_.fields[draft.type].column("status");
    if (column < 0) return false;
    const auto& field = draft.fields[static_cast<std::size_t>(column)];
    return !field.empty() && field.front().value == Value(*attach.status);
  }

  static Draft* later(Draft* a, Draft* b) {
    if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
    return b->span.begin > a->span.begin ? b : a;
  }
  static Draft* earlier(Draft* a, Draft* b) {
    if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
    return b->span.begin < a->span.begin ? b : a;
  }

  std::vector<std::vector<Draft>>& drafts_;
  const DocumentView& view_;
  const DraftBuilder& builder_;
};

}  // namespace

void attach_helpers(std::vector<std::vector<Draft>>& drafts, const DocumentView& view,
                    const DraftBuilder& builder) {
  Attacher attacher(drafts, view, builder);
  for (std::size_t i = 0; i < view.analysis.mentions.size(); ++i) {
    const ruleset::Rule* rule = view.reader.rule(view.analysis.mentions[i]);
    if (rule != nullptr && rule->attach)
      attacher.attach(static_cast<std::int32_t>(i), *rule->attach);
  }
}

}  // namespace zhailu::assemble
