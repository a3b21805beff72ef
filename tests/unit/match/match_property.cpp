// Whatever the text: spans in range and on borders, mentions in order, captures where the find is.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/utf8.hpp"
#include "fixture.hpp"
#include "match/mention_order.hpp"

namespace zhailu::match {
namespace {

const ruleset::Pack& pack() {
  static const ruleset::Pack made =
      compile({{"first", "", "tail",
                "- {id: a, make: person, find: '[甲乙丙]', not_after: 路}\n"
                "- {id: b, make: body, find: '(?P<name>\\p{Han}{1,4}){tail:kind}', retry: shorter, "
                "not_after: '[、]'}\n"
                "- {id: c, make: quote, find: '“[^”]*”', unit: block}\n"},
               {"next", "person, body", "",
                "- {id: d, make: group, sequence: {start: '(?P<post>局长)', item: '{person:who}', "
                "separator: '[、和]'}, keep: true}\n"
                "- {id: e, make: group, find: '{person+:who}{..6}{body:where}', priority: 1}\n"
                "- {id: f, make: name, find: '\\p{Han}{2}', before: '{person:by}', after: "
                "'[，。]', remember: names, near: {words: 会, within: 5}}\n"},
               {"last", "person, body, group, quote", "",
                "- {id: g, make: name, lookup: names, not_inside: quotation}\n"
                "- {id: h, make: x, find: '{any}会', remove: [person]}\n"
                "- {id: i, make: x, find: '会(?P<what>.)', inside: quote, span: what}\n"}},
              {{"tail", "局\n管理局\n!局长\n", ""}});
  return made;
}

rc::Gen<std::string> texts() {
  static const std::vector<std::string> kPieces = {
      "甲",   "乙", "丙",   "、",         "和",         "局",           "管理局",    "局长", "会",
      "会议", "路", "“",    "”",          "。",         "，",           "\n",        "市",   "天地",
      "a",    "1",  "。。", "\U000F0001", "\U00020000", "很多很多很多", "甲天地，会"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& piece : pieces) text += piece;
                        return text;
                      });
}

bool on_borders(std::string_view text, Span<Normalized> span) {
  const auto border = [&](std::size_t at) {
    return at == text.size() || base::is_border(text[at]);
  };
  return span.begin < span.end && span.end <= text.size() && border(span.begin) && border(span.end);
}

void expect_capture(const model::Analysis& analysis, const model::Mention& mention,
                    const model::Capture& capture) {
  RC_ASSERT(on_borders(analysis.normalized.text, capture.span));
  RC_ASSERT(capture.mention < static_cast<std::int32_t>(analysis.mentions.size()));
  if (capture.mention >= 0)
    RC_ASSERT(analysis.mentions[static_cast<std::size_t>(capture.mention)].span == capture.span);
  const model::Block& block = analysis.segments.blocks[static_cast<std::size_t>(mention.block)];
  RC_ASSERT(block.span.contains(capture.span));
}

TEST(MatchProperty, MentionsAreSound) {
  EXPECT_TRUE(rc::check([] {
    const std::string text = *texts();
    const model::Analysis analysis = matched(pack(), text);
    const auto& mentions = analysis.mentions;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      RC_ASSERT(on_borders(text, mentions[i].span));
      RC_ASSERT(analysis.segments.blocks[static_cast<std::size_t>(mentions[i].block)].span.contains(
          mentions[i].span));
      if (i > 0) RC_ASSERT(outer_first(mentions[i - 1], mentions[i], 0, 1));
      for (const model::Capture& capture : mentions[i].captures)
        expect_capture(analysis, mentions[i], capture);
    }
  }));
}

TEST(MatchProperty, FindsOfOnePhaseDoNotOverlap) {
  EXPECT_TRUE(rc::check([] {
    const model::Analysis analysis = matched(pack(), *texts());
    std::size_t end = 0;
    for (const model::Mention& mention : analysis.mentions) {
      const std::string& rule = pack().rules[mention.rule].id;
      if (rule != "g" && rule != "h" && rule != "i") continue;
      RC_ASSERT(mention.span.begin >= end);
      end = mention.span.end;
    }
  }));
}

}  // namespace
}  // namespace zhailu::match
