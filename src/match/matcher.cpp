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
        hits_(analysis.normalized.text, pack),
        quotations_(analysis.segments.quotations),
        units_of_rule_(pack.rules.size()) {}

  void run() {
    find_global_words();
    for (std::size_t phase = 0; phase < pack_.phases.size() && !analysis_.truncated; ++phase) {
      run_phase(phase);
      hits_.drop_phase(phase);
    }
    drop_removed();
    sort_mentions();
  }

 private:
  // Words of the global lexicons: leftmost first, the longest there, blocking entries mean nothing.
  void find_global_words() {
    std::size_t block = 0;
    std::size_t at = 0;
    const auto& blocks = analysis_.segments.blocks;
    for (const TextHit& hit : hits_.global_words()) {
      while (block < blocks.size() && blocks[block].span.end <= hit.begin) ++block;
      if (block == blocks.size()) return;
      if (hit.begin < std::max(at, blocks[block].span.begin) || hit.end > blocks[block].span.end ||
          blocks[block].kind == model::BlockKind::kNoise)
        continue;
      at = hit.end;
      add_word(hit, static_cast<int>(block));
    }
  }

  void add_word(const TextHit& hit, int block) {
    const auto [lexicon, entry] = pack_.global_entries[static_cast<std::size_t>(hit.id)];
    const ruleset::Lexicon& list = pack_.lexicons[static_cast<std::size_t>(lexicon)];
    if (list.entries[static_cast<std::size_t>(entry)].blocking) return;
    model::Mention mention;
    mention.type = *list.make;
    mention.rule = ruleset::kLexiconRule | static_cast<std::uint32_t>(lexicon);
    mention.span = {hit.begin, hit.end};
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

  void run_phase(std::size_t number) {
    const ruleset::Phase& phase = pack_.phases[number];
    view_.build(analysis_, occluded_, pack_, number, hits_);
    const SpanIndex spans(analysis_.mentions, removed_, pack_.types.size());
    const PhaseText text{analysis_,          pack_,         phase, view_, spans, quotations_,
                         document_lexicons_, options_.trace};
    if (text.trace != nullptr) text.trace->begin_phase(text);
    const std::size_t first_new = analysis_.mentions.size();
    list_candidates(phase);
    std::vector<std::vector<Find>> finds = find_all(text);
    for (std::size_t block = 0; block < finds.size(); ++block) {
      if (text.trace != nullptr) text.trace->found(text, static_cast<int>(block), finds[block]);
      take(phase, finds[block], static_cast<int>(block));
      if (text.trace != nullptr) text.trace->kept(text, static_cast<int>(block), finds[block]);
    }
    apply_removals(first_new);
    remember(first_new);
  }

  // Sorts the units of the document by the rules that may find something in them.
  void list_candidates(const ruleset::Phase& phase) {
    units_.clear();
    const auto& sentences = analysis_.segments.sentences;
    std::size_t sentence = 0;
    for (std::size_t block = 0; block < analysis_.segments.blocks.size(); ++block) {
      for (; sentence < sentences.size() && sentences[sentence].block == static_cast<int>(block);
           ++sentence) {
        add_unit(phase.sentence_filter, sentences[sentence].span, block);
      }
      add_unit(phase.block_filter, analysis_.segments.blocks[block].span, block);
    }
  }

  void add_unit(const ruleset::RuleFilter& filter, Span<Normalized> span, std::size_t block) {
    const Span<PhaseView> unit = view_.to_view(span);
    if (filter.empty() || unit.empty()) return;
    filter.begin_unit(scan_);
    const auto& literals = view_.literals();
    auto literal = std::ranges::lower_bound(literals, span.begin, {}, &ViewLiteral::begin);
    for (; literal != literals.end() && literal->begin < span.end; ++literal) {
      if (literal->symbol || literal->end <= span.end) filter.see(literal->id, scan_);
    }
    const std::uint32_t kind = 1u << static_cast<int>(analysis_.segments.blocks[block].kind);
    for (const std::uint32_t rule : scan_.candidates) {
      if ((pack_.rules[rule].block_kinds & kind) != 0)
        units_of_rule_[rule].push_back(static_cast<std::uint32_t>(units_.size()));
    }
    units_.push_back({unit, block});
  }

  // Rule by rule through the document, not sentence by sentence: what RE2 has built for a rule then
  // stays in the processor's cache. Finds by block.
  std::vector<std::vector<Find>> find_all(const PhaseText& text) {
    std::vector<std::vector<Find>> finds(analysis_.segments.blocks.size());
    Finder finder(text);
    for (const std::uint32_t rule : text.phase.rules) {
      for (const std::uint32_t unit : units_of_rule_[rule]) {
        std::vector<Find>& of_block = finds[units_[unit].block];
        const std::size_t before = of_block.size();
        if (text.trace != nullptr) text.trace->begin_search(rule);
        finder.find(rule, units_[unit].span, of_block);
        if (text.trace != nullptr) text.trace->end_search(rule, of_block.size() - before);
      }
      units_of_rule_[rule].clear();
    }
    return finds;
  }

  // Decides overlaps among the finds of one block and makes mentions of what is left.
  void take(const ruleset::Phase& phase, std::vector<Find>& finds, int block) {
    if (finds.empty()) return;
    decide_overlaps(finds, pack_, view_, analysis_.normalized.text);
    for (const Find& find : finds) {
      const ruleset::Rule& rule = pack_.rules[find.rule];
      const Span<Normalized> span = view_.to_normalized(find.span);
      for (const ruleset::TypeId type : rule.remove) removals_[type].push_back(span);
      if (!rule.make) continue;
      model::Mention mention;
      mention.type = *rule.make;
      mention.rule = find.rule;
      mention.span = span;
      mention.block = block;
      mention.sentence = sentence_of(span);
      for (const Find::Part& part : find.parts) add_captures(phase, part, mention.captures);
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

  void add_captures(const ruleset::Phase& phase, const Find::Part& part,
                    std::vector<model::Capture>& captures) const {
    if (!part.symbols) {
      if (!part.span.empty())
        captures.push_back({part.name, view_.to_normalized(part.span), -1, -1, -1});
      return;
    }
    const auto [first, last] = view_.symbols_in(part.span);
    for (std::size_t i = first; i < last; ++i) {
      const ViewSymbol& symbol = view_.symbols()[i];
      if (symbol.kind == ViewSymbol::Kind::kMention) {
        captures.push_back({part.name, symbol.normalized, symbol.index, -1, -1});
      } else {
        const auto [lexicon, entry] = phase.word_entries[static_cast<std::size_t>(symbol.index)];
        captures.push_back({part.name, symbol.normalized, -1, lexicon, entry});
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
  TextHits hits_;
  View view_;  // of the phase
  SpanIndex quotations_;
  DocumentLexicons document_lexicons_;
  std::vector<bool> occluded_;  // by mention: never a symbol
  std::vector<bool> removed_;
  std::map<ruleset::TypeId, std::vector<Span<Normalized>>> removals_;  // of the phase, by type
  struct Unit {
    Span<PhaseView> span;
    std::size_t block = 0;
  };
  std::vector<Unit> units_;                                // of the phase
  std::vector<std::vector<std::uint32_t>> units_of_rule_;  // those it may find something in
  ruleset::RuleFilter::Scan scan_;
};

}  // namespace

void match(model::Analysis& analysis, const ruleset::Pack& pack, const MatchOptions& options) {
  Matcher(analysis, pack, options).run();
}

}  // namespace zhailu::match
