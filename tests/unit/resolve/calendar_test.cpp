#include "resolve/calendar.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace zhailu::resolve {
namespace {

TEST(Calendar, DaysCountAsTheStandardLibraryCountsThem) {
  using namespace std::chrono;
  for (std::int64_t number = day_number({1, 1, 1}); number <= day_number({9999, 12, 31});
       number += 1 + number % 37 * number % 37) {
    const auto day = day_of_number(number);
    ASSERT_TRUE(day);
    ASSERT_EQ(day_number(*day), number);
    const year_month_day oracle{sys_days{days{number}}};
    ASSERT_EQ(day->year, static_cast<int>(oracle.year()));
    ASSERT_EQ(day->month, static_cast<int>(static_cast<unsigned>(oracle.month())));
    ASSERT_EQ(day->day, static_cast<int>(static_cast<unsigned>(oracle.day())));
    ASSERT_EQ(weekday(*day),
              static_cast<int>(std::chrono::weekday{sys_days{days{number}}}.iso_encoding()));
  }
}

TEST(Calendar, YearsEndAt9999) {
  EXPECT_EQ(add_days({9999, 12, 31}, 1), std::nullopt);
  EXPECT_EQ(add_days({1, 1, 1}, -1), std::nullopt);
  EXPECT_EQ(add_days({2020, 2, 28}, 1), (Day{2020, 2, 29}));
  EXPECT_EQ(add_days({2021, 1, 1}, -1), (Day{2020, 12, 31}));
}

TEST(Calendar, DaysThatDoNotExist) {
  EXPECT_TRUE(exists({2020, 2, 29}));
  EXPECT_TRUE(exists({2000, 2, 29}));
  for (const Day& day :
       {Day{2021, 2, 29}, Day{1900, 2, 29}, Day{2020, 2, 30}, Day{2020, 13, 1}, Day{2020, 0, 1},
        Day{2020, 4, 31}, Day{2020, 1, 0}, Day{0, 1, 1}, Day{10000, 1, 1}}) {
    EXPECT_FALSE(exists(day)) << day.year << " " << day.month << " " << day.day;
  }
}

TEST(Calendar, WeekdaysOfKnownDays) {
  EXPECT_EQ(weekday({2021, 6, 25}), 5);
  EXPECT_EQ(weekday({2016, 10, 10}), 1);
  EXPECT_EQ(weekday({2023, 3, 5}), 7);
  EXPECT_EQ(weekday({1949, 10, 1}), 6);
}

TEST(Calendar, IsoFormThereAndBack) {
  EXPECT_EQ(format_iso({2020, 7, 1}), "2020-07-01");
  EXPECT_EQ(format_iso({618, 6, 18}), "0618-06-18");
  EXPECT_EQ(parse_iso("2020-07-01"), (Day{2020, 7, 1}));
  for (const char* text :
       {"", "2020-7-1", "2020-02-30", "2020/07/01", "20200701", "2020-07-0x", "0000-01-01"}) {
    EXPECT_EQ(parse_iso(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace zhailu::resolve
