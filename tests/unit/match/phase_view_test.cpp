#include "match/phase_view.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/utf8.hpp"
#include "fixture.hpp"

namespace zhailu::match {
namespace {

// The view of the pack's last phase, all phases having run.
struct Viewed {
  Viewed(ruleset::Pack made, std::string_view text)
      : pack(std::move(made)),
        analysis(matched(pack, text)),
        hits(analysis.normalized.text, pack) {
    view.build(analysis, std::vector<bool>(analysis.mentions.size(), false), pack,
               pack.phases.size() - 1, hits);
  }

  // The view as a reader sees it: symbols as ⟨type⟩ or ⟨word⟩.
  [[nodiscard]] std::string text() const {
    std::string line;
    std::size_t at = 0;
    for (const ViewSymbol& symbol : view.symbols()) {
      line += analysis.normalized.text.substr(at, symbol.normalized.begin - at);
      line += "⟨" + name_of(symbol) + "⟩";
      at = symbol.normalized.end;
    }
    return line + analysis.normalized.text.substr(at);
  }
  [[nodiscard]] std::string name_of(const ViewSymbol& symbol) const {
    const auto index = static_cast<std::size_t>(symbol.index);
    if (symbol.kind == ViewSymbol::Kind::kMention)
      return pack.types[analysis.mentions[index].type].name;
    return pack.lexicons[static_cast<std::size_t>(pack.phases.back().word_entries[index].first)].name;
  }
  // The code of a character or symbol in the view.
  [[nodiscard]] std::string code(char32_t c) const {
    return std::string(pack.phases.back().alphabet.code(c).text());
  }
  // The normalized text under the first `count` symbols and characters of the view, from `first` on.
  [[nodiscard]] std::string under(std::size_t first, std::size_t count) const {
    const auto place = [&](std::size_t characters) {
      std::size_t at = 0;
      while (characters-- > 0) base::next_code_point(view.text(), at);
      return at;
    };
    const Span<Normalized> span = view.to_normalized({place(first), place(first + count)});
    return std::string(slice(std::string_view(analysis.normalized.text), span));
  }

  ruleset::Pack pack;
  model::Analysis analysis;
  TextHits hits;
  View view;
};

ruleset::Pack dates_and_quotes() {
  return compile(
      {{"first", "", "",
        "- {id: q, make: quote, find: '“[^”]*”'}\n- {id: d, make: date, find: '[0-9]月'}\n"},
       {"inner", "", "", "- {id: p, make: date, find: '[0-9]日'}\n"},
       {"last", "quote, date", "", "[]"}});
}

TEST(PhaseView, MentionsAreOneCodePointEach) {
  const Viewed viewed(dates_and_quotes(), "7月会，8月“学习”。");
  EXPECT_EQ(viewed.text(), "⟨date⟩会，⟨date⟩⟨quote⟩。");
  EXPECT_EQ(base::count_code_points(viewed.view.text()), 6U);
}

TEST(PhaseView, OnlyTheOutermostMentionIsShown) {
  EXPECT_EQ(Viewed(dates_and_quotes(), "3日“9日会”9日").text(), "⟨date⟩⟨quote⟩⟨date⟩");
}

TEST(PhaseView, TypesOutsideOfTheViewStayText) {
  ruleset::Pack pack = compile({letters(), {"last", "date", "", "[]"}});
  EXPECT_EQ(Viewed(std::move(pack), "甲一乙").text(), "甲⟨date⟩乙");
}

TEST(PhaseView, WordsAreTakenLeftmostFirstTheLongestThere) {
  const auto pack = [](const std::string& symbols) {
    return compile({{"only", "", symbols, "[]"}},
                   {{"tail", "局\n管理局\n", ""}, {"verb", "管理\n理局长\n局\n", ""}});
  };
  EXPECT_EQ(Viewed(pack("tail, verb"), "市管理局长管理").text(), "市⟨tail⟩长⟨verb⟩");
  EXPECT_EQ(Viewed(pack("tail, verb"), "局").text(),
            "⟨tail⟩");  // of equal ones that of the list named first
  EXPECT_EQ(Viewed(pack("verb, tail"), "局").text(), "⟨verb⟩");
}

TEST(PhaseView, ABlockingEntryHidesTheWordsInside) {
  ruleset::Pack pack = compile({{"only", "", "group, block", "[]"}},
                               {{"group", "党组\n", ""}, {"block", "!党组织\n", ""}});
  EXPECT_EQ(Viewed(std::move(pack), "党组织和党组").text(), "党组织和⟨group⟩");
}

TEST(PhaseView, AWordDoesNotReachIntoAMention) {
  ruleset::Pack pack =
      compile({letters(), {"last", "person", "word", "[]"}}, {{"word", "主甲\n主\n", ""}});
  EXPECT_EQ(Viewed(std::move(pack), "主甲主").text(), "⟨word⟩⟨person⟩⟨word⟩");
}

TEST(PhaseView, TheDocumentsOwnPrivateUseIsNoSymbol) {
  ruleset::Pack pack = compile({letters(), {"last", "date", "", "- {id: d, make: x, find: '{date}'}\n"}});
  const Viewed viewed(std::move(pack), "\U000F0001一\uE000");
  const std::string date = viewed.code(viewed.pack.types[*viewed.pack.find_type("date")].symbol);
  EXPECT_NE(viewed.code(ruleset::kForeignSymbol), date);
  EXPECT_EQ(viewed.view.text(),
            viewed.code(ruleset::kForeignSymbol) + date + viewed.code(U'\uE000'));
  EXPECT_EQ(viewed.under(0, 1), "\U000F0001");
}

TEST(PhaseView, CharactersThatNoPatternTellsApartShareACode) {
  const Viewed viewed(compile({{"only", "", "", "- {id: r, make: x, find: '会[^。]议'}\n"}}), "会开召议。");
  EXPECT_EQ(viewed.view.text().size(), 5U);
  EXPECT_EQ(viewed.view.text()[1], viewed.view.text()[2]);
  EXPECT_EQ(std::set<char>(viewed.view.text().begin(), viewed.view.text().end()).size(), 4U);
}

TEST(PhaseView, LiteralsInsideSymbolsAreNone) {
  const Viewed viewed(compile({letters(), {"last", "person", "", "- {id: r, make: x, find: 甲会}\n- {id: s, make: x, find: '{person}会'}\n"}}),
                      "甲会");
  ASSERT_EQ(viewed.view.literals().size(), 1U);
  EXPECT_FALSE(viewed.view.literals()[0].symbol);  // 会 behind ⟨person⟩; the text 甲会 is none
  EXPECT_EQ(viewed.view.literals()[0].begin, 3U);
}

TEST(PhaseView, SpansOfTheViewLeadBackToTheText) {
  const Viewed viewed(dates_and_quotes(), "在7月会“学习”了");  // 在⟨date⟩会⟨quote⟩了
  EXPECT_EQ(viewed.under(0, 1), "在");
  EXPECT_EQ(viewed.under(1, 1), "7月");
  EXPECT_EQ(viewed.under(0, 2), "在7月");
  EXPECT_EQ(viewed.under(2, 2), "会“学习”");
  EXPECT_EQ(viewed.under(0, 5), "在7月会“学习”了");
  EXPECT_EQ(viewed.under(2, 0), "");
  EXPECT_EQ(viewed.under(5, 0), "");
}

TEST(PhaseView, EveryBorderOfTheViewComesBack) {
  const Viewed viewed(dates_and_quotes(), "在7月会“学习”了8月");
  const std::string_view text = viewed.view.text();
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    for (std::size_t end = begin + 1; end <= text.size(); ++end) {
      const bool borders =
          base::is_border(text[begin]) && (end == text.size() || base::is_border(text[end]));
      if (!borders) continue;
      const Span<PhaseView> span{begin, end};
      EXPECT_EQ(viewed.view.to_view(viewed.view.to_normalized(span)), span) << begin << " " << end;
    }
  }
}

TEST(PhaseView, ABorderInsideASymbolMovesBehindIt) {
  const Viewed viewed(dates_and_quotes(), "“学习”了");
  const std::size_t inside = std::string("“学").size();
  EXPECT_EQ(viewed.view.to_view({inside, viewed.analysis.normalized.text.size()}),
            (Span<PhaseView>{1, 2}));
  EXPECT_EQ(viewed.view.to_view({0, inside}), (Span<PhaseView>{0, 1}));
}

TEST(PhaseView, AnEmptyTextHasAnEmptyView) {
  const Viewed viewed(dates_and_quotes(), "");
  EXPECT_EQ(viewed.view.text(), "");
  EXPECT_EQ(viewed.view.to_view({0, 0}), (Span<PhaseView>{0, 0}));
  EXPECT_EQ(viewed.view.to_normalized({0, 0}), (Span<Normalized>{0, 0}));
}

}  // namespace
}  // namespace zhailu::match
