#include "authoring/trigger_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "../pack_folder.hpp"

namespace zhailu::authoring {
namespace {

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::binary_search(words.begin(), words.end(), word);
}

TEST(TriggerWords, AreTheWordsThatTheRulesOfEventsCannotDoWithout) {
  const auto loaded = ruleset::load_pack(ZHAILU_ROOT "/tests/packs/why", "");
  ASSERT_TRUE(loaded);
  const auto words = trigger_words(loaded->pack);
  EXPECT_TRUE(has(words, "慰问老人"));  // written in a rule
  EXPECT_TRUE(has(words, "升旗仪式"));  // an alternative
  EXPECT_TRUE(has(words, "党课"));      // behind what may be absent
  EXPECT_TRUE(has(words, "召开"));      // of a word list
  EXPECT_FALSE(has(words, "召开时"));   // a blocking entry
  EXPECT_FALSE(has(words, "王某"));     // a person tells of no event
  EXPECT_FALSE(has(words, "主持"));     // a helper that no event needs
}

TEST(TriggerWords, OfTheShippedPackNameMeetingsAndDoings) {
  const auto loaded = ruleset::load_pack(ZHAILU_ROOT "/rules", ZHAILU_ROOT "/rules");
  ASSERT_TRUE(loaded);
  const auto words = trigger_words(loaded->pack);
  for (const char* word : {"座谈会", "党课", "运动会", "主题党日"})
    EXPECT_TRUE(has(words, word)) << word;
  for (const char* word : {"大家", "我们", "有关"}) EXPECT_FALSE(has(words, word)) << word;
}

}  // namespace
}  // namespace zhailu::authoring
