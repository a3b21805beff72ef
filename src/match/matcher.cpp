#include "match/matcher.hpp"

#include <algorithm>
#include <map>

#include "base/utf8.hpp"
#include "match/document_lexicon.hpp"
#include "match/finder.hpp"
#include "match/mention_order.hpp"
#include "match/overlaps.hpp"
#include "match/phase_view.hpp"
#include "match/trace.hpp"

namespace zhailu::match {
namespace {

// Runs the phases over one document.
class Matcher {
 public:
  Matcher(model::Analysis& analysis, const ruleset::Pack& pack, const MatchOptions& options)
      : analysis_(analysis),
        pack_(pack),
        options_(options),
        quotations_(analysis.segments.quotations) {}

  void run() {
    find_global_words();
    for (const ruleset::Phase& phase : pack_.phases) {
      if (analysis_.truncated) break;
      run_phase(phase);
    }
    drop_removed();
    sort_mentions();
  }

 private:
  // Hits of the global lexicons: leftmost first, the longest there, blocking entries mean nothing.
  void find_global_words() {
    std::vector<base::LexiconAutomaton::Hit> hits;
    const auto& blocks = analysis_.segments.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].kind == model::BlockKind::kNoise) continue;
      hits.clear();
      pack_.global_words.find_all(
          slice(std::string_view(analysis_.normalized.text), blocks[i].span), hits);
      std::size_t at = 0;
      for (const auto& hit : hits) {
        if (hit.begin < at) continue;
        at = hit.end;
        add_word(hit, blocks[i].span.begin, static_cast<int>(i));
      }
    }
  }

  void add_word(const base::LexiconAutomaton::Hit& hit, std::size_t offset, int block) {
    const auto [lexicon, entry] = pack_.global_entries[static_cast<std::size_t>(hit.id)];
    const ruleset::Lexicon& list = pack_.lexicons[static_cast<std::size_t>(lexicon)];
    if (list.entries[static_cast<std::size_t>(entry)].blocking) return;
    model::Mention mention;
    mention.type = *list.make;
    mention.rule = ruleset::kLexiconRule | static_cast<std::uint32_t>(lexicon);
    mention.span = {offset + hit.begin, offset + hit.end};
    mention.lexicon_entry = entry;
    mention.block = block;
    mention.sentence = sentence_of(mention.span);
    add(std::move(mention), false);
  }

  void add(model::Mention&& mention, bool occluded) {
    if (analysis_.mentions.size() >= options_.max_mentions) {
      analysis_.truncated = true;
      return;
    }
    analysis_.mentions.push_back(std::move(mention));
    occluded_.push_back(occluded);
    removed_.push_back(false);
  }

  void run_phase(const ruleset::Phase& phase) {
    const View view(analysis_, occluded_, pack_, phase);
    const SpanIndex spans(analysis_.mentions, removed_, pack_.types.size());
    const PhaseText text{analysis_,          pack_,         phase, view, spans, quotations_,
                         document_lexicons_, options_.trace};
    if (text.trace != nullptr) text.trace->begin_phase(text);
    Finder finder(text);
    const std::size_t first_new = analysis_.mentions.size();
    std::size_t sentence = 0;
    for (std::size_t block = 0; block < analysis_.segments.blocks.size(); ++block) {
      std::vector<Find> finds;
      while (sentence < analysis_.segments.sentences.size() &&
             analysis_.segments.sentences[sentence].block == static_cast<int>(block)) {
        const Span<PhaseView> unit = view.to_view(analysis_.segments.sentences[sentence++].span);
        search(finder, view, phase.sentence_filter, phase.sentence_rules, unit, block, finds);
      }
      const Span<PhaseView> unit = view.to_view(analysis_.segments.blocks[block].span);
      search(finder, view, phase.block_filter, phase.block_rules, unit, block, finds);
      if (text.trace != nullptr) text.trace->found(text, static_cast<int>(block), finds);
      take(view, phase, finds, static_cast<int>(block));
      if (text.trace != nullptr) text.trace->kept(text, static_cast<int>(block), finds);
    }
    apply_removals(first_new);
    remember(first_new);
  }

  void search(Finder& finder, const View& view, const base::Prefilter& filter,
              const std::vector<std::uint32_t>& rules, Span<PhaseView> unit, std::size_t block,
              std::vector<Find>& finds) {
    if (rules.empty() || unit.empty()) return;
    candidates_.clear();
    filter.candidates(slice(std::string_view(view.text()), unit), candidates_);
    const std::uint32_t kind = 1u << static_cast<int>(analysis_.segments.blocks[block].kind);
    for (const int id : candidates_) {
      const std::uint32_t rule = rules[static_cast<std::size_t>(id)];
      if ((pack_.rules[rule].block_kinds & kind) == 0) continue;
      const std::size_t before = finds.size();
      if (options_.trace != nullptr) options_.trace->begin_search(rule);
      finder.find(rule, unit, finds);
      if (options_.trace != nullptr) options_.trace->end_search(rule, finds.size() - before);
    }
  }

  // Decides overlaps among the finds of one block and makes mentions of what is left.
  void take(const View& view, const ruleset::Phase& phase, std::vector<Find>& finds, int block) {
    if (finds.empty()) return;
    decide_overlaps(finds, pack_, view, analysis_.normalized.text);
    for (const Find& find : finds) {
      const ruleset::Rule& rule = pack_.rules[find.rule];
      const Span<Normalized> span = view.to_normalized(find.span);
      for (const ruleset::TypeId type : rule.remove) removals_[type].push_back(span);
      if (!rule.make) continue;
      model::Mention mention;
      mention.type = *rule.make;
      mention.rule = find.rule;
      mention.span = span;
      mention.block = block;
      mention.sentence = sentence_of(span);
      for (const Find::Part& part : find.parts) add_captures(view, phase, part, mention.captures);
      add(std::move(mention), rule.keep);
    }
  }

  // The sentence in which it begins; -1: none.
  [[nodiscard]] std::int32_t sentence_of(Span<Normalized> span) const {
    const auto& sentences = analysis_.segments.sentences;
    const auto found = std::upper_bound(
        sentences.begin(), sentences.end(), span.begin,
        [](std::size_t at, const model::Sentence& one) { return at < one.span.end; });
    return found == sentences.end() ? -1 : static_cast<std::int32_t>(found - sentences.begin());
  }

  void add_captures(const View& view, const ruleset::Phase& phase, const Find::Part& part,
                    std::vector<model::Capture>& captures) const {
    if (!part.symbols) {
      if (!part.span.empty())
        captures.push_back({part.name, view.to_normalized(part.span), -1, -1, -1});
      return;
    }
    const auto [first, last] = view.pieces_in(part.span);
    for (std::size_t i = first; i < last; ++i) {
      const ViewPiece& piece = view.pieces()[i];
      if (piece.kind == ViewPiece::Kind::kMention) {
        captures.push_back({part.name, piece.normalized, piece.index, -1, -1});
      } else if (piece.kind == ViewPiece::Kind::kWord) {
        const auto [lexicon, entry] = phase.word_entries[static_cast<std::size_t>(piece.index)];
        captures.push_back({part.name, piece.normalized, -1, lexicon, entry});
      }
    }
  }

  // Mentions of earlier phases alone, so that the order of a phase's rules tells nothing.
  void apply_removals(std::size_t first_new) {
    for (auto& [type, spans] : removals_) join_overlapping(spans);
    for (std::size_t i = 0; i < first_new && !removals_.empty(); ++i) {
      const auto spans = removals_.find(analysis_.mentions[i].type);
      if (spans == removals_.end() || !overlaps_one(spans->second, analysis_.mentions[i].span))
        continue;
      removed_[i] = true;
      occluded_[i] = true;
    }
    removals_.clear();
  }

  static void join_overlapping(std::vector<Span<Normalized>>& spans) {
    std::sort(spans.begin(), spans.end(), [](auto a, auto b) { return a.begin < b.begin; });
    std::size_t kept = 0;
    for (const Span<Normalized> span : spans) {
      if (kept > 0 && span.begin < spans[kept - 1].end) {
        spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
      } else {
        spans[kept++] = span;
      }
    }
    spans.resize(kept);
  }

  // `spans` is ascending and none overlaps another.
  static bool overlaps_one(const std::vector<Span<Normalized>>& spans, Span<Normalized> span) {
    const auto found =
        std::upper_bound(spans.begin(), spans.end(), span.begin,
                         [](std::size_t at, Span<Normalized> one) { return at < one.end; });
    return found != spans.end() && found->overlaps(span);
  }

  void remember(std::size_t first_new) {
    for (std::size_t i = first_new; i < analysis_.mentions.size(); ++i) {
      const model::Mention& mention = analysis_.mentions[i];
      const ruleset::Rule& rule = pack_.rules[mention.rule];
      if (!rule.remember) continue;
      Span<Normalized> span = mention.span;
      if (rule.remember_capture != ruleset::kNoName) {
        const auto capture = std::find_if(
            mention.captures.begin(), mention.captures.end(),
            [&](const model::Capture& one) { return one.name == rule.remember_capture; });
        if (capture == mention.captures.end()) continue;
        span = capture->span;
      }
      document_lexicons_.add(*rule.remember,
                             slice(std::string_view(analysis_.normalized.text), span));
    }
  }

  // Order and removal change indices: captures follow.
  void reorder(const std::vector<std::int32_t>& order) {
    std::vector<std::int32_t> place(analysis_.mentions.size(), -1);
    std::vector<model::Mention> mentions;
    mentions.reserve(order.size());
    for (const std::int32_t from : order) {
      place[static_cast<std::size_t>(from)] = static_cast<std::int32_t>(mentions.size());
      mentions.push_back(std::move(analysis_.mentions[static_cast<std::size_t>(from)]));
    }
    for (model::Mention& mention : mentions) {
      for (model::Capture& capture : mention.captures) {
        if (capture.mention >= 0)
          capture.mention = place[static_cast<std::size_t>(capture.mention)];
      }
    }
    analysis_.mentions = std::move(mentions);
  }

  void drop_removed() {
    std::vector<std::int32_t> order;
    for (std::size_t i = 0; i < analysis_.mentions.size(); ++i) {
      if (!removed_[i]) order.push_back(static_cast<std::int32_t>(i));
    }
    reorder(order);
  }

  void sort_mentions() {
    std::vector<std::int32_t> order(analysis_.mentions.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int32_t>(i);
    std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
      return outer_first(analysis_.mentions[static_cast<std::size_t>(a)],
                         analysis_.mentions[static_cast<std::size_t>(b)], a, b);
    });
    reorder(order);
  }

  model::Analysis& analysis_;
  const ruleset::Pack& pack_;
  const MatchOptions& options_;
  SpanIndex quotations_;
  DocumentLexicons document_lexicons_;
  std::vector<bool> occluded_;  // by mention: never a symbol
  std::vector<bool> removed_;
  std::map<ruleset::TypeId, std::vector<Span<Normalized>>> removals_;  // of the phase, by type
  std::vector<int> candidates_;
};

}  // namespace

void match(model::Analysis& analysis, const ruleset::Pack& pack, const MatchOptions& options) {
  Matcher(analysis, pack, options).run();
}

}  // namespace zhailu::match
