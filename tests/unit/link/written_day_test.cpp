#include "link/written_day.hpp"

#include <gtest/gtest.h>

namespace zhailu::link {
namespace {

TEST(WrittenDay, ReadsFullDatesOfFileNamesAndPages) {
  const model::Day july{2019, 7, 14};
  for (const char* text : {"通知(2019-07-14).txt", "news/20190714_3.html", "2019年7月14日简报.txt",
                           "2019/07/14/a.html", "2019-07-14 10:20:00", "第3号 2019.7.14"}) {
    EXPECT_EQ(find_written_day(text), july) << text;
  }
}

TEST(WrittenDay, LeavesNumbersThatAreNoDate) {
  for (const char* text :
       {"000_5b905b783a3fa24d.txt", "201907140012.txt", "2019-13-14.txt", "2019年.txt",
        "2019-02-29.txt", "a20190714.txt", "2019-7.txt", "1234-05-06.txt", ""}) {
    EXPECT_EQ(find_written_day(text), std::nullopt) << text;
  }
}

TEST(WrittenDay, TakesALeapDay) {
  EXPECT_EQ(find_written_day("20200229.txt"), (model::Day{2020, 2, 29}));
}

}  // namespace
}  // namespace zhailu::link
