#include "match/document_lexicon.hpp"

#include <gtest/gtest.h>

namespace zhailu::match {
namespace {

std::vector<std::string> found(const DocumentLexicons& lexicons, std::string_view text,
                               ruleset::NameId id = 1) {
  std::vector<Span<Normalized>> places;
  lexicons.find_all(id, text, places);
  std::vector<std::string> words;
  for (const Span<Normalized> place : places) words.emplace_back(slice(text, place));
  return words;
}

TEST(DocumentLexicons, TheLongestTextCountsAndNoneOverlapsAnother) {
  DocumentLexicons lexicons;
  for (const char* word : {"徐建", "徐建华", "华徐", "建华"}) lexicons.add(1, word);
  EXPECT_EQ(found(lexicons, "徐建华徐建，建华徐"),
            (std::vector<std::string>{"徐建华", "徐建", "建华"}));
}

TEST(DocumentLexicons, SingleCharactersAndPassagesAreLeftOut) {
  DocumentLexicons lexicons;
  std::string passage;
  for (int i = 0; i < 61; ++i) passage += "长";
  lexicons.add(1, "华");
  lexicons.add(1, passage);
  EXPECT_EQ(found(lexicons, "华" + passage), std::vector<std::string>{});
}

TEST(DocumentLexicons, EachLexiconIsItsOwn) {
  DocumentLexicons lexicons;
  lexicons.add(1, "徐建华");
  EXPECT_EQ(found(lexicons, "徐建华", 2), std::vector<std::string>{});
}

TEST(DocumentLexicons, ManyTextsWithOneBeginAreLookedUpAtOnce) {
  DocumentLexicons lexicons;
  std::string text;
  for (int i = 0; i < 20000; ++i) lexicons.add(1, "张" + std::to_string(i));
  for (int i = 0; i < 20000; ++i)
    text += "张甲";  // one look at each text would take 400 million steps
  EXPECT_EQ(found(lexicons, text + "张19999"), std::vector<std::string>{"张19999"});
}

}  // namespace
}  // namespace zhailu::match
