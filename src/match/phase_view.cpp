#include "match/phase_view.hpp"

#include <algorithm>
#include <cstring>

#include "base/utf8.hpp"
#include "match/mention_order.hpp"

namespace zhailu::match {
namespace {

// Indices of the outermost mentions of the phase's view, left to right, none overlapping another.
std::vector<std::int32_t> outermost(const model::Analysis& analysis,
                                    const std::vector<bool>& occluded, const ruleset::Pack& pack,
                                    const ruleset::Phase& phase) {
  std::vector<bool> shown(pack.types.size(), false);
  for (const ruleset::TypeId type : phase.view) shown[type] = true;
  std::vector<std::int32_t> all;
  for (std::size_t i = 0; i < analysis.mentions.size(); ++i) {
    if (shown[analysis.mentions[i].type] && !occluded[i])
      all.push_back(static_cast<std::int32_t>(i));
  }
  std::sort(all.begin(), all.end(), [&](std::int32_t a, std::int32_t b) {
    return outer_first(analysis.mentions[static_cast<std::size_t>(a)],
                       analysis.mentions[static_cast<std::size_t>(b)], a, b);
  });
  std::vector<std::int32_t> chosen;
  std::size_t end = 0;
  for (const std::int32_t i : all) {
    const Span<Normalized> span = analysis.mentions[static_cast<std::size_t>(i)].span;
    if (span.begin < end) continue;
    chosen.push_back(i);
    end = span.end;
  }
  return chosen;
}

}  // namespace

// Goes through a document once, from left to right.
class ViewBuilder {
 public:
  ViewBuilder(View& view, const ruleset::Pack& pack, const ruleset::Phase& phase,
              const PhaseHits& hits, const std::vector<TextHits::Character>& characters)
      : view_(view), pack_(pack), phase_(phase), hits_(hits), next_(characters.data()) {
    // No character of the text is coded twice, and no code has more than three bytes.
    const std::size_t room = 3 * characters.size() + 3;
    if (view_.text_.size() < room) {
      view_.text_.resize(room);
      view_.origin_.resize(room);
    }
    view_.symbols_.clear();
    view_.literals_.clear();
    end_ = characters.back().begin;
  }

  void add_mention(const model::Mention& mention, std::int32_t index) {
    add_text({at_, mention.span.begin});
    add_symbol(pack_.types[mention.type].symbol, mention.span, ViewSymbol::Kind::kMention, index);
    at_ = mention.span.end;
  }

  void finish() {
    add_text({at_, end_});
    end_stretch();
    view_.origin_[size_] = static_cast<std::uint32_t>(end_);
    view_.size_ = size_;
  }

 private:
  // Words are taken leftmost first, the longest there; of equal ones the first list's, since ids are
  // ascending in the order of the phase's lists.
  void add_text(Span<Normalized> span) {
    std::size_t at = span.begin;
    for (; word_ < hits_.words.size() && hits_.words[word_].begin < span.end; ++word_) {
      const Span<Normalized> word{hits_.words[word_].begin, hits_.words[word_].end};
      if (word.begin < at || word.end > span.end) continue;
      copy({at, word.begin});
      add_word(word, hits_.words[word_].id);
      at = word.end;
    }
    copy({at, span.end});
  }

  void add_word(Span<Normalized> span, int word) {
    const auto [lexicon, entry] = phase_.word_entries[static_cast<std::size_t>(word)];
    const ruleset::Lexicon& list = pack_.lexicons[static_cast<std::size_t>(lexicon)];
    if (list.entries[static_cast<std::size_t>(entry)].blocking) return copy(span);
    add_symbol(list.symbol, span, ViewSymbol::Kind::kWord, word);
  }

  void add_symbol(char32_t symbol, Span<Normalized> span, ViewSymbol::Kind kind,
                  std::int32_t index) {
    end_stretch();
    const std::size_t begin = size_;
    add_code(symbol, static_cast<std::uint32_t>(span.begin));
    while (next_->begin < span.end) ++next_;
    view_.symbols_.push_back({{begin, size_}, span, kind, index});
    const auto literal = phase_.symbol_literals.find(symbol);
    if (literal != phase_.symbol_literals.end()) add_literal(span, literal->second, true);
    stretch_ = {span.end, span.end};
  }

  // The document's own code points of the symbols' planes must not look like symbols.
  void copy(Span<Normalized> span) {
    stretch_.end = std::max(stretch_.end, span.end);
    for (; next_->begin < span.end; ++next_) {
      const char32_t c = next_->code_point;
      const bool foreign = c >= ruleset::kFirstSymbol && c <= ruleset::kLastSymbol;
      add_code(foreign ? ruleset::kForeignSymbol : c, next_->begin);
    }
  }

  void add_code(char32_t character, std::uint32_t normalized) {
    // Three bytes each time, whatever the code's length: there is room, and no branch.
    const base::Alphabet::Code code = phase_.alphabet.code(character);
    std::memcpy(view_.text_.data() + size_, code.bytes.data(), code.bytes.size());
    std::uint32_t* origin = view_.origin_.data() + size_;
    origin[0] = origin[1] = origin[2] = normalized;
    size_ += code.size;
  }

  // The literals of the text since the last symbol.
  void end_stretch() {
    for (; literal_ < hits_.literals.size() && hits_.literals[literal_].begin < stretch_.end;
         ++literal_) {
      const TextHit& hit = hits_.literals[literal_];
      if (hit.begin >= stretch_.begin && hit.end <= stretch_.end)
        add_literal({hit.begin, hit.end}, hit.id, false);
    }
  }

  void add_literal(Span<Normalized> span, int id, bool symbol) {
    view_.literals_.push_back({static_cast<std::uint32_t>(span.begin),
                               static_cast<std::uint32_t>(span.end), id, symbol});
  }

  View& view_;
  const ruleset::Pack& pack_;
  const ruleset::Phase& phase_;
  const PhaseHits& hits_;
  const TextHits::Character* next_;  // to be coded
  std::size_t end_ = 0;              // of the normalized text
  std::size_t at_ = 0;               // in it
  std::size_t size_ = 0;             // of the view so far
  std::size_t word_ = 0;             // next hit of each kind
  std::size_t literal_ = 0;
  Span<Normalized> stretch_{};  // of text without a symbol, up to where the view has come
};

void View::build(const model::Analysis& analysis, const std::vector<bool>& occluded,
                 const ruleset::Pack& pack, std::size_t phase, const TextHits& hits) {
  const ruleset::Phase& own = pack.phases[phase];
  ViewBuilder builder(*this, pack, own, hits.of_phase(phase), hits.characters());
  for (const std::int32_t i : outermost(analysis, occluded, pack, own))
    builder.add_mention(analysis.mentions[static_cast<std::size_t>(i)], i);
  builder.finish();
}

// The first place of the view that stands for no text before `normalized`.
std::size_t View::view_border(std::size_t normalized) const {
  const auto end = origin_.begin() + static_cast<std::ptrdiff_t>(size_);
  return static_cast<std::size_t>(std::lower_bound(origin_.begin(), end, normalized) -
                                  origin_.begin());
}

Span<PhaseView> View::to_view(Span<Normalized> span) const {
  return {view_border(span.begin), view_border(span.end)};
}

std::pair<std::size_t, std::size_t> View::symbols_in(Span<PhaseView> span) const {
  const auto begin = [](const ViewSymbol& symbol) { return symbol.place.begin; };
  const auto first = std::ranges::lower_bound(symbols_, span.begin, {}, begin);
  const auto last = std::ranges::lower_bound(first, symbols_.end(), span.end, {}, begin);
  return {static_cast<std::size_t>(first - symbols_.begin()),
          static_cast<std::size_t>(last - symbols_.begin())};
}

}  // namespace zhailu::match
