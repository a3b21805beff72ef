#include "write/evidence_sentence.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.hpp"
#include "sample.hpp"

namespace zhailu::write {
namespace {

TEST(EvidenceSentence, TheSentencesThatTheSpanTouches) {
  const DocumentRecords document = sample::document();
  const EvidenceSentences sentences(document);
  EXPECT_EQ(sentences.at({0, 1}), "7月1日召开会议。");
  EXPECT_EQ(sentences.at({9, 12}), "江贤英主持。");
  EXPECT_EQ(sentences.at({8, 9}), "7月1日召开会议。");
  EXPECT_EQ(sentences.at({8, 10}), document.decoded);
}

TEST(EvidenceSentence, ThePieceItselfWhereNoSentenceIs) {
  DocumentRecords document = sample::document();
  document.sentences = {{9, 15}};
  EXPECT_EQ(EvidenceSentences(document).at({2, 5}), "1日召");
}

TEST(EvidenceSentence, NothingForAnEmptySpanAndNoHarmBeyondTheText) {
  DocumentRecords document = sample::document();
  document.sentences.clear();
  EXPECT_EQ(EvidenceSentences(document).at({0, 0}), "");
  EXPECT_EQ(EvidenceSentences(document).at({13, 900}), "持。");
  EXPECT_EQ(EvidenceSentences(document).at({900, 901}), "");
}

TEST(EvidenceSentence, ALongPieceIsCutAfterAThousandCharacters) {
  DocumentRecords document;
  for (int i = 0; i < 3000; ++i) document.decoded += i % 2 == 0 ? "文" : "\xF0\xA0\x80\x80";
  document.sentences = {{500, 3000}};
  const std::string text = EvidenceSentences(document).at({2999, 3000});
  EXPECT_EQ(base::count_code_points(text), 1001u);
  EXPECT_TRUE(text.starts_with("文\xF0\xA0\x80\x80"));
  EXPECT_TRUE(text.ends_with("\xF0\xA0\x80\x80…"));
}

}  // namespace
}  // namespace zhailu::write
