#include "link/body_linker.hpp"

#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/utf8.hpp"
#include "ruleset/mention_reader.hpp"

namespace zhailu::link {
namespace {

using model::BlockKind;

constexpr int kHeadingDepth = 16;
constexpr int kLongestShortForm = 4;   // code points
constexpr int kLongestName = 64;       // code points of a name that are looked at
constexpr int kLeastHead = 2;          // of a name, before the short word
constexpr std::size_t kLeastTail = 2;  // behind it: 局 党组, but no 村 in 农业农村局

class IssuerFinder {
 public:
  IssuerFinder(const model::Analysis& analysis, const ruleset::Pack& pack, ruleset::TypeId body)
      : analysis_(analysis), pack_(pack), reader_(analysis, pack), body_(body) {}

  std::optional<std::int32_t> find() const {
    if (const auto found = captured(pack_.issuer_type, "organization")) return found;
    if (const auto found = captured(pack_.document_type, "source")) return found;
    if (const auto found = first_in(BlockKind::kMasthead)) return found;
    return first_in(BlockKind::kSignature);
  }

 private:
  std::optional<std::int32_t> captured(std::optional<ruleset::TypeId> type,
                                       std::string_view name) const {
    const auto field = pack_.find_name(name);
    std::optional<std::int32_t> best;
    int best_rank = 3;
    if (!type || !field) return best;
    for (const model::Mention& mention : analysis_.mentions) {
      if (mention.type != *type || rank(mention) >= best_rank) continue;
      const model::Capture* capture = ruleset::MentionReader::capture(mention, *field);
      if (capture == nullptr || !is_body(capture->mention)) continue;
      best = capture->mention;
      best_rank = rank(mention);
    }
    return best;
  }

  int rank(const model::Mention& mention) const {
    const BlockKind kind = kind_of(mention);
    if (kind == BlockKind::kMasthead || kind == BlockKind::kIssue) return 0;
    return kind == BlockKind::kSignature ? 1 : 2;
  }

  bool is_body(std::int32_t index) const {
    return index >= 0 && reader_.mention(index).type == body_;
  }

  std::optional<std::int32_t> first_in(BlockKind kind) const {
    for (std::size_t i = 0; i < analysis_.mentions.size(); ++i) {
      const model::Mention& mention = analysis_.mentions[i];
      if (mention.type == body_ && kind_of(mention) == kind) return static_cast<std::int32_t>(i);
    }
    return std::nullopt;
  }

  BlockKind kind_of(const model::Mention& mention) const {
    if (mention.block < 0) return BlockKind::kParagraph;
    return analysis_.segments.blocks[static_cast<std::size_t>(mention.block)].kind;
  }

  const model::Analysis& analysis_;
  const ruleset::Pack& pack_;
  ruleset::MentionReader reader_;
  ruleset::TypeId body_;
};

class ShortForms {
 public:
  ShortForms(model::Analysis& analysis, const ruleset::Pack& pack, ruleset::TypeId body,
             ruleset::TypeId short_form)
      : analysis_(analysis),
        pack_(pack),
        reader_(analysis, pack),
        body_(body),
        short_(short_form),
        level_(pack.find_name("level").value_or(ruleset::kNoName)) {}

  void run() {
    number_texts();
    if (numbers_.empty()) return;
    if (analysis_.links.issuer) issuer_ = references(*analysis_.links.issuer);
    for (std::size_t i = 0; i < analysis_.mentions.size(); ++i) {
      const auto index = static_cast<std::int32_t>(i);
      if (analysis_.mentions[i].type == body_) remember(index);
      if (analysis_.mentions[i].type == short_) resolve(index);
    }
  }

 private:
  using Reference = model::BodyReference;
  using Numbered = std::unordered_map<std::size_t, Reference>;  // by short word

  void number_texts() {
    for (std::size_t i = 0; i < analysis_.mentions.size(); ++i) {
      if (analysis_.mentions[i].type != short_) continue;
      numbers_.emplace(reader_.value_text(static_cast<std::int32_t>(i)), numbers_.size());
    }
    for (std::size_t i = analysis_.mentions.size(); i-- > 0;) {
      if (analysis_.mentions[i].type != body_) continue;
      const auto index = static_cast<std::int32_t>(i);
      by_text_.insert_or_assign(reader_.value_text(index), index);
    }
  }

  // The short words that this body's name ends with, or has at the end of its head, now mean it.
  void remember(std::int32_t index) {
    const std::string* level = reader_.attribute(reader_.mention(index), level_);
    if (level != nullptr && *level == "short") return;
    for (const auto& [number, reference] : references(index)) {
      last_.insert_or_assign(number, reference);
      Reference& known = last_in_block_[key(reader_.mention(index).block, number)];
      // In one block a whole name is not given up for the head of another.
      if (known.mention < 0 || reference.whole || !known.whole) known = reference;
    }
  }

  // What a body's name gives: the first place of each short word in it, behind two characters.
  Numbered references(std::int32_t index) const {
    const Span<Normalized> span = reader_.value_span(index);
    const std::string_view name = reader_.text(span);
    Numbered found;
    std::size_t at = 0;
    for (int characters = 0; at < name.size() && characters < kLongestName; ++characters) {
      if (characters >= kLeastHead) add_words_at(index, span, name, at, found);
      at += base::character_bytes(name[at]);
    }
    return found;
  }

  void add_words_at(std::int32_t index, Span<Normalized> span, std::string_view name,
                    std::size_t at, Numbered& found) const {
    std::size_t end = at;
    for (int length = 0; end < name.size() && length < kLongestShortForm; ++length) {
      end += base::character_bytes(name[end]);
      const auto number = numbers_.find(name.substr(at, end - at));
      if (number == numbers_.end()) continue;
      if (end == name.size()) {
        found.insert_or_assign(number->second, Reference{index, span, true});
      } else if (base::count_code_points(name.substr(end)) >= kLeastTail) {
        found.emplace(number->second, head(index, {span.begin + lead(name, at), span.begin + end}));
      }
    }
  }

  // 中共 of 中共沅川市审计局机关委员会 belongs to the organ, not to its body.
  std::size_t lead(std::string_view name, std::size_t limit) const {
    std::vector<std::string_view> groups(1);
    if (!pack_.body_lead || !pack_.body_lead->match_at(name, 0, groups)) return 0;
    return groups[0].size() < limit ? groups[0].size() : 0;
  }

  // The head of a name, as a mention of its own when the text has one.
  Reference head(std::int32_t index, Span<Normalized> span) const {
    const auto known = by_text_.find(reader_.text(span));
    if (known == by_text_.end()) return {index, span, false};
    return {known->second, reader_.value_span(known->second), true};
  }

  void resolve(std::int32_t index) {
    const model::Mention& mention = reader_.mention(index);
    const auto body = body_of(mention, numbers_.at(reader_.value_text(index)));
    if (body) analysis_.links.bodies.emplace(index, *body);
  }

  std::optional<Reference> body_of(const model::Mention& mention, std::size_t number) const {
    if (const auto found = near(mention.block, number)) return found;
    const auto issuer = issuer_.find(number);
    if (issuer != issuer_.end()) return issuer->second;
    const auto last = last_.find(number);
    if (last == last_.end()) return std::nullopt;
    if (article(reader_.mention(last->second.mention)) != article(mention)) return std::nullopt;
    return last->second;
  }

  // In the block, or in a heading above it.
  std::optional<Reference> near(std::int32_t block, std::size_t number) const {
    for (int depth = 0; block >= 0 && depth < kHeadingDepth; ++depth) {
      const auto found = last_in_block_.find(key(block, number));
      if (found != last_in_block_.end()) return found->second;
      block = analysis_.segments.blocks[static_cast<std::size_t>(block)].parent;
    }
    return std::nullopt;
  }

  int article(const model::Mention& mention) const {
    if (mention.block < 0) return 0;
    return analysis_.segments.blocks[static_cast<std::size_t>(mention.block)].article;
  }

  static std::uint64_t key(std::int32_t block, std::size_t number) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(block)) << 32 | number;
  }

  model::Analysis& analysis_;
  const ruleset::Pack& pack_;
  ruleset::MentionReader reader_;
  ruleset::TypeId body_;
  ruleset::TypeId short_;
  ruleset::NameId level_;
  std::unordered_map<std::string_view, std::size_t> numbers_;   // the short words of this document
  std::unordered_map<std::string_view, std::int32_t> by_text_;  // bodies by name, the first of each
  Numbered issuer_;
  Numbered last_;
  std::unordered_map<std::uint64_t, Reference> last_in_block_;
};

}  // namespace

void link_bodies(model::Analysis& analysis, const ruleset::Pack& pack) {
  const auto body = pack.find_type("organization");
  if (!body) return;
  analysis.links.issuer = IssuerFinder(analysis, pack, *body).find();
  const auto short_form = pack.find_type("short_body");
  if (short_form) ShortForms(analysis, pack, *body, *short_form).run();
}

}  // namespace zhailu::link
