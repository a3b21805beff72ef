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
constexpr int kLongestShortForm = 8;  // code points

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
        reader_(analysis, pack),
        body_(body),
        short_(short_form),
        level_(pack.find_name("level").value_or(ruleset::kNoName)) {}

  void run() {
    number_texts();
    if (numbers_.empty()) return;
    for (std::size_t i = 0; i < analysis_.mentions.size(); ++i) {
      const auto index = static_cast<std::int32_t>(i);
      if (analysis_.mentions[i].type == body_) remember(index);
      if (analysis_.mentions[i].type == short_) resolve(index);
    }
  }

 private:
  void number_texts() {
    for (std::size_t i = 0; i < analysis_.mentions.size(); ++i) {
      if (analysis_.mentions[i].type != short_) continue;
      numbers_.emplace(reader_.value_text(static_cast<std::int32_t>(i)), numbers_.size());
    }
    last_.assign(numbers_.size(), -1);
  }

  // The short words that this body's name ends with now mean it.
  void remember(std::int32_t index) {
    if (is_low_level(index)) return;
    for (const std::size_t number : endings(reader_.value_text(index))) {
      last_[number] = index;
      last_in_block_[key(reader_.mention(index).block, number)] = index;
    }
  }

  bool is_low_level(std::int32_t index) const {
    const std::string* value = reader_.attribute(reader_.mention(index), level_);
    return value != nullptr && *value == "short";
  }

  std::vector<std::size_t> endings(std::string_view name) const {
    std::vector<std::size_t> found;
    std::size_t at = name.size();
    for (int length = 0; at > 0 && length < kLongestShortForm; ++length) {
      do {
        --at;
      } while (at > 0 && !base::is_border(name[at]));
      const auto number = numbers_.find(name.substr(at));
      if (at > 0 && number != numbers_.end()) found.push_back(number->second);
    }
    return found;
  }

  void resolve(std::int32_t index) {
    const std::string_view text = reader_.value_text(index);
    if (const auto body = body_of(reader_.mention(index), text, numbers_.at(text))) {
      analysis_.links.bodies.emplace(index, *body);
    }
  }

  std::optional<std::int32_t> body_of(const model::Mention& mention, std::string_view text,
                                      std::size_t number) const {
    if (const auto found = near(mention.block, number)) return found;
    const std::optional<std::int32_t> issuer = analysis_.links.issuer;
    if (issuer && reader_.value_text(*issuer).ends_with(text)) return issuer;
    const std::int32_t last = last_[number];
    if (last >= 0 && article(reader_.mention(last)) == article(mention)) return last;
    return issuer;
  }

  // In the block, or in a heading above it.
  std::optional<std::int32_t> near(std::int32_t block, std::size_t number) const {
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
  ruleset::MentionReader reader_;
  ruleset::TypeId body_;
  ruleset::TypeId short_;
  ruleset::NameId level_;
  std::unordered_map<std::string_view, std::size_t> numbers_;  // the short words of this document
  std::vector<std::int32_t> last_;                             // by number: the last body so far
  std::unordered_map<std::uint64_t, std::int32_t> last_in_block_;
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
